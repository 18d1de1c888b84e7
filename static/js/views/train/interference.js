/**
 * How the gradients of single examples go together at the step that is looked at, and what of the backward pass is
 * zero; of the run and of a second one beside it. And both over the steps, where these tell it.
 * @import { State, Store } from '../../model/page/types.js'
 * @import { Interfered, Interfering, Run } from '../../model/train/types.js'
 * @import { Order } from '../../model/train/interference.js'
 * @import { Palette } from '../../model/drawing/scales.js'
 * @import { Side } from '../../model/train/training.js'
 */
import { announce } from '../../actions/telling.js';
import { isOpen, show as showIt } from '../../actions/train/interfering.js';
import { titlesOf } from '../../model/train/contrast.js';
import { moved } from '../../model/drawing/cursor.js';
import { capital } from '../../model/format.js';
import { cellWords, heatmapWords, isTold, orderOf, pixels, sparsityRows, sparsityWords, summaryWords } from '../../model/train/interference.js';
import { cellColour } from '../../model/drawing/scales.js';
import { SIDES, cursorOf, runsOf, snapshotAt, specAt } from '../../model/train/training.js';
import { watchPalette } from '../parts/colours.js';
import { h, setAttribute, setText, show } from '../parts/dom.js';
import { createInterferenceCurves } from './interference-curves.js';

/**
 * @param {Store} store
 * @returns {{element: HTMLElement, update: () => void}}
 */
export function createInterference(store) {
  const palette = watchPalette(() => update());
  const panels = { run: createPanel(), other: createPanel() };
  const curves = createInterferenceCurves();
  const element = h('details', { class: 'train-interference', id: 'train-interference', hidden: true },
    h('summary', {}, 'Interference and sparsity'),
    h('div', { class: 'interferences' }, ...SIDES.map((side) => panels[side].element)),
    curves.element);
  element.addEventListener('toggle', () => showIt(element.open));

  function update() {
    const state = store.get();
    const { view, training } = state;
    if (view.name !== 'train') return;
    show(element, training.run !== null);
    const open = isOpen(state);
    if (element.open !== open) element.open = open;
    if (!open || training.run === null) return;
    const titles = training.other ? titlesOf(training.run.spec, training.other.spec, state.catalogue) : ['', ''];
    for (const [index, side] of SIDES.entries()) {
      const run = training[side];
      show(panels[side].element, run !== null);
      if (run) panels[side].update(state.interference[side], run, wordsOf(state, side), titles[index] ?? '', palette());
    }
    const runs = runsOf(training);
    show(curves.element, isTold(runs));
    if (isTold(runs)) curves.update(runs, cursorOf(training));
  }
  return { element, update };
}

/**
 * @param {State} state
 * @param {Side} side
 * @returns {string} why what is looked at is not there, where it is not only on its way
 */
function wordsOf({ training, interference, status }, side) {
  const run = /** @type {Run} */ (training[side]);
  const step = cursorOf(training);
  const { of, refused } = interference[side];
  if (step === null || (training.cursor === null && run.status === 'running')) return 'It is worked out for the step that the run stops at, or that is chosen.';
  if (of?.spec === run.spec && of.step === step) return '';
  if (refused?.spec === run.spec && refused.step === step) return `It could not be worked out: ${(refused.problem.errors[0]?.message ?? refused.problem.detail).replace(/\.$/, '')}.`;
  if (status === 'offline' || status === 'busy') return `The server is ${status === 'busy' ? 'busy' : 'gone'}. It is worked out as soon as that is over.`;
  const snapshot = snapshotAt(run, step);
  if (!snapshot || !specAt(run.spec, snapshot)) return `Step ${step} was not sent whole.`;
  return 'Working it out …';
}

