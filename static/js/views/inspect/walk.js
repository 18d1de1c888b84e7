/**
 * The ways from one number to another: buttons that lead there, and the trail that leads back.
 * @import { Cell, CellSelection, Selection, Target } from '../../model/analysis/types.js'
 * @import { State } from '../../model/page/types.js'
 * @import { Picture } from '../../model/analysis/picture.js'
 */

import { hover } from '../../actions/looking.js';
import { exact, number, plural } from '../../model/format.js';
import { isByExample, isVector, symbol } from '../../model/analysis/symbols.js';
import { numberOf, titleOf } from '../../model/analysis/number.js';
import { exampleOf, selectionOf } from '../../model/analysis/targets.js';
import { uses } from '../../model/analysis/uses.js';
import { h, math } from '../parts/dom.js';
import { mathElement } from '../parts/maths.js';

/** @typedef {(selection: Selection, event: Event) => void} Go what a button does: on to another number */

const MADE_FROM = 'Made from';

/** How much of the trail is named. */
const NAMED = 3;

const i = (/** @type {string} */ text) => math('mi', {}, text);
const o = (/** @type {string} */ text) => math('mo', { stretchy: 'false' }, text);
const n = (/** @type {number|null|undefined} */ value) => math('mn', {}, String(value ?? 0));
const row = (/** @type {Element[]} */ ...parts) => math('mrow', {}, ...parts);
const partial = (/** @type {Element} */ above, /** @type {Element} */ below) => math('mfrac', {}, row(o('∂'), above), row(o('∂'), below));

/** A letter, with its accent above it where it has one. @param {string} base */
function letter(base) {
  if (base === 'z\u0303') return math('mover', { accent: 'true' }, i('z'), o('~'));
  if (base === 'ŷ') return math('mover', { accent: 'true' }, i('y'), o('^'));
  return i(base);
}

/**
 * @param {string} base
 * @param {(number|null|undefined)[]} indices
 * @param {string} [sup] "(1)"
 */
function scripts(base, indices, sup = '') {
  const below = row(...indices.flatMap((index, place) => (place ? [o(','), n(index)] : [n(index)])));
  const above = row(o('('), n(Number(sup.slice(1, -1))), o(')'));
  if (indices.length === 0) return sup ? math('msup', {}, letter(base), above) : letter(base);
  return sup ? math('msubsup', {}, letter(base), below, above) : math('msub', {}, letter(base), below);
}

/**
 * @param {CellSelection} cell
 * @param {number} depth L
 * @param {boolean} numbered
 */
function cellSymbol({ quantity, layer, row: r, column }, depth, numbered) {
  const { base, before, sup } = symbol(quantity, layer, layer === depth);
  const vector = isVector(quantity);
  const body = scripts(base, vector ? [r] : isByExample(quantity) ? [...(numbered ? [column] : []), r] : [r, column], sup);
  return before ? row(o(before), body) : body;
}

/**
 * @param {Target} target
 * @param {number} depth L
 * @param {boolean} numbered
 */
function numberSymbol({ quantity, layer: l, example, row: r, column }, depth, numbered) {
  const layer = l ?? depth;
  const of = numbered ? [example] : [];
  switch (quantity) {
    case 'loss': return i('ℒ');
    case 'losses': return scripts('ℓ', of);
    case 'targets': return scripts('y', [...of, r]);
    case 'loss_gradient': return partial(scripts('ℓ', of), scripts('ŷ', [...of, r]));
    case 'jacobian': return partial(layer === depth ? scripts('ŷ', [...of, r]) : scripts('z', [...of, r], `(${layer})`), scripts('z\u0303', [...of, column], `(${layer})`));
    case 'gradient_norm': return row(o('‖'), o('∇'), scripts('W', [], `(${layer - 1})`), o('‖'));
    default: return math('mtext', {}, quantity);
  }
}

/**
 * @param {Selection} selection
 * @param {number} depth L
 * @param {boolean} [numbered] whether the example is written too, as the first index
 * @returns {Element} "δ⁽¹⁾₁" in MathML, or a neuron's name
 */
export function shortSymbol(selection, depth, numbered = false) {
  if (selection.kind === 'neuron') return h('span', {}, titleOf(selection, depth));
  return math('math', {}, selection.kind === 'cell' ? cellSymbol(selection, depth, numbered) : numberSymbol(selection.target, depth, numbered));
}

/**
 * @typedef {object} Way
 * @property {Selection} selection
 * @property {Element} sign
 * @property {number|null} value null where the page does not know it
 */

/**
 * What is seen and what is said of it instead: a typeset symbol is no word.
 * @param {string} words
 * @param {...HTMLElement} seen
 * @returns {HTMLElement[]}
 */
export function spoken(words, ...seen) {
  for (const part of seen) part.setAttribute('aria-hidden', 'true');
  return [h('span', { class: 'visually-hidden' }, words), ...seen];
}

