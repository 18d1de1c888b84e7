/**
 * How the gradients of single examples go together, made ready to be drawn and said in words. Pure.
 * @import { Matrix } from '../analysis/types.js'
 * @import { Interfered, Run, RunStep } from './types.js'
 */
import { at, isWhole } from '../../wire/arrays.js';
import { number, plural, words } from '../format.js';
import { classesOf } from './surface.js';

/**
 * @typedef {object} Order in which the examples are drawn
 * @property {number[]} examples
 * @property {{name: number, size: number}[]|null} classes in this order; null where the examples are as in the data
 */

/**
 * By class where the targets are classes, each class as in the data.
 * @param {Interfered} interfered
 * @returns {Order}
 */
export function orderOf({ cosines, targets }) {
  const examples = Array.from({ length: cosines.rows }, (_, example) => example);
  const classes = isWhole(cosines) && targets.rows === cosines.rows ? classesOf(targets) : null;
  if (!classes) return { examples, classes: null };
  const names = [...new Set(classes)].sort((a, b) => a - b);
  return {
    examples: names.flatMap((name) => examples.filter((example) => classes[example] === name)),
    classes: names.map((name) => ({ name, size: classes.filter((one) => one === name).length })),
  };
}

/**
 * @param {Matrix} cosines
 * @param {Order} order
 * @param {(cosine: number) => [number, number, number]} colour
 * @returns {Uint8ClampedArray<ArrayBuffer>} red, green, blue, opacity of each cell; nothing where there is no cosine
 */
export function pixels(cosines, { examples }, colour) {
  const count = examples.length;
  const out = new Uint8ClampedArray(4 * count * count);
  examples.forEach((row, down) => examples.forEach((column, across) => {
    const cosine = at(cosines, row, column);
    if (!Number.isNaN(cosine)) out.set([...colour(cosine), 255], 4 * (down * count + across));
  }));
  return out;
}

/**
 * @param {number} share from 0 to 1
 * @returns {string} "55.4 %", and 0 % and 100 % for none and all alone
 */
export function percent(share) {
  if (share > 0 && share < 5e-4) return 'under 0.1 %';
  if (share < 1 && share > 0.9995) return 'over 99.9 %';
  return `${number(100 * share, 3)} %`;
}

/**
 * @param {Interfered['summary']} summary
 * @returns {string} "The gradients of 55.4 % of 496 pairs of examples conflict; their mean cosine is 0.065."
 */
export function summaryWords({ mean_cosine: mean, conflicting, pairs, zero_gradients: zeros }) {
  const none = zeros > 0 ? ` ${plural(zeros, 'example')} ${zeros === 1 ? 'has' : 'have'} a gradient of zero, and no cosine.` : '';
  if (conflicting === null) return `No two examples have gradients to compare.${none}`;
  return `The gradients of ${percent(conflicting)} of ${plural(pairs, 'pair')} of examples conflict; the mean cosine is ${number(mean)}.${none}`;
}

/**
 * @param {Interfered} interfered
 * @param {Order} order
 * @returns {string} how the heatmap is to be read
 */
export function heatmapWords({ cosines }, { classes }) {
  const [rows] = cosines.shape;
  const size = `Cosines between the gradients of ${rows} × ${rows} examples, from −1 (blue: they conflict) to 1 (orange)`;
  if (!isWhole(cosines)) return `${size}; each cell is the one of largest magnitude of ${cosines.pool.join(' × ')}, in the order of the data.`;
  if (!classes) return `${size}, in the order of the data.`;
  const sizes = classes.map(({ name, size: count }) => `class ${name} (${count})`);
  return `${size}, sorted by class: ${sizes.join(', ')}.`;
}

/**
 * @param {Interfered} interfered
 * @param {Order} order
 * @param {{row: number, column: number}} cell as drawn
 * @returns {string} "examples 3 and 17: cosine −0.42"
 */
export function cellWords({ cosines }, { examples }, { row, column }) {
  const [first, second] = [examples[row] ?? 0, examples[column] ?? 0];
  const cosine = at(cosines, first, second);
  const value = Number.isNaN(cosine) ? 'no cosine, a gradient is zero or not finite' : `cosine ${isWhole(cosines) ? '' : 'of largest magnitude '}${number(cosine)}`;
  if (isWhole(cosines)) return first === second ? `example ${first} with itself: ${value}` : `examples ${first} and ${second}: ${value}`;
  const range = (/** @type {number} */ index, /** @type {number} */ pool, /** @type {number} */ count) =>
    `${index * pool} to ${Math.min(count, (index + 1) * pool) - 1}`;
  const [height, width] = cosines.pool;
  return `examples ${range(first, height, cosines.shape[0])} with ${range(second, width, cosines.shape[1])}: ${value}`;
}

/** @typedef {{layer: number, activation: string, delta: string, z: string, skipped: string}} SparsityRow */

/**
 * @param {Interfered} interfered
 * @returns {SparsityRow[]} one for each layer
 */
export function sparsityRows({ layers }) {
  return layers.map(({ index, activation_function: name, sparsity: { delta, activation: z, multiplications, skipped, skipped_share: share } }) => ({
    layer: index, activation: words(name), delta: percent(delta), z: percent(z), skipped: `${skipped} of ${multiplications} (${percent(share)})`,
  }));
}

/**
 * @param {Interfered} interfered
 * @returns {string} nothing where it was not asked for
 */
export function sparsityWords({ sparsity }) {
  if (sparsity === null) return '';
  const { multiplications, skipped, skipped_share: share } = sparsity;
  const all = plural(multiplications, 'multiplication');
  return skipped === 0 ? `A sparse backward pass would skip none of ${all}.` : `A sparse backward pass would skip ${skipped} of ${all}: ${percent(share)}.`;
}

/** @typedef {'conflicting'|'mean_cosine'} CurveName */

/** @type {Record<CurveName, string>} */
export const CURVES = { conflicting: 'Share of pairs that conflict', mean_cosine: 'Mean cosine' };

/**
 * @param {RunStep} step
 * @param {CurveName} name
 * @returns {number|null}
 */
export function valueOf({ interference }, name) {
  const value = interference?.[name];
  return value === null || value === undefined ? null : Number(value);
}

/**
 * @param {readonly Run[]} runs
 * @returns {boolean} whether some step tells how gradients go together
 */
export function isTold(runs) {
  return runs.some(({ steps }) => steps.some(({ interference }) => interference !== null && interference !== undefined));
}
