/**
 * The rule by which a cell was computed, in MathML.
 * @import { CellSelection, Quantity } from '../types.js'
 * @import { Picture } from '../picture.js'
 */

import { nameOf } from '../selectors.js';
import { below } from '../provenance.js';
import { symbol } from '../symbols.js';
import { math } from './dom.js';

/** @typedef {Element|string} Part */

const o = (/** @type {string} */ text) => math('mo', {}, text);
const n = (/** @type {string|number} */ value) => math('mn', {}, String(value));
const i = (/** @type {string} */ text) => math('mi', {}, text);
const row = (/** @type {Element[]} */ ...parts) => math('mrow', {}, ...parts);

/** A letter, with its accent above it where it has one. @param {string} base */
function letter(base) {
  if (base === 'z\u0303') return math('mover', { accent: 'true' }, i('z'), o('~'));
  if (base === 'ŷ') return math('mover', { accent: 'true' }, i('y'), o('^'));
  return i(base);
}

/**
 * @param {Quantity} quantity
 * @param {number} layer
 * @param {string} indices  the subscript
 * @param {boolean} [output]
 */
function entry(quantity, layer, indices, output = false) {
  const { base, before, sup } = symbol(quantity, layer, output);
  const sub = math('mtext', {}, indices);
  const body = sup ? math('msubsup', {}, letter(base), sub, math('mtext', {}, sup)) : math('msub', {}, letter(base), sub);
  return before ? row(o(before), body) : body;
}

/** @param {string} index @param {Element[]} parts */
const sum = (index, ...parts) => row(math('munder', {}, o('∑'), i(index)), ...parts);

/** @param {number} count */
const mean = (count) => math('mfrac', {}, n(1), n(count));

/**
 * @param {CellSelection} cell
 * @param {Picture} picture
 * @param {'mean'|'sum'} reduction
 * @param {string} loss
 * @returns {Element|null} null where the value is given
 */
export function rule(cell, picture, reduction, loss) {
  const { quantity, layer, row: r, column: c } = cell;
  const right = RIGHT[quantity]?.(cell, picture, reduction, loss);
  if (!right) return null;
  const vector = quantity === 'bias_gradient';
  const left = entry(quantity, layer, vector ? String(r) : `${r}, ${c}`, layer === picture.depth);
  return math('math', { display: 'block' }, row(left, o('='), ...right));
}

/** @type {Partial<Record<Quantity, (cell: CellSelection, picture: Picture, reduction: string, loss: string) => Element[]>>} */
const RIGHT = {
  preactivation: ({ layer, row: r, column: c }) => [
    sum('j', entry('weights', layer, `${r}, j`), entry(...below(layer), `j, ${c}`)), o('+'), entry('bias', layer, String(r)),
  ],
  activation: ({ layer, row: r, column: c }, picture) => {
    const inner = entry('preactivation', layer, `${r}, ${c}`);
    if (!(picture.context.shape.softmax && layer === picture.depth)) {
      return [math('mtext', {}, nameOf(picture.analysis.layers[layer - 1]?.activation_function)), o('('), inner, o(')')];
    }
    const power = (/** @type {Element} */ exponent) => math('msup', {}, i('e'), exponent);
    return [math('mfrac', {}, power(inner), sum('j', power(entry('preactivation', layer, `j, ${c}`))))];
  },
  derivative: ({ layer, row: r, column: c }, picture) => [
    math('msup', {}, math('mtext', {}, nameOf(picture.analysis.layers[layer - 1]?.activation_function)), o('′')),
    o('('), entry('preactivation', layer, `${r}, ${c}`), o(')'),
  ],
  delta: ({ layer, row: r, column: c }, picture, _reduction, loss) => {
    const slope = entry('derivative', layer, `${r}, ${c}`);
    if (layer < picture.depth) {
      const inner = sum('k', entry('weights', layer + 1, `k, ${r}`), entry('delta', layer + 1, `k, ${c}`));
      return [o('('), inner, o(')'), o('·'), slope];
    }
    const error = [entry('activation', layer, `${r}, ${c}`, true), o('−'), math('msub', {}, i('y'), math('mtext', {}, `${r}, ${c}`))];
    if (picture.context.shape.cancels) return error;
    const factor = loss === 'mean_squared_error' ? [math('mfrac', {}, n(2), n(picture.context.shape.sizes[layer] ?? 1))] : [];
    return [...factor, o('('), ...error, o(')'), o('·'), slope];
  },
  weight_gradient: ({ layer, row: r, column: c }, picture, reduction) => {
    const term = (/** @type {string|number} */ at) => [entry('delta', layer, `${r}, ${at}`), entry(...below(layer), `${c}, ${at}`)];
    return overExamples(term, picture, reduction);
  },
  bias_gradient: ({ layer, row: r }, picture, reduction) =>
    overExamples((at) => [entry('delta', layer, `${r}, ${at}`)], picture, reduction),
};

/**
 * One example's term, or the mean or sum of all.
 * @param {(at: string|number) => Element[]} term
 * @param {Picture} picture
 * @param {string} reduction
 */
function overExamples(term, { example, examples }, reduction) {
  if (example !== null) return term(example);
  return reduction === 'mean' ? [mean(examples), sum('n', ...term('n'))] : [sum('n', ...term('n'))];
}
