/**
 * How the gradients of single examples go together at the step that is looked at: asked for while it is shown, of the
 * run and of a second one beside it.
 * @import { Problem, Spec } from '../../model/network/types.js'
 * @import { State } from '../../model/page/types.js'
 * @import { Interfered, Interfering } from '../../model/train/types.js'
 * @import { Side } from '../../model/train/training.js'
 */
import { source } from '../../edges/source.js';
import { store } from '../../edges/store.js';
import { SIDES, cursorOf, snapshotAt, specAt } from '../../model/train/training.js';
import { createFollower } from '../following.js';

/** @typedef {readonly [numbers: Spec, spec: Spec, step: number]} Question the numbers of a step, and the run that it is of */

/** More examples than these are sent in blocks. @type {[number, number]} */
const MOST = [256, 256];
/** Milliseconds in which steps that follow each other count as one. */
const PAUSE = 200;

/**
 * Whether it is shown: as somebody chose, else as the training says.
 * @param {State} state
 * @returns {boolean}
 */
export function isOpen({ interference: { open }, spec }) {
  return open ?? spec.training?.interference === true;
}

/**
 * While a run goes on and its newest step is looked at, each step is another: only those that rest are asked about.
 * @param {State} state
 * @param {Side} side
 * @returns {Question|null}
 */
function wanted(state, side) {
  const { view, training, status } = state;
  const run = training[side];
  const [step, moving] = [cursorOf(training), training.cursor === null && run?.status === 'running'];
  if (view.name !== 'train' || !run || step === null || moving || !isOpen(state) || status === 'offline' || status === 'busy') return null;
  const snapshot = snapshotAt(run, step);
  const numbers = snapshot && specAt(run.spec, snapshot);
  return numbers && [numbers, run.spec, step];
}

/**
 * @param {Side} side
 * @param {Partial<Interfering>} part
 */
function change(side, part) {
  const { interference } = store.get();
  store.set({ interference: { ...interference, [side]: { ...interference[side], ...part } } });
}

const followers = SIDES.map((side) => createFollower({
  wanted: (state) => wanted(state, side),
  ask: (/** @type {Question} */ [numbers], signal) => source().interfere(numbers, { maxCells: MOST, signal }),
  begun: () => change(side, { refused: null }),
  told: (/** @type {Interfered} */ answer, [, spec, step]) => change(side, { answer, of: { spec, step } }),
  refused(/** @type {Problem|null} */ problem, [, spec, step]) {
    if (problem) change(side, { refused: { problem, spec, step } });
  },
  pause: PAUSE,
  callsOff: true,
}));

export function start() {
  for (const follower of followers) follower.start();
}

/** @param {boolean} open */
export function show(open) {
  const state = store.get();
  if (isOpen(state) !== open) store.set({ interference: { ...state.interference, open } });
}
