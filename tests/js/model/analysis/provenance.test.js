import assert from 'node:assert/strict';
import { test } from 'node:test';
import { belongings, marks, places, sources } from '../../../../static/js/model/analysis/provenance.js';

const shape = { sizes: [4, 8, 3], examples: 32, softmax: true, cancels: true };
/** @type {import('../../../../static/js/model/analysis/provenance.js').Context} */
const batch = { shape, example: null };

/** @param {import('../../../../static/js/model/analysis/provenance.js').Region[]} regions */
const short = (regions) => regions.map(({ quantity, layer, rows, columns }) => `${quantity} ${layer} [${rows}] [${columns}]`);
/** @param {import('../../../../static/js/model/analysis/types.js').Quantity} quantity @param {number} layer @param {number} row @param {number} column */
const from = (quantity, layer, row, column, context = batch) => short(sources({ quantity, layer, row, column }, context));

test('z̃ is made of a row of W, its bias and the layer below', () => {
  assert.deepEqual(from('preactivation', 1, 2, 5), ['weights 1 [2,2] [0,3]', 'bias 1 [2,2] [0,0]', 'input 0 [0,3] [5,5]']);
  assert.deepEqual(from('preactivation', 2, 1, 5)[2], 'activation 1 [0,7] [5,5]');
});

test('z and φ′ are made of z̃; a softmax of the whole column', () => {
  assert.deepEqual(from('activation', 1, 2, 5), ['preactivation 1 [2,2] [5,5]']);
  assert.deepEqual(from('derivative', 1, 2, 5), ['preactivation 1 [2,2] [5,5]']);
  assert.deepEqual(from('activation', 2, 1, 5), ['preactivation 2 [0,2] [5,5]']);
});

test('δ is made of a column of the next W, the next δ and φ′', () => {
  assert.deepEqual(from('delta', 1, 2, 5), ['weights 2 [0,2] [2,2]', 'delta 2 [0,2] [5,5]', 'derivative 1 [2,2] [5,5]']);
  assert.deepEqual(from('delta', 2, 1, 5), ['activation 2 [1,1] [5,5]']);
  const squares = { shape: { ...shape, softmax: false, cancels: false }, example: null };
  assert.deepEqual(from('delta', 2, 1, 5, squares), ['activation 2 [1,1] [5,5]', 'derivative 2 [1,1] [5,5]']);
});

test('∇W is the outer product of a row of δ and z below, over the batch or one example', () => {
  assert.deepEqual(from('weight_gradient', 2, 1, 6), ['delta 2 [1,1] [0,31]', 'activation 1 [6,6] [0,31]']);
  assert.deepEqual(from('weight_gradient', 1, 1, 3, { shape, example: 7 }), ['delta 1 [1,1] [7,7]', 'input 0 [3,3] [7,7]']);
  assert.deepEqual(from('bias_gradient', 2, 1, 0), ['delta 2 [1,1] [0,31]']);
});

test('what is given is made of nothing', () => {
  for (const quantity of /** @type {const} */ (['weights', 'bias', 'input'])) assert.deepEqual(from(quantity, 1, 0, 0), []);
});

test('a neuron owns its row everywhere and its column in the next layer', () => {
  const own = short(belongings(1, 2, batch));
  assert.ok(own.includes('delta 1 [2,2] [0,31]') && own.includes('weight_gradient 2 [0,2] [2,2]'));
  assert.ok(short(belongings(2, 1, batch)).every((region) => !region.includes(' 3 ')));
  assert.deepEqual(marks({ kind: 'neuron', layer: 1, unit: 2 }, batch), belongings(1, 2, batch));
});

test('of numbers that are listed those that a heatmap shows have a place', () => {
  const found = places([{ kind: 'cell', quantity: 'activation', layer: 2, row: 1, column: 5 }, { kind: 'number', target: { quantity: 'losses', example: 5 } }]);
  assert.deepEqual(short(found), ['activation 2 [1,1] [5,5]']);
});
