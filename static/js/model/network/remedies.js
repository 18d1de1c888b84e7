/**
 * The one change that mends an array, as the service names it; pure transitions as in spec.js.
 * @import { Entry, FieldError, Remedy, Spec } from './types.js'
 */
import { layerOf } from './sizes.js';

/** How far from one a row may sum, as the service takes it. */
const SUM_TOLERANCE = 1e-6;

/** @typedef {Entry[]|Entry[][]} Values */

/** @typedef {FieldError & {remedy: Remedy}} Mendable */

/**
 * The remedies of errors, each once for the array that it changes.
 * @param {readonly FieldError[]} errors
 * @returns {Mendable[]}
 */
export function mendable(errors) {
  const known = /** @type {Mendable[]} */ (errors.filter(({ remedy }) => remedy !== undefined));
  const key = (/** @type {Mendable} */ one) => `${one.remedy} ${arrayOf(one.pointer)}`;
  return known.filter((one, index) => known.findIndex((other) => key(other) === key(one)) === index);
}

/**
 * @param {string} pointer of an array or of a row or entry of it
 * @returns {string} of the array
 */
function arrayOf(pointer) {
  return /^\/data\/(inputs|targets)|^\/network\/layers\/\d+\/(weights|bias)/.exec(pointer)?.[0] ?? pointer;
}

/**
 * The array that a pointer names.
 * @param {Spec} spec
 * @param {string} pointer
 * @returns {Values} empty where it is not written out
 */
function valuesAt({ data, network }, pointer) {
  const [, part, index] = /^\/(inputs|targets|network)(?:\/layers\/(\d+))?/.exec(pointer.replace(/^\/data/, '')) ?? [];
  if (part === 'network') return network.layers[Number(index)]?.weights ?? [];
  return 'inputs' in data ? (part === 'inputs' ? data.inputs : data.targets) : [];
}

/**
 * What a press on a remedy does, in words.
 * @param {Spec} spec
 * @param {Mendable} error
 * @returns {string}
 */
export function remedyText(spec, { pointer, remedy }) {
  const values = valuesAt(spec, arrayOf(pointer));
  if (remedy === 'divide_by_sum') return 'Divide each row by its sum';
  if (remedy === 'minus_one_to_zero') return 'Use (y + 1) / 2';
  if (remedy === 'transpose') {
    const first = values[0];
    return Array.isArray(first) ? `Turn it (${first.length} × ${values.length})` : 'Turn it';
  }
  const most = values.flat().reduce((/** @type {number} */ top, entry) => Math.max(top, Number(entry)), 1);
  return `Make the labels 0 … ${most - 1}`;
}

/**
 * The spec with the array changed as its remedy says, all else as it was.
 * @param {Spec} spec
 * @param {Mendable} error
 * @returns {Spec}
 */
export function remedied(spec, { pointer, remedy }) {
  const place = arrayOf(pointer);
  const after = CHANGES[remedy](valuesAt(spec, place));
  const { data } = spec;
  if (place === '/data/targets' && 'inputs' in data) return { ...spec, data: { ...data, targets: after } };
  if (place === '/data/inputs' && 'inputs' in data) return { ...spec, data: { ...data, inputs: /** @type {Entry[][]} */ (after) } };
  const l = Number(/^\/network\/layers\/(\d+)\/weights$/.exec(place)?.[1] ?? -1) + 1;
  if (layerOf(spec, l).weights === undefined) return spec;
  const layers = spec.network.layers.map((layer, index) => (index === l - 1 ? { ...layer, weights: /** @type {Entry[][]} */ (after) } : layer));
  return { ...spec, network: { ...spec.network, layers } };
}

/** @type {Record<Remedy, (values: Values) => Values>} */
const CHANGES = {
  transpose: (values) => {
    const rows = /** @type {Entry[][]} */ (values);
    return Array.isArray(rows[0]) ? rows[0].map((_, column) => rows.map((row) => row[column] ?? 0)) : values;
  },
  divide_by_sum: (values) => /** @type {Values} */ (values.map((row) => (Array.isArray(row) ? divided(row) : row))),
  labels_from_zero: (values) => each(values, (label) => label - 1),
  minus_one_to_zero: (values) => each(values, (label) => (label + 1) / 2),
};

/** @param {Entry[]} row @returns {Entry[]} as it was where it sums to one already, or to nothing to divide by */
function divided(row) {
  const sum = row.reduce((/** @type {number} */ total, entry) => total + Number(entry), 0);
  if (!(sum > 0 && Number.isFinite(sum)) || Math.abs(sum - 1) <= SUM_TOLERANCE) return row;
  return row.map((entry) => (typeof entry === 'number' ? entry / sum : entry));
}

/** @param {Values} values @param {(value: number) => number} change @returns {Values} with each number changed */
function each(values, change) {
  const one = (/** @type {Entry} */ entry) => (typeof entry === 'number' ? change(entry) : entry);
  return /** @type {Values} */ (values.map((row) => (Array.isArray(row) ? row.map(one) : one(row))));
}
