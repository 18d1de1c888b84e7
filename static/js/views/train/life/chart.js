/**
 * The life chart of one run: a row for each neuron, a column for each recorded step. A click goes to a step and chooses
 * a neuron, or its death; dragging passes through the steps; the keys do all of it.
 * @import { State, Store } from '../../../model/page/types.js'
 * @import { Run } from '../../../model/train/types.js'
 * @import { Place, Plan } from '../../../model/train/lives.js'
 * @import { Span } from '../../../model/train/timeline.js'
 */
import { EDGES } from '../../../model/train/chart-figure.js';
import { overview, placeWords, unitsIn } from '../../../model/train/deaths.js';
import { capital } from '../../../model/format.js';
import { NAME, createRegister, has, planLives, rowHeight, statusAt, topOf } from '../../../model/train/lives.js';
import { bounds, shareOf } from '../../../model/train/timeline.js';
import { cursorOf, stepAt } from '../../../model/train/training.js';
import { h, setAttribute, setText, show } from '../../parts/dom.js';
import { createAxis, createGuides } from '../guides.js';
import { createBand } from './band.js';
import { followKeys, followPointer } from './hand.js';

/** Pixels between numbers of units, where they do not stand beside every row. */
const NUMBERS = 22;
/** Numbers of that many pixels' rows stand beside every row. */
const ROOMY = 11;

/** @typedef {{run: Run, span: Span, state: State, parting: number|null, title: string, width: number, ratio: number, pitch: number,
 *   inks: import('./band.js').StateInks, styles: import('./band.js').Styles, epoch: object}} LifeContent */
/** @typedef {Place & {column: number}} Pointed */

/**
 * @param {Store} store
 * @param {'run'|'other'} which
 * @returns {{element: HTMLElement, update: (content: LifeContent) => void}}
 */
export function createLifeChart(store, which) {
  const [title, words] = [h('h4', { class: 'life-title' }), h('p', { class: 'life-overview' })];
  const [guides, axis] = [createGuides(), createAxis()];
  const steps = h('div', { class: 'life-steps' }, guides.element);
  const [chosen, pointing] = [createChosen(), createPointing()];
  const rows = h('div', {
    class: 'life-rows', tabindex: 0, role: 'application', 'aria-roledescription': 'life chart', 'aria-describedby': 'life-keys', 'data-run': which,
  }, steps, chosen.element, pointing.box);
  const scroller = h('div', { class: 'life-scroller' }, rows);
  const element = h('div', { class: 'life-chart' }, h('div', { class: 'life-head' }, title, words), scroller, axis.element, pointing.readout);
  const [bands, register] = [createBands(rows, scroller), createRegister()];
  /** @type {LifeContent|null} */
  let last = null;
  /** @type {Pointed|null} */
  let pointed = null;

  /** @type {import('./hand.js').Chart} */
  const chart = {
    rows, steps,
    content: () => last,
    plan: bands.plan,
    changeAt: ({ layer, unit, column }) => register.at({ layer, unit }, last?.run.steps ?? [], column),
    changesOf: (at) => register.of(at),
    pointed: () => pointed,
    point(at) {
      pointed = at;
      if (last) pointing.update(last, bands.plan(), pointed, chart);
    },
    reveal: () => pointing.box.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
  };
  const keys = followKeys(store, which, chart);
  followPointer(store, which, chart, keys.leave);

  return {
    element,
    /** @param {LifeContent} content */
    update(content) {
      const { run, span, state, parting, width } = content;
      if (last?.run.start !== run.start) {
        pointed = null;
        keys.leave();
      }
      last = content;
      setText(title, content.title);
      show(title, content.title !== '');
      setText(words, overview(run, state.catalogue));
      register.take(run.changes);
      element.style.setProperty('--steps', `${width}px`);
      bands.update(content);
      guides.update({ span, step: cursorOf(state.training), parting, runs: [run] });
      axis.update(span, width);
      chosen.update(content, bands.plan());
      setAttribute(rows, 'aria-label', captionText(run, bands.plan(), content.title, state.catalogue));
      pointing.update(content, bands.plan(), pointed, chart);
    },
  };
}

