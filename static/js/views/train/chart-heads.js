/**
 * The words over the charts of a run: what each shows and on what scale, the values at the step looked at, the names of
 * the lines, and a caption for those who do not see it.
 * @import { Run } from '../../model/train/types.js'
 * @import { Chart, CurveName } from '../../model/train/curves.js'
 * @import { ChartBox, Theme } from '../../model/train/chart-figure.js'
 */
import { ROOM, lineColour } from '../../model/train/chart-figure.js';
import { valueOf } from '../../model/train/curves.js';
import { fitting } from '../../model/drawing/fitting.js';
import { stepAt } from '../../model/train/training.js';
import { h, setAttribute, setText, show } from '../parts/dom.js';
import { fitsInto, measure, rem } from '../parts/letters.js';

/** The font of the values: its size in rem, and its weight. */
const FONT = { size: 0.75, weight: 600 };
/** Pixels that stay free beside a value and the number of its layer, and the least em that this number takes. */
const BESIDE = { free: 7, layer: 0.9 };

/** @type {Record<CurveName, string>} */
const NAMES = { loss: 'loss', accuracy: 'accuracy', norm: '‖∇W‖', dead: 'dead units' };

/** @typedef {{chart: Chart, box: ChartBox, caption: string, ends: {text: string, share: number, y: number}[]}} Head */

/** @typedef {{depth: number, runs: number, inks: Theme}} Place */

/** @returns {{element: HTMLElement, place: (heads: Head[], of: Place) => void, update: (runs: readonly Run[], step: number|null) => void}} */
export function createHeads() {
  const element = h('div', { class: 'chart-heads' });
  const ends = h('div', { class: 'chart-ends', 'aria-hidden': 'true' });
  element.append(ends);
  /** @type {ReturnType<typeof createHead>[]} */
  let all = [];
  let key = '';
  /** @type {[readonly Run[], number|null]} */
  let last = [[], null];
  const update = (/** @type {readonly Run[]} */ runs, /** @type {number|null} */ step) => {
    last = [runs, step];
    for (const head of all) head.update(runs, step);
  };
  return {
    element,
    place(heads, { depth, runs, inks }) {
      const next = JSON.stringify([depth, runs, heads.map(({ chart: { name, lines }, box: { below, fit } }) => [name, lines.length, below, fit])]);
      if (next !== key) {
        key = next;
        for (const head of all) head.element.remove();
        all = heads.map(({ chart, box }) => createHead(chart, runs, box));
        element.append(...all.map((head) => head.element));
      }
      heads.forEach((head, index) => all[index]?.place(head, depth, inks));
      placeEnds(ends, heads.flatMap((head) => head.ends));
      update(...last);
    },
    update,
  };
}

/**
 * @param {Chart} chart
 * @param {number} runs
 * @param {ChartBox} box
 */
function createHead({ name, lines }, runs, { below, fit }) {
  const scale = h('span', { class: 'chart-scale' });
  const picture = h('div', { class: 'chart-picture', role: 'img' });
  const layers = lines.filter(({ second }) => !second).map(({ layer }) => layer);
  const shown = layers.length > fit ? [...layers.slice(0, Math.max(1, fit - 2)), ...(fit > 2 ? layers.slice(-1) : [])] : layers;
  const rows = Array.from({ length: runs }, (_, run) => shown.map((layer) => {
    const value = h('b', { 'data-chart': name, 'data-run': run === 0 ? 'run' : 'other', 'data-layer': layer });
    return { run, layer, value, fits: fitsBeside(layer), element: h('span', { class: 'chart-value' }, layer !== null && h('i', {}, String(layer)), value) };
  }));
  const title = h('span', { class: 'chart-name' }, NAMES[name], scale);
  const before = (/** @type {number} */ run) => {
    if (below) return runs > 1 && sign(run);
    return run === 0 ? title : h('span', { class: 'chart-name' }, 'what if');
  };
  const more = layers.length - shown.length;
  const element = h('div', { class: 'chart', 'data-chart': name }, picture, below && h('p', { class: 'chart-head' }, title),
    ...rows.map((row, run) => h('p', { class: 'chart-head' }, before(run), ...row.map((one) => one.element),
      more > 0 && h('span', { class: 'note', title: 'Those of all layers are in the table' }, `+ ${more} more`))));
  return {
    element,
    /** @param {Head} head @param {number} depth @param {Theme} inks */
    place({ chart, box, caption }, depth, inks) {
      setText(scale, chart.scale.log ? ', log scale' : '');
      setAttribute(picture, 'aria-label', caption);
      picture.style.cssText = `top: ${box.top}px; height: ${box.height}px`;
      element.style.top = `${box.head}px`;
      picture.style.top = `${box.top - box.head}px`;
      for (const { layer, element: value } of rows.flat()) {
        if (layer !== null) value.style.setProperty('--layer', lineColour(layer, depth, inks));
      }
    },
    /** @param {readonly Run[]} all @param {number|null} step */
    update(all, step) {
      for (const { run, layer, value, fits } of rows.flat()) setText(value, valueText(all[run], step, name, layer, fits));
    },
  };
}

/**
 * @param {number|null} layer whose number stands before the value
 * @returns {import('../../model/drawing/fitting.js').Fits}
 */
function fitsBeside(layer) {
  const size = FONT.size * rem();
  const taken = layer === null ? 0 : size * Math.max(BESIDE.layer, measure()(String(layer)));
  return fitsInto(ROOM.value - BESIDE.free - taken, size, FONT.weight);
}

/** @param {number} run @returns {HTMLElement} how its line is drawn */
function sign(run) {
  return h('span', { class: run === 0 ? 'chart-sign' : 'chart-sign dashed' }, h('span', { class: 'visually-hidden' }, run === 0 ? 'this run' : 'what if'));
}

/**
 * @param {Run|undefined} run
 * @param {number|null} at the step looked at
 * @param {CurveName} name
 * @param {number|null} layer
 * @param {import('../../model/drawing/fitting.js').Fits} fits
 * @returns {string} a dash where the run has not recorded that step
 */
export function valueText(run, at, name, layer, fits) {
  const step = stepAt(run ?? null, at);
  if (!run || !step) return '–';
  const value = valueOf(step, name, layer);
  return name === 'dead' ? `${value} of ${run.start?.layers[(layer ?? 1) - 1]?.units ?? '?'}` : fitting(value, fits);
}

/**
 * @param {HTMLElement} parent
 * @param {{text: string, share: number, y: number}[]} ends
 */
function placeEnds(parent, ends) {
  while (parent.childElementCount < ends.length) parent.append(h('span'));
  [...parent.children].forEach((child, index) => {
    const [label, end] = [/** @type {HTMLElement} */ (child), ends[index]];
    show(label, end !== undefined);
    if (!end) return;
    setText(label, end.text);
    label.style.cssText = `left: ${(end.share * 100).toFixed(3)}%; top: ${end.y.toFixed(1)}px`;
  });
}
