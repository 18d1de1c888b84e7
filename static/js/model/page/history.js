/**
 * Undo and redo as pure transitions. An edit of the same thing (one key) straight after another is one step, so that
 * typing 0.25 is undone at once and not digit by digit.
 */

/** The most steps that are kept. */
export const MOST_STEPS = 200;

/**
 * @template T
 * @typedef {{past: T[], spec: T, future: T[]}} Timeline
 */

/**
 * @template T
 * @param {Timeline<T>} timeline
 * @param {T} spec what is now
 * @param {boolean} [joined] whether this edit continues the last one
 * @returns {Timeline<T>}
 */
export function record(timeline, spec, joined = false) {
  const past = joined ? timeline.past : [...timeline.past, timeline.spec].slice(-MOST_STEPS);
  return { past, spec, future: [] };
}

/**
 * @template T
 * @param {Timeline<T>} timeline
 * @returns {Timeline<T>|null} null where there is nothing to undo
 */
export function undo({ past, spec, future }) {
  const previous = past.at(-1);
  if (previous === undefined) return null;
  return { past: past.slice(0, -1), spec: previous, future: [spec, ...future] };
}

/**
 * @template T
 * @param {Timeline<T>} timeline
 * @returns {Timeline<T>|null} null where there is nothing to redo
 */
export function redo({ past, spec, future }) {
  const [next, ...rest] = future;
  if (next === undefined) return null;
  return { past: [...past, spec], spec: next, future: rest };
}