/**
 * A symbol with its value that leads to the number; pointing at it, or the focus on it, marks its cell.
 * @param {Way} way
 * @param {{depth: number, go: Go, key: string, first: boolean}} context
 */
function jump({ selection, sign, value }, { depth, go, key, first }) {
  const title = titleOf(selection, depth);
  const mark = () => hover(selection.kind === 'cell' ? selection : null);
  const known = value !== null;
  return h('button', {
    type: 'button', class: 'jump', tabindex: first ? 0 : -1, 'data-key': key,
    title: known ? `${title}: ${exact(value)}` : title,
    onclick: (/** @type {Event} */ event) => go(selection, event),
    onpointerenter: mark, onpointerleave: () => hover(null), onfocus: mark, onblur: () => hover(null),
  }, ...spoken(known ? `${title}: ${number(value)}` : title, h('span', { class: 'sign' }, sign), ...(known ? [h('span', { class: 'worth' }, number(value))] : [])));
}

/**
 * @param {string} name of the list
 * @param {string} key
 * @param {Way[]} ways
 * @param {{depth: number, go: Go}} context
 */
function jumps(name, key, ways, context) {
  return h('div', { class: 'jumps', role: 'toolbar', 'aria-label': name, 'aria-orientation': 'vertical' },
    ...ways.map((way, index) => jump(way, { ...context, key: `${key} ${index}`, first: index === 0 })));
}

/**
 * The cells that a number was made from.
 * @param {Cell[]} cells
 * @param {number} more how many are not among them
 * @param {Picture} picture
 * @param {Go} go
 */
export function madeFrom(cells, more, { depth }, go) {
  const ways = cells.map((cell) => {
    const sign = mathElement(cell.mathml);
    sign.removeAttribute('display');
    return { selection: selectionOf(cell), sign, value: cell.value };
  });
  return [
    jumps(MADE_FROM, 'origin', ways, { depth, go }),
    more > 0 ? h('p', { class: 'note' }, `And from ${more} more that ${more === 1 ? 'is' : 'are'} not listed: the smaller terms, told above by their sum.`) : null,
  ].filter((one) => one !== null);
}

/**
 * The numbers that are made from a number.
 * @param {Picture} picture
 * @param {Selection} at
 * @param {Go} go
 */
export function leadsTo({ analysis, context, depth, examples }, at, go) {
  const exactOf = (/** @type {Selection} */ one) => numberOf(analysis, one).exact;
  const target = (/** @type {number} */ example, /** @type {number} */ row) => exactOf({ kind: 'number', target: { quantity: 'targets', example, row } });
  const groups = uses(at, { ...context, target });
  if (groups.length === 0) return [];
  const ways = groups.flatMap(({ selections }) => selections.map((selection) => ({
    selection, sign: shortSymbol(selection, depth, examples > 1 && exampleOf(selection) !== exampleOf(at)), value: exactOf(selection),
  })));
  const rest = groups.filter((group) => group.rest > 0).map(({ selections: [one], rest: count }) =>
    `${count} more of ${one?.kind === 'cell' ? titleOf(one, depth).split(' ')[0] : 'them'}`);
  return [
    h('h4', {}, 'Leads to'),
    jumps('Leads to', 'use', ways, { depth, go }),
    ...(rest.length ? [h('p', { class: 'note' }, `And to ${rest.join(', ')}.`)] : []),
  ];
}

/**
 * The way walked, each step of it a button that leads back there.
 * @param {Pick<State, 'trail'|'selection'>} state
 * @param {Picture} picture
 * @param {(place: number, event: Event) => void} back
 */
export function trailView({ trail, selection }, { depth, examples }, back) {
  if (trail.length === 0 || !selection) return [];
  const shown = trail.slice(-NAMED);
  const left = trail.length - shown.length;
  const steps = shown.map((one, index) => h('li', {}, h('button', {
    type: 'button', class: 'crumb', 'data-key': `trail ${index}`, title: `Back to ${titleOf(one, depth)}`,
    onclick: (/** @type {Event} */ event) => back(left + index, event),
  }, ...spoken(`Back to ${titleOf(one, depth)}`, h('span', {}, shortSymbol(one, depth, examples > 1))))));
  return [h('nav', { class: 'trail', 'aria-label': 'The way here' },
    h('button', {
      type: 'button', class: 'button', 'data-key': 'back', title: 'Back to the number before (Alt ←)',
      onclick: (/** @type {Event} */ event) => back(trail.length - 1, event),
    }, '← Back'),
    h('ol', {}, left > 0 && h('li', { title: plural(left, 'earlier step') }, h('span', { 'aria-hidden': 'true' }, '…'), h('span', { class: 'visually-hidden' }, plural(left, 'earlier step'))),
      ...steps, h('li', { 'aria-current': 'step' }, shortSymbol(selection, depth, examples > 1))))];
}

