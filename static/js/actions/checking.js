/**
 * The check of every gradient against central differences, while its dialog is open.
 * @import { Checking } from '../model/analysis/types.js'
 * @import { Entry, Problem, Spec } from '../model/network/types.js'
 * @import { State } from '../model/page/types.js'
 */
import { source } from '../edges/source.js';
import { shownNumbers } from '../model/page/selectors.js';
import { store } from '../edges/store.js';
import { createFollower, isSettled } from './following.js';

/** @typedef {readonly [spec: Spec, example: number|null, epsilon: Entry|null]} Question */

const follower = createFollower({
  /** @param {State} state @returns {Question|null} */
  wanted(state) {
    const shown = state.training.own || isSettled(state) ? shownNumbers(state) : null;
    return state.check && shown ? [shown.spec, shown.example, state.check.epsilon] : null;
  },
  ask: ([spec, example, epsilon], signal) => source().check(spec, { example, epsilon, signal }),
  begun: () => change({ asking: true, problem: null }),
  told: (answer, [spec, example, epsilon]) => change({ answer, of: { spec, example, epsilon }, asking: false }),
  refused: (/** @type {Problem|null} */ problem) => change({ asking: false, problem }),
});

/** @param {Partial<Checking>} part */
function change(part) {
  const { check } = store.get();
  if (check) store.set({ check: { ...check, ...part } });
}

export const start = follower.start;

/** Opens the dialog, which checks at once. */
export function openCheck() {
  store.set({ check: { epsilon: null, answer: null, of: null, asking: false, problem: null } });
}

/** Closes it; what is under way is called off. */
export function closeCheck() {
  follower.stop();
  store.set({ check: null });
}

/** @param {Entry|null} epsilon half the width of the differences; null for the service's own */
export function setEpsilon(epsilon) {
  change({ epsilon });
}
