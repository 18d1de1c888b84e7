/**
 * What streams in of the runs: begun, stopped, and taken up again after the last event that is known. What comes is
 * gathered, so that the state is replaced at most once a frame.
 * @import { Run, RunEvent, Spec } from '../types.js'
 */
import { lost, setView } from '../actions.js';
import * as api from '../api.js';
import { cellsInSight, inputSize } from '../spec.js';
import { store } from '../store.js';

/** @typedef {'run'|'other'} Side */
/** @typedef {{controller: AbortController, settle: () => void}} Stream */

export const SIDES = /** @type {const} */ (['run', 'other']);

/** Points a side of the decision surface. */
const SURFACE = 40;
/** Milliseconds between two looks at what has come, while no frame is drawn. */
const HIDDEN = 250;
/** Seconds to wait for a busy server that does not say how long. */
const BUSY = 1;

/** @type {Record<Side, Stream|null>} */
const streams = { run: null, other: null };
/** Runs that wait for a place. @type {Record<Side, {timer: number, single: boolean}|null>} */
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
 * @param {{single?: boolean}} [options] single: by one recorded step
 */
export function play(side, { single = false } = {}) {
  halt(side);
  const run = store.get().training[side];
  if (!run || run.status === 'done') return;
  change(side, { status: 'running', problem: null, rate: null });
  const controller = new AbortController();
  const gathering = createGathering(side, run, { controller, single });
  streams[side] = { controller, settle: gathering.settle };
  void follow(side, run, { controller, gathering, single });
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
 * @param {{controller: AbortController, gathering: ReturnType<typeof createGathering>, single: boolean}} parts
 */
async function follow(side, run, { controller, gathering, single }) {
  const { signal } = controller;
  try {
    for await (const events of api.train(run.spec, { ...wantedOf(run), after: run.lastEvent, signal })) gathering.take(events);
  } catch (error) {
    if (signal.aborted) return;
    gathering.settle();
    failed(side, error, single);
  } finally {
    takeTurns(side);
  }
}

/** A run that waits for a place may have that of one that has just ended, unless that waits for one too. @param {Side} side */
function takeTurns(side) {
  if (waiting[side]) return;
  for (const one of SIDES) {
    const next = waiting[one];
    if (next && one !== side) play(one, next);
  }
}

/**
 * @param {Side} side
 * @param {unknown} error
 * @param {boolean} single
 */
function failed(side, error, single) {
  streams[side] = null;
  if (!(error instanceof api.ApiError)) {
    const detail = `The events cannot be read: ${error instanceof Error ? error.message : String(error)}.`;
    change(side, { status: 'failed', problem: { title: 'Unexpected answer', status: 0, detail, errors: [] } });
    return;
  }
  const { problem, retryAfter, unreachable } = error;
  if (problem.status === 503) {
    change(side, { problem });
    waiting[side] = { single, timer: setTimeout(() => play(side, { single }), 1000 * (retryAfter ?? BUSY)) };
  } else if (unreachable) {
    change(side, { status: 'paused', problem });
    lost(error);
  } else if (problem.errors.length > 0 && problem.errors.every(({ pointer }) => pointer === '/example')) {
    // Beyond the examples that are probed there is the batch.
    setView({ example: null }, { push: false });
    change(side, { example: null });
    play(side, { single });
  } else change(side, { status: 'failed', problem });
}

/**
 * @param {Side} side
 * @param {Run} run as it was when the stream began
 * @param {{controller: AbortController, single: boolean}} parts
 */
function createGathering(side, run, { controller, single }) {
  /** The arrays of a run only grow, and they tell it from every other. */
  const steps = /** @type {Run['steps'][number][]} */ (run.steps);
  const changes = /** @type {Run['changes'][number][]} */ (run.changes);
  const snapshots = /** @type {Map<number, import('../types.js').Snapshot>} */ (run.snapshots);
  /** What a run that is repeated from its start tells once more. */
  const known = run.lastEvent === null ? { steps: steps.length, changes: changes.length } : { steps: 0, changes: 0 };
  /** @type {RunEvent[]} */
  let pending = [];
  let { start, lastEvent } = run;
  let last = steps.length;
  const pace = createPace();
  const isEnough = single ? enough(steps.length === 0 ? 2 : 1) : () => false;
  let [frame, timer] = [0, 0];

  /** @param {RunEvent} event @returns {boolean} whether it is new */
  function isNew(event) {
    if (event.kind === 'step' && known.steps > 0) return (known.steps -= 1) < 0;
    if (event.kind === 'change' && known.changes > 0) return (known.changes -= 1) < 0;
    return true;
  }

  /** @param {RunEvent} event */
  function put(event) {
    if (event.kind === 'start') start = event.start;
    else if (event.kind === 'step') steps.push(event.step);
    else if (event.kind === 'change') changes.push(event.change);
    else if (event.kind === 'snapshot') {
      event.snapshot.partial = start !== null && start.probe_examples < start.examples;
      snapshots.set(event.snapshot.step, event.snapshot);
    }
  }

  /** Puts what has come into the state. @param {Partial<Run>} [part] */
  function flush(part = {}) {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    [frame, timer] = [0, 0];
    if (store.get().training[side]?.steps !== steps) {
      controller.abort();
      return;
    }
    for (const event of pending) put(event);
    pending = [];
    change(side, { start, lastEvent, rate: pace(steps.at(-1)?.step, steps.length - last), ...part });
    last = steps.length;
  }

  /** @param {Partial<Run>} part */
  function end(part) {
    streams[side] = null;
    flush(part);
    controller.abort();
  }

  return {
    /** @param {RunEvent[]} events */
    take(events) {
      for (const event of events) {
        if (controller.signal.aborted) return;
        lastEvent = event.id;
        if (event.kind === 'start') start = event.start;
        if (event.kind === 'done') return end({ status: 'done', done: event.done });
        if (event.kind === 'error') return end({ status: 'failed', problem: event.problem });
        if (isNew(event)) {
          pending.push(event);
          if (isEnough(event, start)) return end({ status: 'paused' });
        }
      }
      frame ||= requestAnimationFrame(() => flush());
      timer ||= setTimeout(flush, HIDDEN);
    },
    settle() {
      if (pending.length > 0) flush();
    },
  };
}

/**
 * Whether so many steps have come, each with its snapshot where it has one; after the last step the end is waited for.
 * @param {number} count
 * @returns {(event: RunEvent, start: Run['start']) => boolean}
 */
function enough(count) {
  let steps = 0;
  return (event, start) => {
    const step = event.kind === 'step' ? event.step.step : event.kind === 'snapshot' ? event.snapshot.step : null;
    if (event.kind === 'step') steps += 1;
    if (step === null || steps < count || step === start?.steps) return false;
    return event.kind === 'snapshot' || !start?.snapshot_steps.includes(step);
  };
}

/** How many steps a second come, since the first came. @returns {(step: number|undefined, fresh: number) => number|null} */
function createPace() {
  /** @type {{step: number, time: number}|null} */
  let first = null;
  /** @type {number|null} */
  let rate = null;
  return (step, fresh) => {
    if (step === undefined || fresh === 0) return rate;
    const time = performance.now();
    first ??= { step, time };
    if (time - first.time > 100) rate = (1000 * (step - first.step)) / (time - first.time);
    return rate;
  };
}

/**
 * Turns a run to the gradients of another example: its numbers stay, its snapshots come anew as it is repeated.
 * @param {Side} side
 * @param {number|null} example
 */
export function repeat(side, example) {
  const run = store.get().training[side];
  const running = run?.status === 'running';
  if (running) halt(side);
  change(side, { example, snapshots: new Map(), lastEvent: null });
  if (running) play(side);
}
