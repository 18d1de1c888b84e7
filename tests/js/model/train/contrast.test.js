import assert from 'node:assert/strict';
import test from 'node:test';

import { partingWords, titlesOf } from '../../../../static/js/model/train/contrast.js';
import { spec } from '../../build.js';
import { run, step } from '../../runs.js';

/** @typedef {import('../../../../static/js/model/network/types.js').WhatIf} WhatIf */
/** @typedef {import('../../../../static/js/model/network/types.js').LayerSpec} LayerSpec */

const CATALOGUE = /** @type {import('../../../../static/js/model/network/types.js').Catalogue} */ (/** @type {unknown} */ ({ optimizers: [{ name: 'adam', learning_rate: 0.001 }] }));

/**
 * @param {WhatIf['change']} change
 * @param {[Partial<import('../../../../static/js/model/network/types.js').TrainingSpec>, LayerSpec[]]} first
 * @param {[Partial<import('../../../../static/js/model/network/types.js').TrainingSpec>, LayerSpec[]]} second
 */
function titles(change, first, second) {
  const what = { what_if: { change, value: 'x' } };
  return titlesOf(
    { ...spec(), network: { layers: first[1] }, training: { ...first[0], ...what } }, { ...spec(), network: { layers: second[1] }, training: second[0] }, CATALOGUE);
}

test('two runs are called by what differs', () => {
  const out = { units: 2, activation: 'softmax' };
  assert.deepEqual(titles('activation', [{}, [{ activation: 'relu' }, out]], [{}, [{ activation: { name: 'leaky_relu', negative_slope: 0.2 } }, out]]),
    ['hidden activation relu', 'hidden activation leaky relu (negative slope 0.2)']);
  assert.deepEqual(titles('activation', [{}, [{ activation: 'relu' }, { activation: 'tanh' }, { activation: 'relu' }, out]], [{}, [{}, out]]),
    ['hidden activation relu, tanh', 'hidden activation by default']);
  assert.deepEqual(titles('activation', [{}, [out]], [{}, [out]]), ['hidden activation of no hidden layer', 'hidden activation of no hidden layer']);
  assert.deepEqual(titles('initializer', [{}, [{ weights: [[1]] }, out]], [{}, [{ initializer: 'he_normal' }, out]]),
    ['initializer numbers as given', 'initializer he normal']);
  assert.deepEqual(titles('bias_initializer', [{}, [{}, out]], [{}, [{ bias_initializer: { name: 'constant', scale: 0.1 } }, out]]),
    ['bias initializer by default', 'bias initializer constant (scale 0.1)']);
  assert.deepEqual(titles('optimizer', [{}, []], [{ optimizer: { name: 'adam', learning_rate: 0.1 } }, []]), ['optimizer sgd (learning rate by default)', 'optimizer adam (learning rate 0.1)']);
  assert.deepEqual(titles('learning_rate', [{ optimizer: 'adam' }, []], [{ optimizer: { name: 'adam', learning_rate: 0.05 } }, []]),
    ['learning rate 0.001', 'learning rate 0.05']);
  assert.deepEqual(titles('learning_rate', [{}, []], [{ optimizer: { name: 'sgd', learning_rate: 'fast' } }, []]), ['learning rate by default', 'learning rate fast']);
  assert.deepEqual(titlesOf(spec(), spec(), null), ['this run', 'what if']);
});

test('where they part', () => {
  const long = run([step(0), step(2), step(3), step(5)], { status: 'done' });
  const short = run([step(0), step(3)], { status: 'done' });
  assert.equal(partingWords(3, [long, short]), 'The two part at step 3.');
  assert.equal(partingWords(5, [long, short]), 'The two part after step 3, at step 5 at the latest.');
  assert.equal(partingWords(0, [long, short]), 'The two differ from the start.');
  assert.equal(partingWords(null, [long, short]), 'The two do not part in the 3 steps that both have.');
  assert.equal(partingWords(null, [short, run([step(0), step(3)], { status: 'done' })]), 'The two do not part in 3 steps.');
  assert.equal(partingWords(null, [long, run([step(0), step(3)])]), 'The two have not parted up to step 3.');
  assert.equal(partingWords(null, [run([]), short]), '');
});
