/**
 * What the life chart draws: rows of neurons, grouped by layer, and on each the states of the recorded steps, merged
 * where they are thinner than a pixel so that no death is lost. Pure.
 * @import { Status } from '../analysis/types.js'
 * @import { Wire } from '../network/types.js'
 * @import { LifeChange, RunStep } from './types.js'
 * @import { Span } from './timeline.js'
 */
import { words } from '../format.js';
import { bounds, columnOf, shareOf } from './timeline.js';

/**
 * The states from the one that gives way to the one that wins where several fall on one pixel. A pixel holds a place in
 * this list plus one; 0 is empty.
 * @type {readonly Status[]}
 */
export const ORDER = ['active', 'settled', 'saturated', 'starved', 'unknown', 'dead'];

/** The states by the digit that tells them. @type {readonly Status[]} */
const DIGITS = ['unknown', 'dead', 'settled', 'starved', 'saturated', 'active'];
const RANKS = DIGITS.map((status) => ORDER.indexOf(status) + 1);
const ZERO = 48;

/** Pixels: the height of all rows that one aims at, the least and the largest height of one, and of a layer's name. */
const ROOM = 230;
const ROW = { least: 6, most: 14 };
export const NAME = 20;
/** Rows of one canvas at most: a canvas may only be so high. */
const BAND = 128;

/** @typedef {{layer: number, unit: number}} Place */
/** @typedef {{layer: number, units: number, activation: string, top: number, bands: {first: number, count: number}[]}} Group */
/** @typedef {{groups: Group[], rows: number, height: number}} Plan `top` and `height` in pixels, with the names */
/** @typedef {Wire['LayerNames'][]} Layers */

/**
 * @param {number} neurons
 * @returns {number} pixels of a row
 */
export function rowHeight(neurons) {
  return Math.max(ROW.least, Math.min(ROW.most, Math.floor(ROOM / Math.max(1, neurons))));
}

/**
 * @param {Layers} layers
 * @param {number} pitch pixels of a row
 * @returns {Plan}
 */
export function planLives(layers, pitch) {
  let [top, rows] = [0, 0];
  const groups = layers.map(({ index, units, activation_function: activation }) => {
    const bands = Array.from({ length: Math.ceil(units / BAND) }, (_, band) => ({ first: band * BAND, count: Math.min(BAND, units - band * BAND) }));
    const group = { layer: index, units, activation: words(activation), top, bands };
    top += NAME + units * pitch;
    rows += units;
    return group;
  });
  return { groups, rows, height: top };
}

/**
 * @param {Plan} plan
 * @param {number} pitch
 * @param {Place} place
 * @returns {number} pixels from the top to the neuron's row
 */
export function topOf({ groups }, pitch, { layer, unit }) {
  return (groups[layer - 1]?.top ?? 0) + NAME + unit * pitch;
}

/**
 * @param {Plan} plan
 * @param {Place} place
 * @returns {boolean} whether there is such a neuron
 */
export function has({ groups }, { layer, unit }) {
  return unit < (groups[layer - 1]?.units ?? 0);
}

/**
 * @param {Plan} plan
 * @param {number} pitch
 * @param {number} y pixels from the top
 * @returns {Place|null} the neuron there; null on a name
 */
export function placeAt({ groups }, pitch, y) {
  const group = groups.filter(({ top }) => top <= y).at(-1);
  const unit = group ? Math.floor((y - group.top - NAME) / pitch) : -1;
  return group && unit >= 0 && unit < group.units ? { layer: group.layer, unit } : null;
}

/**
 * @param {Plan} plan
 * @param {number} row counted through all layers
 * @returns {Place}
 */
export function placeOfRow({ groups }, row) {
  let first = 0;
  for (const { layer, units } of groups) {
    if (row < first + units) return { layer, unit: row - first };
    first += units;
  }
  return { layer: 1, unit: 0 };
}

/**
 * @param {Plan} plan
 * @param {Place} place
 * @returns {number} the row, counted through all layers
 */
export function rowOfPlace({ groups }, { layer, unit }) {
  return groups.slice(0, layer - 1).reduce((rows, { units }) => rows + units, 0) + unit;
}

/**
 * @param {Pick<RunStep, 'statuses'>|null|undefined} step
 * @param {Place} place
 * @returns {Status|null} null where nothing is recorded
 */
export function statusAt(step, { layer, unit }) {
  const digit = step?.statuses[layer - 1]?.charCodeAt(unit);
  return digit === undefined || Number.isNaN(digit) ? null : DIGITS[digit - ZERO] ?? null;
}

/**
 * Pixels of rows that are adjacent units of one layer, each the place of a state in ORDER plus one.
 * @typedef {{ranks: Uint8Array, rows: number, width: number}} Raster
 */

