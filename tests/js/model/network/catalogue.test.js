import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cancels, flatSides, isJoint, isOutputOnly, mayBeFlat } from '../../../../static/js/model/network/catalogue.js';
import { CATALOGUE } from '../../build.js';

test('flat sides are those of the catalogue, some of them with one parameter alone', () => {
  assert.deepEqual(flatSides('relu6', CATALOGUE), { below: 0, above: 6, zero: false });
  assert.deepEqual(flatSides({ name: 'leaky_relu', negative_slope: 0 }, CATALOGUE), { below: 0, above: null, zero: true });
  for (const nowhere of ['leaky_relu', { name: 'leaky_relu', negative_slope: 0.01 }, 'sigmoid', 'unheard_of']) {
    assert.deepEqual(flatSides(nowhere, CATALOGUE), { below: null, above: null, zero: false });
  }
  assert.deepEqual(flatSides('relu', null), { below: null, above: null, zero: false });
});

test('what may be flat may die', () => {
  assert.deepEqual(['relu', 'leaky_relu', 'sigmoid', 'unheard_of'].map((name) => mayBeFlat(name, CATALOGUE)), [true, true, false, false]);
  assert.ok(mayBeFlat('sigmoid', null), 'nothing is said of what is not known');
});

test('what a loss cancels, and what stands at the output alone', () => {
  assert.ok(cancels('binary_cross_entropy', 'sigmoid', CATALOGUE) && cancels('cross_entropy', 'softmax', CATALOGUE));
  assert.ok(!cancels('mean_squared_error', 'sigmoid', CATALOGUE) && !cancels('cross_entropy', 'softmax', null));
  assert.ok(isOutputOnly('softmax', CATALOGUE) && !isOutputOnly('relu', CATALOGUE) && !isOutputOnly('relu', null));
});

test('an initializer that draws the bias too', () => {
  assert.ok(isJoint('randomized_asymmetric', CATALOGUE) && isJoint({ name: 'randomized_asymmetric', scale: 2 }, CATALOGUE));
  assert.ok(!isJoint('he_normal', CATALOGUE) && !isJoint(undefined, CATALOGUE) && !isJoint('randomized_asymmetric', null));
});
