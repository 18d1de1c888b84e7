/**
 * The service's equations on the page: <math> elements made from their text, and the blocks of a worked solution.
 * @import { Block, Step } from '../../model/analysis/types.js'
 */

import { h, setAttribute } from './dom.js';
import { wrapped } from './wrapped.js';

/**
 * @param {string} mathml a whole <math> element, as the service writes it
 * @returns {Element}
 */
export function mathElement(mathml) {
  const parsed = new DOMParser().parseFromString(mathml, 'application/xml');
  return document.importNode(parsed.documentElement, true);
}

/**
 * An equation on a line of its own; a wide one scrolls by itself.
 * @param {Pick<Step, 'mathml'|'text'>} equation
 * @returns {HTMLElement}
 */
export function equation({ mathml, text }) {
  return h('div', { class: 'equation', tabindex: 0, role: 'math', 'aria-label': text }, mathElement(mathml));
}

/**
 * An equation in a narrow column, on as many lines as it needs.
 * @param {Pick<Step, 'mathml'|'text'>} equation
 * @returns {HTMLElement}
 */
export function wrappedEquation({ mathml, text }) {
  return h('div', { class: 'equation', role: 'math', 'aria-label': text }, wrapped(mathElement(mathml)));
}

/**
 * @param {Block} block of a worked solution or an exercise
 * @returns {HTMLElement}
 */
export function blockElement(block) {
  if (block.kind === 'equation') return equation(block);
  return h('p', {}, ...block.parts.map(({ text, mathml }) => (mathml === null ? text : mathElement(mathml))));
}

/**
 * Lets the keys reach those equations that scroll, and no others, now and whenever the room for them changes.
 * @param {HTMLElement} element that has the equations, of which some may come later
 * @returns {() => void} looks again
 */
export function reachWide(element) {
  function look() {
    const equations = [...element.querySelectorAll('.equation')].map((one) => ({ one, wide: one.scrollWidth > one.clientWidth + 1 }));
    for (const { one, wide } of equations) setAttribute(one, 'tabindex', wide ? 0 : null);
  }
  new ResizeObserver(look).observe(element);
  return look;
}
