/**
 * The page's one state. A view reads it; actions alone replace it.
 * @import { State, Store } from '../model/page/types.js'
 */

import { ANALYZE } from '../wire/defaults.js';

/** @typedef {Store & {readonly set: (change: Partial<State>) => void}} WritableStore */

/**
 * A store: `set` merges a change and tells each listener once, if anything changed.
 * @param {State} initial
 * @returns {WritableStore}
 */
export function createStore(initial) {
  let state = initial;
  /** @type {Set<() => void>} */
  const listeners = new Set();
  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set(change) {
      const keys = /** @type {(keyof State)[]} */ (Object.keys(change));
      if (keys.every((key) => Object.is(state[key], change[key]))) return;
      state = { ...state, ...change };
      for (const listener of listeners) listener();
    },
  };
}

/** @type {State['interference']['run']} */
const NOT_ASKED = { answer: null, of: null, refused: null };

/**
 * The state before anything is known: an empty spec, nothing analysed.
 * @returns {State}
 */
export function initialState() {
  return {
    spec: {
      network: { layers: [], seed: 0 },
      data: { inputs: [], targets: [] },
      ...ANALYZE,
    },
    view: { name: 'explore', example: null, scale: 'each', focus: null, open: null, preset: null, exercise: null },
    selection: null,
    trail: [],
    entered: 0,
    hover: null,
    analysis: null,
    answered: null,
    status: 'starting',
    problem: null,
    dismissed: { analyze: [], start: [], done: [] },
    catalogue: null,
    past: [],
    future: [],
    intake: null,
    theme: 'system',
    notice: null,
    announcement: null,
    pasting: null,
    table: null,
    explaining: { answer: null, of: null, asking: false, problem: null },
    derivation: { answer: null, of: null, asking: false, problem: null },
    check: null,
    practice: { exercises: [], opening: null, unknown: null, sheet: null, asked: null, problem: null },
    interference: { open: null, run: NOT_ASKED, other: NOT_ASKED },
    training: { run: null, other: null, shown: 'run', cursor: null, change: null, moving: false, taking: null, own: null },
    panels: { network: false, inspector: false },
  };
}

/** The page's own store; what is in actions/ alone writes to it. */
export const store = createStore(initialState());
