/**
 * The life chart of one run: a row for each neuron, a column for each recorded step. A click goes to a step and chooses
 * a neuron, or its death; dragging passes through the steps; the keys do all of it.
 * @import { LifeChange, Run, State, Store } from '../types.js'
 * @import { Place, Plan } from '../lives.js'
 * @import { Span } from '../timeline.js'
 */
import { announce, select } from '../actions.js';
import { chooseChange, scrubTo, show as showRun } from '../actions/training.js';
import { EDGES } from '../chart-figure.js';
import { moved } from '../cursor.js';
import { overview, placeWords, unitsIn } from '../deaths.js';
import { NAME, createRegister, has, nextChange, placeAt, placeOfRow, planLives, rowHeight, rowOfPlace, statusAt, topOf } from '../lives.js';
import { bounds, columnOf, nearest, shareOf } from '../timeline.js';
import { cursorOf, stepAt } from '../training.js';
import { h, setAttribute, setText, show } from './dom.js';
import { columnUnder, createAxis, createGuides } from './train-guides.js';
import { createBand } from './train-life-band.js';

/** Pixels: how near to an edge counts as on it; how far the hand moves before it drags; between numbers of units. */
const [NEAR, STILL, NUMBERS] = [8, 3, 22];
/** Numbers of that many pixels' rows stand beside every row. */
const ROOMY = 11;

/** @typedef {{run: Run, span: Span, state: State, parting: number|null, title: string, width: number, ratio: number, pitch: number,
 *   inks: import('./train-life-band.js').StateInks, styles: import('./train-life-band.js').Styles, epoch: object}} LifeContent */
/** @typedef {Place & {column: number}} Pointed */

/**
 * @param {Store} store
 * @param {'run'|'other'} which
 * @returns {{element: HTMLElement, update: (content: LifeContent) => void}}
 */
