/**
 * The hand on a life chart: what the pointer is over and what a click or a drag does, and the keys that do the same.
 * @import { Store } from '../../../model/page/types.js'
 * @import { LifeChange } from '../../../model/train/types.js'
 * @import { Plan } from '../../../model/train/lives.js'
 * @import { LifeContent, Pointed } from './chart.js'
 */
import { select } from '../../../actions/looking.js';
import { announce } from '../../../actions/telling.js';
import { chooseChange, scrubTo, show as showRun } from '../../../actions/train/training.js';
import { moved } from '../../../model/drawing/cursor.js';
import { overview, placeWords } from '../../../model/train/deaths.js';
import { has, nextChange, placeAt, placeOfRow, rowOfPlace, statusAt } from '../../../model/train/lives.js';
import { bounds, columnOf, nearest, shareOf } from '../../../model/train/timeline.js';
import { cursorOf } from '../../../model/train/training.js';
import { columnUnder } from '../guides.js';

/** Pixels: how near to an edge counts as on it; how far the hand moves before it drags. */
const [NEAR, STILL] = [8, 3];

/**
 * @typedef {object} Chart what the hand knows of the chart
 * @property {HTMLElement} rows with a row for each neuron; it takes the keys
 * @property {HTMLElement} steps over the steps exactly
 * @property {() => LifeContent|null} content
 * @property {() => Plan} plan
 * @property {(at: Pointed) => LifeChange|null} changeAt the change in a column
 * @property {(at: Pointed) => readonly LifeChange[]} changesOf all changes of a neuron
 * @property {() => Pointed|null} pointed
 * @property {(at: Pointed|null) => void} point
 * @property {() => void} reveal scrolls to what is pointed at
 */

/**
 * Goes to what was chosen: a death or a revival, or a neuron at a step.
 * @param {Store} store
 * @param {'run'|'other'} which
 * @param {Chart} chart
 * @param {Pointed} at
 * @param {LifeChange|null} change
 */
function choose(store, which, chart, { layer, unit, column }, change) {
  const step = chart.content()?.run.steps[column];
  if (store.get().training.shown !== which) showRun(which);
  if (change) chooseChange(change);
  else if (step) {
    chooseChange(null);
    scrubTo(step.step);
    select({ kind: 'neuron', layer, unit });
  }
}

/**
 * @param {Store} store
 * @param {'run'|'other'} which
 * @param {Chart} chart
 * @param {() => void} moves told when the pointer moves, and the keys are where it is
 */
export function followPointer(store, which, chart, moves) {
  const { rows, steps } = chart;
  /** @type {{x: number, dragging: boolean}|null} */
  let pressed = null;

  /** @param {PointerEvent} event */
  function drag(event) {
    const content = chart.content();
    const step = content?.run.steps[columnUnder(event, steps, content.span, content.run.steps)];
    if (store.get().training.shown !== which) showRun(which);
    if (step && step.step !== cursorOf(store.get().training)) scrubTo(step.step);
  }

  rows.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || !under(event, chart)) return;
    rows.setPointerCapture(event.pointerId);
    pressed = { x: event.clientX, dragging: false };
  });
  rows.addEventListener('pointermove', (event) => {
    if (pressed && Math.abs(event.clientX - pressed.x) > STILL) pressed.dragging = true;
    if (pressed?.dragging) {
      drag(event);
      return;
    }
    const at = under(event, chart);
    const change = at && changeUnder(event, chart, at);
    moves();
    chart.point(at && change ? { ...at, column: columnOfChange(chart, change) } : at);
  });
  rows.addEventListener('pointerup', (event) => {
    const at = pressed && !pressed.dragging ? under(event, chart) : null;
    pressed = null;
    if (at) choose(store, which, chart, at, changeUnder(event, chart, at));
  });
  rows.addEventListener('pointercancel', () => {
    pressed = null;
  });
  rows.addEventListener('pointerleave', () => {
    if (!rows.matches(':focus-visible')) chart.point(null);
  });
}

/** @param {PointerEvent} event @param {Chart} chart @returns {Pointed|null} */
function under(event, { rows, steps, content, plan }) {
  const last = content();
  if (!last || (event.target instanceof Element && event.target.closest('.life-name'))) return null;
  const place = placeAt(plan(), last.pitch, event.clientY - rows.getBoundingClientRect().top);
  const column = columnUnder(event, steps, last.span, last.run.steps);
  return place && column >= 0 ? { ...place, column } : null;
}

