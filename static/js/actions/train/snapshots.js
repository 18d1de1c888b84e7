/**
 * Steps of a run as a whole that its stream did not send, or sent for another example: fetched one by one when they are
 * looked at, and all of them when an example was chosen.
 * @import { Run, Snapshot } from '../../model/train/types.js'
 * @import { Side } from '../../model/train/training.js'
 */
import { ApiError } from '../../edges/api.js';
import { source } from '../../edges/source.js';
import { store } from '../../edges/store.js';
import { SIDES } from '../../model/train/training.js';
import { change, wantedOf } from './running.js';

/**
 * One step of a run, for which the service repeats it up to there.
 * @param {Run} run
 * @param {number} step one that was recorded
 * @param {{whole: boolean, signal?: AbortSignal}} options whole: nothing pooled, and no surface
 * @returns {Promise<Snapshot>}
 * @throws {ApiError}
 */
export async function fetchSnapshot(run, step, { whole, signal }) {
  const controller = new AbortController();
  const stop = () => controller.abort();
  signal?.addEventListener('abort', stop);
  const wanted = { ...wantedOf(run), ...(whole ? { maxCells: null, surface: null } : {}), only: step, signal: controller.signal };
  try {
    for await (const events of source().train(run.spec, wanted)) {
      const found = events.find((event) => event.kind === 'snapshot' && event.snapshot.step === step);
      if (found?.kind === 'snapshot') return { ...found.snapshot, partial: isPartial(run) };
      const fault = events.find(({ kind }) => kind === 'error');
      if (fault?.kind === 'error') throw new ApiError(fault.problem);
    }
    throw new Error(`step ${step} was not sent`);
  } finally {
    stop();
    signal?.removeEventListener('abort', stop);
  }
}

/**
 * @param {Side} side
 * @param {Run} run that they are of
 * @param {Snapshot[]} snapshots
 */
export function putSnapshots(side, run, snapshots) {
  const now = store.get().training[side];
  if (!now || now.snapshots !== run.snapshots) return;
  const all = /** @type {Map<number, Snapshot>} */ (now.snapshots);
  for (const snapshot of snapshots) {
    snapshot.partial = isPartial(now);
    all.set(snapshot.step, snapshot);
  }
  change(side, {});
}

/** @param {Run} run @returns {boolean} whether fewer examples are probed than there are */
const isPartial = ({ start }) => start !== null && start.probe_examples < start.examples;

/**
 * The same step with nothing pooled.
 * @param {Side} side
 * @param {Run} run
 * @param {Snapshot} snapshot
 * @param {AbortSignal} [signal]
 * @returns {Promise<Snapshot>}
 * @throws {ApiError}
 */
export async function fetchWhole(side, run, snapshot, signal) {
  if (snapshot.whole) return snapshot;
  const { wire } = await fetchSnapshot(run, snapshot.step, { whole: true, ...(signal ? { signal } : {}) });
  const known = { ...snapshot, whole: wire };
  putSnapshots(side, run, [known]);
  return known;
}

/** The repetition that fills in the snapshots of an example. @type {AbortController|null} */
let filling = null;

/** Whether all snapshots are on their way, so that none of them is asked for by itself. @returns {boolean} */
export const isFilling = () => filling !== null;

/** Fetches every snapshot of the runs that stand still, one run after the other, as many as a run of its own has. */
export async function fillSnapshots() {
  filling?.abort();
  const mine = new AbortController();
  filling = mine;
  try {
    for (const side of SIDES) {
      const run = store.get().training[side];
      if (run && run.status !== 'running') await fill(side, run, mine);
    }
  } catch (error) {
    // What is missing still is fetched when it is looked at, and then it is told why it cannot be had.
    if (!(error instanceof ApiError) && !mine.signal.aborted) throw error;
  } finally {
    if (filling === mine) {
      filling = null;
      store.set({ training: { ...store.get().training } });
    }
  }
}

/**
 * Until all is there, or the run is another.
 * @param {Side} side
 * @param {Run} run
 * @param {AbortController} controller
 */
async function fill(side, run, controller) {
  const last = run.steps.at(-1)?.step ?? -1;
  const mine = new AbortController();
  const stop = () => mine.abort();
  const unsubscribe = store.subscribe(() => {
    if (store.get().training[side]?.snapshots !== run.snapshots) controller.abort();
  });
  controller.signal.addEventListener('abort', stop);
  try {
    for await (const events of source().train(run.spec, { ...wantedOf(run), signal: mine.signal })) {
      const found = events.flatMap((event) => (event.kind === 'snapshot' && event.snapshot.step <= last ? [event.snapshot] : []));
      if (found.length > 0) putSnapshots(side, run, found);
      if (events.some((event) => event.kind === 'step' && event.step.step >= last)) break;
    }
  } finally {
    unsubscribe();
    stop();
    controller.signal.removeEventListener('abort', stop);
  }
}
