/**
 * Where in a panel a JSON pointer leads.
 */

/**
 * The field that a pointer names, or the nearest that contains it.
 * @param {HTMLElement} panel
 * @param {string} pointer
 * @returns {HTMLElement|null} null where none is in sight
 */
export function findField(panel, pointer) {
  for (let place = pointer; place !== ''; place = place.slice(0, place.lastIndexOf('/'))) {
    const found = [...panel.querySelectorAll(`[data-pointer="${CSS.escape(place)}"]`)].find((one) => one instanceof HTMLElement && one.offsetParent !== null);
    if (found instanceof HTMLElement) return found;
  }
  return null;
}