export function createLifeChart(store, which) {
  const [title, words] = [h('h4', { class: 'life-title' }), h('p', { class: 'life-overview' })];
  const steps = h('div', { class: 'life-steps' });
  const [guides, axis] = [createGuides(), createAxis()];
  const [chosen, pointedBox] = [h('div', { class: 'life-chosen', hidden: true }, h('span')), h('div', { class: 'life-pointed', hidden: true })];
  const rows = h('div', {
    class: 'life-rows', tabindex: 0, role: 'application', 'aria-roledescription': 'life chart', 'aria-describedby': 'life-keys', 'data-run': which,
  }, steps, chosen, pointedBox);
  const scroller = h('div', { class: 'life-scroller' }, rows);
  const readout = h('p', { class: 'life-readout', 'aria-hidden': 'true' });
  const element = h('div', { class: 'life-chart' }, h('div', { class: 'life-head' }, title, words), scroller, axis.element, readout);
  steps.append(guides.element);
  const register = createRegister();
  /** @type {LifeContent|null} */
  let last = null;
  /** @type {{plan: Plan, key: string, names: HTMLElement[], bands: ReturnType<typeof createBand>[]}} */
  let built = { plan: planLives([], 1), key: '', names: [], bands: [] };
  /** @type {Pointed|null} */
  let pointed = null;
  /** The change that the keys have led to. @type {LifeChange|null} */
  let reached = null;

  const changeAt = (/** @type {Pointed} */ { layer, unit, column }) => register.at({ layer, unit }, last?.run.steps ?? [], column);

  /** @param {Pointed} at @param {LifeChange|null} change */
  function choose({ layer, unit, column }, change) {
    if (!last) return;
    if (store.get().training.shown !== which) showRun(which);
    const step = last.run.steps[column];
    if (change) chooseChange(change);
    else if (step) {
      chooseChange(null);
      scrubTo(step.step);
      select({ kind: 'neuron', layer, unit });
    }
  }

  /** @param {Pointed|null} at */
  function point(at) {
    pointed = at;
    drawPointed();
  }

  function drawPointed() {
    if (!last) return;
    const { run, span, pitch, state } = last;
    const step = pointed ? run.steps[pointed.column] : undefined;
    show(pointedBox, step !== undefined);
    if (pointed && step) {
      const [left, right] = bounds(run.steps, pointed.column, span);
      const x = EDGES.left + shareOf(span, left) * last.width;
      pointedBox.style.cssText = `left: ${x.toFixed(2)}px; width: ${Math.max(3, (shareOf(span, right) - shareOf(span, left)) * last.width).toFixed(2)}px; ` +
        `top: ${topOf(built.plan, pitch, pointed)}px; height: ${pitch}px`;
      setText(readout, `${placeWords(statusAt(step, pointed), pointed, step.step, changeAt(pointed))}.`);
    } else setText(readout, resting(run, state));
  }

  /** @param {PointerEvent} event @returns {Pointed|null} */
  function under(event) {
    if (!last || (event.target instanceof Element && event.target.closest('.life-name'))) return null;
    const place = placeAt(built.plan, last.pitch, event.clientY - rows.getBoundingClientRect().top);
    const column = columnUnder(event, steps, last.span, last.run.steps);
    return place && column >= 0 ? { ...place, column } : null;
  }

  /** The change in the column, else the one whose edge is near. @param {PointerEvent} event @param {Pointed} at */
  function changeUnder(event, at) {
    const here = changeAt(at);
    if (here || !last) return here;
    const { run, span, width } = last;
    const x = event.clientX - steps.getBoundingClientRect().left;
    const distance = (/** @type {LifeChange} */ { step }) => Math.abs(shareOf(span, bounds(run.steps, columnOf(run.steps, step), span)[0]) * width - x);
    const near = register.of(at).filter((change) => columnOf(run.steps, change.step) < run.steps.length && distance(change) <= NEAR).sort((a, b) => distance(a) - distance(b));
    return near[0] ?? null;
  }

  listen();

  function listen() {
    /** @type {{x: number, dragging: boolean}|null} */
    let pressed = null;
    rows.addEventListener('pointerdown', (event) => {
      if (event.button !== 0 || !under(event)) return;
      rows.setPointerCapture(event.pointerId);
      pressed = { x: event.clientX, dragging: false };
    });
    rows.addEventListener('pointermove', (event) => {
      if (pressed && last && Math.abs(event.clientX - pressed.x) > STILL) pressed.dragging = true;
      if (pressed?.dragging && last) {
        const step = last.run.steps[columnUnder(event, steps, last.span, last.run.steps)];
        if (store.get().training.shown !== which) showRun(which);
        if (step && step.step !== cursorOf(store.get().training)) scrubTo(step.step);
        return;
      }
      const at = under(event);
      const change = at && changeUnder(event, at);
      reached = null;
      point(at && change && last ? { ...at, column: Math.min(columnOf(last.run.steps, change.step), last.run.steps.length - 1) } : at);
    });
    rows.addEventListener('pointerup', (event) => {
      const at = pressed && !pressed.dragging ? under(event) : null;
      pressed = null;
      if (at) choose(at, changeUnder(event, at));
    });
    rows.addEventListener('pointercancel', () => {
      pressed = null;
    });
    rows.addEventListener('pointerleave', () => {
      if (!rows.matches(':focus-visible')) point(null);
    });
    rows.addEventListener('focus', () => {
      if (rows.matches(':focus-visible') && !pointed) go(start());
    });
    rows.addEventListener('blur', () => {
      reached = null;
      point(null);
    });
    rows.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !keys(event.key)) return;
      event.preventDefault();
    });
  }

  /** @returns {Pointed|null} where the keys begin: the neuron chosen, at the step looked at */
  function start() {
    if (!last || last.run.steps.length === 0) return null;
    const { selection, training } = store.get();
    const place = selection?.kind === 'neuron' && has(built.plan, selection) ? { layer: selection.layer, unit: selection.unit } : { layer: 1, unit: 0 };
    return { ...place, column: nearest(last.run.steps, cursorOf(training) ?? 0) };
  }

  /** @param {Pointed|null} at */
  function go(at) {
    if (!at || !last) return;
    point(at);
    pointedBox.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    const step = last.run.steps[at.column];
    if (step) announce(placeWords(statusAt(step, at), at, step.step, changeAt(at)));
  }

  /** @param {string} key @returns {boolean} whether the chart takes it */
  function keys(key) {
    const at = pointed ?? start();
    if (!last || !at) return false;
    const { run } = last;
    if (key === 'n' || key === 'p') {
      reached = nextChange(run.changes, reached, run.steps[at.column] ?? { step: 0 }, key === 'n' ? 1 : -1);
      if (!reached) announce(overview(run));
      else go({ layer: reached.layer, unit: reached.neuron, column: Math.min(columnOf(run.steps, reached.step), run.steps.length - 1) });
      return true;
    }
    if (key === 'Enter' || key === ' ') choose(at, reached ?? changeAt(at));
    else if (key === 'Escape') point(null);
    else {
      const next = moved({ row: rowOfPlace(built.plan, at), column: at.column }, key, { rows: built.plan.rows, columns: run.steps.length, pool: [1, 1], first: 0 });
      if (!next) return false;
      reached = null;
      go({ ...placeOfRow(built.plan, next.row), column: next.column });
    }
    return true;
  }

  /** @param {LifeContent} content */
  function build({ run, pitch }) {
    const key = JSON.stringify([run.start?.layers, pitch]);
    if (key === built.key || !run.start) return;
    for (const band of built.bands) band.close();
    for (const group of rows.querySelectorAll('.life-layer')) group.remove();
    const plan = planLives(run.start.layers, pitch);
    const names = plan.groups.map(({ layer, units }) => h('p', { class: 'life-name', 'data-layer': layer, 'data-units': units }));
    const bands = plan.groups.map(({ layer, bands: parts }) => parts.map((part) => createBand({ layer, ...part }, scroller)));
    rows.prepend(...plan.groups.map(({ units }, index) => h('div', { class: 'life-layer' },
      names[index] ?? null, numbers(units, pitch), ...(bands[index] ?? []).map((band) => band.element))));
    built = { plan, key, names, bands: bands.flat() };
  }

  /** @param {LifeContent} content */
  function update(content) {
    const { run, span, state, parting, width, ratio, pitch, inks, styles, epoch } = content;
    const step = cursorOf(state.training);
    if (last?.run.start !== run.start) [pointed, reached] = [null, null];
    last = content;
    setText(title, content.title);
    show(title, content.title !== '');
    setText(words, overview(run));
    register.take(run.changes);
    build(content);
    element.style.setProperty('--steps', `${width}px`);
    const size = { width: Math.round(width * ratio), row: Math.round(pitch * ratio), ratio };
    for (const band of built.bands) band.update({ steps: run.steps, changes: run.changes, span, size, inks, styles, epoch });
    const at = stepAt(run, step);
    built.plan.groups.forEach(({ layer, units, activation }, index) => {
      const name = /** @type {HTMLElement} */ (built.names[index]);
      const dead = at ? unitsIn(at, layer, 'dead').length : null;
      setText(name, `Layer ${layer} · ${activation}${dead === null ? '' : ` · ${dead} of ${units} dead`}`);
      setAttribute(name, 'data-dead', dead);
    });
    guides.update({ span, step, parting, runs: [run] });
    axis.update(span, width);
    const { selection } = state;
    const neuron = selection?.kind === 'neuron' && has(built.plan, selection) ? selection : null;
    show(chosen, neuron !== null);
    if (neuron) {
      chosen.style.cssText = `top: ${topOf(built.plan, pitch, neuron)}px; height: ${pitch}px`;
      setText(/** @type {Element} */ (chosen.firstElementChild), String(neuron.unit));
    }
    setAttribute(rows, 'aria-label', captionText(run, built.plan, content.title));
    drawPointed();
  }
  return { element, update };
}

