import assert from 'node:assert/strict';
import { test } from 'node:test';
import { numberOf, titleOf } from '../../../../static/js/model/analysis/number.js';
import { atExample, exampleOf, keyOf, selectionOf, stillExists, targetOf } from '../../../../static/js/model/analysis/targets.js';
import { exercise } from '../../build.js';

/** @typedef {import('../../../../static/js/model/analysis/types.js').Target} Target */
/** @typedef {import('../../../../static/js/model/analysis/types.js').Selection} Selection */

/** @param {import('../../../../static/js/model/analysis/types.js').Quantity} quantity @param {number} layer @param {number} row @param {number} column @returns {Selection} */
const cell = (quantity, layer, row, column) => ({ kind: 'cell', layer, quantity, row, column });
/** @param {Target} target @returns {Selection} */
const number = (target) => ({ kind: 'number', target });

test('what has a row for each example is turned: a row is a unit, a column an example', () => {
  assert.deepEqual(targetOf(cell('delta', 1, 2, 5)), { quantity: 'delta', layer: 1, example: 5, row: 2 });
  assert.deepEqual(targetOf(cell('input', 0, 1, 3)), { quantity: 'input', example: 3, row: 1 });
});

test('matrices keep row and column, a bias has a row alone', () => {
  assert.deepEqual(targetOf(cell('weight_gradient', 1, 2, 0)), { quantity: 'weight_gradient', layer: 1, row: 2, column: 0 });
  assert.deepEqual(targetOf(cell('bias_gradient', 2, 1, 0)), { quantity: 'bias_gradient', layer: 2, row: 1 });
});

test('a neuron is no number', () => {
  assert.equal(targetOf({ kind: 'neuron', layer: 1, unit: 0 }), null);
  assert.equal(keyOf({ kind: 'neuron', layer: 1, unit: 0 }), null);
  assert.equal(keyOf(null), null);
});

test('what a heatmap shows comes back as its cell, with the superfluous parts of the wire gone', () => {
  const everything = { layer: 2, example: 3, row: 1, column: 4 };
  for (const quantity of /** @type {const} */ (['preactivation', 'activation', 'derivative', 'delta'])) {
    assert.deepEqual(selectionOf({ quantity, ...everything }), cell(quantity, 2, 1, 3));
  }
  for (const quantity of /** @type {const} */ (['weights', 'weight_gradient'])) {
    assert.deepEqual(selectionOf({ quantity, ...everything }), cell(quantity, 2, 1, 4));
  }
  assert.deepEqual(selectionOf({ quantity: 'bias', layer: 2, row: 1, column: null }), cell('bias', 2, 1, 0));
  assert.deepEqual(selectionOf({ quantity: 'input', layer: null, example: 3, row: 1 }), cell('input', 0, 1, 3));
});

test('every other number keeps the parts that it has, so that the same number has one key', () => {
  const wire = { quantity: /** @type {const} */ ('losses'), layer: null, example: 0, row: null, column: null };
  assert.equal(keyOf(selectionOf(wire)), keyOf(number({ quantity: 'losses', example: 0 })));
  assert.deepEqual(targetOf(number({ quantity: 'loss', layer: 0 })), { quantity: 'loss' });
  assert.notEqual(keyOf(number({ quantity: 'losses', example: 0 })), keyOf(number({ quantity: 'losses', example: 1 })));
});

test('a selection and its target lead to each other', () => {
  for (const selection of [cell('delta', 2, 1, 0), cell('weights', 1, 2, 1), cell('input', 0, 1, 0), number({ quantity: 'gradient_norm', layer: 1 })]) {
    const target = targetOf(selection);
    assert.ok(target);
    assert.deepEqual(selectionOf(target), selection);
  }
});

test('another example is the same number of that example; what they share stays', () => {
  assert.deepEqual(atExample(cell('delta', 1, 2, 5), 7), cell('delta', 1, 2, 7));
  assert.deepEqual(atExample(number({ quantity: 'losses', example: 5 }), 7), number({ quantity: 'losses', example: 7 }));
  for (const shared of [cell('weights', 1, 2, 5), number({ quantity: 'loss' })]) assert.equal(atExample(shared, 7), shared);
  assert.equal(exampleOf(cell('delta', 1, 2, 5)), 5);
  assert.equal(exampleOf(cell('weights', 1, 2, 5)), null);
});

