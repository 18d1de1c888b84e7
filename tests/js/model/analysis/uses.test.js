import assert from 'node:assert/strict';
import { test } from 'node:test';
import { titleOf } from '../../../../static/js/model/analysis/number.js';
import { uses } from '../../../../static/js/model/analysis/uses.js';

/** @typedef {import('../../../../static/js/model/analysis/types.js').Selection} Selection */

const shape = { sizes: [4, 8, 3], examples: 32, softmax: true, cancels: true };
/** Of class 1, each example. @param {number} _ @param {number} row */
const target = (_, row) => (row === 1 ? 1 : 0);
/** @type {import('../../../../static/js/model/analysis/uses.js').Known} */
const batch = { shape, example: null, target };
/** @param {import('../../../../static/js/model/analysis/types.js').Quantity} quantity @param {number} layer @param {number} row @param {number} column @returns {Selection} */
const cell = (quantity, layer, row, column) => ({ kind: 'cell', layer, quantity, row, column });
/** @param {import('../../../../static/js/model/analysis/types.js').Target} target @returns {Selection} */
const number = (target) => ({ kind: 'number', target });
/** The first of each group, and how many more there are. @param {Selection} from */
const short = (from, context = batch) => uses(from, context).map(({ selections: [first], rest }) => `${first && titleOf(first, 2)} +${rest}`);

test('a number of the forward pass goes into the next layer and into its gradient', () => {
  assert.deepEqual(short(cell('input', 0, 1, 5)), ['z̃⁽¹⁾ row 0, example 5 +5', '∇W⁽⁰⁾ row 0, column 1 +5']);
  assert.deepEqual(short(cell('activation', 1, 6, 5)), ['z̃⁽²⁾ row 0, example 5 +0', '∇W⁽¹⁾ row 0, column 6 +0']);
  assert.deepEqual(short(cell('preactivation', 1, 6, 5)), ['z⁽¹⁾ row 6, example 5 +0', 'φ′⁽¹⁾ row 6, example 5 +0']);
  assert.deepEqual(short(cell('preactivation', 2, 1, 5)), ['ŷ row 0, example 5 +0']);
});

test('ŷ and y go into the loss and the error signal of the output', () => {
  const expected = ['loss ℓ, example 5 +0', '∂ℓ/∂ŷ row 1, example 5 +0', 'δ⁽²⁾ row 1, example 5 +0'];
  assert.deepEqual(short(cell('activation', 2, 1, 5)), expected);
  assert.deepEqual(short(number({ quantity: 'targets', example: 5, row: 1 })), expected);
});

test('where y is 0, or not known, the cross-entropy does not depend on ŷ directly; other losses do', () => {
  const without = ['∂ℓ/∂ŷ row 0, example 5 +0', 'δ⁽²⁾ row 0, example 5 +0'];
  const output = cell('activation', 2, 0, 5);
  assert.deepEqual(short(output), without);
  assert.deepEqual(short(number({ quantity: 'targets', example: 5, row: 0 })), without);
  assert.deepEqual(short(output, { ...batch, target: () => null }), without);
  assert.deepEqual(short(output, { ...batch, shape: { ...shape, softmax: false } }), ['loss ℓ, example 5 +0', ...without]);
});

test('an example’s loss leads to the loss, and the loss to nothing', () => {
  assert.deepEqual(short(number({ quantity: 'losses', example: 5 })), ['loss +0', 'δ⁽²⁾ row 0, example 5 +0']);
  for (const quantity of /** @type {const} */ (['loss', 'accuracy', 'gradient_norm'])) assert.deepEqual(short(number({ quantity })), []);
});

test('an error signal goes into its gradients and into the layer below', () => {
  assert.deepEqual(short(cell('delta', 2, 1, 5)), ['∇W⁽¹⁾ row 1, column 0 +5', '∇b⁽¹⁾ row 1 +0', 'δ⁽¹⁾ row 0, example 5 +5']);
  assert.deepEqual(short(cell('delta', 1, 6, 5)), ['∇W⁽⁰⁾ row 6, column 0 +1', '∇b⁽⁰⁾ row 6 +0']);
  assert.deepEqual(short(cell('derivative', 1, 6, 5)), ['δ⁽¹⁾ row 6, example 5 +0']);
});

test('weights and biases go into every example', () => {
  assert.deepEqual(short(cell('weights', 2, 1, 6)), ['z̃⁽²⁾ row 1, example 0 +29', 'δ⁽¹⁾ row 6, example 0 +29']);
  assert.deepEqual(short(cell('weights', 1, 6, 1)), ['z̃⁽¹⁾ row 6, example 0 +29']);
  assert.deepEqual(short(cell('bias', 2, 1, 0), { ...batch, example: 7 }), ['z̃⁽²⁾ row 1, example 7 +0']);
});

test('with one example chosen, the others go into no gradient', () => {
  assert.deepEqual(short(cell('delta', 1, 6, 5), { ...batch, example: 7 }), []);
  assert.deepEqual(short(cell('delta', 1, 6, 7), { ...batch, example: 7 }), ['∇W⁽⁰⁾ row 6, column 0 +1', '∇b⁽⁰⁾ row 6 +0']);
});

test('gradients lead to their norm, ∂ℓ/∂ŷ and the Jacobian to δ', () => {
  assert.deepEqual(short(cell('weight_gradient', 2, 0, 0)), ['norm of ∇W⁽¹⁾ +0']);
  assert.deepEqual(short(cell('bias_gradient', 2, 0, 0)), []);
  assert.deepEqual(short(number({ quantity: 'loss_gradient', example: 5, row: 1 })), ['δ⁽²⁾ row 0, example 5 +0']);
  const sigmoid = { ...batch, shape: { ...shape, softmax: false } };
  assert.deepEqual(short(number({ quantity: 'loss_gradient', example: 5, row: 1 }), sigmoid), ['δ⁽²⁾ row 1, example 5 +0']);
  assert.deepEqual(short(number({ quantity: 'jacobian', layer: 2, example: 5, row: 0, column: 2 })), ['δ⁽²⁾ row 2, example 5 +0']);
  assert.deepEqual(short(number({ quantity: 'jacobian', layer: 1, example: 5, row: 0, column: 0 })), []);
});

test('a neuron is no number', () => {
  assert.deepEqual(uses({ kind: 'neuron', layer: 1, unit: 0 }, batch), []);
});