/**
 * @param {Run} run
 * @param {State} state
 * @returns {string} the chosen neuron at the step looked at, or what a click does
 */
function resting(run, { selection, training }) {
  const at = stepAt(run, cursorOf(training));
  if (selection?.kind !== 'neuron' || statusAt(at, selection) === null || !at) return 'A click goes to the step and chooses the neuron; on ▼ or ▲ it says who died of what.';
  return `${placeWords(statusAt(at, selection), selection, at.step, null)}.`;
}

/**
 * @param {Run} run
 * @param {Plan} plan
 * @param {string} title
 */
function captionText(run, plan, title) {
  const of = title === '' ? '' : `, ${title}`;
  return `Life chart${of}: ${plan.rows} neurons, ${run.steps.length} recorded steps. ${overview(run)}`.trim();
}

/**
 * The numbers of the units beside their rows, as many as there is room for.
 * @param {number} units
 * @param {number} pitch
 */
function numbers(units, pitch) {
  const every = pitch >= ROOMY ? 1 : Math.ceil(NUMBERS / pitch / 5) * 5;
  const shown = Array.from({ length: Math.ceil(units / every) }, (_, index) => index * every);
  return h('div', { class: 'life-numbers', 'aria-hidden': 'true' },
    ...shown.map((unit) => h('span', { style: `top: ${NAME + unit * pitch}px; height: ${pitch}px`, class: unit === 0 && 'first' }, String(unit))));
}

/** @param {number} neurons @param {number} ratio @returns {number} the height of a row that is whole pixels of the screen */
export function pitchOf(neurons, ratio) {
  return Math.round(rowHeight(neurons) * ratio) / ratio;
}
