/**
 * Exercises: the one that a link names or somebody opens, fetched and taken in the place of the network on the page.
 * @import { State } from '../../model/page/types.js'
 * @import { ExerciseName, KnownExercise } from '../../model/practice/types.js'
 */
import { source } from '../../edges/source.js';
import { store } from '../../edges/store.js';
import { textOf } from '../../model/practice/task.js';
import { fromRequest } from '../../wire/request.js';
import { take } from '../editing.js';
import { createFollower } from '../following.js';
import { MOST_KNOWN, change } from './changing.js';
import { announce } from '../telling.js';

/** @typedef {readonly [seed: number, level: number, cause: ExerciseName]} Wanted */

const exercises = createFollower({
  /** @param {State} state @returns {Wanted|null} */
  wanted({ view, status, spec, practice: { opening, exercises: known, unknown } }) {
    if (status === 'offline' || status === 'busy' || status === 'starting') return null;
    if (opening) return opening.instead === spec ? [opening.seed, opening.level, opening] : null;
    // The worked solution is called after it too.
    const linked = view.name === 'explore' ? null : view.exercise;
    if (!linked || unknown?.of === linked || known.some((one) => isSame(one, linked))) return null;
    return [linked.seed, linked.level, linked];
  },
  async ask([seed, level], signal) {
    const answer = await source().exercise({ seed, level, signal });
    const { spec } = fromRequest(answer.request);
    return { seed, level, answer, spec, text: textOf(spec) };
  },
  begun: () => {},
  told(known, [, , cause]) {
    const { opening, exercises: others } = store.get().practice;
    const opens = opening === cause;
    change({ exercises: [...others.filter((one) => !isSame(one, known)), known].slice(-MOST_KNOWN), ...(opens ? { opening: null } : {}) });
    if (opens && opening.instead === store.get().spec) takeExercise(known);
  },
  refused(problem, [, , cause]) {
    const { opening } = store.get().practice;
    if (problem) change({ unknown: { of: cause, problem }, ...(opening === cause ? { opening: null } : {}) });
  },
});

/** @param {ExerciseName} a @param {ExerciseName} b */
export const isSame = (a, b) => a.seed === b.seed && a.level === b.level;

/**
 * Takes an exercise in the place of the network on the page.
 * @param {ExerciseName} name
 */
export function openExercise({ seed, level }) {
  const { spec, practice: { exercises: all } } = store.get();
  const known = all.find((one) => isSame(one, { seed, level }));
  change({ unknown: null, opening: known ? null : { seed, level, instead: spec } });
  if (known) takeExercise(known);
}

/** @param {KnownExercise} known */
function takeExercise({ seed, level, spec, answer }) {
  const { view } = store.get();
  take({ spec, view: { ...view, name: 'practice', example: null, focus: null, open: 1, preset: null, exercise: { seed, level } } }, true);
  announce(`Exercise: ${answer.title}.`);
}

export function start() {
  exercises.start();
}
