import assert from 'node:assert/strict';
import test from 'node:test';

import { decodeAnalysis, decodeExplanation } from '../../static/js/wire/answers.js';
import { at, cellOf, decodeMatrix, isWhole, toRows, transposed } from '../../static/js/wire/arrays.js';
import { exact, number, plural, scientific, words } from '../../static/js/model/format.js';
import { MOST_STEPS, record, redo, undo } from '../../static/js/model/page/history.js';
import { drawn, matrixOf, outdated, withinReach } from '../../static/js/model/page/selectors.js';
import { createStore, initialState } from '../../static/js/edges/store.js';
import { stillExists } from '../../static/js/model/analysis/targets.js';

test('numbers keep four significant digits and a true minus sign', () => {
  const pairs = /** @type {const} */ ([
    [0.81757448, '0.8176'], [-0.18242552, '−0.1824'], [0, '0'], [-0, '0'], [1, '1'], [1234.56, '1235'], [9999.9, '1e4'],
    [12344, '1.234e4'], [0.0001, '0.0001'], [0.000012345, '1.234e−5'], [-1e-300, '−1e−300'], [Number.NaN, 'NaN'],
    [Infinity, '∞'], [-Infinity, '−∞'], [null, '–'],
  ]);
  for (const [value, text] of pairs) assert.equal(number(value), text);
  assert.deepEqual([scientific(0.0002158), scientific(-12.34567, 2), scientific(1e21)], ['2.158e−4', '−1.2e1', '1e21']);
  assert.deepEqual([number(3.14159e-10, 2), number(-0.1824255238, 10)], ['3.1e−10', '−0.1824255238']);
  assert.equal(exact(-0.1 - 0.2), '−0.30000000000000004');
  assert.equal(exact(-0), '0');
  assert.deepEqual([plural(1, 'unit'), plural(2, 'unit'), plural(2, 'class', 'classes')], ['1 unit', '2 units', '2 classes']);
  assert.equal(words('mean_squared_error'), 'mean squared error');
});

test('arrays are decoded from lists and from base64, whole and pooled', () => {
  const bdata = Buffer.from(new Float32Array([1, 2, 3, 4, 5, 6]).buffer).toString('base64');
  assert.deepEqual(toRows(decodeMatrix({ dtype: 'f4', shape: '2, 3', bdata })), [[1, 2, 3], [4, 5, 6]]);
  const list = decodeMatrix([[1, 'NaN'], ['Infinity', '-Infinity']]);
  assert.deepEqual(toRows(list), [[1, Number.NaN], [Infinity, -Infinity]]);
  assert.deepEqual(decodeMatrix([1, 2, 3]).shape, [3, 1]);
  const pooled = decodeMatrix({ pooled: [[1, 2], [3, 4]], shape: [200, 5], pool: [100, 3] });
  assert.deepEqual([pooled.rows, pooled.shape, pooled.pool, isWhole(pooled)], [2, [200, 5], [100, 3], false]);
  assert.deepEqual(cellOf(pooled, 150, 2), [1, 0]);
  assert.equal(at(pooled, 1, 0), 3);
  assert.ok(Number.isNaN(at(pooled, 2, 0)) && Number.isNaN(at(pooled, 0, -1)));
  const turned = transposed(pooled);
  assert.deepEqual([toRows(turned), turned.shape, turned.pool], [[[1, 3], [2, 4]], [5, 200], [3, 100]]);
  assert.equal(transposed(pooled), turned);
  assert.throws(() => decodeMatrix({ dtype: 'f4', shape: '2, 2', bdata }), RangeError);
  assert.throws(() => decodeMatrix({ dtype: 'c16', shape: '1', bdata }), RangeError);
});

/** @returns {any} a wire answer of one layer, 2 → 1, two examples */
function wire() {
  return {
    loss: 'NaN', losses: [0.5, 'Infinity'], accuracy: null, input: [[1, 2], [3, 4]], targets: [[1], [0]], non_finite: null,
    advice: [{ code: 'equal_targets', pointer: '/data/targets', message: 'all the same' }],
    layers: [{
      index: 1, units: 1, activation_function: 'relu', preactivation: [[5], [6]], activation: [[5], [6]], derivative: null,
      delta: [[0], [1]], weights: [[7, 8]], bias: [9], weight_gradient: [[1, 2]], bias_gradient: [3], dead: [], dead_examples: [],
      neurons: [{ index: 0, status: 'active', cause: null, active_fraction: 1, min_preactivation: '-Infinity', max_preactivation: 6, dormancy: 1, certified_dead: null, permanent: false }],
      gradient_norm: 'Infinity',
    }],
  };
}

