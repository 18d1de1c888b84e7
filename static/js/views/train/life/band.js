/**
 * Rows of the life chart on a canvas: up to so many units of one layer, a stretch of one state in its colour and its
 * pattern, and on a second canvas above it the marks of deaths and revivals. Only what is new is drawn, only in sight.
 * @import { Status } from '../../../model/analysis/types.js'
 * @import { LifeChange, RunStep } from '../../../model/train/types.js'
 * @import { Raster } from '../../../model/train/lives.js'
 * @import { Span } from '../../../model/train/timeline.js'
 */
import { createRaster, paint, stretches } from '../../../model/train/lives.js';
import { channels } from '../../../model/drawing/scales.js';
import { bounds, columnOf, shareOf } from '../../../model/train/timeline.js';
import { h } from '../../parts/dom.js';

/** A stretch of fewer pixels shows its colour alone: its pattern would not be seen. */
const NARROW = 4;
/** Pixels after which a pattern repeats, and between two rows. */
const [PERIOD, GAP] = [6, 1];

/** @typedef {{panel: string, good: string} & Record<Status, string>} StateInks hexadecimal colours */
/** @typedef {Record<Status, {pattern: CanvasPattern|string, solid: string}>} Styles */

/**
 * @typedef {object} BandContent
 * @property {readonly RunStep[]} steps
 * @property {readonly LifeChange[]} changes of all neurons, in order
 * @property {Span} span
 * @property {{width: number, row: number, ratio: number}} size in pixels of the screen; and how many of them are one of the page
 * @property {StateInks} inks
 * @property {Styles} styles
 * @property {object} epoch another one when everything is to be drawn anew
 */

/**
 * @param {{layer: number, first: number, count: number}} of
 * @param {HTMLElement} root what it scrolls in
 * @returns {{element: HTMLElement, update: (content: BandContent) => void, close: () => void}}
 */
