/**
 * The streams of the runs: begun, stopped, and taken up again after the last event that is known; while the server is
 * busy they wait.
 * @import { Spec } from '../../model/network/types.js'
 * @import { Run } from '../../model/train/types.js'
 * @import { Gathering, Stop } from './gathering.js'
 * @import { Side } from '../../model/train/training.js'
 */
import { setView } from '../looking.js';
import { lost } from '../server.js';
import { ApiError } from '../../edges/api.js';
import { source } from '../../edges/source.js';
import { cellsInSight, inputSize } from '../../model/network/sizes.js';
import { store } from '../../edges/store.js';
import { SIDES } from '../../model/train/training.js';
import { createGathering } from './gathering.js';

/** @typedef {{controller: AbortController, settle: () => void, stop: Stop|null}} Stream */

/** Points a side of the decision surface. */
const SURFACE = 40;
/** Seconds to wait for a busy server that does not say how long. */
const BUSY = 1;

/** @type {Record<Side, Stream|null>} */
const streams = { run: null, other: null };
/** Runs that wait for a place. @type {Record<Side, {timer: number, stop: Stop|null}|null>} */
const waiting = { run: null, other: null };

/**
 * @param {Spec} spec
 * @param {number|null} example
 * @returns {Run}
 */
export function newRun(spec, example) {
  return {
    spec, example, status: 'running', start: null, steps: [], snapshots: new Map(), changes: [], done: null, problem: null,
    lastEvent: null, rate: null,
  };
}

/**
 * What is asked of every run, besides how it goes.
 * @param {Pick<Run, 'spec'|'example'>} run
 */
export function wantedOf({ spec, example }) {
  const flat = inputSize(spec, store.get().catalogue) === 2;
  return { example, maxCells: cellsInSight(spec, example), surface: flat ? SURFACE : null };
}

/**
 * @param {Side} side
 * @param {Partial<Run>} part
 */
export function change(side, part) {
  const { training } = store.get();
  const run = training[side];
  if (run) store.set({ training: { ...training, [side]: { ...run, ...part } } });
}

/**
 * Lets a run go on.
 * @param {Side} side
 * @param {Stop|null} [stop] where it stops by itself
 */
export function play(side, stop = null) {
  halt(side);
  const run = store.get().training[side];
  if (!run || run.status === 'done') return;
  change(side, { status: 'running', problem: null, rate: null });
  const controller = new AbortController();
  const gathering = createGathering(run, {
    stop, controller, now: () => store.get().training[side], write: (part) => change(side, part),
  });
  streams[side] = { controller, settle: gathering.settle, stop };
  void follow(side, run, { controller, gathering, stop });
}

/**
 * Stops a run; what has come stays.
 * @param {Side} side
 */
export function pause(side) {
  halt(side);
  if (store.get().training[side]?.status === 'running') change(side, { status: 'paused', problem: null });
}

/** @param {Side} side */
export function halt(side) {
  clearTimeout(waiting[side]?.timer);
  waiting[side] = null;
  streams[side]?.controller.abort();
  streams[side]?.settle();
  streams[side] = null;
}

/**
 * @param {Side} side
 * @param {Run} run
 * @param {{controller: AbortController, gathering: Gathering, stop: Stop|null}} parts
 */
async function follow(side, run, { controller, gathering, stop }) {
  const { signal } = controller;
  try {
    for await (const events of source().train(run.spec, { ...wantedOf(run), after: run.lastEvent, signal })) gathering.take(events);
  } catch (error) {
    if (signal.aborted) return;
    gathering.settle();
    controller.abort();
    failed(side, error, stop);
  } finally {
    if (streams[side]?.controller === controller) streams[side] = null;
    takeTurns(side);
  }
}

/** A run that waits for a place may have that of one that has just ended, unless that waits for one too. @param {Side} side */
function takeTurns(side) {
  if (waiting[side]) return;
  for (const one of SIDES) {
    const next = waiting[one];
    if (next && one !== side) play(one, next.stop);
  }
}

/**
 * @param {Side} side
 * @param {unknown} error
 * @param {Stop|null} stop
 */
function failed(side, error, stop) {
  if (!(error instanceof ApiError)) {
    const detail = `The events cannot be read: ${error instanceof Error ? error.message : String(error)}.`;
    change(side, { status: 'failed', problem: { title: 'Unexpected answer', status: 0, detail, errors: [] } });
    return;
  }
  const { problem, retryAfter, unreachable } = error;
  if (problem.status === 503) {
    change(side, { problem });
    waiting[side] = { stop, timer: setTimeout(() => play(side, stop), 1000 * (retryAfter ?? BUSY)) };
  } else if (unreachable) {
    change(side, { status: 'paused', problem });
    lost(error);
  } else if (problem.errors.length > 0 && problem.errors.every(({ pointer }) => pointer === '/example')) {
    // Beyond the examples that are probed there is the batch.
    setView({ example: null }, { push: false });
    change(side, { example: null });
    play(side, stop);
  } else change(side, { status: 'failed', problem });
}

/**
 * Turns a run to the gradients of another example: its numbers stay, its snapshots come anew as it is repeated.
 * @param {Side} side
 * @param {number|null} example
 */
export function repeat(side, example) {
  const run = store.get().training[side];
  const running = run?.status === 'running';
  const stop = (streams[side] ?? waiting[side])?.stop ?? null;
  if (running) halt(side);
  change(side, { example, snapshots: new Map(), lastEvent: null });
  if (running) play(side, stop);
}
