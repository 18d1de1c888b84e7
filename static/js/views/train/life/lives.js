/**
 * The life chart of a run, or of two on the same rows and steps, and who died of what.
 * @import { Status } from '../../../model/analysis/types.js'
 * @import { Mounted, Store } from '../../../model/page/types.js'
 * @import { Run } from '../../../model/train/types.js'
 * @import { Span } from '../../../model/train/timeline.js'
 */
import { EDGES } from '../../../model/train/chart-figure.js';
import { titlesOf } from '../../../model/train/contrast.js';
import { SIGNS } from '../../../model/train/deaths.js';
import { ORDER } from '../../../model/train/lives.js';
import { MARKS } from '../../../model/analysis/statuses.js';
import { bounds, spanOf } from '../../../model/train/timeline.js';
import { partingOf, runsOf, shownRun } from '../../../model/train/training.js';
import { watchPalette } from '../../parts/colours.js';
import { h, show } from '../../parts/dom.js';
import { readStateInks, stylesOf } from './band.js';
import { createLifeChart, pitchOf } from './chart.js';
import { createLifeList } from './list.js';

/** From this width on, two charts stand side by side; below it, one above the other on the axis of the charts. */
const BESIDE = 980;

/**
 * @param {Store} store
 * @returns {Mounted & {element: HTMLElement}}
 */
export function createLives(store) {
  const empty = h('p', { class: 'lives-empty' }, 'A row for each neuron and a column for each recorded step: a unit that dies becomes an edge here, and a click on it says what it died of.');
  const legend = createLegend();
  const charts = [createLifeChart(store, 'run'), createLifeChart(store, 'other')];
  const list = createLifeList();
  const holder = h('div', { class: 'life-charts' }, ...charts.map((chart) => chart.element));
  const keys = h('p', { id: 'life-keys', class: 'visually-hidden' },
    'Arrow keys move from step to step and from neuron to neuron, Enter goes to the step and chooses the neuron, n and p lead to the next and the previous death or revival, Escape leaves.');
  const body = h('div', { class: 'lives-body' }, holder, legend.element, keys, list.element);
  const element = h('section', { class: 'lives', 'aria-label': 'Life chart', style: `--left: ${EDGES.left}px; --right: ${EDGES.right}px` },
    h('h3', {}, 'Life chart'), empty, body);
  const look = createLook(() => update());
  // Told, not asked for: to ask would lay out the page in the middle of an update.
  let room = 0;
  new ResizeObserver((entries) => {
    room = entries.at(-1)?.contentRect.width ?? 0;
    update();
  }).observe(holder);

  function update() {
    const state = store.get();
    if (state.view.name !== 'train') return;
    const { training: { run, other, shown }, catalogue } = state;
    const runs = runsOf(state.training);
    const span = spanOf(runs);
    show(empty, span === null);
    show(body, span !== null);
    if (!span) return;
    const beside = runs.length > 1 && room >= BESIDE;
    holder.classList.toggle('beside', beside);
    const width = Math.floor(beside ? room / 2 : room) - EDGES.left - EDGES.right;
    if (width <= 0) return;
    const drawing = look.of(runs, span, width);
    legend.update(drawing);
    const titles = run && other ? titlesOf(run.spec, other.spec, catalogue) : ['', ''];
    const parting = partingOf(state.training);
    charts.forEach((chart, index) => {
      const one = index === 0 ? run : other;
      show(chart.element, one?.start !== null && one !== null);
      if (!one?.start) return;
      chart.element.classList.toggle('is-shown', runs.length > 1 && shown === (index === 0 ? 'run' : 'other'));
      chart.update({ run: one, span, state, parting, title: titles[index] ?? '', width, ...drawing, epoch: look.epochOf(index, one, span) });
    });
    const of = shownRun(state.training);
    if (of) list.update(of, state);
  }
  return { element, update };
}

/**
 * Everything that the drawing depends on but the run itself; what is drawn stays for as long as that is the same.
 * @param {() => void} changed
 */
function createLook(changed) {
  let inks = readStateInks();
  let theme = {};
  let key = '';
  let made = { ratio: 1, pitch: 1, inks, styles: stylesOf(inks, { row: 6, ratio: 1 }) };
  /** @type {{parts: unknown[], epoch: object}[]} */
  const epochs = [];
  watchPalette(() => {
    inks = readStateInks();
    theme = {};
    key = '';
    changed();
  });
  return {
    /** @param {readonly Run[]} runs @param {Span} span @param {number} width */
    of(runs, span, width) {
      const ratio = window.devicePixelRatio || 1;
      const neurons = Math.max(...runs.map(({ start }) => (start?.layers ?? []).reduce((sum, { units }) => sum + units, 0)));
      const next = [ratio, neurons, width, span.from, span.to].join();
      if (next !== key) {
        key = next;
        const pitch = pitchOf(neurons, ratio);
        made = { ratio, pitch, inks, styles: stylesOf(inks, { row: Math.round(pitch * ratio), ratio }) };
      }
      return made;
    },
    /**
     * The same object for as long as what was drawn of a run holds good: its columns have stayed where they were.
     * @param {number} index
     * @param {Run} run
     * @param {Span} span
     */
    epochOf(index, run, span) {
      const before = run.steps.length - 2;
      const irregular = before >= 0 && (bounds(run.steps, before, span)[1] - /** @type {{step: number}} */ (run.steps[before]).step) * 2 !== span.every;
      const parts = [key, theme, run.steps[0], irregular];
      const last = epochs[index];
      if (last && last.parts.every((part, at) => part === parts[at])) return last.epoch;
      const epoch = {};
      epochs[index] = { parts, epoch };
      return epoch;
    },
  };
}

/** The states with their patterns, always all of them, so that none moves another. */
function createLegend() {
  const size = { row: 14, ratio: 1 };
  /** @type {Status[]} */
  const statuses = [...ORDER].reverse();
  const swatches = statuses.map((status) => ({ status, canvas: h('canvas', { width: 28, height: size.row, 'aria-hidden': 'true' }) }));
  const element = h('ul', { class: 'life-legend', 'aria-label': 'States' },
    ...swatches.map(({ status, canvas }) => h('li', { title: MARKS[status].meaning }, canvas, MARKS[status].label)),
    h('li', {}, h('span', { class: 'sign death', 'aria-hidden': 'true' }, SIGNS.death), 'died'),
    h('li', {}, h('span', { class: 'sign revival', 'aria-hidden': 'true' }, SIGNS.revival), 'came back'));
  /** @type {object|null} */
  let drawn = null;
  return {
    element,
    /** @param {{inks: import('./band.js').StateInks}} look */
    update({ inks }) {
      if (drawn === inks) return;
      drawn = inks;
      const styles = stylesOf(inks, size);
      for (const { status, canvas } of swatches) {
        const context = canvas.getContext('2d');
        if (!context) continue;
        context.fillStyle = styles[status].pattern;
        context.fillRect(0, 0, canvas.width, canvas.height);
      }
    },
  };
}
