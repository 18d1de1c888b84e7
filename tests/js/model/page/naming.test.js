import assert from 'node:assert/strict';
import test from 'node:test';

import { fileName, sizesName, slug } from '../../../../static/js/model/page/naming.js';
import { textOf } from '../../../../static/js/model/practice/task.js';
import { initialState } from '../../../../static/js/edges/store.js';
import { CATALOGUE } from '../../build.js';

/** @typedef {import('../../../../static/js/model/network/types.js').Spec} Spec */

/** @param {number} target @returns {Spec} */
const spec = (target) => ({
  network: { seed: 0, layers: [{ weights: [[1, 2], [3, 4], [5, 6]], bias: [0, 0, 0], activation: 'softmax' }] },
  data: { inputs: [[1, 2]], targets: [target] }, loss: 'cross_entropy', reduction: 'mean', precision: 'float64',
});
const [own, drawn] = [spec(0), spec(1)];
const known = /** @type {any} */ ({ seed: 7, level: 2, spec: drawn, text: textOf(drawn), answer: { title: 'Exercise 7', hand_in: [] } });

/**
 * @param {Spec} now
 * @param {Partial<import('../../../../static/js/model/page/types.js').View>} [view]
 * @param {string} [title]
 */
function named(now, view = {}, title) {
  const state = initialState();
  const { network, data } = own;
  const catalogue = /** @type {any} */ ({ ...CATALOGUE, datasets: [], presets: [{ name: 'dead_layer', title: 'A dead layer', request: { network, data }, training: null }] });
  return fileName({ catalogue, spec: now, view: { ...state.view, ...view }, practice: { ...state.practice, exercises: [known] } }, title);
}

test('a network is saved under the name of its exercise or preset, as long as its numbers are theirs', () => {
  assert.equal(named(drawn, { preset: 'dead_layer', exercise: { seed: 7, level: 2 } }), 'nablascope-exercise-7-level-2');
  assert.equal(named(own, { preset: 'dead_layer' }), 'nablascope-dead-layer');
  const edited = /** @type {Spec} */ ({ ...own, reduction: 'sum' });
  assert.equal(named(edited, { preset: 'dead_layer' }), 'nablascope-2-3');
  assert.equal(named(edited, { preset: 'dead_layer', exercise: { seed: 7, level: 2 } }), named(edited), 'one’s own is named by its sizes');
});

test('a title comes first', () => {
  assert.equal(named(own, { preset: 'dead_layer' }, 'Übung 3: δ und ∇W'), 'nablascope-übung-3-δ-und-w');
  assert.equal(named(own, { preset: 'dead_layer' }, ' … '), 'nablascope-dead-layer', 'of what has no letter there is no name');
});

test('a title becomes letters, digits and hyphens', () => {
  assert.equal(slug('  ../../etc/passwd  '), 'etc-passwd');
  assert.equal(slug('a'.repeat(59) + ' b'), 'a'.repeat(59));
  assert.equal(slug('練習 2'), '練習-2');
  assert.equal(slug('CON: |<>?*"'), 'con');
});

test('sizes are named one by one while they are few', () => {
  assert.equal(sizesName([2, 3, 2]), '2-3-2');
  assert.equal(sizesName([1, 2, 3, 4, 5, 6, 7]), '6-layers');
  assert.equal(sizesName([]), 'network');
});
