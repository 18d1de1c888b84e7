import assert from 'node:assert/strict';
import { test } from 'node:test';

import { decodeInterfered } from '../../../../static/js/wire/answers.js';
import * as interference from '../../../../static/js/model/train/interference.js';

/** Three examples of classes 1, 0, 1, of which the last has a gradient of zero. */
const WIRE = /** @type {any} */ ({
  interference: [[1, -0.5, null], [-0.5, 1, null], [null, null, null]],
  interference_summary: { mean_cosine: -0.5, conflicting: 1, pairs: 1, zero_gradients: 1 },
  targets: [[0, 1], [1, 0], [0, 1]],
  layers: [
    { index: 1, activation_function: 'leaky_relu', sparsity: { delta: 0.5, activation: 0.25, multiplications: 8, skipped: 6, skipped_share: 0.75 } },
    { index: 2, activation_function: 'softmax', sparsity: { delta: 0, activation: 0, multiplications: 16, skipped: 0, skipped_share: 0 } },
  ],
  sparsity_summary: { multiplications: 24, skipped: 6, skipped_share: 0.25 },
});
const WHOLE = decodeInterfered(WIRE);
const POOLED = decodeInterfered({ ...WIRE, interference: { pooled: [[1, -0.5], [-0.5, 1]], shape: [3, 3], pool: [2, 2] } });

test('examples are sorted by class where that is known', () => {
  assert.deepEqual(interference.orderOf(WHOLE), { examples: [1, 0, 2], classes: [{ name: 0, size: 1 }, { name: 1, size: 2 }] });
  assert.deepEqual(interference.orderOf(POOLED), { examples: [0, 1], classes: null });
  assert.deepEqual(interference.orderOf(decodeInterfered({ ...WIRE, targets: [[0.5, 0.5], [1, 0], [0, 1]] })).classes, null);
});

test('cells are coloured in that order, and without a cosine left out', () => {
  const out = interference.pixels(WHOLE.cosines, interference.orderOf(WHOLE), (cosine) => [cosine * 100 + 100, 0, 0]);
  assert.deepEqual([0, 1, 2, 3, 4].map((cell) => out[4 * cell]), [200, 50, 0, 50, 200]);
  assert.deepEqual([0, 1, 2, 3, 4].map((cell) => out[4 * cell + 3]), [255, 255, 0, 255, 255]);
});

test('shares never read as none or as all where they are not', () => {
  assert.deepEqual([0, 1e-6, 0.005, 0.5544, 0.99999, 1].map(interference.percent), ['0 %', 'under 0.1 %', '0.5 %', '55.4 %', 'over 99.9 %', '100 %']);
});

test('the summary says how many pairs conflict, and of whom there is no cosine', () => {
  assert.equal(interference.summaryWords(WHOLE.summary),
    'The gradients of 100 % of 1 pair of examples conflict; the mean cosine is −0.5. 1 example has a gradient of zero, and no cosine.');
  assert.equal(interference.summaryWords({ mean_cosine: null, conflicting: null, pairs: 0, zero_gradients: 2 }),
    'No two examples have gradients to compare. 2 examples have a gradient of zero, and no cosine.');
  assert.equal(interference.summaryWords({ mean_cosine: 0.25, conflicting: 0.5, pairs: 6, zero_gradients: 0 }),
    'The gradients of 50 % of 6 pairs of examples conflict; the mean cosine is 0.25.');
});

test('the heatmap says its order and its blocks', () => {
  assert.match(interference.heatmapWords(WHOLE, interference.orderOf(WHOLE)), /3 × 3 examples.*sorted by class: class 0 \(1\), class 1 \(2\)\.$/);
  assert.match(interference.heatmapWords(POOLED, interference.orderOf(POOLED)), /largest magnitude of 2 × 2, in the order of the data\.$/);
  const soft = decodeInterfered({ ...WIRE, targets: [[0.5], [1], [0]] });
  assert.match(interference.heatmapWords(soft, interference.orderOf(soft)), /orange\), in the order of the data\.$/);
});

test('a cell names its examples as they are counted in the data', () => {
  const [order, blocks] = [interference.orderOf(WHOLE), interference.orderOf(POOLED)];
  assert.equal(interference.cellWords(WHOLE, order, { row: 0, column: 1 }), 'examples 1 and 0: cosine −0.5');
  assert.equal(interference.cellWords(WHOLE, order, { row: 1, column: 1 }), 'example 0 with itself: cosine 1');
  assert.equal(interference.cellWords(WHOLE, order, { row: 0, column: 2 }), 'examples 1 and 2: no cosine, a gradient is zero or not finite');
  assert.equal(interference.cellWords(POOLED, blocks, { row: 0, column: 1 }), 'examples 0 to 1 with 2 to 2: cosine of largest magnitude −0.5');
});

test('sparsity is told layer by layer and altogether', () => {
  assert.deepEqual(interference.sparsityRows(WHOLE)[0], { layer: 1, activation: 'leaky relu', delta: '50 %', z: '25 %', skipped: '6 of 8 (75 %)' });
  assert.equal(interference.sparsityWords(WHOLE), 'A sparse backward pass would skip 6 of 24 multiplications: 25 %.');
  const none = { multiplications: 16, skipped: 0, skipped_share: 0 };
  assert.equal(interference.sparsityWords({ ...WHOLE, sparsity: none }), 'A sparse backward pass would skip none of 16 multiplications.');
  assert.equal(interference.sparsityWords({ ...WHOLE, sparsity: null }), '');
});

test('the shares are the answer’s own, and none is worked out here', () => {
  const odd = decodeInterfered({ ...WIRE, layers: [{ ...WIRE.layers[0], sparsity: { ...WIRE.layers[0].sparsity, skipped_share: 0.1 } }], sparsity_summary: { ...WIRE.sparsity_summary, skipped_share: 0.2 } });
  assert.match(interference.sparsityRows(odd)[0]?.skipped ?? '', /\(10 %\)$/);
  assert.match(interference.sparsityWords(odd), /: 20 %\.$/);
});

test('steps tell it only where they were asked to', () => {
  const step = (/** @type {any} */ told) => /** @type {any} */ ({ steps: [{ step: 0, interference: told }] });
  const told = { mean_cosine: 'NaN', conflicting: 0.5, pairs: 1, zero_gradients: 0 };
  assert.equal(interference.isTold([step(null)]), false);
  assert.equal(interference.isTold([step(null), step(told)]), true);
  assert.equal(interference.valueOf(step(told).steps[0], 'conflicting'), 0.5);
  assert.equal(interference.valueOf(step(told).steps[0], 'mean_cosine'), NaN);
  assert.equal(interference.valueOf(step(null).steps[0], 'conflicting'), null);
});

test('an answer without interference has nothing to compare', () => {
  const none = decodeInterfered({ ...WIRE, interference: [[1]], interference_summary: null, sparsity_summary: null, layers: [{ ...WIRE.layers[0], sparsity: null }] });
  assert.deepEqual(none.summary, { mean_cosine: null, conflicting: null, pairs: 0, zero_gradients: 0 });
  assert.deepEqual(none.layers, []);
  assert.equal(none.sparsity, null);
});
