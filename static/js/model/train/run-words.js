/**
 * How a run stands, in words: how far it is, how long it takes, and how it ended. Pure: sentences in, no elements.
 * @import { Run, TrainingState } from './types.js'
 */
import { number, plural } from '../format.js';
import { plain } from '../analysis/symbols.js';
import { cursorOf, shownRun, snapshotUpTo } from './training.js';

/**
 * How far a run is.
 * @param {Run|null} run
 * @returns {{share: number, words: string}}
 */
export function progressOf(run) {
  const step = run?.steps.at(-1)?.step ?? 0;
  const steps = run?.start?.steps ?? null;
  if (!run || steps === null) return { share: 0, words: run ? 'waiting for the first step' : '' };
  if (run.done?.reason === 'steps') return { share: 1, words: '' };
  const left = run.rate && run.status === 'running' ? (steps - step) / run.rate : null;
  return { share: step / steps, words: run.status === 'running' ? speed(run.rate, left) : '' };
}

/**
 * @param {number|null} rate steps a second
 * @param {number|null} left seconds
 */
function speed(rate, left) {
  const parts = [rate === null ? '' : `${number(rate, rate < 100 ? 2 : 3)} steps a second`, left === null ? '' : `${duration(left)} left`];
  return parts.filter((part) => part !== '').join(', ');
}

/**
 * @param {number} seconds
 * @returns {string} rounded up, so that it never says zero before it is over
 */
export function duration(seconds) {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${Math.max(1, whole)} s`;
  if (whole < 3600) return `${Math.ceil(whole / 60)} min`;
  return `${(whole / 3600).toFixed(1)} h`;
}

/**
 * What there is to say of a run that does not simply go on.
 * @param {Run} run
 * @returns {string}
 */
export function statusWords(run) {
  return STATUSES[run.status](run);
}

/** @type {Record<Run['status'], (run: Run) => string>} */
const STATUSES = {
  running: ({ problem }) => (problem ? 'The server is busy with other runs; this one waits for its turn.' : ''),
  paused({ steps, problem }) {
    const at = steps.length > 0 ? `Paused at step ${steps.at(-1)?.step}.` : 'Paused before its first step.';
    return problem ? `The connection broke off. Nothing is lost: Continue takes the run up again. ${at}` : at;
  },
  done: (run) => `${ending(run)} ${counted(run)}`.trim(),
  failed({ steps, problem }) {
    if (!problem) return '';
    if (problem.errors.length > 0) return 'The run cannot begin: its settings do not fit together.';
    const at = steps.at(-1);
    return `${problem.title}${at ? ` after step ${at.step}` : ''}: ${problem.detail}`;
  },
};

/** Faults that no matrix of the page shows. @type {Record<string, ((layer: number) => string)|undefined>} */
const OF_NO_MATRIX = {
  losses: () => 'the losses',
  optimizer_state: (layer) => `what the optimizer remembers of the gradients of layer ${layer}`,
};

/** @param {Run} run */
function ending({ done, start }) {
  if (!done) return '';
  if (done.reason === 'steps') return `All ${plural(done.step, 'step')} done.`;
  if (done.reason === 'time') return `Stopped at step ${done.step}: the time that the server gives a run is over.`;
  const fault = done.non_finite;
  if (!fault) return `Stopped at step ${done.step}.`;
  const layers = start?.layers.length ?? 0;
  const name = OF_NO_MATRIX[fault.quantity]?.(fault.layer)
    ?? `${plain(/** @type {import('../analysis/types.js').Quantity} */ (fault.quantity), fault.layer, fault.layer === layers)} in layer ${fault.layer}`;
  const where = `${plural(fault.count, 'entry', 'entries')} of ${name} ${fault.count === 1 ? 'is' : 'are'} not finite`;
  const shown = done.step < fault.step ? ` Step ${done.step} is the last good one.` : '';
  return `Left the finite numbers at step ${fault.step}: ${where}.${shown}`;
}

/** @param {Run} run */
function counted({ done }) {
  if (!done || (done.step === 0 && done.deaths === 0)) return '';
  if (done.deaths === 0 && done.revivals === 0) return 'No unit died.';
  return `${plural(done.deaths, 'death')}, ${plural(done.revivals, 'revival')}.`;
}

/**
 * Which step is looked at, and which the matrices are of where that one was not sent whole.
 * @param {TrainingState} training
 * @returns {{step: string, note: string}}
 */
export function stepWords(training) {
  const run = shownRun(training);
  const step = cursorOf(training);
  if (!run || step === null) return { step: '', note: '' };
  const last = run.start?.steps ?? step;
  const snapshot = snapshotUpTo(run, step);
  const note = !snapshot ? 'The matrices are not here yet.'
    : snapshot.step === step ? '' : `The matrices are of step ${snapshot.step}.`;
  return { step: `step ${step} of ${last}`, note };
}
