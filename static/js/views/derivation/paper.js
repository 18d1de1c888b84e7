/**
 * A worked solution as a page of a book: headings, sentences, equations on lines of their own. What stays the same from
 * one solution to the next stays in place, so that nothing jumps while somebody reads.
 * @import { Block, Derivation } from '../../model/analysis/types.js'
 */
import { h, setAttribute, setText } from '../parts/dom.js';
import { blockElement } from '../parts/maths.js';

/** @typedef {Derivation['sections'][number]} Section */
/** @typedef {{element: HTMLElement, heading: HTMLElement, blocks: {key: string, element: HTMLElement}[], id: string}} Part */

/** Sections of a document that is not laid out whole at once: of a network of some ten layers. */
const MANY = 24;

/**
 * @returns {{element: HTMLElement, show: (derivation: Derivation) => void, reveal: (id: string) => void,
 *   headings: () => HTMLElement[]}}
 */
export function createPaper() {
  const title = h('h2', { class: 'paper-title' });
  const body = h('div');
  const element = h('article', { class: 'paper' }, title, body);
  /** @type {Part[]} */
  let parts = [];
  const fitSeen = () =>
    fit(parts.filter(({ heading }) => heading.checkVisibility({ contentVisibilityAuto: true })).map((part) => part.element));
  // Which sections are in sight is known after a frame.
  const fitSoon = () => requestAnimationFrame(() => requestAnimationFrame(fitSeen));
  new ResizeObserver(() => (parts.length > MANY ? fitSoon() : fitSeen())).observe(element);
  // Of a long document only what is in sight is laid out, until all of it goes to paper.
  element.addEventListener('contentvisibilityautostatechange', (event) => {
    const { skipped } = /** @type {ContentVisibilityAutoStateChangeEvent} */ (event);
    if (!skipped) fit([/** @type {HTMLElement} */ (event.target)]);
  }, { capture: true });
  addEventListener('beforeprint', () => {
    element.classList.remove('long');
    fit(parts.map((part) => part.element));
  });
  addEventListener('afterprint', () => element.classList.toggle('long', parts.length > MANY));

  /**
   * Tells each equation how wide it is in letters, and lets the keys reach those that scroll.
   * @param {HTMLElement[]} sections
   */
  function fit(sections) {
    const equations = sections.flatMap((one) => /** @type {HTMLElement[]} */ ([...one.querySelectorAll('.equation')]));
    const measured = equations.map((one) => ({
      one,
      wide: one.scrollWidth > one.clientWidth + 1,
      letters: (one.firstElementChild?.getBoundingClientRect().width ?? 0) / Number.parseFloat(getComputedStyle(one).fontSize),
    }));
    for (const { one, wide, letters } of measured) {
      if (letters === 0) continue;
      setAttribute(one, 'tabindex', wide ? 0 : null);
      one.style.setProperty('--letters', letters.toFixed(1));
    }
  }

  return {
    element,
    headings: () => parts.map(({ heading }) => heading),
    show(derivation) {
      // Read before anything is written: each reading in between would lay the whole page out anew.
      const blocks = parts.flatMap((part) => part.blocks);
      const scrolled = blocks.map((block) => ({ block, left: block.element.scrollLeft })).filter(({ left }) => left > 0);
      const focused = blocks.find((block) => block.element === document.activeElement);
      setText(title, derivation.title);
      const next = derivation.sections.map((section) => renewed(parts.find(({ id }) => id === section.id), section));
      const moved = next.length !== parts.length || next.some((part, index) => part !== parts[index]);
      if (moved) body.replaceChildren(...next.map((part) => part.element));
      parts = next;
      element.classList.toggle('long', parts.length > MANY);
      if (parts.length > MANY) fitSoon();
      else fitSeen();
      for (const { block, left } of scrolled) block.element.scrollLeft = left;
      if (focused && focused.element !== document.activeElement) focused.element.focus({ preventScroll: true });
    },
    reveal(id) {
      const heading = parts.find((part) => part.id === id)?.heading;
      heading?.scrollIntoView({ block: 'start' });
      heading?.focus({ preventScroll: true });
    },
  };
}

/**
 * The section's part, with new blocks where they differ.
 * @param {Part|undefined} part
 * @param {Section} section
 * @returns {Part}
 */
function renewed(part, { id, title, blocks }) {
  if (!part) return created({ id, title, blocks });
  setText(part.heading, title);
  blocks.forEach((block, index) => {
    const key = JSON.stringify(block);
    const old = part.blocks[index];
    if (old?.key === key) return;
    const element = blockElement(block);
    if (old) {
      old.element.replaceWith(element);
      Object.assign(old, { key, element });
      return;
    }
    part.element.append(element);
    part.blocks.push({ key, element });
  });
  for (const { element } of part.blocks.splice(blocks.length)) element.remove();
  return part;
}

/**
 * @param {Section} section
 * @returns {Part}
 */
function created({ id, title, blocks }) {
  const heading = h('h3', { id: `derivation-${id}`, 'data-section': id, tabindex: -1, text: title });
  const made = blocks.map((/** @type {Block} */ block) => ({ key: JSON.stringify(block), element: blockElement(block) }));
  const element = h('section', { 'data-section': id, 'aria-labelledby': heading.id }, heading, ...made.map((one) => one.element));
  return { id, heading, blocks: made, element };
}
