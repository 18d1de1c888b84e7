/**
 * A neuron's z̃ on every example against the flat sides of its activation function.
 * @import { Picture } from '../../model/analysis/picture.js'
 */

import { at } from '../../wire/arrays.js';
import { number } from '../../model/format.js';
import { h, svg } from '../parts/dom.js';

const SIZE = { width: 280, height: 74, left: 10, right: 10, top: 6, base: 52 };

/**
 * @param {Picture} picture
 * @param {number} layer
 * @param {number} unit
 * @returns {HTMLElement}
 */
export function strip(picture, layer, unit) {
  const { values, pooled } = preactivations(picture, layer, unit);
  const finite = values.filter(({ value }) => Number.isFinite(value));
  const flat = picture.flat(layer);
  const edges = [flat.below, flat.above].filter((edge) => edge !== null);
  const reach = [0, ...edges, ...finite.map(({ value }) => value)];
  const [low, high] = padded(Math.min(...reach), Math.max(...reach));
  const x = (/** @type {number} */ value) => SIZE.left + ((value - low) / (high - low)) * (SIZE.width - SIZE.left - SIZE.right);
  const dots = finite.map(({ value, example }) => dot(x(value), example, picture.example));
  const chosen = finite.filter(({ example }) => example === picture.example).map(({ value }) => chosenMark(x(value)));
  const label = describe(finite.map(({ value }) => value), values.length - finite.length, picture.example);
  const figure = svg('svg', { viewBox: `0 0 ${SIZE.width} ${SIZE.height}`, class: 'strip', role: 'img', 'aria-label': label },
    ...shades(flat, x, low, high), axis(x, edges, low, high), ...dots, ...chosen);
  const notes = [
    edges.length ? 'The hatched side is flat: φ′ = 0 there.' : '',
    pooled ? 'Each dot stands for several neurons or examples: the largest of them.' : '',
    values.length > finite.length ? `${values.length - finite.length} not finite, not drawn.` : '',
  ].filter(Boolean).join(' ');
  return h('figure', { class: 'strip-plot' }, h('figcaption', {}, picture.examples === 1 ? 'z̃ on the only example' : `z̃ on each of the ${picture.examples} examples`),
    figure, h('p', { class: 'note' }, notes));
}

/**
 * @param {Picture} picture
 * @param {number} layer
 * @param {number} unit
 */
function preactivations({ analysis }, layer, unit) {
  const matrix = analysis.layers[layer - 1]?.preactivation;
  if (!matrix) return { values: [], pooled: false };
  const [height, width] = matrix.pool;
  const column = Math.floor(unit / width);
  return {
    values: Array.from({ length: matrix.rows }, (_, row) => ({ value: at(matrix, row, column), example: row * height })),
    pooled: height > 1 || width > 1,
  };
}

/**
 * @param {number} low
 * @param {number} high
 * @returns {[number, number]}
 */
function padded(low, high) {
  const room = (high - low || 1) * 0.08;
  return [low - room, high + room];
}

/**
 * @param {{below: number|null, above: number|null}} flat
 * @param {(value: number) => number} x
 * @param {number} low
 * @param {number} high
 */
function shades({ below, above }, x, low, high) {
  const shade = (/** @type {number} */ from, /** @type {number} */ to) => svg('rect', {
    class: 'flat', x: x(from), y: SIZE.top, width: Math.max(0, x(to) - x(from)), height: SIZE.base - SIZE.top, fill: 'url(#flat-hatch)',
  });
  const pattern = svg('defs', {}, svg('pattern', { id: 'flat-hatch', width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
    svg('line', { x1: 0, y1: 0, x2: 0, y2: 6, class: 'flat-line' })));
  const found = [below === null ? null : shade(low, below), above === null ? null : shade(above, high)].filter((one) => one !== null);
  return found.length ? [pattern, ...found] : [];
}

/**
 * @param {(value: number) => number} x
 * @param {number[]} edges
 * @param {number} low
 * @param {number} high
 */
function axis(x, edges, low, high) {
  const ticks = [...new Set([0, ...edges])].map((value) => svg('g', { class: value === 0 ? 'tick zero' : 'tick' },
    svg('line', { x1: x(value), x2: x(value), y1: SIZE.top, y2: SIZE.base + 4 }),
    svg('text', { x: x(value), y: SIZE.base + 16, 'text-anchor': 'middle' }, number(value))));
  const ends = [[low, 'start', SIZE.left], [high, 'end', SIZE.width - SIZE.right]].filter(([value]) => Math.abs(x(Number(value)) - x(0)) > 60);
  const words = ends.map(([value, anchor, at]) => svg('text', { x: at ?? 0, y: SIZE.base + 16, 'text-anchor': anchor ?? '' }, number(Number(Number(value).toPrecision(2)))));
  return svg('g', { class: 'axis' },
    svg('line', { x1: SIZE.left, x2: SIZE.width - SIZE.right, y1: SIZE.base, y2: SIZE.base }), ...ticks, ...words);
}

/** Spread evenly over the height by the golden ratio, so that equal values are told apart. @param {number} example */
const lift = (example) => SIZE.top + 7 + ((example * 0.618034) % 1) * (SIZE.base - SIZE.top - 14);

/**
 * @param {number} x
 * @param {number} example
 * @param {number|null} chosen
 */
function dot(x, example, chosen) {
  return svg('circle', { cx: x, cy: lift(example), r: 2.6, class: example === chosen ? 'dot is-chosen' : 'dot' }, svg('title', {}, `example ${example}`));
}

/** @param {number} x */
function chosenMark(x) {
  return svg('path', { class: 'chosen-mark', d: `M${x} ${SIZE.base - 1}V${SIZE.top}` });
}

/**
 * @param {number[]} values
 * @param {number} missing
 * @param {number|null} example
 */
function describe(values, missing, example) {
  if (values.length === 0) return 'z̃ is not finite on any example';
  const range = `z̃ on ${values.length} examples from ${number(Math.min(...values))} to ${number(Math.max(...values))}`;
  const left = values.filter((value) => value <= 0).length;
  return `${range}, ${left} of them at or below zero${missing ? `, ${missing} not finite` : ''}${example === null ? '' : `; example ${example} is marked`}`;
}
