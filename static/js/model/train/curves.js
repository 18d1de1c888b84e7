/**
 * The curves over the steps of a run: which there are, how they are thinned to the pixels, on what scale they are
 * drawn, and what they say in words. Pure.
 * @import { Run, RunStep } from './types.js'
 * @import { Span } from './timeline.js'
 */
import { capital, number, plural } from '../format.js';
import { decades, power } from '../analysis/norms.js';
import { roundUp, shareOf } from './timeline.js';

/** @typedef {'loss'|'accuracy'|'norm'|'dead'} CurveName */
/** @typedef {{at: number, text: string}} Tick `at` in units of the axis */

/**
 * @typedef {object} Scale the vertical axis of a chart
 * @property {boolean} log
 * @property {[number, number]} range
 * @property {Tick[]} ticks
 * @property {(value: number) => number|null} place of a value on the axis; null where it has none
 */

/**
 * @typedef {object} Line
 * @property {number|null} layer 1 … L, or null where there is one line for the network
 * @property {boolean} second whether it is of the second run
 * @property {number[]} x steps
 * @property {(number|null)[]} y places on the axis; null is a gap
 * @property {Extent} extent
 */

/** @typedef {{name: CurveName, scale: Scale, lines: Line[]}} Chart */

/**
 * @typedef {object} Extent of the values of one line, those that are not drawn for want of pixels included
 * @property {number} count of recorded steps with a value
 * @property {number} nonFinite how many of them are not finite
 * @property {number} zeros
 * @property {number} positive the least positive one; Infinity where there is none
 * @property {Point|null} first of the finite ones, as are the others
 * @property {Point|null} last
 * @property {Point|null} low
 * @property {Point|null} high
 */
/** @typedef {{step: number, value: number}} Point */

/** @type {CurveName[]} */
const NAMES = ['loss', 'accuracy', 'norm', 'dead'];

/** Beyond this ratio of the largest to the smallest loss the scale is logarithmic. */
const WIDE = 100;

/** Sense of room above and below the curves, as a share of the range. */
const AIR = 0.06;

/**
 * @param {RunStep} step
 * @param {CurveName} name
 * @param {number|null} layer 1 … L
 * @returns {number|null} null where there is none
 */
export function valueOf(step, name, layer) {
  if (name === 'loss') return step.loss;
  if (name === 'accuracy') return step.accuracy;
  return (name === 'norm' ? step.gradient_norms : step.dead)[(layer ?? 1) - 1] ?? null;
}

/**
 * @param {readonly Run[]} runs
 * @returns {{name: CurveName, layers: (number|null)[]}[]} the charts that there are, and the layers of their lines
 */
export function chartNames(runs) {
  const depth = Math.max(0, ...runs.map(({ start }) => start?.layers.length ?? 0));
  const layers = Array.from({ length: depth }, (_, index) => index + 1);
  const measured = runs.some(({ steps }) => steps.some(({ accuracy }) => accuracy !== null));
  return NAMES.filter((name) => name !== 'accuracy' || measured)
    .map((name) => ({ name, layers: name === 'loss' || name === 'accuracy' ? [null] : layers }));
}

/**
 * @param {readonly Run[]} runs the first one, and a second one to compare it with
 * @param {Span} span
 * @param {number} width pixels, the most places at which a line may have extremes of its own
 * @returns {Chart[]}
 */
export function chartsOf(runs, span, width) {
  return chartNames(runs).map(({ name, layers }) => {
    const raw = runs.flatMap((run, index) => layers.map((layer) => {
      const found = thinned(run.steps, (step) => valueOf(step, name, layer), span, width);
      return { layer, second: index > 0, ...found };
    }));
    const scale = scaleOf(name, raw.map(({ extent }) => extent));
    const placed = (/** @type {number|null} */ value) => (value === null ? null : scale.place(value));
    return { name, scale, lines: raw.map((line) => ({ ...line, y: line.y.map(placed) })) };
  });
}

