/**
 * Advice: what the service says of numbers that it takes all the same, and what of it was dismissed. Pure.
 * @import { Advice, AdviceSource } from './types.js'
 * @import { State } from '../page/types.js'
 */
import { ownAnswer } from '../page/selectors.js';
import { runsOf } from '../train/training.js';

/** @typedef {State['dismissed']} Dismissed */

/**
 * @param {Advice} advice
 * @returns {string} the same for advice that says the same of the same place
 */
export function keyOf({ code, pointer, message }) {
  return [code, pointer, message].join('|');
}

/**
 * What each source says at the moment.
 * @param {Pick<State, 'analysis'|'answered'|'training'>} state
 * @returns {Record<AdviceSource, readonly Advice[]|null>} null where it has not answered (yet)
 */
export function adviceOf(state) {
  const runs = runsOf(state.training);
  const [starts, ends] = [runs.map(({ start }) => start), runs.map(({ done }) => done)];
  /** @param {({advice: readonly Advice[]}|null)[]} parts */
  const joined = (parts) => (parts.length === 0 || parts.includes(null) ? null : parts.flatMap((part) => part?.advice ?? []));
  return { analyze: ownAnswer(state).analysis?.advice ?? null, start: joined(starts), done: joined(ends) };
}

/**
 * What is left to be shown, each once.
 * @param {readonly Advice[]} advice
 * @param {Dismissed} dismissed
 * @param {readonly AdviceSource[]} sources of which a dismissal counts
 * @returns {Advice[]}
 */
export function remaining(advice, dismissed, sources) {
  const gone = new Set(sources.flatMap((source) => dismissed[source]));
  return advice.filter((one, index) => !gone.has(keyOf(one)) && advice.findIndex((other) => keyOf(other) === keyOf(one)) === index);
}

/**
 * Forgets the dismissal of what is no longer said, so that it is said again when its cause is back.
 * @param {Dismissed} dismissed
 * @param {Record<AdviceSource, readonly Advice[]|null>} said
 * @returns {Dismissed} the same where nothing is forgotten
 */
export function pruned(dismissed, said) {
  /** @param {AdviceSource} source */
  const kept = (source) => {
    const now = said[source];
    return now === null ? dismissed[source] : dismissed[source].filter((key) => now.some((one) => keyOf(one) === key));
  };
  const next = { analyze: kept('analyze'), start: kept('start'), done: kept('done') };
  const sources = /** @type {AdviceSource[]} */ (Object.keys(next));
  return sources.every((source) => next[source].length === dismissed[source].length) ? dismissed : next;
}
