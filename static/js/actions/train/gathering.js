/**
 * Gathers what streams in of one run, so that the state is replaced at most once a frame; what a repeated run tells once
 * more is left out.
 * @import { Run, RunEvent } from '../../model/train/types.js'
 */

/** @typedef {{take: (events: RunEvent[]) => void, settle: () => void}} Gathering */
/** @typedef {'next'|number} Stop at the next recorded step, or at the first from that one on */
/** @typedef {{ask: (work: () => void) => void, cancel: () => void}} Turns when work is done next: once, however often it is asked for */

/** Milliseconds between two looks at what has come, while no frame is drawn. */
const HIDDEN = 250;
/** Milliseconds after which a rate can be told. */
const LONG_ENOUGH = 100;

/** Milliseconds that a frame may make the next one wait. */
const LONGEST = 250;

/**
 * The next frame, but only after as long as the last one took to be drawn: drawing must not keep the page from reading
 * what comes. While the page is hidden, a little later.
 * @returns {Turns}
 */
function frames() {
  let [frame, cost] = [0, 0];
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let hidden;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let rest;
  const cancel = () => {
    cancelAnimationFrame(frame);
    for (const timer of [hidden, rest]) clearTimeout(timer);
    [frame, hidden, rest] = [0, undefined, undefined];
  };
  return {
    cancel,
    ask(work) {
      if (hidden !== undefined) return;
      const now = () => {
        const begun = performance.now();
        cancel();
        work();
        setTimeout(() => {
          cost = Math.min(LONGEST, performance.now() - begun);
        });
      };
      rest = setTimeout(() => {
        frame = requestAnimationFrame(now);
      }, cost);
      hidden = setTimeout(now, cost + HIDDEN);
    },
  };
}

/**
 * @param {Run} run as it was when the stream began
 * @param {object} parts
 * @param {Stop|null} parts.stop where the run stops by itself
 * @param {AbortController} parts.controller of the stream
 * @param {() => Run|null} parts.now the run in whose place it writes, which may be another by now
 * @param {(part: Partial<Run>) => void} parts.write
 * @param {Turns} [parts.turns]
 * @returns {Gathering} `take` what has come; `settle` for writing at once what is not written yet
 */
export function createGathering(run, { stop, controller, now, write, turns = frames() }) {
  /** The arrays of a run only grow, and they tell it from every other. */
  const steps = /** @type {Run['steps'][number][]} */ (run.steps);
  const changes = /** @type {Run['changes'][number][]} */ (run.changes);
  const snapshots = /** @type {Map<number, import('../../model/train/types.js').Snapshot>} */ (run.snapshots);
  const isEnough = stop === null ? () => false : stop === 'next' ? enough(steps.length === 0 ? 2 : 1, 0) : enough(1, stop);
  const pace = createPace();
  /** @type {RunEvent[]} */
  let pending = [];
  let { start, lastEvent } = run;
  let last = steps.length;

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

  /** @param {Partial<Run>} [part] */
  function flush(part = {}) {
    turns.cancel();
    if (now()?.steps !== steps) {
      controller.abort();
      return;
    }
    for (const event of pending) put(event);
    pending = [];
    write({ start, lastEvent, rate: pace(steps.at(-1)?.step, steps.length - last), ...part });
    last = steps.length;
  }

  /** @param {Partial<Run>} part */
  function end(part) {
    flush(part);
    controller.abort();
  }

  return {
    take(events) {
      for (const event of events) {
        if (controller.signal.aborted) return;
        if (event.kind === 'error') return end({ status: 'failed', problem: event.problem });
        lastEvent = event.id;
        if (event.kind === 'start') start = event.start;
        if (event.kind === 'done') return end({ status: 'done', done: event.done });
        if (!isNew(steps, changes, event)) continue;
        pending.push(event);
        if (isEnough(event, start)) return end({ status: 'paused' });
      }
      turns.ask(flush);
    },
    settle() {
      turns.cancel();
      if (pending.length > 0) flush();
    },
  };
}

/**
 * What a run that is repeated from its start tells once more is not new: steps and changes come in order, and those of
 * one step are of different neurons.
 * @param {readonly Run['steps'][number][]} steps that are known, or on their way
 * @param {readonly Run['changes'][number][]} changes
 * @param {RunEvent} event
 * @returns {boolean}
 */
function isNew(steps, changes, event) {
  if (event.kind === 'step') return event.step.step > (steps.at(-1)?.step ?? -1);
  if (event.kind !== 'change') return true;
  const { step, layer, neuron } = event.change;
  if (step !== changes.at(-1)?.step) return step > (changes.at(-1)?.step ?? -1);
  for (let index = changes.length - 1; changes[index]?.step === step; index -= 1) {
    if (changes[index]?.layer === layer && changes[index]?.neuron === neuron) return false;
  }
  return true;
}

/**
 * Whether so many steps from one on have come, each with its snapshot where it has one; after the last step the end is
 * waited for.
 * @param {number} count
 * @param {number} from
 * @returns {(event: RunEvent, start: Run['start']) => boolean}
 */
function enough(count, from) {
  let steps = 0;
  return (event, start) => {
    const step = event.kind === 'step' ? event.step.step : event.kind === 'snapshot' ? event.snapshot.step : null;
    if (event.kind === 'step' && event.step.step >= from) steps += 1;
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
    if (time - first.time > LONG_ENOUGH) rate = (1000 * (step - first.step)) / (time - first.time);
    return rate;
  };
}
