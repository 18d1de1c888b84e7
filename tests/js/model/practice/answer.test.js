import assert from 'node:assert/strict';
import test from 'node:test';

import { asAnswer, cellWords, emptyCells, fittingText, isTurned, pasted, placeOf, pointed, shapeOf, turned, withBlock } from '../../../../static/js/model/practice/answer.js';

/** @typedef {import('../../../../static/js/model/practice/types.js').Field} Field */

/** @type {Field} */
const WEIGHTS = { name: 'weight_gradient/1', quantity: 'weight_gradient', layer: 1, output: false, rows: 3, columns: 2 };
/** @type {Field} */
const DELTA = { name: 'delta/2', quantity: 'delta', layer: 2, output: true, rows: 2, columns: 3 };
/** @type {Field} */
const BIAS = { name: 'bias_gradient/1', quantity: 'bias_gradient', layer: 1, output: false, rows: 3, columns: 1 };

test('a cell is written into an array, and an array of empty cells is none', () => {
  const one = withBlock(WEIGHTS, undefined, 2, 1, [['3/7']]);
  assert.deepEqual(one, [['', ''], ['', ''], ['', '3/7']]);
  assert.deepEqual(emptyCells(one ?? []).length, 5);
  assert.equal(withBlock(WEIGHTS, one, 2, 1, [[' ']]), undefined);
});

test('a whole array pasted into the first cell takes its shape; the transposed one is kept as it is', () => {
  const whole = pasted(WEIGHTS, undefined, 0, 0, [[1, 2], [3, 4], ['1/2', 6]]);
  assert.deepEqual(whole.rows, [[1, 2], [3, 4], ['1/2', 6]]);
  const lying = pasted(WEIGHTS, whole.rows, 0, 0, [[1, 3, 5], [2, 4, 6]]);
  assert.deepEqual(lying.rows, [[1, 3, 5], [2, 4, 6]]);
  assert.deepEqual([lying.words, lying.fits], ['Pasted 2 × 3.', true]);
  assert.ok(isTurned(WEIGHTS, lying.rows) && !isTurned(WEIGHTS, whole.rows) && !isTurned(WEIGHTS, undefined));
  assert.deepEqual(shapeOf(WEIGHTS, lying.rows), [2, 3]);
  assert.deepEqual(turned(lying.rows ?? []), [[1, 2], [3, 4], [5, 6]]);
  assert.deepEqual(pasted(WEIGHTS, lying.rows, 0, 0, [[1, 2], [3, 4], [5, 6]]).rows, [[1, 2], [3, 4], [5, 6]]);
});

test('a vector has no sides; a matrix has, however narrow', () => {
  assert.deepEqual(pasted(BIAS, undefined, 0, 0, [[1, 2, 3]]).rows, [[1], [2], [3]]);
  const row = { ...WEIGHTS, rows: 1, columns: 3 };
  assert.deepEqual(pasted(row, undefined, 0, 0, [[1], [2], [3]]).rows, [[1], [2], [3]]);
});

test('any other block fits from its cell on, or changes nothing and is told', () => {
  const tall = pasted(WEIGHTS, undefined, 1, 1, [[1], [3], [5]]);
  assert.deepEqual([tall.rows, tall.fits, tall.turned], [undefined, false, null]);
  assert.equal(tall.words, 'From row 1, column 1 on it is 2 × 1 and the block 3 × 1: it does not fit, nor does its transpose. Nothing was changed.');
  const lying = pasted(WEIGHTS, undefined, 0, 1, [[1, 2, 3]]);
  assert.deepEqual([lying.rows, lying.fits, lying.turned], [undefined, false, [[1], [2], [3]]]);
  assert.match(lying.words, /its transpose would fit/);
  assert.equal(pasted(WEIGHTS, undefined, 1, 1, [[1], [2]]).words, 'Pasted 2 × 1.');
  assert.match(pasted(WEIGHTS, undefined, 0, 0, [[1, 2], [3], [4, 5]]).words, /Row 1 of the block \(its first is row 0\) has 1 number/);
  assert.match(pasted(WEIGHTS, undefined, 0, 0, []).words, /Nothing was pasted/);
});

test('what has examples goes to the service with a row for each, and its pointers come back turned', () => {
  assert.deepEqual(asAnswer(DELTA, [[1, 2, 3], [4, 5, 6]]).values, [[1, 4], [2, 5], [3, 6]]);
  assert.deepEqual(asAnswer(BIAS, [[1], ['1/2'], [3]]).values, [1, '1/2', 3]);
  assert.deepEqual(asAnswer(WEIGHTS, [[1, 2], [3, 4], [5, 6]]).values, [[1, 2], [3, 4], [5, 6]]);
  assert.deepEqual(placeOf(DELTA, 2, 1), { row: 1, column: 2 });
  assert.deepEqual(placeOf(WEIGHTS, 2, 1), { row: 2, column: 1 });
  assert.deepEqual(placeOf(BIAS, 2, null), { row: 2, column: 0 });
  assert.deepEqual(placeOf(BIAS, null, null), { row: null, column: null });
  assert.deepEqual(pointed({ pointer: '/answers/1/values/0/2', message: '' }), { index: 1, row: 0, column: 2 });
  assert.deepEqual(pointed({ pointer: '/answers/1/values', message: '' }), { index: 1, row: null, column: null });
  assert.equal(pointed({ pointer: '/network/layers', message: '' }), null);
});

test('what was typed is shown as long as it fits, and as many of its digits as do where it does not', () => {
  const shown = [0.5, -0.982876, -1.2285949, -1.22859496, 1234567.8912, -0.00000123456789, 123456789012345, '', '123456/7654321', undefined]
    .map((entry) => fittingText(entry, 10));
  assert.deepEqual(shown, ['0.5', '−0.982876', '−1.2285949', '−1.228595', '1234567.89', '−1.2346e−6', '1.23457e14', '', '123456/7654321', '']);
});

test('a cell is named as the page numbers it', () => {
  assert.equal(cellWords(WEIGHTS, { row: 1, column: 0 }), 'row 1, column 0');
  assert.equal(cellWords(DELTA, { row: 1, column: 2 }), 'unit 1, example 2');
  assert.equal(cellWords(BIAS, { row: 2, column: 0 }), 'unit 2');
  assert.equal(cellWords(BIAS, { row: null, column: null }), 'all of it');
  assert.equal(cellWords(WEIGHTS, { row: 1, column: null }), 'row 1');
});
