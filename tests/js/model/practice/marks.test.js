import assert from 'node:assert/strict';
import test from 'node:test';

import { because, firstToMend, firstWrong, followsFrom, isCarried, stillHolding, summary, whatHint, whereHint } from '../../../../static/js/model/practice/marks.js';

/** @typedef {import('../../../../static/js/model/practice/types.js').Field} Field */
/** @typedef {import('../../../../static/js/model/practice/types.js').Mark} Mark */
/** @typedef {import('../../../../static/js/model/practice/types.js').Marking} Marking */

/** @type {Field} */
const DELTA = { name: 'delta/2', quantity: 'delta', layer: 2, output: true, rows: 2, columns: 3 };

/** @param {Partial<Mark>} [part] @returns {Marking} */
const marking = (part = {}) => ({
  kind: 'marked', hints: 0, why: null, problem: null,
  mark: { layer: 2, quantity: 'delta', correct: false, entries: 6, wrong: 3, first_wrong: null, diagnosis: [], ...part },
});

/** @param {number} row @param {number|null} column @returns {NonNullable<Mark['first_wrong']>} */
const wrongAt = (row, column) => ({ row, column, expected: 1, submitted: 2, target: { quantity: 'delta', layer: 2, example: row, row: column, column: null } });

test('what an array is worked out from', () => {
  for (const [name, from] of [['delta/1', 'delta/2'], ['weight_gradient/2', 'delta/2'], ['bias_gradient/1', 'delta/1'], ['activation/1', 'preactivation/1'], ['delta/1', 'activation/2']]) {
    assert.ok(followsFrom(String(name), String(from)), `${name} from ${from}`);
  }
  for (const [name, from] of [['delta/2', 'delta/1'], ['delta/1', 'weight_gradient/2'], ['activation/1', 'activation/2'], ['activation/2', 'delta/1'], ['delta/1', 'delta/1']]) {
    assert.ok(!followsFrom(String(name), String(from)), `${name} from ${from}`);
  }
});

test('an edit takes the mark of its array, and of those that may have been wrong on its account', () => {
  const verdicts = { 'delta/2': marking(), 'delta/1': marking(), 'weight_gradient/1': marking({ correct: true }), 'preactivation/1': marking() };
  const rows = [[1]];
  const after = stillHolding(verdicts, { 'delta/2': rows, 'delta/1': rows }, { 'delta/2': [[2]], 'delta/1': rows });
  assert.deepEqual(Object.keys(after), ['weight_gradient/1', 'preactivation/1']);
  assert.deepEqual(Object.keys(stillHolding(verdicts, { 'delta/2': rows }, {})), ['weight_gradient/1', 'preactivation/1']);
  assert.deepEqual(stillHolding(verdicts, { 'delta/2': rows }, { 'delta/2': rows }), verdicts);
});

test('the first hint says where, as drawn', () => {
  const rows = [[1, 2, 3], [4, 5, 6]];
  const verdict = marking({ first_wrong: wrongAt(2, 1) });
  assert.deepEqual(firstWrong(DELTA, rows, verdict), { row: 1, column: 2 });
  assert.equal(whereHint(DELTA, rows, verdict), 'The first wrong entry is unit 1, example 2; 3 of 6 are wrong.');
  assert.equal(whereHint(DELTA, rows, marking({ first_wrong: wrongAt(0, 0), wrong: 1 })), 'Only one of 6 entries is wrong: unit 0, example 0.');
  assert.equal(whereHint(DELTA, rows, marking({ entries: 1, wrong: 1 })), 'It is wrong.');
  const lying = [[1, 4], [2, 5], [3, 6]];
  assert.equal(whereHint(DELTA, lying, verdict), 'The shape is wrong: δ⁽²⁾ is 2 × 3, and this is 3 × 2.');
  assert.equal(firstWrong(DELTA, lying, verdict), null);
});