test('the page’s own numbers are found where it has them', () => {
  const analysis = exercise();
  const pairs = /** @type {[Selection, number|null][]} */ ([
    [cell('weight_gradient', 1, 1, 1), -0.3649], [cell('delta', 2, 1, 0), 0.1824], [cell('input', 0, 1, 0), 2],
    [number({ quantity: 'loss' }), 0.2014], [number({ quantity: 'losses', example: 0 }), 0.2014], [number({ quantity: 'accuracy' }), 1],
    [number({ quantity: 'targets', example: 0, row: 1 }), 0], [number({ quantity: 'gradient_norm', layer: 2 }), 0.387],
    [number({ quantity: 'loss_gradient', example: 0, row: 0 }), null], [cell('derivative', 2, 0, 0), null],
    [{ kind: 'neuron', layer: 1, unit: 0 }, null],
  ]);
  for (const [selection, value] of pairs) {
    assert.equal(numberOf(analysis, selection).value, value, titleOf(selection, 2));
    assert.equal(numberOf(analysis, selection).exact, value, titleOf(selection, 2));
  }
});

test('of a pooled matrix the page has the largest of a block, not the number itself', () => {
  const analysis = exercise();
  analysis.input = { ...analysis.input, shape: [1, 4], pool: [1, 2] };
  analysis.losses = { ...analysis.losses, shape: [8, 1], pool: [8, 1] };
  assert.equal(numberOf(analysis, cell('input', 0, 3, 0)).value, 2);
  assert.deepEqual([cell('input', 0, 3, 0), cell('bias', 1, 0, 0)].map((one) => numberOf(analysis, one).exact === null), [true, false]);
  assert.equal(numberOf(analysis, number({ quantity: 'losses', example: 3 })).exact, null);
});

test('what an edit took away is no longer there', () => {
  const analysis = exercise();
  const there = [
    cell('delta', 1, 2, 0), number({ quantity: 'losses', example: 0 }), number({ quantity: 'loss_gradient', example: 0, row: 1 }),
    number({ quantity: 'jacobian', layer: 1, example: 0, row: 2, column: 2 }), number({ quantity: 'accuracy' }),
  ];
  const gone = [
    cell('delta', 1, 3, 0), cell('delta', 1, 0, 1), cell('derivative', 2, 0, 0), cell('delta', 3, 0, 0), number({ quantity: 'losses', example: 1 }),
    number({ quantity: 'loss_gradient', example: 0, row: 2 }), number({ quantity: 'jacobian', example: 0, row: 0, column: 2 }),
    number({ quantity: 'gradient_norm', layer: 3 }),
  ];
  for (const one of there) assert.ok(stillExists(analysis, one), titleOf(one, 2));
  for (const one of gone) assert.ok(!stillExists(analysis, one), titleOf(one, 2));
  assert.ok(!stillExists({ ...analysis, accuracy: null }, number({ quantity: 'accuracy' })));
});

test('every number has a name in words', () => {
  const names = /** @type {[Selection, string][]} */ ([
    [{ kind: 'neuron', layer: 1, unit: 0 }, 'neuron 0, layer 1'], [cell('weight_gradient', 1, 1, 0), '∇W⁽⁰⁾ row 1, column 0'],
    [cell('activation', 2, 0, 3), 'ŷ row 0, example 3'], [number({ quantity: 'loss' }), 'loss'],
    [number({ quantity: 'losses', example: 3 }), 'loss ℓ, example 3'], [number({ quantity: 'targets', example: 3, row: 1 }), 'target y row 1, example 3'],
    [number({ quantity: 'loss_gradient', example: 3, row: 1 }), '∂ℓ/∂ŷ row 1, example 3'],
    [number({ quantity: 'jacobian', layer: 2, example: 0, row: 1, column: 0 }), 'Jacobian of layer 2 row 1, column 0, example 0'],
    [number({ quantity: 'gradient_norm', layer: 1 }), 'norm of ∇W⁽⁰⁾'], [number({ quantity: 'accuracy' }), 'accuracy'],
  ]);
  for (const [selection, name] of names) assert.equal(titleOf(selection, 2), name);
});
