/**
 * A run and its steps: start, pause, step, continue, reset; how far it is; the step that is looked at; and what is taken
 * along.
 * @import { Mounted, State, Store } from '../../model/page/types.js'
 * @import { Run } from '../../model/train/types.js'
 */
import { download, openStep, pause, reset, resume, scrubTo, show as showRun, start, step } from '../../actions/train/training.js';
import { titlesOf } from '../../model/train/contrast.js';
import { progressOf, statusWords, stepWords } from '../../model/train/run-words.js';
import { columnOf } from '../../model/train/timeline.js';
import { cursorOf, isStale, shownRun } from '../../model/train/training.js';
import { h, setAttribute, setText, show } from '../parts/dom.js';

/** Milliseconds in which a hand that meant to pause must not start anew, since the run has just come to its end. */
const SETTLING = 300;

/** Recorded steps that Page up and Page down go. */
const PAGE = 10;

/**
 * @param {Store} store
 * @returns {Mounted & {element: HTMLElement}}
 */
export function createTransport(store) {
  const main = h('button', { type: 'button', class: 'button play', onclick: () => performance.now() - turned > SETTLING && act() });
  /** When the button last became another one by itself, at the end of a run. */
  let turned = -Infinity;
  let acted = true;
  const act = () => {
    acted = true;
    MAIN[mainOf(store.get())].act();
  };
  const onward = h('button', { type: 'button', class: 'button', title: 'On by one recorded step', text: 'Step', onclick: () => atEnd(store.get()) || step() });
  const restart = h('button', { type: 'button', class: 'button', title: 'Begin anew, with the settings as they are now', text: 'Start anew', onclick: () => start() });
  const drop = h('button', { type: 'button', class: 'button quiet', title: 'Drop the run', text: 'Reset', onclick: reset });
  const [bar, rate] = [h('progress', { max: 1, value: 0, 'aria-label': 'Steps done' }), h('span', { class: 'rate' })];
  const scrubber = createScrubber(store);
  const standings = createStandings();
  const taken = createTaken();
  const stale = h('p', { class: 'stale-run', text: 'This run is of the network and the settings as they were before the last edits.' });
  const note = h('p', { class: 'step-note', title: 'The last before the step looked at that is here whole; that step itself is fetched when nothing moves' });
  const foot = h('div', { class: 'transport-foot' }, standings.element, note, rate, taken.element);
  const element = h('section', { class: 'transport', 'aria-label': 'Run' },
    h('div', { class: 'transport-row' }, main, onward, restart, drop, scrubber.element), stale, foot, bar);

  return {
    element,
    update() {
      const state = store.get();
      const { training, spec } = state;
      const run = shownRun(training);
      const { label, title } = MAIN[mainOf(state)];
      if (main.textContent !== label && !acted && run?.status === 'done') turned = performance.now();
      acted = false;
      setText(main, label);
      setAttribute(main, 'title', title);
      setAttribute(onward, 'aria-disabled', String(atEnd(state)));
      const former = training.run !== null && isStale(training.run, spec);
      // Who has edited something since did not mean to pause.
      if (former) turned = -Infinity;
      show(restart, mainOf(state) === 'resume' || (former && mainOf(state) === 'pause'));
      for (const one of [drop, foot, bar]) show(one, run !== null);
      const { share, words } = progressOf(run);
      if (bar.value !== share) bar.value = share;
      setText(rate, words);
      scrubber.update(state);
      standings.update(state);
      taken.update(state);
      show(stale, former);
      setText(note, stepWords(training).note);
      show(note, run !== null && isThinned(run));
    },
  };
}

/** @param {Run} run @returns {boolean} whether some of its steps are not sent whole, so that there may be words on it */
const isThinned = ({ start: begun }) => begun !== null && begun.snapshot_steps.length < begun.recorded;

/** @typedef {'start'|'pause'|'resume'} Main */

/** @type {Record<Main, {label: string, title: string, act: () => void}>} */
const MAIN = {
  start: { label: 'Start', title: 'Train the network with these settings', act: () => start() },
  pause: { label: 'Pause', title: 'Stop here; what has come stays', act: pause },
  resume: { label: 'Continue', title: 'Go on from the last step', act: resume },
};

/** @param {State} state @returns {Main} */
function mainOf({ training: { run, other } }) {
  const all = [run, other].filter((one) => one !== null);
  if (all.some(({ status }) => status === 'running')) return 'pause';
  return all.some(canGoOn) ? 'resume' : 'start';
}

/** @param {Run} run @returns {boolean} whether it can be taken up where it stopped */
const canGoOn = ({ status, lastEvent }) => status === 'paused' || (status === 'failed' && lastEvent !== null);

