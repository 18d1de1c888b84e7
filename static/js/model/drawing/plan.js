/**
 * Where everything in the flow stands, in pixels: the boxes of each layer's heatmaps on a common row height. Pure.
 *
 * Upper half: rail, W, b, z̃, z. Lower half, on the same rows again: rail, ∇W with z⁽ˡ⁻¹⁾ along its top, ∇b, δ, φ′.
 * @import { Quantity } from '../analysis/types.js'
 */

/** The heatmaps as they stand, row by row, for the keys that go from one to the next. @type {Exclude<Quantity, 'input'>[][]} */
export const GRID = [['weights', 'bias', 'preactivation', 'activation'], ['weight_gradient', 'bias_gradient', 'delta', 'derivative']];

/** @typedef {{x: number, y: number, width: number, height: number}} Box */

/**
 * @typedef {object} Extent  What a layer has to show; every count is of drawn cells.
 * @property {number} units  drawn rows
 * @property {number} pool  units that a row stands for
 * @property {number} inputs  columns of W
 * @property {number} examples  columns of z̃
 */

/** @typedef {'weights'|'bias'|'preactivation'|'activation'|'weight_gradient'|'bias_gradient'|'delta'|'derivative'|'below'} Slot */

/**
 * @typedef {object} LayerPlan
 * @property {number} width
 * @property {number} height
 * @property {number} upper  height of the upper half's rows
 * @property {number} lower  height of the lower half's strip and rows
 * @property {number} rowHeight
 * @property {number} rail  width of the rail
 * @property {[number, number]} railTops  where the rail's rows begin in each half
 * @property {Record<Slot, Box>} boxes
 * @property {Record<'weights'|'bias'|'preactivation'|'activation', {x: number, width: number}>} columns  of the labels
 */

/** @typedef {{width: number, height: number, stacked: boolean, paper?: boolean}} Room on paper a layer is as high as a page at most */

/** A page of A4 or of Letter within its margins and beneath the page's title, in pixels. @type {Room} */
export const PAPER = { width: 650, height: 870, stacked: true, paper: true };

export const ROW = { least: 12, stacked: 28, most: 60 };
export const LABEL = 40;
export const PRINT = { width: 40, height: 22 };
export const MARK = 14;
/** From this row height on, words have room beneath a mark. */
export const TALL = 28;
export const FOLDED = 38;
const HALF_GAP = 18;
const STRIP_GAP = 3;
const PADDING = 3;
const BETWEEN = 8;
/** Between matrices; it grows with the cells. */
const GAP = { least: 5, most: 12 };
const STRIP = { each: 24, most: 72 };
/** The least room that a symbol needs, and each character of the shape beneath it. */
const LEAST = { weights: 40, bias: 31, preactivation: 36, activation: 36 };
const CHARACTER = 6.3;

/**
 * @param {number} value
 * @param {number} least
 * @param {number} most
 */
const clamp = (value, least, most) => Math.max(least, Math.min(most, value));

/**
 * @param {Extent} extent
 * @param {number} rowHeight
 * @returns {number} height of z⁽ˡ⁻¹⁾ along the top: a row an example
 */
export function stripHeight({ examples }, rowHeight) {
  return examples * clamp(Math.min(rowHeight, STRIP.most / examples), 1, STRIP.each);
}

/**
 * @param {Extent[]} layers
 * @param {Room} room
 * @param {number} fixed  height of what surrounds the halves
 * @returns {number} the height of a row, the same in all layers
 */
export function rowHeight(layers, { height, stacked, paper = false }, fixed) {
  const rows = Math.max(1, ...layers.map(({ units }) => units));
  const strip = Math.max(STRIP.each, ...layers.map((layer) => stripHeight(layer, STRIP.each)));
  const free = height - fixed - 2 * LABEL - HALF_GAP - STRIP_GAP - strip;
  const fitting = Math.floor(free / (2 * rows));
  return clamp(!stacked ? fitting : paper ? Math.min(ROW.stacked, fitting) : ROW.stacked, ROW.least, ROW.most);
}

/**
 * Width of a layer's parts when cells are `t` of the way from their least to their largest width.
 * @param {Extent} extent
 * @param {number} t
 * @param {number} height  of a row
 */
function widths({ units, inputs, examples, pool }, t, height) {
  const printable = height >= PRINT.height;
  const weight = 2 + ((printable ? 68 : height * 1.5) - 2) * t;
  const most = examples <= 12 ? 68 : clamp(384 / examples, 2, 40);
  const example = 2 + (most - 2) * t;
  return {
    gap: Math.round(GAP.least + (GAP.most - GAP.least) * t),
    rail: Math.max(MARK * pool + (pool > 1 ? 0 : 6 + 7 * String(units - 1).length), height >= TALL ? 32 : 0),
    weights: Math.round(inputs * Math.max(weight, Math.min(20, LEAST.weights / inputs))),
    bias: Math.round(clamp(weight, 20, 68)),
    preactivation: Math.round(Math.max(examples * example, 12)),
    activation: Math.round(Math.max(examples * example, 12)),
  };
}

/** @typedef {ReturnType<typeof widths>} Widths */

const NAMES = /** @type {const} */ (['weights', 'bias', 'preactivation', 'activation']);

/**
 * The room of a matrix: its own width, or its label's where that is wider.
 * @param {Extent} extent
 * @param {Widths} parts
 * @param {typeof NAMES[number]} name
 */
function slot({ units, pool, inputs, examples }, parts, name) {
  const columns = name === 'bias' ? '' : ` × ${name === 'weights' ? inputs : examples}`;
  return Math.ceil(Math.max(LEAST[name], CHARACTER * `${units * pool}${columns}`.length, parts[name]));
}

