import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPicture } from '../../static/js/picture.js';
import { isPooled, origin, valueOf } from '../../static/js/terms.js';
import { exercise, spec, whole } from './build.js';

const picture = createPicture(exercise(), { spec: spec(), example: null });
/** @param {import('../../static/js/types.js').Quantity} quantity @param {number} layer @param {number} row @param {number} column @returns {import('../../static/js/types.js').CellSelection} */
const cell = (quantity, layer, row, column) => ({ kind: 'cell', layer, quantity, row, column });
/** @param {import('../../static/js/terms.js').Origin} found */
const values = (found) => found.terms.map(({ factors }) => factors.map(({ value }) => value));

test('the factors of z̃ are weights and what they read, with the bias beside them', () => {
  const found = origin(picture, cell('preactivation', 1, 1, 0));
  assert.deepEqual(values(found), [[0.5, 1], [0.5, 2]]);
  assert.equal(found.also[0]?.cell.quantity, 'bias');
  assert.equal(found.over, 'input');
});

test('the factors of ∇W are δ and z below', () => {
  const found = origin(picture, cell('weight_gradient', 2, 0, 1));
  assert.deepEqual(values(found), [[-0.1824, 1.5]]);
  assert.equal(valueOf(picture, cell('weight_gradient', 2, 0, 1)), -0.2736);
});

test('δ of the output names ŷ and y; δ of a hidden layer its sum and φ′', () => {
  const output = origin(picture, cell('delta', 2, 0, 0));
  assert.deepEqual([values(output), output.target, output.also.length], [[[0.8176]], 1, 0]);
  const hidden = origin(picture, cell('delta', 1, 1, 0));
  assert.deepEqual(values(hidden), [[2, -0.1824], [1, 0.1824]]);
  assert.deepEqual([hidden.also[0]?.value, hidden.target], [1, null]);
});

test('a softmax reads its whole column; weights are given', () => {
  assert.deepEqual(values(origin(picture, cell('activation', 2, 0, 0))), [[3], [1.5]]);
  assert.equal(origin(picture, cell('weights', 1, 0, 0)).kind, 'given');
});

test('of many terms the largest are kept, what is not finite first, and the rest is counted', () => {
  const analysis = exercise();
  const wide = Array.from({ length: 40 }, (_, index) => index / 10);
  wide[3] = NaN;
  const [layer] = analysis.layers;
  assert.ok(layer);
  analysis.input = whole([wide]);
  layer.weights = whole([wide.map(() => 1), wide, wide]);
  const found = origin(createPicture(analysis, { spec: spec(), example: null }), cell('preactivation', 1, 0, 0));
  assert.deepEqual(found.terms.slice(0, 3).map(({ index }) => index), [3, 39, 38]);
  assert.deepEqual([found.terms.length, found.rest], [12, 28]);
});

test('with an example chosen a gradient has one term', () => {
  const analysis = exercise();
  const [layer] = analysis.layers;
  assert.ok(layer);
  analysis.input = whole([[1, 2], [3, 4]]);
  layer.delta = whole([[0, -0.1824, 0], [0, 0.5, 0]]);
  const found = origin(createPicture(analysis, { spec: spec(), example: 1 }), cell('weight_gradient', 1, 1, 0));
  assert.deepEqual(values(found), [[0.5, 3]]);
});

test('what is pooled is said to be', () => {
  const analysis = exercise();
  analysis.input = { ...analysis.input, shape: [1, 4], pool: [1, 2] };
  const pooled = createPicture(analysis, { spec: spec(), example: null });
  assert.ok(origin(pooled, cell('preactivation', 1, 0, 0)).pooled);
  assert.ok(isPooled(pooled, cell('input', 0, 0, 0)) && !isPooled(pooled, cell('bias', 1, 0, 0)));
});
