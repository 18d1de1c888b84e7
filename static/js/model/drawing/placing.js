/**
 * Where words that lie over the page cover nothing that is needed. Pure.
 */

/** @typedef {{left: number, right: number, top: number, bottom: number}} Box pixels from the window's upper left corner */

/**
 * The lowest place that touches none of the boxes; where there is none, the lowest of all.
 * @param {readonly Box[]} needed
 * @param {{left: number, right: number, height: number}} own  what is placed: its sides are fixed
 * @param {{top: number, bottom: number, gap: number}} room  between which it may lie, and how far from what is needed
 * @returns {number} its lower edge
 */
export function lowestFree(needed, { left, right, height }, { top, bottom, gap }) {
  const beside = needed.filter((box) => box.left < right && box.right > left);
  const edges = [bottom, ...beside.map((box) => box.top - gap)].filter((edge) => edge <= bottom && edge - height >= top);
  const free = edges.filter((edge) => beside.every((box) => edge <= box.top || edge - height >= box.bottom));
  return free.length === 0 ? bottom : Math.max(...free);
}