/** @param {Extent} extent @param {Widths} parts */
function total(extent, parts) {
  return NAMES.reduce((sum, name) => sum + parts.gap + slot(extent, parts, name), parts.rail) + 2 * PADDING;
}

/**
 * The largest t at which the layers fit side by side, by bisection; 0 where they do not fit at all.
 * @param {Extent[]} layers
 * @param {number} width
 * @param {number} height  of a row
 */
function fit(layers, width, height) {
  const fits = (/** @type {number} */ t) => layers.reduce((sum, layer) => sum + total(layer, widths(layer, t, height)), 0) <= width;
  if (fits(1)) return 1;
  let [low, high] = [0, 1];
  for (let step = 0; step < 16; step += 1) {
    const middle = (low + high) / 2;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * @param {Extent} extent
 * @param {Widths} parts
 * @param {number} height  of a row
 * @param {{upper: number, strip: number}} common  heights shared by the layers side by side
 * @returns {LayerPlan}
 */
function place(extent, parts, height, { upper, strip }) {
  const { units } = extent;
  /** @type {Record<string, {x: number, width: number}>} */
  const columns = {};
  let x = PADDING + parts.rail;
  for (const name of NAMES) {
    columns[name] = { x: x + parts.gap, width: slot(extent, parts, name) };
    x += parts.gap + slot(extent, parts, name);
  }
  const rows = units * height;
  const second = LABEL + upper + HALF_GAP + strip + STRIP_GAP;
  const box = (/** @type {typeof NAMES[number]} */ name, /** @type {number} */ y) =>
    ({ x: /** @type {{x: number}} */ (columns[name]).x, y, width: parts[name], height: rows });
  const own = stripHeight(extent, height);
  return {
    width: x + PADDING,
    height: second + upper + LABEL,
    upper,
    lower: HALF_GAP + strip + STRIP_GAP + upper,
    rowHeight: height,
    rail: parts.rail,
    railTops: [LABEL, second],
    columns: /** @type {LayerPlan['columns']} */ (columns),
    boxes: {
      weights: box('weights', LABEL), bias: box('bias', LABEL),
      preactivation: box('preactivation', LABEL), activation: box('activation', LABEL),
      weight_gradient: box('weights', second), bias_gradient: box('bias', second),
      delta: box('preactivation', second), derivative: box('activation', second),
      below: { ...box('weights', second - STRIP_GAP - own), height: own },
    },
  };
}

/**
 * @param {Extent[]} layers  those that are open
 * @param {Room} room
 * @param {{folded?: number, fixed?: number}} [beside]  folded layers, and the height of headers and words
 * @returns {LayerPlan[]}
 */
export function plan(layers, room, { folded = 0, fixed = 0 } = {}) {
  const height = rowHeight(layers, room, fixed);
  if (room.stacked) {
    return layers.map((layer) => {
      const t = fit([layer], room.width, height);
      return place(layer, widths(layer, t, height), height, { upper: layer.units * height, strip: stripHeight(layer, height) });
    });
  }
  const width = room.width - BETWEEN * (layers.length - 1) - folded * (FOLDED + BETWEEN);
  const t = fit(layers, width, height);
  const upper = Math.max(...layers.map(({ units }) => units)) * height;
  const strip = Math.max(...layers.map((layer) => stripHeight(layer, height)));
  return layers.map((layer) => place(layer, widths(layer, t, height), height, { upper, strip }));
}

/** Smaller than this, nothing on paper can be read. */
const LEAST_SHRINK = 0.5;

/**
 * How much smaller a layer is printed, so that it fits the page; one that is far too high is broken over pages.
 * @param {LayerPlan} layer
 * @param {number} fixed  height of what surrounds it
 * @returns {{shrink: number, broken: boolean}}
 */
export function onPaper({ width, height }, fixed) {
  const down = (PAPER.height - fixed) / height;
  const broken = down < LEAST_SHRINK;
  return { shrink: Math.min(1, PAPER.width / width, broken ? 1 : down), broken };
}

/**
 * Which layers are open: all where there are few, else the one in focus and its neighbours.
 * @param {number} layers  L
 * @param {number|null} focus
 * @returns {number[]}
 */
export function openLayers(layers, focus) {
  const all = Array.from({ length: layers }, (_, index) => index + 1);
  if (layers <= 4) return all;
  const centre = clamp(focus ?? 2, 1, layers);
  return all.filter((layer) => Math.abs(layer - centre) <= 1);
}

/**
 * The pixels of a range of cells within a box, at least two wide so that it is seen.
 * @param {Box} box
 * @param {{shape: [number, number], pool: [number, number], rows: number, columns: number, first: number}} drawn
 * @param {[number, number]} rows  inclusive, in full resolution
 * @param {[number, number]} columns
 * @returns {Box|null} null where none of it is drawn
 */
export function pixels(box, { shape, pool, rows, columns, first }, [top, bottom], [left, right]) {
  if (bottom < 0 || top >= shape[0] || right < first || left >= first + columns * pool[1]) return null;
  const high = box.height / rows / pool[0];
  const wide = box.width / columns / pool[1];
  const end = (/** @type {number} */ index, /** @type {number} */ count) => Math.min(index + 1, count);
  const y = Math.max(0, top) * high;
  const x = Math.max(0, left - first) * wide;
  return {
    x: box.x + x,
    y: box.y + y,
    width: Math.max(2, end(right - first, columns * pool[1]) * wide - x),
    height: Math.max(2, end(bottom, rows * pool[0]) * high - y),
  };
}
