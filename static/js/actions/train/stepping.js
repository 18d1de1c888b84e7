/**
 * The flow, the inspector and the summary follow the step that is looked at: in the view of training the analysis of the
 * page is that of a step of the shown run, and elsewhere that of the spec.
 * @import { Analysis, Answered } from '../../model/analysis/types.js'
 * @import { Problem } from '../../model/network/types.js'
 * @import { State } from '../../model/page/types.js'
 * @import { Run, Snapshot } from '../../model/train/types.js'
 * @import { Side } from '../../model/train/training.js'
 */
import { notice } from '../telling.js';
import { decodeAnalysis } from '../../wire/answers.js';
import { store } from '../../edges/store.js';
import { stillExists } from '../../model/analysis/targets.js';
import { SIDES, cursorOf, shownRun, snapshotAt, snapshotUpTo, specAt, stepAt } from '../../model/train/training.js';
import { createFollower } from '../following.js';
import { repeat } from './running.js';
import { fetchSnapshot, fetchWhole, fillSnapshots, isFilling, putSnapshots } from './snapshots.js';

/** So many steps stay decoded, for a hand that goes to and fro. */
const MOST_DECODED = 16;
/** Milliseconds without a move after which a hand rests, and after which all snapshots of another example are fetched. */
const REST = 120;
const FILL = 400;

/** @type {Map<Snapshot, Analysis>} the one used last at the end */
const decoded = new Map();
/** @type {WeakMap<Snapshot, Answered>} one object for each, since it is what others are remembered by */
const answers = new WeakMap();
let hand = false;
let [frame, resting, filling] = [0, 0, 0];

/** @param {Snapshot} snapshot @returns {Analysis} */
function analysisOf(snapshot) {
  const found = decoded.get(snapshot) ?? decodeAnalysis(snapshot.wire);
  decoded.delete(snapshot);
  decoded.set(snapshot, found);
  const [oldest] = decoded.keys();
  if (decoded.size > MOST_DECODED && oldest) decoded.delete(oldest);
  return found;
}

/** @param {Run} run @param {Snapshot} snapshot @returns {Answered} */
function answerOf(run, snapshot) {
  let found = answers.get(snapshot);
  if (!found) {
    const spec = specAt(run.spec, snapshot);
    found = { spec: spec ?? run.spec, example: run.example, ...(spec ? {} : { blocks: /** @type {const} */ (true) }) };
    answers.set(snapshot, found);
  }
  return found;
}

/** @param {State} state @returns {boolean} whether the step that is looked at changes from moment to moment */
function isMoving({ view, training }) {
  return view.name === 'train' && (hand || (training.cursor === null && shownRun(training)?.status === 'running'));
}

/** Shows what is to be seen now. */
function look() {
  frame = 0;
  const state = store.get();
  const { view, training } = state;
  if (view.name === 'train' && turned(state)) return;
  const run = view.name === 'train' ? shownRun(training) : null;
  const snapshot = snapshotUpTo(run, cursorOf(training));
  const moving = isMoving(state);
  if (!run) {
    if (training.own) store.set({ ...training.own, training: { ...training, own: null, moving }, hover: null });
    return;
  }
  if (snapshot) follow(state, run, snapshot, moving);
  else if (training.moving !== moving) store.set({ training: { ...training, moving } });
}

/**
 * @param {State} state
 * @param {Run} run
 * @param {Snapshot} snapshot
 * @param {boolean} moving
 */
function follow({ training, selection, analysis: before, answered, trail }, run, snapshot, moving) {
  const own = training.own ?? (before && answered ? { analysis: before, answered } : null);
  if (!own) return;
  const analysis = analysisOf(snapshot);
  const same = training.own === own && training.moving === moving;
  const kept = selection && stillExists(analysis, selection);
  store.set({
    analysis, answered: answerOf(run, snapshot),
    ...(same ? {} : { training: { ...training, own, moving } }),
    ...(kept || !selection ? {} : { selection: null, trail: trail.length > 0 ? [] : trail }),
  });
}

/**
 * Turns the runs to the example that was chosen, if that is another.
 * @param {State} state
 * @returns {boolean}
 */
function turned({ training, view: { example } }) {
  const sides = SIDES.filter((side) => training[side] && training[side].example !== example);
  for (const side of sides) repeat(side, example);
  if (sides.length > 0) {
    clearTimeout(filling);
    filling = setTimeout(() => void fillSnapshots(), FILL);
  }
  return sides.length > 0;
}

/** The hand moves: nothing is drawn in full, and nothing asked for, until it rests. */
export function move() {
  hand = true;
  clearTimeout(resting);
  resting = setTimeout(() => {
    hand = false;
    look();
  }, REST);
}

// ── What the stream did not send ────────────────────────────────────────────────────────────────────────────────────

/** @typedef {readonly [snapshots: Run['snapshots'], step: number, whole: boolean]} Question */

/**
 * @param {State} state
 * @param {Side} side
 * @returns {Question|null}
 */
function missing(state, side) {
  const { view, training, status, selection, table } = state;
  const [run, step] = [training[side], cursorOf(training)];
  if (view.name !== 'train' || !run || run.status === 'running' || run.example !== view.example || isMoving(state)) return null;
  if (step === null || !stepAt(run, step) || status === 'offline' || status === 'busy') return null;
  if (isFilling() && run.start?.snapshot_steps.includes(step)) return null;
  const snapshot = snapshotAt(run, step);
  if (!snapshot) return [run.snapshots, step, false];
  const asked = run === shownRun(training) && (selection !== null || table !== null);
  return asked && !specAt(run.spec, snapshot) ? [run.snapshots, step, true] : null;
}

const followers = SIDES.map((side) => createFollower({
  wanted: (state) => missing(state, side),
  async ask(/** @type {Question} */ [, step, whole], signal) {
    const run = /** @type {Run} */ (store.get().training[side]);
    const snapshot = snapshotAt(run, step);
    return { run, snapshot: whole && snapshot ? await fetchWhole(side, run, snapshot, signal) : await fetchSnapshot(run, step, { whole, signal }) };
  },
  begun: () => undefined,
  told: ({ run, snapshot }) => putSnapshots(side, run, [snapshot]),
  refused(/** @type {Problem|null} */ problem, [, step]) {
    if (problem) notice(`Step ${step} cannot be shown whole: ${problem.errors[0]?.message ?? problem.detail}`, { stays: true });
  },
  callsOff: true,
}));

/** Begins before the views follow the state: what a frame shows is decided before it is drawn. */
export function start() {
  store.subscribe(() => {
    frame ||= requestAnimationFrame(look);
  });
  for (const follower of followers) follower.start();
}
