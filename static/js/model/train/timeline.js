/**
 * The axis of steps that the charts of a run and its life chart share, so that a step is one vertical line through all
 * of them. A recorded step has a column, which reaches half-way to its neighbours. Pure.
 * @import { Run, RunStep } from './types.js'
 */

/** @typedef {{from: number, to: number, every: number}} Span steps at the left and the right edge; steps of a column */
/** @typedef {readonly Pick<RunStep, 'step'>[]} Recorded */

/** Pixels that the number of a step takes on the axis, its distance to the next included. */
const TICK = 64;

/**
 * What the axis spans: every step that is still to come of a run under way, and of one that is done those it has.
 * @param {readonly Run[]} runs
 * @returns {Span|null} null before a run has told what it will be
 */
export function spanOf(runs) {
  const lasts = runs.flatMap(({ start, status, steps }) =>
    (start ? [status === 'done' ? steps.at(-1)?.step ?? 0 : start.steps] : []));
  const every = runs.find(({ start }) => start)?.start?.record_every ?? 1;
  return lasts.length > 0 ? { from: -every / 2, to: Math.max(...lasts) + every / 2, every } : null;
}

/**
 * @param {Span} span
 * @param {number} step
 * @returns {number} its place from 0 (left) to 1 (right)
 */
export function shareOf({ from, to }, step) {
  return (step - from) / (to - from);
}

/**
 * @param {Span} span
 * @param {number} share
 * @returns {number} the step there, not rounded to one that was recorded
 */
export function stepAt({ from, to }, share) {
  return from + share * (to - from);
}

/**
 * @param {Recorded} steps
 * @param {number} step
 * @returns {number} index of the first recorded step that is not before it; their number where there is none
 */
export function columnOf(steps, step) {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (/** @type {{step: number}} */ (steps[middle]).step < step) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * @param {Recorded} steps
 * @param {number} step
 * @returns {number} index of the recorded step nearest to it; −1 where none is recorded
 */
export function nearest(steps, step) {
  const after = columnOf(steps, step);
  const [before, next] = [steps[after - 1], steps[after]];
  if (!before) return next ? after : -1;
  return next && next.step - step < step - before.step ? after : after - 1;
}

/**
 * @param {Recorded} steps
 * @param {number} column
 * @param {Span} span
 * @returns {[left: number, right: number]} where a column begins and ends, in steps
 */
export function bounds(steps, column, { every }) {
  const at = steps[column]?.step ?? 0;
  const [before, after] = [steps[column - 1]?.step ?? at - every, steps[column + 1]?.step ?? at + every];
  return [(before + at) / 2, (at + after) / 2];
}

/**
 * @param {Span} span
 * @param {number} width pixels
 * @returns {number[]} round steps to write along the axis
 */
export function ticks(span, width) {
  const last = Math.floor(span.to);
  const size = Math.max(1, roundUp((span.to - span.from) * TICK / Math.max(width, 1)));
  return Array.from({ length: Math.floor(last / size) + 1 }, (_, index) => index * size);
}

/**
 * @param {number} least a positive number
 * @returns {number} the next of …, 1, 2, 5, 10, 20, 50, … that is not less
 */
export function roundUp(least) {
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5].find((factor) => factor * power >= least) ?? 10);
}