/** One run: the cosines as a heatmap, and the sparsity as a table. */
function createPanel() {
  const title = h('h4', {});
  const summary = h('p', { class: 'interference-summary' });
  const note = h('p', { class: 'note', role: 'status' });
  const heatmap = createHeatmap();
  const rows = h('tbody');
  const total = h('p', {});
  const head = ['layer', 'zero δ', 'zero z', 'multiplications skipped'].map((name) => h('th', { scope: 'col' }, name));
  const content = h('div', { class: 'interfered' }, summary, heatmap.element,
    h('table', { class: 'sparsity' }, h('caption', { class: 'visually-hidden' }, 'What is exactly zero, layer by layer'), h('thead', {}, h('tr', {}, ...head)), rows), total);
  const element = h('section', { class: 'interference' }, title, note, content);
  /** @type {Interfered|null} */
  let shown = null;

  return {
    element,
    /** @param {Interfering} known @param {Run} run @param {string} words @param {string} name @param {Palette} palette */
    update({ answer, of }, run, words, name, palette) {
      const mine = of?.spec === run.spec ? answer : null;
      setText(title, capital(name));
      show(title, name !== '');
      setText(note, words);
      show(content, mine !== null);
      content.classList.toggle('former', words !== '');
      if (!mine) return;
      heatmap.update(mine, palette);
      if (mine === shown) return;
      shown = mine;
      setText(summary, `Step ${of?.step}: ${summaryWords(mine.summary)}`);
      setText(total, sparsityWords(mine));
      rows.replaceChildren(...sparsityRows(mine).map(({ layer, activation, delta, z, skipped }) => h('tr', {},
        h('th', { scope: 'row' }, `${layer} · ${activation}`), h('td', {}, delta), h('td', {}, z), h('td', {}, skipped))));
    },
  };
}

/** The N × N cosines, with a cursor that the pointer and the keys move. */
function createHeatmap() {
  const canvas = h('canvas', {});
  const cursor = h('div', { class: 'cursor', hidden: true });
  const bounds = h('div', { class: 'class-bounds' });
  const field = h('div', {
    class: 'cosines', tabindex: 0, role: 'application', 'aria-roledescription': 'heatmap', 'aria-label': 'Cosines',
  }, canvas, bounds, cursor);
  const words = h('p', { class: 'note' });
  const readout = h('p', { class: 'cosine' }, '\u00a0');
  const element = h('div', { class: 'cosine-map' }, field, readout, words);
  /** @type {{interfered: Interfered, order: Order, palette: Palette}|null} */
  let last = null;
  /** @type {{row: number, column: number}|null} */
  let at = null;

  /** @param {{row: number, column: number}|null} place @param {boolean} [aloud] */
  const go = (place, aloud = false) => {
    at = place;
    cursor.hidden = !place;
    const text = place && last ? cellWords(last.interfered, last.order, place) : '\u00a0';
    setText(readout, text);
    if (!place || !last) return;
    const count = last.order.examples.length;
    cursor.style.cssText = `left: ${(100 * place.column) / count}%; top: ${(100 * place.row) / count}%; width: ${100 / count}%; height: ${100 / count}%`;
    if (aloud) announce(text);
  };
  field.addEventListener('pointermove', (event) => {
    if (!last) return;
    const { left, top, width, height } = field.getBoundingClientRect();
    const count = last.order.examples.length;
    const index = (/** @type {number} */ share) => Math.max(0, Math.min(count - 1, Math.floor(share * count)));
    go({ row: index((event.clientY - top) / height), column: index((event.clientX - left) / width) });
  });
  field.addEventListener('pointerleave', () => go(null));
  field.addEventListener('blur', () => go(null));
  field.addEventListener('keydown', (event) => {
    if (!last || event.ctrlKey || event.metaKey || event.altKey) return;
    const count = last.order.examples.length;
    const next = moved(at ?? { row: 0, column: 0 }, event.key, { rows: count, columns: count, pool: [1, 1], first: 0 });
    if (!next) return;
    event.preventDefault();
    go(at ? next : { row: 0, column: 0 }, true);
  });

  return {
    element,
    /** @param {Interfered} interfered @param {Palette} palette */
    update(interfered, palette) {
      if (last?.interfered === interfered && last.palette === palette) return;
      const order = orderOf(interfered);
      last = { interfered, order, palette };
      paint(canvas, pixels(interfered.cosines, order, (cosine) => cellColour(cosine, 1, palette)), order.examples.length);
      drawBounds(bounds, order);
      const label = heatmapWords(interfered, order);
      setAttribute(field, 'aria-label', label);
      setText(words, label);
      go(at && at.row < order.examples.length && at.column < order.examples.length ? at : null);
    },
  };
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Uint8ClampedArray<ArrayBuffer>} picture
 * @param {number} count
 */
function paint(canvas, picture, count) {
  canvas.width = count;
  canvas.height = count;
  canvas.getContext('2d')?.putImageData(new ImageData(picture, count, count), 0, 0);
}

/**
 * A line where one class ends and the next begins.
 * @param {HTMLElement} parent
 * @param {Order} order
 */
function drawBounds(parent, { classes, examples }) {
  let from = 0;
  parent.replaceChildren(...(classes ?? []).slice(0, -1).flatMap(({ size }) => {
    from += size;
    const share = `${(100 * from) / examples.length}%`;
    return [h('div', { class: 'across', style: `top: ${share}` }), h('div', { class: 'down', style: `left: ${share}` })];
  }));
}
