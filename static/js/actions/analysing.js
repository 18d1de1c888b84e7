/**
 * Both passes of what is on the page: asked for each time that its numbers or the chosen example have changed.
 * @import { Analysis, Selection } from '../model/analysis/types.js'
 * @import { Problem, Spec } from '../model/network/types.js'
 * @import { State } from '../model/page/types.js'
 */
import { source } from '../edges/source.js';
import { store } from '../edges/store.js';
import { stillExists } from '../model/analysis/targets.js';
import { cellsInSight } from '../model/network/sizes.js';
import { ownAnswer } from '../model/page/selectors.js';
import { sameNumbers } from '../model/train/training.js';
import { createFollower } from './following.js';
import { setView } from './looking.js';
import { answered, timesBack } from './server.js';

/**
 * How the network is trained and what it is called have no part in the question; after a server that was gone it is
 * asked anew.
 * @typedef {readonly [Spec['network'], Spec['data'], Spec['loss'], Spec['reduction'], Spec['precision'], example: number|null, timesBack: number]} Question
 */

const follower = createFollower({
  /** @param {State} state @returns {Question|null} */
  wanted({ spec: { network, data, loss, reduction, precision }, view }) {
    return network.layers.length > 0 ? [network, data, loss, reduction, precision, view.example, timesBack()] : null;
  },
  ask(_, signal) {
    const { spec, view } = store.get();
    return source().analyze(spec, { example: view.example, maxCells: cellsInSight(spec, view.example), signal });
  },
  begun() {
    const { status } = store.get();
    if (status !== 'offline' && status !== 'starting') store.set({ status: 'loading' });
  },
  told,
  refused,
});

export function start() {
  follower.start();
  store.subscribe(stand);
}

/** @param {Analysis} analysis */
function told(analysis) {
  const { selection, spec, trail, training, view } = store.get();
  const answer = { analysis, answered: { spec, example: view.example } };
  answered();
  if (training.own) {
    store.set({ training: { ...training, own: answer }, status: 'ready', problem: null });
    return;
  }
  const there = (/** @type {Selection} */ one) => stillExists(analysis, one);
  const kept = selection && there(selection);
  store.set({
    ...answer, status: 'ready', problem: null,
    selection: kept ? selection : null,
    trail: !kept ? [] : trail.every(there) ? trail : trail.filter(there),
  });
}

/** @param {Problem|null} problem */
function refused(problem) {
  if (problem === null) return;
  if (problem.errors.length > 0 && problem.errors.every(({ pointer }) => pointer === '/example')) {
    // Only the server knows how many examples there are; beyond them there is the batch.
    setView({ example: null }, { push: false });
  } else {
    store.set({ status: 'invalid', problem });
  }
}

/** An answer stands where only what has no part in the question was edited: it is now that of the spec as edited. */
function stand() {
  const { spec, status, training, view, ...state } = store.get();
  const { analysis, answered: to } = ownAnswer({ training, ...state });
  if (status !== 'ready' || !analysis || !to || to.spec === spec || to.example !== view.example || !sameNumbers(to.spec, spec)) return;
  const own = { analysis, answered: { ...to, spec } };
  store.set(training.own ? { training: { ...training, own } } : own);
}
