/**
 * Elements without a framework, and the typeset symbols that several views show.
 * @import { Quantity } from '../../model/analysis/types.js'
 * @import { Mark } from '../../model/analysis/statuses.js'
 */

import { broken } from '../../model/drawing/fitting.js';
import { plain, symbol } from '../../model/analysis/symbols.js';

/** @typedef {string|Node|null|false} Child */
/** @typedef {Record<string, string|number|boolean|null|undefined|((event: any) => void)>} Attributes */

const SVG = 'http://www.w3.org/2000/svg';
const MATHML = 'http://www.w3.org/1998/Math/MathML';

/**
 * Set attributes: `text` is the text, `onclick` and its like are listeners, true stands alone, false and null are left out.
 * @param {Element} element
 * @param {Attributes} attributes
 */
export function assign(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'text') element.textContent = String(value);
    else if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value === null || value === undefined || value === false) element.removeAttribute(name);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
}

/**
 * @template {Element} T
 * @param {T} element
 * @param {Attributes} attributes
 * @param {Child[]} children
 * @returns {T}
 */
function fill(element, attributes, children) {
  assign(element, attributes);
  element.append(...children.filter((child) => child !== null && child !== false));
  return element;
}

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Attributes} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/**
 * @param {string} tag
 * @param {Attributes} [attributes]
 * @param {...Child} children
 * @returns {SVGElement}
 */
export function svg(tag, attributes = {}, ...children) {
  return fill(/** @type {SVGElement} */ (document.createElementNS(SVG, tag)), attributes, children);
}

/**
 * @param {string} tag
 * @param {Attributes} [attributes]
 * @param {...Child} children
 * @returns {Element}
 */
export function math(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(MATHML, tag), attributes, children);
}

/**
 * Set text only where it differs, so that nothing is laid out for nothing.
 * @param {Element} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * A number that goes on in the next line, from its exponent on, where it has no room in one.
 * @param {string} text
 * @returns {(string|HTMLElement)[]}
 */
export function breakable(text) {
  const [digits, exponent] = broken(text);
  return exponent === '' ? [text] : [digits, h('wbr'), exponent];
}

/**
 * Set or remove an attribute only where that changes it.
 * @param {Element} element
 * @param {string} name
 * @param {string|number|boolean|null|undefined} value
 */
export function setAttribute(element, name, value) {
  const text = value === null || value === undefined || value === false ? null : value === true ? '' : String(value);
  if (element.getAttribute(name) !== text) assign(element, { [name]: text });
}

/**
 * @param {HTMLElement} element
 * @param {boolean} shown
 */
export function show(element, shown) {
  if (element.hidden === shown) element.hidden = !shown;
}

let last = 0;

/**
 * @param {string} prefix
 * @returns {string} an id that no other element has
 */
export function uniqueId(prefix) {
  return `${prefix}-${++last}`;
}

/**
 * @param {HTMLElement|SVGElement} element
 * @param {{x: number, y: number, width: number, height: number}} box
 */
export function setBox(element, { x, y, width, height }) {
  const css = `left: ${x}px; top: ${y}px; width: ${width}px; height: ${height}px;`;
  if (element.style.cssText !== css) element.style.cssText = css;
}

/**
 * A quantity's symbol as on the sheet: an italic letter, the layer above it.
 * @param {Quantity} quantity
 * @param {number} layer
 * @param {boolean} [output]
 * @returns {HTMLElement}
 */
export function typeset(quantity, layer, output = false) {
  const { base, before, sup } = symbol(quantity, layer, output);
  return h('span', { class: 'symbol', 'aria-label': plain(quantity, layer, output), role: 'img' },
    before, h('i', {}, base), sup && h('sup', {}, sup));
}

/** Each mark a shape of its own, on 14 × 14: told apart without colour. @type {Record<Mark, Attributes>} */
const SHAPES = {
  active: { d: 'M7 3a4 4 0 1 0 .01 0Z', class: 'solid' },
  inactive: { d: 'M7 3.2a3.8 3.8 0 1 0 .01 0Z', class: 'hollow' },
  dead: { d: 'M2.5 2.5l9 9M11.5 2.5l-9 9', class: 'stroke' },
  starved: { d: 'M7 1.8L12.2 7 7 12.2 1.8 7Z', class: 'hollow' },
  saturated: { d: 'M2.8 2.8h8.4v8.4H2.8ZM2.8 7h8.4v4.2H2.8Z', class: 'hollow half' },
  settled: { d: 'M2 5.2h10M2 8.8h10', class: 'stroke' },
  unknown: { d: 'M4.4 5a2.6 2.6 0 1 1 3.8 2.3C7.2 7.9 7 8.2 7 9.2M7 11v1.4', class: 'stroke' },
};

/**
 * @param {Mark} mark
 * @returns {SVGElement}
 */
export function markShape(mark) {
  return svg('svg', { viewBox: '0 0 14 14', width: 14, height: 14, 'aria-hidden': 'true', class: `mark ${mark}` },
    svg('path', SHAPES[mark]));
}