/**
 * The change in the column, else the one whose edge is near.
 * @param {PointerEvent} event
 * @param {Chart} chart
 * @param {Pointed} at
 * @returns {LifeChange|null}
 */
function changeUnder(event, { steps, content, changeAt, changesOf }, at) {
  const [here, last] = [changeAt(at), content()];
  if (here || !last) return here;
  const { run, span, width } = last;
  const x = event.clientX - steps.getBoundingClientRect().left;
  const distance = (/** @type {LifeChange} */ { step }) => Math.abs(shareOf(span, bounds(run.steps, columnOf(run.steps, step), span)[0]) * width - x);
  const near = changesOf(at).filter((change) => columnOf(run.steps, change.step) < run.steps.length && distance(change) <= NEAR);
  return near.sort((a, b) => distance(a) - distance(b))[0] ?? null;
}

/** @param {Chart} chart @param {LifeChange} change @returns {number} the first column that has it, as far as there is one */
function columnOfChange({ content }, { step }) {
  const steps = content()?.run.steps ?? [];
  return Math.min(columnOf(steps, step), steps.length - 1);
}

/**
 * @param {Store} store
 * @param {'run'|'other'} which
 * @param {Chart} chart
 * @returns {{leave: () => void}} `leave` forgets the change that the keys have led to
 */
export function followKeys(store, which, chart) {
  const { rows } = chart;
  /** The change that the keys have led to. @type {LifeChange|null} */
  let reached = null;

  /** @returns {Pointed|null} where the keys begin: the neuron chosen, at the step looked at */
  function start() {
    const steps = chart.content()?.run.steps ?? [];
    if (steps.length === 0) return null;
    const { selection, training } = store.get();
    const place = selection?.kind === 'neuron' && has(chart.plan(), selection) ? { layer: selection.layer, unit: selection.unit } : { layer: 1, unit: 0 };
    return { ...place, column: nearest(steps, cursorOf(training) ?? 0) };
  }

  /** @param {Pointed|null} at */
  function go(at) {
    const step = at && chart.content()?.run.steps[at.column];
    if (!at || !step) return;
    chart.point(at);
    chart.reveal();
    announce(placeWords(statusAt(step, at), at, step.step, chart.changeAt(at)));
  }

  /** @param {Pointed} at @param {1|-1} direction */
  function goToChange(at, direction) {
    const run = /** @type {LifeContent} */ (chart.content()).run;
    reached = nextChange(run.changes, reached, run.steps[at.column] ?? { step: 0 }, direction);
    if (reached) go({ layer: reached.layer, unit: reached.neuron, column: columnOfChange(chart, reached) });
    else announce(overview(run, store.get().catalogue));
  }

  /** @param {Pointed} at @param {string} key @returns {boolean} whether it leads anywhere */
  function move(at, key) {
    const [plan, columns] = [chart.plan(), chart.content()?.run.steps.length ?? 0];
    const next = moved({ row: rowOfPlace(plan, at), column: at.column }, key, { rows: plan.rows, columns, pool: [1, 1], first: 0 });
    if (!next) return false;
    reached = null;
    go({ ...placeOfRow(plan, next.row), column: next.column });
    return true;
  }

  /** @param {string} key @returns {boolean} whether the chart takes it */
  function take(key) {
    const at = chart.pointed() ?? start();
    if (!at) return false;
    if (key === 'n') goToChange(at, 1);
    else if (key === 'p') goToChange(at, -1);
    else if (key === 'Enter' || key === ' ') choose(store, which, chart, at, reached ?? chart.changeAt(at));
    else if (key === 'Escape') chart.point(null);
    else return move(at, key);
    return true;
  }

  const leave = () => {
    reached = null;
  };
  rows.addEventListener('focus', () => {
    if (rows.matches(':focus-visible') && !chart.pointed()) go(start());
  });
  rows.addEventListener('blur', () => {
    leave();
    chart.point(null);
  });
  rows.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !take(event.key)) return;
    event.preventDefault();
  });
  return { leave };
}
