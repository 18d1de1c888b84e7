import assert from 'node:assert/strict';
import test from 'node:test';

import { textOf } from '../../../../static/js/model/practice/task.js';
import { calledAs } from '../../../../static/js/model/practice/solution.js';
import { initialState } from '../../../../static/js/edges/store.js';

/** @typedef {import('../../../../static/js/model/network/types.js').Spec} Spec */

/** @param {number} width of the hidden layer @param {number} [examples] @returns {Spec} */
const spec = (width, examples = 1) => ({
  network: { seed: 0, layers: [{ units: width, activation: 'relu', initializer: 'he_normal' }, { units: 2, activation: 'softmax', initializer: 'he_normal' }] },
  data: { inputs: new Array(examples).fill([1, 2]), targets: new Array(examples).fill(0) },
  loss: 'cross_entropy', reduction: 'mean', precision: 'float64',
});
const answer = { title: 'Backpropagation through a 2-3-2 network, worked out', example: 0, sections: [] };

/**
 * @param {Spec} of
 * @param {Partial<import('../../../../static/js/model/page/types.js').View>} view
 * @param {Spec} [original] the exercise's and the preset's
 */
function called(of, view, original = spec(3)) {
  const state = initialState();
  const known = /** @type {any} */ ({ seed: 3, level: 2, spec: original, text: textOf(original), answer: { title: 'Exercise 3, level 2: a hidden layer' } });
  const catalogue = /** @type {any} */ ({ datasets: [], presets: [{ name: 'dead_layer', title: 'A dead layer', request: original }] });
  return calledAs({
    view: { ...state.view, ...view }, catalogue,
    derivation: { answer, of: { spec: of, example: 1 }, asking: false, problem: null },
    practice: { ...state.practice, exercises: [known] },
  });
}

test('a solution is called after the exercise, as long as its numbers are the exercise’s', () => {
  const exercise = { seed: 3, level: 2 };
  assert.deepEqual(called(spec(3), { exercise }), { title: 'Exercise 3, level 2: a hidden layer, worked out', file: 'derivation-exercise-3-level-2' });
  assert.equal(called(spec(3, 2), { exercise }, spec(3, 2)).file, 'derivation-exercise-3-level-2-example-1');
  assert.deepEqual(called(spec(4), { exercise }), { title: null, file: 'derivation-2-4-2-example-1' });
  assert.equal(called(spec(3), { exercise: { seed: 4, level: 2 } }).title, null);
});

test('or after the preset, or by the sizes', () => {
  assert.deepEqual(called(spec(3), { preset: 'dead_layer' }),
    { title: 'A dead layer: backpropagation through a 2-3-2 network, worked out', file: 'derivation-dead-layer-example-1' });
  assert.equal(called(spec(4), { preset: 'dead_layer' }).file, 'derivation-2-4-2-example-1');
  assert.equal(called(spec(3), { preset: 'another' }).file, 'derivation-2-3-2-example-1');
  const deep = spec(3);
  deep.network.layers = [...new Array(6).fill(deep.network.layers[0]), ...deep.network.layers];
  assert.equal(called(deep, {}).file, 'derivation-8-layers-example-1');
  assert.equal(called({ ...spec(3), data: { dataset: 'iris' } }, {}).file, 'derivation-network-example-1');
});

test('a title comes first in the name of the file; what the solution says of itself stays', () => {
  const own = { title: 'A dead layer: backpropagation through a 2-3-2 network, worked out', file: 'derivation-übung-3-example-1' };
  assert.deepEqual(called({ ...spec(3), title: 'Übung 3!' }, { preset: 'dead_layer' }), own);
  assert.equal(called({ ...spec(4), title: '…' }, {}).file, 'derivation-2-4-2-example-1', 'of what has no letter there is no name');
});

test('nothing is called anything before it is there', () => {
  assert.deepEqual(calledAs(initialState()), { title: null, file: 'derivation' });
});
