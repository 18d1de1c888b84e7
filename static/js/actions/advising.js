/**
 * Advice that somebody dismissed, for as long as it is said.
 * @import { Advice, AdviceSource } from '../model/analysis/types.js'
 */
import { adviceOf, keyOf, pruned } from '../model/analysis/advice.js';
import { store } from '../edges/store.js';

/**
 * Puts advice away until its cause is gone and comes back.
 * @param {AdviceSource} source
 * @param {Advice} advice
 */
export function dismiss(source, advice) {
  const { dismissed } = store.get();
  store.set({ dismissed: { ...dismissed, [source]: [...dismissed[source], keyOf(advice)] } });
}

/** Follows the answers, to forget what was dismissed once it is no longer said. */
export function start() {
  store.subscribe(() => {
    const state = store.get();
    store.set({ dismissed: pruned(state.dismissed, adviceOf(state)) });
  });
}
