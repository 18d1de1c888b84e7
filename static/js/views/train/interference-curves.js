/**
 * How the gradients of single examples go together over the steps of a run: two small charts, a second run dashed.
 * @import { Run } from '../../model/train/types.js'
 * @import { CurveName } from '../../model/train/interference.js'
 */
import { thinned } from '../../model/train/curves.js';
import { number } from '../../model/format.js';
import { CURVES, valueOf } from '../../model/train/interference.js';
import { shareOf, spanOf, ticks } from '../../model/train/timeline.js';
import { stepAt } from '../../model/train/training.js';
import { h, setAttribute, setText, svg } from '../parts/dom.js';

/** The drawing: its size, and the room for the numbers of the axes. */
const SIZE = { width: 340, height: 110, left: 38, right: 8, top: 8, bottom: 20 };
const INNER = { width: SIZE.width - SIZE.left - SIZE.right, height: SIZE.height - SIZE.top - SIZE.bottom };

/** @returns {{element: HTMLElement, update: (runs: readonly Run[], step: number|null) => void}} */
export function createInterferenceCurves() {
  const charts = /** @type {CurveName[]} */ (Object.keys(CURVES)).map(createChart);
  const element = h('div', { class: 'interference-curves', hidden: true }, ...charts.map((chart) => chart.element));
  return {
    element,
    update(runs, step) {
      for (const chart of charts) chart.update(runs, step);
    },
  };
}

/** @param {CurveName} name */
function createChart(name) {
  const lines = svg('g', { class: 'curves' });
  const axes = svg('g', { class: 'axes' });
  const cursor = svg('line', { class: 'looked-at', y1: SIZE.top, y2: SIZE.height - SIZE.bottom });
  const drawing = svg('svg', { viewBox: `0 0 ${SIZE.width} ${SIZE.height}`, 'aria-hidden': 'true' }, axes, lines, cursor);
  const words = h('span');
  const element = h('figure', {}, h('figcaption', {}, h('strong', {}, CURVES[name]), ' ', words), drawing);
  /** @type {readonly Run[]} */
  let last = [];
  return {
    element,
    /** @param {readonly Run[]} runs @param {number|null} step */
    update(runs, step) {
      const span = spanOf(runs);
      if (!span) return;
      if (runs.length !== last.length || runs.some((run, index) => run !== last[index])) {
        const curves = runs.map((run) => thinned(run.steps, (one) => valueOf(one, name), span, INNER.width));
        const [low, high] = rangeOf(name, curves.map(({ extent }) => extent));
        const place = (/** @type {number} */ at, /** @type {number} */ value) =>
          `${x(shareOf(span, at)).toFixed(1)} ${(SIZE.top + (1 - (value - low) / (high - low)) * INNER.height).toFixed(1)}`;
        lines.replaceChildren(...curves.map((curve, index) => svg('path', { class: index === 0 ? 'first' : 'second', d: pathOf(curve, place) })));
        axes.replaceChildren(...axesOf(span, low, high));
        last = runs;
      }
      setAttribute(cursor, 'visibility', step === null ? 'hidden' : null);
      const at = x(step === null ? 0 : shareOf(span, step)).toFixed(1);
      setAttribute(cursor, 'x1', at);
      setAttribute(cursor, 'x2', at);
      setText(words, runs.map((run, index) => `${runs.length === 1 ? '' : index === 0 ? 'solid ' : ', dashed '}${valueAt(run, step, name)}`).join(''));
    },
  };
}

/** @param {number} share */
const x = (share) => SIZE.left + share * INNER.width;

/**
 * @param {Run} run
 * @param {number|null} step
 * @param {CurveName} name
 * @returns {string} the value at that very step
 */
function valueAt(run, step, name) {
  const found = stepAt(run, step);
  return number(found ? valueOf(found, name) : null);
}

/**
 * @param {CurveName} name
 * @param {{low: {value: number}|null, high: {value: number}|null}[]} extents
 * @returns {[low: number, high: number]} a share from 0 to 1; a cosine from zero, with some room
 */
function rangeOf(name, extents) {
  if (name === 'conflicting') return [0, 1];
  const low = Math.min(0, ...extents.map((one) => one.low?.value ?? 0));
  const high = Math.max(0, ...extents.map((one) => one.high?.value ?? 0));
  const room = (high - low || 1) * 0.08;
  return [low < 0 ? low - room : 0, high > 0 || low === 0 ? high + room : 0];
}

/**
 * @param {{x: number[], y: (number|null)[]}} curve
 * @param {(at: number, value: number) => string} place
 */
function pathOf({ x: steps, y }, place) {
  let pen = 'M';
  return steps.map((step, index) => {
    const value = y[index];
    if (value === null || value === undefined) {
      pen = 'M';
      return '';
    }
    const part = pen + place(step, value);
    pen = 'L';
    return part;
  }).join('');
}

/** @param {number} value @returns {number} its first digit, and nothing beyond it: 0.07 of 0.078 */
function leading(value) {
  const unit = 10 ** Math.floor(Math.log10(Math.abs(value)));
  return Number.isFinite(unit) && unit > 0 ? Number((Math.trunc(value / unit) * unit).toPrecision(1)) : 0;
}

/**
 * @param {import('../../model/train/timeline.js').Span} span
 * @param {number} low
 * @param {number} high
 */
function axesOf(span, low, high) {
  const bottom = SIZE.height - SIZE.bottom;
  const y = (/** @type {number} */ value) => SIZE.top + (1 - (value - low) / (high - low)) * INNER.height;
  const marks = low === 0 && high === 1 ? [0, 0.5, 1] : [...new Set([0, leading(high > -low ? high : low)])].filter((value) => value >= low && value <= high);
  return [
    ...marks.flatMap((value) => [
      svg('line', { class: value === 0 ? 'zero' : '', x1: SIZE.left, x2: SIZE.width - SIZE.right, y1: y(value), y2: y(value) }),
      svg('text', { x: SIZE.left - 5, y: y(value) + 4, 'text-anchor': 'end' }, number(value, 2)),
    ]),
    ...ticks(span, INNER.width).map((step) => svg('text', { x: x(shareOf(span, step)), y: bottom + 15, 'text-anchor': 'middle' }, String(step))),
  ];
}