/**
 * The rows, layer by layer, each with its name and its bands.
 * @param {HTMLElement} rows
 * @param {HTMLElement} scroller
 */
function createBands(rows, scroller) {
  /** @type {{plan: Plan, key: string, names: HTMLElement[], bands: ReturnType<typeof createBand>[]}} */
  let built = { plan: planLives([], 1), key: '', names: [], bands: [] };

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

  return {
    plan: () => built.plan,
    /** @param {LifeContent} content */
    update(content) {
      const { run, span, state, width, ratio, pitch, inks, styles, epoch } = content;
      build(content);
      const size = { width: Math.round(width * ratio), row: Math.round(pitch * ratio), ratio };
      for (const band of built.bands) band.update({ steps: run.steps, changes: run.changes, span, size, inks, styles, epoch });
      const at = stepAt(run, cursorOf(state.training));
      built.plan.groups.forEach(({ layer, units, activation }, index) => {
        const name = /** @type {HTMLElement} */ (built.names[index]);
        const dead = at ? unitsIn(at, layer, 'dead').length : null;
        setText(name, `Layer ${layer} · ${activation}${dead === null ? '' : ` · ${dead} of ${units} dead`}`);
        setAttribute(name, 'data-dead', dead);
      });
    },
  };
}

/** A frame around the row of the neuron that is chosen, with its number. */
function createChosen() {
  const number = h('span');
  const element = h('div', { class: 'life-chosen', hidden: true }, number);
  return {
    element,
    /** @param {LifeContent} content @param {Plan} plan */
    update({ state: { selection }, pitch }, plan) {
      const neuron = selection?.kind === 'neuron' && has(plan, selection) ? selection : null;
      show(element, neuron !== null);
      if (!neuron) return;
      element.style.cssText = `top: ${topOf(plan, pitch, neuron)}px; height: ${pitch}px`;
      setText(number, String(neuron.unit));
    },
  };
}

/** A frame around what is pointed at, and what there is to say of it. */
function createPointing() {
  const box = h('div', { class: 'life-pointed', hidden: true });
  const readout = h('p', { class: 'life-readout', 'aria-hidden': 'true' });
  return {
    box,
    readout,
    /**
     * @param {LifeContent} content
     * @param {Plan} plan
     * @param {Pointed|null} pointed
     * @param {Pick<import('./hand.js').Chart, 'changeAt'>} chart
     */
    update({ run, span, pitch, width, state, title }, plan, pointed, { changeAt }) {
      const of = title === '' ? '' : `${capital(title)} · `;
      const step = pointed ? run.steps[pointed.column] : undefined;
      show(box, step !== undefined);
      if (!pointed || !step) {
        setText(readout, resting(run, state, of));
        return;
      }
      const [left, right] = bounds(run.steps, pointed.column, span);
      const x = EDGES.left + shareOf(span, left) * width;
      box.style.cssText = `left: ${x.toFixed(2)}px; width: ${Math.max(3, (shareOf(span, right) - shareOf(span, left)) * width).toFixed(2)}px; ` +
        `top: ${topOf(plan, pitch, pointed)}px; height: ${pitch}px`;
      setText(readout, `${of}${placeWords(statusAt(step, pointed), pointed, step.step, changeAt(pointed))}.`);
    },
  };
}

/**
 * @param {Run} run
 * @param {State} state
 * @param {string} of which run, where there are two
 * @returns {string} the chosen neuron at the step looked at, or what a click does
 */
function resting(run, { selection, training }, of) {
  const at = stepAt(run, cursorOf(training));
  if (selection?.kind !== 'neuron' || statusAt(at, selection) === null || !at) return 'A click goes to the step and chooses the neuron.';
  return `${of}${placeWords(statusAt(at, selection), selection, at.step, null)}.`;
}

/**
 * @param {Run} run
 * @param {Plan} plan
 * @param {string} title
 * @param {State['catalogue']} catalogue
 */
function captionText(run, plan, title, catalogue) {
  const of = title === '' ? '' : `, ${title}`;
  return `Life chart${of}: ${plan.rows} neurons, ${run.steps.length} recorded steps. ${overview(run, catalogue)}`.trim();
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
