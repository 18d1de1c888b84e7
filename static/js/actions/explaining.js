/**
 * The steps of what is selected, asked for each time that it or the answer on the page is another; and the walk from
 * a number to those that it was made from, and back.
 * @import { Explanation, Selection, Target } from '../model/analysis/types.js'
 * @import { Problem, Spec } from '../model/network/types.js'
 * @import { State } from '../model/page/types.js'
 */
import { reveal } from './looking.js';
import { source } from '../edges/source.js';
import { showsFlow } from '../model/page/selectors.js';
import { store } from '../edges/store.js';
import { keyOf } from '../model/analysis/targets.js';
import { createFollower } from './following.js';

/** @typedef {readonly [spec: Spec, example: number|null, key: string]} Question */

/** Statuses in which the answer on the page is the one to be explained; before an edit is answered it soon is not. */
const STANDING = new Set(['ready', 'invalid']);

/** The way back is not endless. */
const MOST_STEPS = 100;

const follower = createFollower({ wanted, ask: explained, begun, told, refused });

/** @type {WeakMap<Spec, Map<string, Explanation>>} what was explained before, so that the way back waits for nothing */
const known = new WeakMap();

/**
 * @param {State} state
 * @returns {Question|null}
 */
function wanted(state) {
  const { answered, selection } = state;
  const key = keyOf(selection);
  return showsFlow(state) && isStanding(state) && answered && key ? [answered.spec, answered.example, key] : null;
}

/**
 * A step of a run stands as soon as it rests, and where its numbers are known one by one.
 * @param {State} state
 */
function isStanding({ status, answered, training }) {
  if (!training.own) return STANDING.has(status);
  return !training.moving && !answered?.blocks && status !== 'offline' && status !== 'busy';
}

/**
 * @param {Question} question
 * @param {AbortSignal} signal
 * @returns {Promise<Explanation>}
 */
async function explained([spec, example, key], signal) {
  const ofSpec = known.get(spec) ?? new Map();
  known.set(spec, ofSpec);
  const name = `${example} ${key}`;
  const found = ofSpec.get(name) ?? (await source().explain(spec, { example, target: /** @type {Target} */ (JSON.parse(key)), signal }));
  ofSpec.set(name, found);
  return found;
}

/** @param {Partial<State['explaining']>} part */
function change(part) {
  store.set({ explaining: { ...store.get().explaining, ...part } });
}

function begun() {
  change({ asking: true, problem: null });
}

/** @param {Explanation} answer @param {Question} question */
function told(answer, [spec, example, key]) {
  change({ answer, of: { spec, example, key }, asking: false });
}

/** @param {Problem|null} problem */
function refused(problem) {
  change({ asking: false, problem });
}

export const start = follower.start;

/**
 * @param {Selection} selection
 * @param {Selection[]} trail
 */
function inspect(selection, trail) {
  store.set({ selection, trail: trail.slice(-MOST_STEPS), hover: null });
  if (selection.kind !== 'number') reveal(Math.max(1, selection.layer));
}

/**
 * On to a number that what is selected was made from, or that is made from it.
 * @param {Selection} selection
 */
export function walkTo(selection) {
  const { selection: from, trail } = store.get();
  inspect(selection, from ? [...trail, from] : []);
}

/**
 * Back along the way walked.
 * @param {number} [place] on the trail; the last if left out
 */
export function walkBack(place = store.get().trail.length - 1) {
  const { trail } = store.get();
  const selection = trail[place];
  if (selection) inspect(selection, trail.slice(0, place));
}

/**
 * Another number in the place of what is selected; the way to it stays.
 * @param {Selection} selection
 */
export function turnTo(selection) {
  inspect(selection, store.get().trail);
}

/**
 * Leads the keys into the inspector.
 * @param {Selection} selection
 */
export function enter(selection) {
  const { selection: now, panels, entered } = store.get();
  const same = keyOf(now) === keyOf(selection);
  store.set({
    entered: entered + 1, panels: panels.inspector ? panels : { ...panels, inspector: true },
    ...(same ? {} : { selection, trail: [] }),
  });
}
