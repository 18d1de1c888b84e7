/**
 * How large a network of a spec is, as far as the spec says so, and what is too large to type into.
 * @import { Catalogue, Entry, LayerSpec, Spec } from './types.js'
 */

/**
 * A count of the spec as a whole number, or null where it is none (yet).
 * @param {unknown} entry
 * @returns {number|null}
 */
export function count(entry) {
  return typeof entry === 'number' && Number.isInteger(entry) && entry >= 1 ? entry : null;
}

/**
 * @param {Spec} spec
 * @param {number} l
 * @returns {LayerSpec}
 */
export function layerOf(spec, l) {
  return spec.network.layers[l - 1] ?? {};
}

/**
 * Whether a layer's numbers are written out in the spec.
 * @param {LayerSpec} layer
 * @returns {layer is LayerSpec & {weights: Entry[][]}}
 */
export function isExplicit(layer) {
  return layer.weights !== undefined;
}

/**
 * @param {Spec} spec
 * @param {number} l
 * @returns {number|null} d_l, where the spec says it
 */
export function unitsOf(spec, l) {
  const layer = layerOf(spec, l);
  return isExplicit(layer) ? layer.weights.length : count(layer.units);
}

/**
 * How many features an example has.
 * @param {Spec} spec
 * @param {Catalogue|null} catalogue
 * @returns {number|null} d_0, where it is known
 */
export function inputSize(spec, catalogue) {
  const { data, network } = spec;
  if ('inputs' in data) return data.inputs[0]?.length ?? count(network.input_size);
  const entry = catalogue?.datasets.find(({ name }) => name === data.dataset);
  return entry?.features.length ?? count(network.input_size);
}

/**
 * @param {Spec} spec
 * @param {number} l
 * @param {Catalogue|null} catalogue
 * @returns {number|null} d_(l−1)
 */
export function widthBelow(spec, l, catalogue) {
  return l === 1 ? inputSize(spec, catalogue) : unitsOf(spec, l - 1);
}

/** What is written out at most, so that a zero too many in a field does not stop the page. */
export const MOST_UNITS = 4096;
const MOST_ROWS = 50_000;
export const MOST_ENTRIES = 1_000_000;

/**
 * @param {number} height
 * @param {number} width
 * @returns {boolean} whether a matrix or a table is too large to be written out
 */
export function isTooLarge(height, width) {
  return height > MOST_ROWS || height * width > MOST_ENTRIES;
}

/** Rows and columns of a matrix that a screen shows; a larger one is asked for pooled, and the answer stays small. */
const MOST_CELLS = 128;

/**
 * What to ask for as `max_cells`. With an example chosen its own numbers are wanted and not a block's, so no example
 * is pooled; unless a layer is so wide that its rows would then be pooled in one matrix and not in the next.
 * @param {Spec} spec
 * @param {number|null} example
 * @returns {[number, number]}
 */
export function cellsInSight(spec, example) {
  const widest = Math.max(...spec.network.layers.map((_, index) => unitsOf(spec, index + 1) ?? 0));
  const whole = example !== null && widest <= MOST_CELLS;
  return [whole ? Number.MAX_SAFE_INTEGER : MOST_CELLS, MOST_CELLS];
}
