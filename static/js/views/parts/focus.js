/**
 * The keyboard in the inspector, whose content is made anew with each number: where the focus goes then, and the keys
 * of its lists.
 */

/** How far a key goes along the lists; infinities lead to the ends of the one it is in. @type {Record<string, number|undefined>} */
const STEPS = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };

/** What the keys walk along. */
const LISTED = '.jumps .jump';

/**
 * The focus stays with the control that had it. After a walk it goes to the new name; and whoever walks by keys is led
 * on to the numbers that the new one was made from, as soon as they are known.
 * @param {HTMLElement} panel
 * @param {HTMLElement} content
 */
export function createFocus(panel, content) {
  /** @type {'name'|'first'|null} */
  let expected = null;
  let waiting = false;
  const find = (/** @type {string} */ key) => /** @type {HTMLElement|null} */ (content.querySelector(`[data-key="${key}"]`));
  return {
    /** @param {boolean} byKeys */
    expect(byKeys) {
      expected = byKeys ? 'first' : 'name';
      waiting = false;
    },
    /** @returns {string|null} the control within the content that has the focus */
    place() {
      const { activeElement: active } = document;
      return active instanceof HTMLElement && content.contains(active) ? active.dataset['key'] ?? 'name' : null;
    },
    /**
     * @param {string|null} place what had the focus before the content was made anew
     * @param {boolean} complete whether nothing more is to come
     * @param {() => void} arrived
     */
    settle(place, complete, arrived) {
      if (waiting && place !== 'name') expected = null; // gone elsewhere in the meantime
      const name = find('name') ?? panel;
      if (expected === null) {
        if (place !== null) (find(place) ?? name).focus({ preventScroll: true });
        return;
      }
      const first = expected === 'first' ? find('origin 0') : null;
      (first ?? name).focus({ preventScroll: first === null });
      if (!waiting && expected === 'first') arrived();
      waiting = expected === 'first' && first === null && !complete;
      if (!waiting) expected = null;
    },
  };
}

/**
 * @param {HTMLElement} panel
 * @param {HTMLElement} content
 * @param {{back: (event: KeyboardEvent) => void, leave: () => void}} ways
 */
export function addKeys(panel, content, { back, leave }) {
  panel.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement) || !target.matches(LISTED)) return;
    for (const one of target.parentElement?.children ?? []) /** @type {HTMLElement} */ (one).tabIndex = one === target ? 0 : -1;
  });
  panel.addEventListener('keydown', (event) => {
    const { key, altKey, ctrlKey, metaKey, target } = event;
    if (ctrlKey || metaKey) return;
    if (altKey) {
      if (key !== 'ArrowLeft') return;
      back(event);
    } else if (key === 'Escape') leave();
    else if (!(target instanceof HTMLElement && target.matches(`${LISTED}, h3`) && alongList(content, target, STEPS[key]))) return;
    event.preventDefault();
  });
}

/**
 * @param {HTMLElement} content
 * @param {HTMLElement} from one of the list, or the name above it
 * @param {number|undefined} step
 * @returns {boolean} whether the key leads along the list
 */
function alongList(content, from, step) {
  const within = step !== undefined && Number.isFinite(step) ? content : from.closest('.jumps') ?? content;
  const all = /** @type {HTMLElement[]} */ ([...within.querySelectorAll(LISTED)]);
  if (step === undefined || all.length === 0) return false;
  all[Math.max(0, Math.min(all.length - 1, all.indexOf(from) + step))]?.focus();
  return true;
}