test('an answer is decoded, its scalars included', () => {
  const analysis = decodeAnalysis(wire());
  assert.ok(Number.isNaN(analysis.loss));
  assert.equal(analysis.losses.data[1], Infinity);
  assert.equal(analysis.layers[0]?.gradient_norm, Infinity);
  assert.equal(analysis.layers[0]?.neurons[0]?.min_preactivation, -Infinity);
  assert.equal(analysis.layers[0]?.derivative, null);
  assert.equal(analysis.advice[0]?.code, 'equal_targets');
});

test('a quantity is drawn with one row a unit', () => {
  const analysis = decodeAnalysis(wire());
  assert.deepEqual(drawn(analysis, 0, 'activation')?.shape, [2, 2]);
  assert.deepEqual(drawn(analysis, 1, 'delta')?.shape, [1, 2]);
  assert.deepEqual(drawn(analysis, 1, 'weights')?.shape, [1, 2]);
  assert.equal(matrixOf(analysis, 1, 'derivative'), null);
  assert.equal(matrixOf(analysis, 2, 'delta'), null);
  assert.ok(stillExists(analysis, { kind: 'neuron', layer: 1, unit: 0 }));
  assert.ok(!stillExists(analysis, { kind: 'neuron', layer: 2, unit: 0 }));
  assert.ok(stillExists(analysis, { kind: 'cell', layer: 1, quantity: 'delta', row: 0, column: 1 }));
  assert.ok(!stillExists(analysis, { kind: 'cell', layer: 1, quantity: 'delta', row: 1, column: 0 }));
});

test('a view is brought back within the spec', () => {
  const state = initialState();
  const spec = { ...state.spec, data: { inputs: [[1], [2]], targets: [0, 1] } };
  const view = { ...state.view, example: 5, focus: 3, open: 1 };
  assert.deepEqual(withinReach({ ...state, spec, view }), { ...state.view, example: 1 });
  const fine = { ...state.view, example: 1 };
  assert.equal(withinReach({ ...state, spec, view: fine }), fine);
  const named = { ...state.spec, data: { dataset: 'moons', size: 'many' } };
  assert.equal(withinReach({ ...state, spec: named, view: fine }), fine);
});

test('a picture is outdated until it is that of the spec', () => {
  const analysis = decodeAnalysis(wire());
  assert.ok(!outdated({ ...initialState(), status: 'loading' }));
  assert.ok(outdated({ ...initialState(), analysis, status: 'invalid' }));
  assert.ok(!outdated({ ...initialState(), analysis, status: 'ready' }));
});

test('undo and redo walk the same way back and forth', () => {
  const start = { past: /** @type {string[]} */ ([]), spec: 'a', future: /** @type {string[]} */ ([]) };
  const typed = record(record(start, 'b'), 'c', true);
  assert.deepEqual(typed, { past: ['a'], spec: 'c', future: [] }, 'typing in one field is one step');
  const back = undo(typed);
  assert.deepEqual(back, { past: [], spec: 'a', future: ['c'] });
  assert.ok(back);
  assert.deepEqual(redo(back), typed);
  assert.equal(undo(start), null);
  assert.equal(redo(start), null);
  assert.deepEqual(record(back, 'd').future, [], 'an edit ends what could be redone');
  let long = start;
  for (let i = 0; i < MOST_STEPS + 10; i++) long = record(long, String(i));
  assert.equal(long.past.length, MOST_STEPS);
});

test('the store tells its listeners once, and only of changes', () => {
  const store = createStore(initialState());
  let told = 0;
  const stop = store.subscribe(() => told++);
  store.set({ status: 'ready', notice: 'x' });
  store.set({ status: 'ready' });
  assert.equal(told, 1);
  stop();
  store.set({ status: 'loading' });
  assert.equal(told, 1);
  assert.equal(store.get().notice, 'x');
});

test('an explanation whose numbers left the finite ones is decoded to numbers', () => {
  const cell = { quantity: /** @type {const} */ ('losses'), layer: null, example: 0, row: null, column: null, text: 'ℓ', mathml: '' };
  const found = decodeExplanation({
    target: { quantity: 'loss' }, text: 'ℒ', mathml: '', words: 'loss of the batch', value: 'NaN', steps: [], more_inputs: 0, notes: [],
    inputs: [{ ...cell, value: '-Infinity' }, { ...cell, value: 0.5 }],
    blocked: [{ layer: 1, unit: 0, example: null, preactivation: 'Infinity', message: '' }],
  });
  assert.ok(Number.isNaN(found.value));
  assert.deepEqual([...found.inputs.map(({ value }) => value), found.blocked[0]?.preactivation], [-Infinity, 0.5, Infinity]);
});