export function createBand({ layer, first, count }, root) {
  const [states, marks] = [h('canvas', { class: 'life-states' }), h('canvas', { class: 'life-marks' })];
  const element = h('div', { class: 'life-band' }, states, marks);
  let inSight = false;
  /** @type {BandContent|null} */
  let content = null;
  /** What is on the canvases. @type {{raster: Raster, epoch: object, columns: number, marks: number}|null} */
  let drawn = null;

  function draw() {
    if (!content || !inSight) return;
    const { size, epoch, steps } = content;
    if (drawn?.epoch !== epoch || drawn.columns > steps.length) {
      drawn = { raster: createRaster(count, size.width), epoch, columns: 0, marks: 0 };
      for (const canvas of [states, marks]) resize(canvas, size.width, count * size.row, size.ratio);
    }
    drawStates(states.getContext('2d'), drawn, content, { layer, first, count });
    drawMarks(marks.getContext('2d'), drawn, content, { layer, first, count });
  }

  const observer = new IntersectionObserver((entries) => {
    inSight = entries.at(-1)?.isIntersecting ?? true;
    if (!inSight) {
      drawn = null;
      for (const canvas of [states, marks]) canvas.width = canvas.height = 0; // large canvases out of sight cost memory
    }
    draw();
  }, { root, rootMargin: '200px' });
  observer.observe(element);

  return {
    element,
    update(next) {
      content = next;
      element.style.height = `${count * next.size.row / next.size.ratio}px`;
      draw();
    },
    close: () => observer.disconnect(),
  };
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {number} width
 * @param {number} height
 * @param {number} ratio
 */
function resize(canvas, width, height, ratio) {
  Object.assign(canvas, { width, height });
  canvas.style.cssText = `width: ${width / ratio}px; height: ${height / ratio}px`;
}

/**
 * @param {CanvasRenderingContext2D|null} context
 * @param {{raster: Raster, columns: number}} drawn taken further
 * @param {BandContent} content
 * @param {{layer: number, first: number, count: number}} of
 */
function drawStates(context, drawn, { steps, span, size, styles }, { layer, first, count }) {
  if (!context || drawn.columns === steps.length) return;
  const [from, to] = paint(drawn.raster, steps, drawn.columns, { span, layer, first });
  drawn.columns = steps.length;
  const height = size.row - Math.max(1, Math.round(GAP * size.ratio));
  for (let row = 0; row < count; row += 1) {
    for (const stretch of stretches(drawn.raster, row, from, to)) {
      const { pattern, solid } = styles[stretch.status];
      context.fillStyle = stretch.to - stretch.from < NARROW * size.ratio ? solid : pattern;
      context.fillRect(stretch.from, row * size.row, stretch.to - stretch.from, height);
    }
  }
}

/**
 * @param {CanvasRenderingContext2D|null} context
 * @param {{marks: number}} drawn taken further
 * @param {BandContent} content
 * @param {{layer: number, first: number, count: number}} of
 */
function drawMarks(context, drawn, { steps, changes, span, size, inks }, { layer, first, count }) {
  if (!context) return;
  const last = steps.at(-1)?.step ?? -1;
  while (drawn.marks < changes.length) {
    const change = /** @type {LifeChange} */ (changes[drawn.marks]);
    if (change.step > last) return; // its column is not there yet
    drawn.marks += 1;
    const row = change.neuron - first;
    if (change.layer !== layer || row < 0 || row >= count) continue;
    const x = shareOf(span, bounds(steps, columnOf(steps, change.step), span)[0]) * size.width;
    mark(context, change.kind, x, row * size.row, size, change.kind === 'death' ? inks.dead : inks.good, inks.panel);
  }
}

/**
 * A triangle on the edge: down for a death, up for a revival.
 * @param {CanvasRenderingContext2D} context
 * @param {LifeChange['kind']} kind
 * @param {number} x
 * @param {number} y top of the row
 * @param {{row: number, ratio: number}} size
 * @param {string} fill
 * @param {string} edge
 */
function mark(context, kind, x, y, { row, ratio }, fill, edge) {
  const height = Math.min(row - ratio, 8 * ratio);
  const half = Math.max(3.5 * ratio, height * 0.6);
  const top = y + (row - ratio - height) / 2;
  const [point, base] = kind === 'death' ? [top + height, top] : [top, top + height];
  context.beginPath();
  context.moveTo(x, point);
  context.lineTo(x + half, base);
  context.lineTo(x - half, base);
  context.closePath();
  context.lineWidth = 1.5 * ratio;
  context.strokeStyle = edge;
  context.stroke();
  context.fillStyle = fill;
  context.fill();
}

/** @returns {StateInks} the colours of the theme */
export function readStateInks() {
  const style = getComputedStyle(document.documentElement);
  const read = (/** @type {string} */ name) => style.getPropertyValue(`--${name}`).trim();
  return {
    panel: read('panel'), good: read('good'), active: read('active'), dead: read('dead'), starved: read('starved'),
    saturated: read('saturated'), settled: read('settled'), unknown: read('unknown'),
  };
}

/** How much of its colour the ground of a state has. @type {Record<Status, number>} */
const GROUND = { active: 0.2, dead: 0.14, starved: 0.12, saturated: 0.12, settled: 0.12, unknown: 0.08 };

/**
 * What the states are filled with: a ground and a pattern that repeats from row to row.
 * @param {StateInks} inks
 * @param {{row: number, ratio: number}} size in pixels of the screen
 * @returns {Styles}
 */
export function stylesOf(inks, { row, ratio }) {
  const statuses = /** @type {Status[]} */ (Object.keys(GROUND));
  return /** @type {Styles} */ (Object.fromEntries(statuses.map((status) => {
    const ground = mixed(inks.panel, inks[status], GROUND[status]);
    return [status, { solid: status === 'active' ? ground : inks[status], pattern: patternOf(status, inks[status], ground, row, ratio) }];
  })));
}

/**
 * @param {string} from
 * @param {string} to
 * @param {number} share
 */
function mixed(from, to, share) {
  const [a, b] = [channels(from), channels(to)];
  return `rgb(${a.map((level, index) => Math.round(level + ((b[index] ?? 0) - level) * share)).join()})`;
}

/** In a square of side 1: hatched, dotted, barred, lined, crossed. @type {Partial<Record<Status, (context: CanvasRenderingContext2D) => void>>} */
const MOTIFS = {
  dead: (context) => lines(context, [[-0.5, 0.5, 0.5, -0.5], [0, 1, 1, 0], [0.5, 1.5, 1.5, 0.5]]),
  starved: (context) => {
    context.arc(0.5, 0.5, 0.22, 0, 7);
    context.fill();
  },
  saturated: (context) => lines(context, [[0.5, 0, 0.5, 1]]),
  settled: (context) => lines(context, [[0, 0.3, 1, 0.3], [0, 0.7, 1, 0.7]]),
  unknown: (context) => lines(context, [[0, 0, 1, 1], [0, 1, 1, 0]]),
};

/**
 * @param {CanvasRenderingContext2D} context
 * @param {[number, number, number, number][]} all
 */
function lines(context, all) {
  for (const [x, y, toX, toY] of all) {
    context.moveTo(x, y);
    context.lineTo(toX, toY);
  }
  context.stroke();
}

/**
 * @param {Status} status
 * @param {string} colour
 * @param {string} ground
 * @param {number} row
 * @param {number} ratio
 * @returns {CanvasPattern|string}
 */
function patternOf(status, colour, ground, row, ratio) {
  const tile = Object.assign(document.createElement('canvas'), { width: row, height: row });
  const context = tile.getContext('2d');
  const motif = MOTIFS[status];
  if (!context || !motif) return ground;
  context.fillStyle = ground;
  context.fillRect(0, 0, row, row);
  context.fillStyle = context.strokeStyle = colour;
  const times = Math.max(1, Math.round(row / (PERIOD * ratio)));
  for (let index = 0; index < times * times; index += 1) {
    context.setTransform(row / times, 0, 0, row / times, (index % times) * row / times, Math.floor(index / times) * row / times);
    context.lineWidth = 0.24;
    context.beginPath();
    motif(context);
  }
  return context.createPattern(tile, 'repeat') ?? ground;
}
