import assert from 'node:assert/strict';
import { test } from 'node:test';
import { adviceOf, keyOf, pruned, remaining } from '../../../../static/js/model/analysis/advice.js';
import { initialState } from '../../../../static/js/edges/store.js';
import { exercise } from '../../build.js';

/** @param {string} message @param {string} [pointer] @returns {import('../../../../static/js/model/analysis/types.js').Advice} */
const advice = (message, pointer = '/data/targets') => ({ code: 'equal_targets', pointer, message });
const [first, second] = [advice('first'), advice('second')];
const none = { analyze: [], start: [], done: [] };

test('advice is the same where code, place and words are', () => {
  assert.equal(keyOf(first), keyOf({ ...first, remedy: 'labels_from_zero' }));
  const others = [advice('second'), advice('first', '/data/inputs'), /** @type {const} */ ({ ...first, code: 'empty_class' })];
  for (const other of others) assert.notEqual(keyOf(first), keyOf(other));
});

test('what was dismissed is left out, of the sources that count, and nothing is said twice', () => {
  const dismissed = { ...none, start: [keyOf(first)] };
  assert.deepEqual(remaining([first, second, second], dismissed, ['analyze', 'start']), [second]);
  assert.deepEqual(remaining([first, second], dismissed, ['analyze']), [first, second]);
});

test('a dismissal lasts as long as the advice is said, and while no answer is known', () => {
  const dismissed = { analyze: [keyOf(first), keyOf(second)], start: [keyOf(first)], done: [] };
  assert.equal(pruned(dismissed, { analyze: [second, first], start: null, done: null }), dismissed);
  assert.deepEqual(pruned(dismissed, { analyze: [second], start: [], done: [] }), { analyze: [keyOf(second)], start: [], done: [] });
});

test('each source says what it answered last; the spec, not the step of a run that is shown', () => {
  const state = initialState();
  assert.deepEqual(adviceOf(state), { analyze: null, start: null, done: null });
  const own = { analysis: { ...exercise(), advice: [first] }, answered: { spec: state.spec, example: null } };
  const run = /** @type {any} */ ({ start: { advice: [second] }, done: null });
  const training = { ...state.training, own, run };
  assert.deepEqual(adviceOf({ ...state, analysis: exercise(), training }), { analyze: [first], start: [second], done: null });
  const ended = { ...run, done: { advice: [first] } };
  assert.deepEqual(adviceOf({ ...state, training: { ...training, run: ended, other: ended } }).done, [first, first]);
  assert.equal(adviceOf({ ...state, training: { ...training, run: ended, other: run } }).done, null);
});