/**
 * A line with at most four points for each pixel: its first, last, least and largest there, so that no extreme is lost.
 * What is not finite leaves a gap.
 * @param {readonly RunStep[]} steps
 * @param {(step: RunStep) => number|null} pick
 * @param {Span} span
 * @param {number} width pixels
 * @returns {{x: number[], y: (number|null)[], extent: Extent}}
 */
export function thinned(steps, pick, span, width) {
  /** @type {Extent} */
  const extent = { count: 0, nonFinite: 0, zeros: 0, positive: Infinity, first: null, last: null, low: null, high: null };
  /** @type {number[]} */
  const x = [];
  /** @type {(number|null)[]} */
  const y = [];
  /** Those on one pixel. @type {Point[]} */
  let points = [];
  let pixel = -1;
  const flush = () => {
    for (const { step, value } of extremes(points)) {
      x.push(step);
      y.push(value);
    }
    points = [];
  };
  for (const step of steps) {
    const value = pick(step);
    if (value === null || !Number.isFinite(value)) {
      flush();
      if (value !== null) [extent.count, extent.nonFinite] = [extent.count + 1, extent.nonFinite + 1];
      if (y.length > 0 && y.at(-1) !== null) {
        x.push(step.step);
        y.push(null);
      }
      continue;
    }
    const point = { step: step.step, value };
    measure(extent, point);
    const at = Math.floor(shareOf(span, point.step) * width);
    if (at !== pixel) flush();
    pixel = at;
    points.push(point);
  }
  flush();
  return { x, y, extent };
}

/**
 * @param {Point[]} points
 * @returns {Point[]} the first, the least, the largest and the last, each once and in order
 */
function extremes(points) {
  const [first] = points;
  if (!first || points.length < 3) return points;
  let [low, high] = [first, first];
  for (const point of points) {
    if (point.value < low.value) low = point;
    if (point.value > high.value) high = point;
  }
  const last = /** @type {Point} */ (points.at(-1));
  return [...new Set([first, low, high, last])].sort((a, b) => a.step - b.step);
}

/**
 * @param {Extent} extent taken further
 * @param {Point} point
 */
function measure(extent, point) {
  extent.count += 1;
  extent.first ??= point;
  extent.last = point;
  if (point.value === 0) extent.zeros += 1;
  if (point.value > 0 && point.value < extent.positive) extent.positive = point.value;
  if (!extent.low || point.value < extent.low.value) extent.low = point;
  if (!extent.high || point.value > extent.high.value) extent.high = point;
}

/**
 * @param {CurveName} name
 * @param {Extent[]} extents of its lines
 * @returns {Scale}
 */
export function scaleOf(name, extents) {
  const low = Math.min(...extents.map((one) => one.low?.value ?? Infinity));
  const high = Math.max(...extents.map((one) => one.high?.value ?? -Infinity));
  if (name === 'accuracy') return linear(0, 1, [0, 0.5, 1]);
  if (name === 'dead') return linear(0, Math.max(1, high), [0, Math.max(1, high)]);
  if (name === 'norm') return logarithmic(extents, high);
  if (low > high) return linear(0, 1, [0, 1]);
  return low > 0 && high / low >= WIDE ? logarithmic(extents, high) : linear(...rounded(low, high));
}

/**
 * @param {number} low
 * @param {number} high
 * @param {number[]} at
 * @param {number} [digits] as many as tell the ticks apart
 * @returns {Scale}
 */
function linear(low, high, at, digits = 4) {
  const room = high / 2 - low / 2; // halved first: the difference of two large numbers may overflow
  return {
    log: false, range: [low - room * AIR, high + room * AIR], ticks: at.map((value, index) => ({ at: value, text: tickText(at, index, digits) })),
    place: (value) => value,
  };
}

/** The most characters that have room beside a tick, and the digits of the lowest where the others say what is added. */
const BESIDE = { most: 9, lowest: 3 };

/**
 * Ticks that only more digits than have room tell apart say how far they are above the lowest.
 * @param {number[]} at
 * @param {number} index
 * @param {number} digits as many as tell the ticks apart
 * @returns {string} `0.6931`, or `+2e−9`
 */
