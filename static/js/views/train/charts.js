/**
 * The charts of a run: loss, accuracy, gradient norms and dead units over its recorded steps, above the life chart and
 * on the same axis of steps. A second run is dashed.
 * @import { Mounted, State, Store } from '../../model/page/types.js'
 * @import { Run } from '../../model/train/types.js'
 */
import { scrubTo } from '../../actions/train/training.js';
import { EDGES, chartFigure, chartPlan, endLabels } from '../../model/train/chart-figure.js';
import { partingWords, titlesOf } from '../../model/train/contrast.js';
import { captionOf, chartsOf } from '../../model/train/curves.js';
import { spanOf } from '../../model/train/timeline.js';
import { cursorOf, partingOf, runsOf, shownRun } from '../../model/train/training.js';
import { readInks, watchPalette } from '../parts/colours.js';
import { h, setText, show } from '../parts/dom.js';
import { createHeatmaps } from '../parts/plot.js';
import { createHeads } from './chart-heads.js';
import { createStepTable } from './step-table.js';
import { columnUnder, createGuides } from './guides.js';

/** Between two drawings of a run under way: milliseconds at least, and so many times what the last one took. */
const PAUSE = { least: 80, times: 2 };

/**
 * @param {Store} store
 * @returns {Mounted & {element: HTMLElement}}
 */
export function createCharts(store) {
  const words = h('p', { class: 'charts-words note' });
  const empty = h('p', { class: 'charts-empty' }, 'Loss, accuracy, and of each layer the gradient norm and the count of dead units are drawn here over the steps of a run.');
  const plot = h('div', { class: 'chart-plot', 'aria-hidden': 'true' });
  const [heads, guides, table] = [createHeads(), createGuides(), createStepTable()];
  const body = h('div', { class: 'charts-body', style: `--left: ${EDGES.left}px; --right: ${EDGES.right}px` }, plot, guides.element, heads.element);
  const element = h('section', { class: 'charts', 'aria-label': 'Charts' }, h('h3', { class: 'visually-hidden' }, 'Charts'), words, empty, body, table.element);
  const figure = createHeatmaps(plot);
  const pace = createPace();
  watchPalette(() => pace.ask(draw, 0));
  // Told, not asked for: to ask would lay out the page in the middle of an update.
  let width = 0;
  new ResizeObserver((entries) => {
    width = entries.at(-1)?.contentRect.width ?? 0;
    update();
  }).observe(body);
  scrubbing(guides.element, store);
  /** @type {{runs: Run[], width: number}|null} */
  let drawn = null;

  /** Draws what there is by now: of several wishes one is enough. */
  function draw() {
    const { training } = store.get();
    const runs = runsOf(training);
    const span = spanOf(runs);
    if (!span || width <= EDGES.left + EDGES.right) return;
    const [inner, inks] = [width - EDGES.left - EDGES.right, readInks()];
    const charts = chartsOf(runs, span, inner);
    const depth = Math.max(...runs.map(({ start }) => start?.layers.length ?? 0));
    // Out of sight nothing is drawn, but its place is kept.
    const { boxes, height } = chartPlan(charts, runs.length, inner);
    plot.style.height = `${height}px`;
    heads.place(charts.flatMap((chart, index) => {
      const box = boxes[index];
      return box ? [{ chart, box, caption: captionOf(chart), ends: endLabels(chart, span, box) }] : [];
    }), { depth, runs: runs.length, inks });
    figure.draw(() => chartFigure(charts, span, { width, runs: runs.length, depth }, inks));
  }

  function update() {
    const state = store.get();
    if (state.view.name !== 'train') return;
    const runs = runsOf(state.training);
    const span = spanOf(runs);
    show(empty, span === null);
    show(body, span !== null);
    show(table.element, span !== null);
    const parting = partingOf(state.training);
    setText(words, wordsOf(state, parting));
    if (!span) {
      drawn = null;
      return;
    }
    if (drawn?.width !== width || drawn.runs.length !== runs.length || runs.some((run, index) => run !== drawn?.runs[index])) {
      const under = runs.some(({ status }) => status === 'running') && drawn?.width === width;
      drawn = { runs, width };
      pace.ask(draw, under ? PAUSE.least : 0);
    }
    const step = cursorOf(state.training);
    guides.update({ span, step, parting, runs });
    heads.update(runs, step);
    table.update(shownRun(state.training), step);
  }
  return { element, update };
}

/**
 * @param {State} state
 * @param {number|null} parting
 */
function wordsOf({ training: { run, other }, catalogue }, parting) {
  if (!run || !other) return '';
  const [solid, dashed] = titlesOf(run.spec, other.spec, catalogue);
  return `Solid: ${solid}. Dashed: ${dashed}. ${partingWords(parting, [run, other])}`;
}

/**
 * Press or drag along the steps: each step is looked at as it is passed.
 * @param {HTMLElement} element over the steps exactly
 * @param {Store} store
 */
function scrubbing(element, store) {
  const go = (/** @type {PointerEvent} */ event) => {
    const { training } = store.get();
    const span = spanOf(runsOf(training));
    const run = shownRun(training);
    const step = span && run ? run.steps[columnUnder(event, element, span, run.steps)] : undefined;
    if (step && step.step !== cursorOf(training)) scrubTo(step.step);
  };
  element.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    element.setPointerCapture(event.pointerId);
    go(event);
  });
  element.addEventListener('pointermove', (event) => {
    if (element.hasPointerCapture(event.pointerId)) go(event);
  });
}

/** Work that is asked for often and done rarely enough to leave time for the rest of the page. */
function createPace() {
  let timer = 0;
  let due = -Infinity;
  let cost = 0;
  return {
    /**
     * @param {() => void} work
     * @param {number} pause milliseconds since it was done last
     */
    ask(work, pause) {
      if (timer) return;
      const wait = pause === 0 ? 0 : Math.max(0, due + Math.max(pause, cost * PAUSE.times) - performance.now());
      timer = setTimeout(() => {
        const begun = performance.now();
        timer = 0;
        work();
        due = performance.now();
        cost = due - begun;
      }, wait);
    },
  };
}
