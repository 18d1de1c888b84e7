/**
 * Edits of the spec, each a pure transition, and the way back: undo and redo.
 * @import { Spec } from '../model/network/types.js'
 * @import { State } from '../model/page/types.js'
 * @import { Transition } from '../model/network/spec.js'
 * @import { Linked } from '../model/page/url.js'
 */
import * as link from '../edges/link.js';
import { store } from '../edges/store.js';
import { keptFor } from '../model/network/intake.js';
import { asEdit } from '../model/network/spec.js';
import { record, redo as redone, undo as undone } from '../model/page/history.js';
import { isExplicitData, isOpened, withinReach } from '../model/page/selectors.js';
import { sameSpec } from '../model/train/training.js';
import { follow } from './looking.js';
import { notice } from './telling.js';

/** Milliseconds in which edits of one field count as one step of undo, at most. */
const ONE_STEP = 5000;
/** The last edit's key and time: an edit of the same field soon after is the same step. */
let lastEdit = { key: '', time: 0 };
/** How many specs came to the page as a whole; an edit that has to wait is for the one that it was made in. */
let taken = 0;

export const specsTaken = () => taken;

/**
 * Takes another spec or view as a whole: a preset, a file, a link, or a step of undo.
 * @param {Partial<State>} change
 * @param {{push: boolean|null}} options push: a new entry of the browser's history, the same, or (null) none
 */
function replace(change, { push }) {
  if (push) link.flush();
  const now = { ...store.get(), ...change };
  store.set({ ...change, view: withinReach(now), hover: null });
  if (push !== null) follow(push);
}

/**
 * Makes one edit of the spec; before there is one, there is nothing to edit.
 * @param {Transition} transition
 * @param {string} [key] names the field, so that what is typed into it is one step of undo
 */
export function edit(transition, key = '') {
  const state = store.get();
  if (!isOpened(state)) return;
  const { spec, notes } = asEdit(transition(state.spec, state.catalogue));
  if (notes.length > 0) notice(notes.join(' '));
  if (spec === state.spec) return;
  const joined = key !== '' && key === lastEdit.key && performance.now() - lastEdit.time < ONE_STEP;
  lastEdit = { key, time: performance.now() };
  const leavesTable = isExplicitData(state.spec) && !isExplicitData(spec);
  replace({ ...record(state, spec, joined), ...(leavesTable ? pastesFor(spec) : {}) }, { push: false });
}

/** Ends a step of undo: the next edit of the same field is another. */
export function settle() {
  lastEdit = { key: '', time: 0 };
}

/**
 * @param {Spec} next
 * @returns {Pick<State, 'intake'>} what remains of a pasted table beside it
 */
function pastesFor(next) {
  const { intake, spec } = store.get();
  return { intake: keptFor(intake, spec, next) };
}

export function undo() {
  settle();
  const earlier = undone(store.get());
  if (earlier) replace({ ...earlier, ...pastesFor(earlier.spec), notice: null }, { push: false });
}

export function redo() {
  settle();
  const later = redone(store.get());
  if (later) replace({ ...later, ...pastesFor(later.spec) }, { push: false });
}

/**
 * Takes a spec with its view in the place of what is on the page.
 * @param {Linked} next
 * @param {boolean|null} push a new entry of the browser's history, the same, or (null) none
 */
export function take({ spec, view }, push) {
  settle();
  const state = store.get();
  const first = !isOpened(state);
  // The way back to another view of the same spec is no edit.
  const same = !first && sameSpec(spec, state.spec) && spec.title === state.spec.title;
  const change = first ? { spec } : same ? {} : record(state, spec);
  if (!same) taken += 1;
  // What was pasted and not taken was meant for what was there.
  replace({ ...change, ...(same ? {} : { intake: null, pasting: null }), view, selection: null, trail: [] }, { push });
}