/**
 * @param {number} rows
 * @param {number} width pixels
 * @returns {Raster}
 */
export function createRaster(rows, width) {
  return { ranks: new Uint8Array(rows * width), rows, width };
}

/**
 * @param {Pick<RunStep, 'step'>[]|readonly Pick<RunStep, 'step'>[]} steps
 * @param {number} column
 * @param {Span} span
 * @param {number} width pixels
 * @returns {[from: number, to: number]} the pixels of a column, at least one
 */
export function pixelsOf(steps, column, span, width) {
  const [left, right] = bounds(steps, column, span);
  const from = Math.max(0, Math.min(width - 1, Math.round(shareOf(span, left) * width)));
  return [from, Math.max(from + 1, Math.min(width, Math.round(shareOf(span, right) * width)))];
}

/**
 * Puts recorded steps into a raster. On a pixel that several share the last of ORDER wins.
 * @param {Raster} raster written
 * @param {readonly RunStep[]} steps
 * @param {number} column the first that is new
 * @param {{span: Span, layer: number, first: number}} of `first` unit of the raster
 * @returns {[from: number, to: number]} the pixels that may have changed
 */
export function paint({ ranks, rows, width }, steps, column, { span, layer, first }) {
  let [least, most] = [width, 0];
  for (let at = column; at < steps.length; at += 1) {
    const digits = steps[at]?.statuses[layer - 1] ?? '';
    const [from, to] = pixelsOf(steps, at, span, width);
    least = Math.min(least, from);
    most = Math.max(most, to);
    for (let row = 0; row < rows; row += 1) {
      const rank = RANKS[digits.charCodeAt(first + row) - ZERO] ?? 0;
      for (let pixel = row * width + from; pixel < row * width + to; pixel += 1) {
        if (rank > /** @type {number} */ (ranks[pixel])) ranks[pixel] = rank;
      }
    }
  }
  return [least, most];
}

/**
 * @param {Raster} raster
 * @param {number} row
 * @param {number} from
 * @param {number} to
 * @returns {{from: number, to: number, status: Status}[]} stretches of one state that touch these pixels, each from its true beginning
 */
export function stretches({ ranks, width }, row, from, to) {
  const base = row * width;
  let start = from;
  while (start > 0 && ranks[base + start - 1] === ranks[base + from]) start -= 1;
  const found = [];
  while (start < to) {
    const rank = /** @type {number} */ (ranks[base + start]);
    let end = start + 1;
    while (end < width && ranks[base + end] === rank && end < to) end += 1;
    if (rank > 0) found.push({ from: start, to: end, status: /** @type {Status} */ (ORDER[rank - 1]) });
    start = end;
  }
  return found;
}

/**
 * Deaths and revivals by neuron and column, gathered as they come.
 * @returns {{take: (changes: readonly LifeChange[]) => void, of: (place: Place) => readonly LifeChange[],
 *   at: (place: Place, steps: readonly RunStep[], column: number) => LifeChange|null}}
 */
export function createRegister() {
  /** @type {Map<string, LifeChange[]>} */
  let byNeuron = new Map();
  let taken = 0;
  /** @type {LifeChange|undefined} */
  let first;
  const key = (/** @type {Place} */ { layer, unit }) => `${layer}/${unit}`;
  const of = (/** @type {Place} */ place) => byNeuron.get(key(place)) ?? [];
  return {
    take(changes) {
      if (changes.length < taken || changes[0] !== first) [byNeuron, taken, first] = [new Map(), 0, changes[0]];
      for (const change of changes.slice(taken)) {
        const place = key({ layer: change.layer, unit: change.neuron });
        const list = byNeuron.get(place);
        if (list) list.push(change);
        else byNeuron.set(place, [change]);
      }
      taken = changes.length;
    },
    of,
    at: (place, steps, column) => of(place).find((change) => columnOf(steps, change.step) === column) ?? null,
  };
}

/**
 * @param {readonly LifeChange[]} changes in order
 * @param {LifeChange|null} from the one that was reached last
 * @param {{step: number}} at else where one stands
 * @param {1|-1} way
 * @returns {LifeChange|null} the next death or revival that way, round the end
 */
export function nextChange(changes, from, at, way) {
  if (changes.length === 0) return null;
  const index = from === null ? -1 : changes.indexOf(from);
  if (index >= 0) return changes[(index + way + changes.length) % changes.length] ?? null;
  const after = changes.findIndex(({ step }) => step >= at.step);
  if (way > 0) return changes[Math.max(0, after)] ?? null;
  return changes[after <= 0 ? changes.length - 1 : after - 1] ?? null;
}
