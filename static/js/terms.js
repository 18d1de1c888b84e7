/**
 * What a cell was computed from, as the numbers came: the factors of each term, the largest first. Nothing is added
 * up here; products are formed only to put the terms in order. Pure.
 * @import { CellSelection, Quantity } from './types.js'
 * @import { Picture } from './picture.js'
 */

import { at, cellOf } from './arrays.js';
import { below } from './provenance.js';
import { matrixOf } from './selectors.js';
import { isByExample } from './symbols.js';

/** @typedef {{cell: CellSelection, value: number}} Factor */
/** @typedef {{index: number, factors: Factor[]}} Term */

/**
 * @typedef {object} Origin
 * @property {'given'|'sum'|'elementwise'|'softmax'|'output'} kind
 * @property {Term[]} terms  the largest of the sum's terms, or those of one line
 * @property {number} rest  how many more terms there are
 * @property {string} over  the name of the summed index: "input", "neuron", "example" or nothing
 * @property {Factor[]} also  what stands beside the sum: the bias, φ′
 * @property {number|null} target  y, where the cell is an output's error
 * @property {boolean} pooled  whether some of it is known only as the largest of its block
 */

const SHOWN = 12;

/**
 * @param {Picture} picture
 * @param {CellSelection} cell
 * @returns {number} the value as sent; that of its block where it is pooled
 */
export function valueOf({ analysis }, { layer, quantity, row, column }) {
  const matrix = matrixOf(analysis, layer, quantity);
  if (!matrix) return NaN;
  const [r, c] = isByExample(quantity) ? [column, row] : [row, column];
  return at(matrix, ...cellOf(matrix, r, c));
}

/**
 * @param {Picture} picture
 * @param {CellSelection} cell
 * @returns {boolean}
 */
export function isPooled({ analysis }, { layer, quantity }) {
  const matrix = matrixOf(analysis, layer, quantity);
  return matrix !== null && (matrix.pool[0] > 1 || matrix.pool[1] > 1);
}

/**
 * @param {Picture} picture
 * @param {CellSelection} cell
 * @returns {Origin}
 */
export function origin(picture, cell) {
  const { kind, over, indices, factors, also } = RULES[cell.quantity](cell, picture);
  const factor = (/** @type {CellSelection} */ one) => ({ cell: one, value: valueOf(picture, one) });
  const terms = indices.map((index) => ({ index, factors: factors(index).map(factor) }));
  const beside = also.map(factor);
  const pooled = [cell, ...beside.map((one) => one.cell), ...(terms[0]?.factors ?? []).map((one) => one.cell)]
    .some((one) => isPooled(picture, one));
  const kept = largestTerms(terms);
  return { kind, over, terms: kept, rest: terms.length - kept.length, also: beside, target: targetOf(picture, cell), pooled };
}

/** @param {Term[]} terms */
function largestTerms(terms) {
  if (terms.length <= SHOWN) return terms;
  const size = (/** @type {Term} */ { factors }) => Math.abs(factors.reduce((product, { value }) => product * value, 1));
  const sizes = new Map(terms.map((term) => [term, size(term)]));
  // What is not finite comes first: it decides the sum.
  const weight = (/** @type {Term} */ term) => (Number.isFinite(sizes.get(term)) ? sizes.get(term) ?? 0 : Infinity);
  return [...terms].sort((a, b) => (weight(a) === weight(b) ? a.index - b.index : weight(b) - weight(a))).slice(0, SHOWN);
}

/**
 * @param {Picture} picture
 * @param {CellSelection} cell
 */
function targetOf({ analysis, depth }, { quantity, layer, row, column }) {
  if (quantity !== 'delta' || layer !== depth) return null;
  return at(analysis.targets, ...cellOf(analysis.targets, column, row));
}

/**
 * @typedef {object} Rule
 * @property {Origin['kind']} kind
 * @property {string} over
 * @property {number[]} indices
 * @property {(index: number) => CellSelection[]} factors
 * @property {CellSelection[]} also
 */

/** @param {number} count */
const upTo = (count) => Array.from({ length: count }, (_, index) => index);

/** @returns {CellSelection} @param {Quantity} quantity @param {number} layer @param {number} row @param {number} column */
const place = (quantity, layer, row, column) => ({ kind: 'cell', layer, quantity, row, column });

/** @param {Picture} picture @param {number} layer */
const sizeOf = ({ context: { shape } }, layer) => shape.sizes[layer] ?? 0;

/** The examples that a gradient is made of. @param {Picture} picture */
const batch = ({ examples, example }) => (example === null ? upTo(examples) : [example]);

/** @returns {Rule} */
const given = () => ({ kind: 'given', over: '', indices: [], factors: () => [], also: [] });

/** @type {Record<Quantity, (cell: CellSelection, picture: Picture) => Rule>} */
const RULES = {
  input: given,
  weights: given,
  bias: given,
  preactivation: ({ layer, row, column }, picture) => ({
    kind: 'sum', over: layer === 1 ? 'input' : 'neuron', indices: upTo(sizeOf(picture, layer - 1)),
    factors: (index) => [place('weights', layer, row, index), place(...below(layer), index, column)],
    also: [place('bias', layer, row, 0)],
  }),
  activation: ({ layer, row, column }, picture) => {
    const softmax = picture.context.shape.softmax && layer === picture.depth;
    return {
      kind: softmax ? 'softmax' : 'elementwise', over: softmax ? 'neuron' : '',
      indices: softmax ? upTo(sizeOf(picture, layer)) : [row],
      factors: (index) => [place('preactivation', layer, index, column)], also: [],
    };
  },
  derivative: ({ layer, row, column }) => ({
    kind: 'elementwise', over: '', indices: [row],
    factors: () => [place('preactivation', layer, row, column)], also: [],
  }),
  delta: ({ layer, row, column }, picture) => {
    const slope = place('derivative', layer, row, column);
    if (layer === picture.depth) {
      return {
        kind: 'output', over: '', indices: [row], factors: () => [place('activation', layer, row, column)],
        also: picture.context.shape.cancels ? [] : [slope],
      };
    }
    return {
      kind: 'sum', over: 'neuron', indices: upTo(sizeOf(picture, layer + 1)),
      factors: (index) => [place('weights', layer + 1, index, row), place('delta', layer + 1, index, column)],
      also: [slope],
    };
  },
  weight_gradient: ({ layer, row, column }, picture) => ({
    kind: 'sum', over: 'example', indices: batch(picture),
    factors: (index) => [place('delta', layer, row, index), place(...below(layer), column, index)], also: [],
  }),
  bias_gradient: ({ layer, row }, picture) => ({
    kind: 'sum', over: 'example', indices: batch(picture),
    factors: (index) => [place('delta', layer, row, index)], also: [],
  }),
};