/** @param {State} state @returns {boolean} whether there is no further step */
function atEnd({ training }) {
  const run = shownRun(training);
  return run !== null && !canGoOn(run) && cursorOf(training) === (run.steps.at(-1)?.step ?? null);
}

/** How each run stands, and which of two the flow shows. */
function createStandings() {
  const rows = /** @type {const} */ (['run', 'other']).map((side) => {
    const input = h('input', { type: 'radio', name: 'shown-run', value: side, onchange: () => showRun(side) });
    const [title, words] = [h('span'), h('span', { class: 'run-words', role: 'status' })];
    const label = h('label', { title: 'Show this run below' }, input, title);
    return { side, input, title, words, label, element: h('p', { class: 'standing' }, label, words) };
  });
  const element = h('div', { class: 'standings', role: 'group', 'aria-label': 'How it stands' }, ...rows.map((row) => row.element));
  return {
    element,
    /** @param {State} state */
    update({ training, catalogue }) {
      const { run, other, shown } = training;
      const titles = run && other ? titlesOf(run.spec, other.spec, catalogue) : ['', ''];
      rows.forEach(({ side, input, title, words, label, element: row }, index) => {
        const one = training[side];
        show(row, one !== null);
        row.classList.toggle('failed', one?.status === 'failed');
        show(label, other !== null);
        input.checked = side === shown;
        setText(title, titles[index] ?? '');
        setText(words, one ? statusWords(one) : '');
      });
    },
  };
}

/**
 * The step that is looked at, along the axis of the charts.
 * @param {Store} store
 */
function createScrubber(store) {
  const range = h('input', { type: 'range', min: 0, step: 1, 'aria-label': 'Step that is looked at' });
  const at = h('output', { class: 'at' });
  const newest = h('button', { type: 'button', class: 'button toggle', title: 'Follow the run: always look at its newest step', text: 'newest', onclick: () => scrubTo(null) });
  const element = h('div', { class: 'scrubber' }, range, at, newest);

  /** @param {number} column of a recorded step; past the last there is the newest */
  function go(column) {
    const { training } = store.get();
    const steps = shownRun(training)?.steps ?? [];
    const next = steps[Math.max(0, Math.min(steps.length - 1, column))];
    if (next && next.step !== cursorOf(training)) scrubTo(next.step);
    else range.value = String(Math.min(Number(range.value), steps.length - 1));
  }
  range.addEventListener('input', () => go(Number(range.value)));
  range.addEventListener('keydown', (event) => {
    const steps = { PageUp: PAGE, PageDown: -PAGE }[event.key];
    if (steps === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    go(columnOfCursor(store.get()) + steps);
  });

  return {
    element,
    /** @param {State} state */
    update(state) {
      const { training } = state;
      const run = shownRun(training);
      show(element, run !== null && run.steps.length > 0);
      if (!run) return;
      const text = stepWords(training).step;
      const most = Math.max(0, columnsOf(run) - 1);
      setAttribute(range, 'max', most);
      const value = String(Math.max(0, columnOfCursor(state)));
      if (range.value !== value) range.value = value;
      setAttribute(range, 'aria-valuetext', text);
      setText(at, text);
      show(newest, run.status === 'running');
      setAttribute(newest, 'aria-pressed', String(training.cursor === null));
    },
  };
}

/** @param {Run} run @returns {number} recorded steps that there are, or will be */
function columnsOf({ start: begun, status, steps }) {
  return status === 'done' || status === 'failed' || !begun ? steps.length : Math.max(begun.recorded, steps.length);
}

/** @param {State} state @returns {number} */
function columnOfCursor({ training }) {
  const step = cursorOf(training);
  return step === null ? -1 : columnOf(shownRun(training)?.steps ?? [], step);
}

/** What of a run is taken along. */
function createTaken() {
  const explore = h('button', { type: 'button', class: 'button quiet', title: 'Take the network of this step, its numbers written out', text: 'Open step in Explore', onclick: () => void openStep() });
  const file = (/** @type {'csv'|'npz'} */ format, /** @type {string} */ text, /** @type {string} */ title) =>
    h('button', { type: 'button', class: 'button quiet', title, text, onclick: () => void download(format) });
  const files = {
    csv: file('csv', 'CSV', 'Download the recorded steps of the whole run as a table'),
    npz: file('npz', 'NumPy', 'Download the whole run with its snapshots as arrays for NumPy (.npz)'),
  };
  const element = h('span', { class: 'taken' }, explore, files.csv, files.npz);
  return {
    element,
    /** @param {State} state */
    update({ training }) {
      show(element, cursorOf(training) !== null);
      for (const [format, button] of Object.entries(files)) {
        setAttribute(button, 'aria-disabled', String(training.taking !== null));
        button.classList.toggle('busy', training.taking === format);
      }
    },
  };
}