test('the second hint says what was probably done, or that nobody knows', () => {
  assert.equal(whatHint(marking()), 'No usual mistake gives these numbers.');
  assert.equal(whatHint(marking({ entries: 1, wrong: 1 })), 'No usual mistake gives these numbers.');
  assert.equal(whatHint(marking({ wrong: 2 })), 'No usual mistake gives these numbers: it may be a slip of arithmetic.');
  assert.equal(whatHint(marking({ diagnosis: [{ code: 'sign_flipped', codes: ['sign_flipped'], message: 'The sign is flipped.' }] })), 'The sign is flipped.');
});

test('mistakes that give the same numbers are told as either … or', () => {
  const [one, other] = [{ code: 'a', codes: ['a'], message: 'This.' }, { code: 'b', codes: ['b', 'c'], message: 'That, and more.' }];
  assert.equal(whatHint(marking({ diagnosis: [one, other] })), 'Either: This.\nor: That, and more.');
});

test('a mistake is mended first, then what could not be marked, then what was carried forward', () => {
  const fields = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ ...DELTA, name }));
  const wrong = marking();
  const right = marking({ correct: true });
  const carried = marking({ diagnosis: [{ code: 'carried_forward', codes: ['carried_forward'], message: '' }] });
  const partial = /** @type {import('../../../../static/js/model/practice/types.js').Verdict} */ ({ kind: 'partial', empty: [] });
  const name = (/** @type {Record<string, import('../../../../static/js/model/practice/types.js').Verdict>} */ verdicts) => firstToMend(fields, verdicts)?.name ?? null;
  assert.equal(name({ a: carried, b: partial, c: wrong, d: wrong }), 'c');
  assert.equal(name({ a: carried, b: right, c: partial }), 'c');
  assert.equal(name({ a: right, b: carried }), 'b');
  assert.equal(name({ a: right }), null);
  assert.equal(name({}), null);
});

test('carried forward is no mistake, unless something else is wrong too', () => {
  const carried = { code: 'carried_forward', codes: ['carried_forward'], message: 'This follows.' };
  assert.ok(isCarried(marking({ diagnosis: [carried] })));
  assert.ok(!isCarried(marking({ diagnosis: [{ code: 'transposed', codes: ['transposed'], message: '' }, carried] })));
  assert.ok(!isCarried(marking()));
});

test('what the service says ends a sentence', () => {
  const problem = { title: '', status: 422, detail: 'that is too much.', errors: [] };
  assert.equal(because(problem), ': that is too much.');
  assert.equal(because({ ...problem, errors: [{ pointer: '/tolerance', message: 'expected a number; got text' }] }), ': expected a number; got text.');
});

test('what became of a check, in a line', () => {
  const right = marking({ correct: true, wrong: 0 });
  /** @param {...string} names @returns {Field[]} */
  const asked = (...names) => names.map((name, index) => ({ ...DELTA, name, layer: index + 1 }));
  const [one, two, four] = [asked('a'), asked('a', 'b'), asked('a', 'b', 'c', 'd')];
  const carried = marking({ diagnosis: [{ code: 'carried_forward', codes: ['carried_forward'], message: '' }] });
  assert.equal(summary({}, null, four), '');
  assert.equal(summary({ a: right, b: right }, 0, two), 'All 2 arrays are right.');
  assert.equal(summary({ a: right }, 0, one), 'It is right.');
  assert.equal(summary({ a: right, b: right }, 0, four), '2 of 4 arrays handed in so far, all right.');
  assert.equal(summary({ a: right, b: marking(), c: carried }, 1, four), '1 of 3 right: 1 mistake, 1 array carried forward.');
  assert.equal(summary({ a: right, b: marking() }, null, four), '1 of 2 right.');
  assert.equal(summary({ a: { kind: 'partial', empty: [[0, 0]] } }, null, four), '1 array not marked: some cells are empty.');
  /** @type {import('../../../../static/js/model/practice/types.js').Refused} */
  const refused = { kind: 'refused', errors: [] };
  assert.equal(summary({ a: refused }, null, four), 'Nothing was marked: δ⁽¹⁾ cannot be read as it stands.');
  assert.equal(summary({ a: refused, c: refused, b: right }, 0, four),
    '1 of 4 arrays handed in so far, and it is right. δ⁽¹⁾ and δ⁽³⁾ cannot be read as they stand.');
});
