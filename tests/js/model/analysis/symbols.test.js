import assert from 'node:assert/strict';
import { test } from 'node:test';
import { axes, cellName, drawnName, plain, shapeText, span, superscript, symbol, words } from '../../../../static/js/model/analysis/symbols.js';

test('weights and biases carry the number of the layer they come from', () => {
  assert.equal(plain('weight_gradient', 1), '∇W⁽⁰⁾');
  assert.equal(plain('bias', 3), 'b⁽²⁾');
  assert.equal(plain('delta', 3), 'δ⁽³⁾');
  assert.equal(plain('preactivation', 1), 'z̃⁽¹⁾');
  assert.equal(plain('derivative', 12), 'φ′⁽¹²⁾');
});

test('the input is z⁽⁰⁾ and the output ŷ', () => {
  assert.equal(plain('input', 0), 'z⁽⁰⁾');
  assert.equal(plain('activation', 2, true), 'ŷ');
  assert.equal(plain('preactivation', 2, true), 'z̃⁽²⁾');
  assert.deepEqual(symbol('weight_gradient', 2), { base: 'W', before: '∇', sup: '(1)' });
});

test('superscripts of several digits', () => assert.equal(superscript(120), '¹²⁰'));

test('a vector has one number for a shape', () => {
  assert.equal(shapeText(3, 2, 'weights'), '3 × 2');
  assert.equal(shapeText(3, 1, 'bias'), '3');
});

test('names in words', () => {
  assert.equal(words('weight_gradient', 1), 'gradient of the weights into layer 1');
  assert.equal(words('delta', 2), 'error signal of layer 2');
  assert.equal(words('activation', 2, true), 'output of the network');
  assert.equal(words('input', 0), 'input of the network');
});

test('a cell is named by its row and whatever its column is', () => {
  assert.equal(cellName({ layer: 1, quantity: 'weight_gradient', row: 1, column: 0 }), '∇W⁽⁰⁾ row 1, column 0');
  assert.equal(cellName({ layer: 1, quantity: 'delta', row: 1, column: 4 }), 'δ⁽¹⁾ row 1, example 4');
  assert.equal(cellName({ layer: 1, quantity: 'bias', row: 1, column: 0 }), 'b⁽⁰⁾ row 1');
  assert.deepEqual(axes('bias_gradient'), ['neuron', null]);
});

test('a cell that stands for a block is called by the block, cut off at the edge', () => {
  const delta = /** @type {const} */ ({ layer: 1, quantity: 'delta', row: 5, column: 298 });
  assert.equal(drawnName(delta, { shape: [400, 300], pool: [1, 1] }), 'δ⁽¹⁾ row 5, example 298');
  assert.equal(drawnName(delta, { shape: [400, 299], pool: [4, 3] }), 'δ⁽¹⁾ rows 4–7, examples 297–298');
  assert.equal(drawnName({ ...delta, quantity: 'weights', column: 1 }, { shape: [400, 300], pool: [4, 1] }), 'W⁽⁰⁾ rows 4–7, column 1');
  assert.equal(drawnName({ ...delta, quantity: 'bias', column: 0 }, { shape: [400, 1], pool: [4, 1] }), 'b⁽⁰⁾ rows 4–7');
  assert.equal(span('row', 9, 4, 9), 'row 9');
});