function tickText(at, index, digits) {
  const [lowest = 0, value = 0] = [at[0], at[index]];
  if (at.every((one) => number(one, digits).length <= BESIDE.most)) return number(value, digits);
  return index === 0 ? number(lowest, BESIDE.lowest) : `+${number(value - lowest, 2)}`;
}

/**
 * Round ends about the values, from zero where that is not far.
 * @param {number} low
 * @param {number} high
 * @returns {[low: number, high: number, ticks: number[], digits: number]}
 */
function rounded(low, high) {
  const from = low > 0 && low <= high / 2 ? 0 : low;
  const size = roundUp((high / 2 - from / 2) || Math.abs(high) / 10 || 0.5);
  const [first, last] = [Math.floor(from / size) * size, Math.ceil(high / size) * size];
  if (!Number.isFinite(last - first) || !(last > first)) return [low, high > low ? high : low + 1, [low, high], 4];
  const digits = Math.ceil(Math.log10(Math.max(Math.abs(first), Math.abs(last)) / size)) + 1;
  const at = Array.from({ length: Math.round((last - first) / size) + 1 }, (_, index) => first + index * size);
  return [first, last, at, Math.min(12, Math.max(4, digits))];
}

/**
 * Decades; zero, which has no logarithm, has a place of its own below them.
 * @param {Extent[]} extents
 * @param {number} high
 * @returns {Scale}
 */
function logarithmic(extents, high) {
  const least = Math.min(...extents.map(({ positive }) => positive));
  const zeros = extents.some((one) => one.zeros > 0);
  const range = decades([least, high]);
  const [bottom, top] = range ? [range.low, range.high] : [0, 1];
  const below = bottom - Math.max(1, (top - bottom) / 4);
  const middle = (bottom + top) / 2;
  const marks = range ? [bottom, ...(Number.isInteger(middle) ? [middle] : []), top] : [];
  const room = (top - (zeros ? below : bottom)) * AIR / 2;
  return {
    log: true,
    range: [(zeros ? below : bottom) - room, top + room],
    ticks: [...(zeros ? [{ at: below, text: '0' }] : []), ...marks.map((at) => ({ at, text: power(at) }))],
    place: (value) => (value > 0 ? Math.log10(value) : value === 0 && zeros ? below : null),
  };
}

/** @type {Record<CurveName, string>} */
const WORDS = {
  loss: 'Loss', accuracy: 'Accuracy', norm: 'Gradient norm ‖∇W‖ of each layer', dead: 'Dead units of each layer',
};

/**
 * @param {CurveName} name
 * @returns {string}
 */
export function chartWords(name) {
  return WORDS[name];
}

/**
 * A chart for those who do not see it.
 * @param {Chart} chart
 * @returns {string}
 */
export function captionOf({ name, scale, lines }) {
  const both = lines.some(({ second }) => second);
  const parts = lines.map((line) => {
    const who = [...(both ? [line.second ? 'what if' : 'this run'] : []), ...(line.layer === null ? [] : [`layer ${line.layer}`])].join(', ');
    const words = lineWords(line.extent);
    return who === '' ? words : `${who}: ${words}`;
  });
  return `${WORDS[name]} over the recorded steps, ${scale.log ? 'logarithmic' : 'linear'} scale. ${capital(parts.join('; '))}.`;
}

/** @param {Extent} extent */
function lineWords({ count, nonFinite, first, last, low, high }) {
  const broken = nonFinite > 0 ? `${plural(nonFinite, 'value')} not finite and not drawn` : '';
  if (!first || !last || !low || !high) return count === 0 ? 'nothing recorded' : broken;
  const ends = first.step === last.step ? `${number(first.value)} at step ${first.step}`
    : `from ${number(first.value)} at step ${first.step} to ${number(last.value)} at step ${last.step}`;
  const extremes = [
    ...(low.value < Math.min(first.value, last.value) ? [`lowest ${number(low.value)} at step ${low.step}`] : []),
    ...(high.value > Math.max(first.value, last.value) ? [`highest ${number(high.value)} at step ${high.step}`] : []),
  ];
  return [ends, ...extremes, ...(broken ? [broken] : [])].join(', ');
}
