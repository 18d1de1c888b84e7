import assert from 'node:assert/strict';
import test from 'node:test';

import { canBeAnswered, exerciseFields, isFetching, nameOf, ownFields, sizesOf, taskOf, textOf, tooLarge } from '../../../../static/js/model/practice/task.js';
import { initialState } from '../../../../static/js/edges/store.js';
import { CATALOGUE } from '../../build.js';

/** @typedef {import('../../../../static/js/model/network/types.js').Spec} Spec */

/** @returns {Spec} 2 inputs, 3 hidden units, 2 outputs, 2 examples */
const spec = () => ({
  network: {
    seed: 0,
    layers: [
      { weights: [[1, -1], [0.5, 0.5], [-1, 0]], activation: 'relu' },
      { weights: [[1, 2, 3], [-1, 1, 0]], activation: 'softmax' },
    ],
  },
  data: { inputs: [[1, 2], [3, 4]], targets: [0, 1] },
  loss: 'cross_entropy', reduction: 'mean', precision: 'float64',
});

test('a network of one’s own asks forward from the first layer, and back from the last', () => {
  const sizes = sizesOf(spec(), null);
  assert.deepEqual(sizes, { widths: [2, 3, 2], examples: 2 });
  const fields = ownFields(sizes ?? { widths: [], examples: 0 }, (layer) => layer === 1);
  assert.deepEqual(fields.map(({ name, rows, columns }) => `${name} ${rows} × ${columns}`), [
    'preactivation/1 3 × 2', 'activation/1 3 × 2', 'derivative/1 3 × 2', 'preactivation/2 2 × 2', 'activation/2 2 × 2',
    'delta/2 2 × 2', 'weight_gradient/2 2 × 3', 'bias_gradient/2 2 × 1',
    'delta/1 3 × 2', 'weight_gradient/1 3 × 2', 'bias_gradient/1 3 × 1',
  ]);
  assert.deepEqual(fields.filter(({ output }) => output).map(({ layer }) => layer), [2, 2, 2, 2, 2]);
  const deep = ownFields({ widths: [2, 2, 2, 2, 2], examples: 1 }, () => true);
  assert.ok(deep.every(({ quantity }) => quantity !== 'preactivation'), 'a deep network is asked for its gradients only');
});

test('an exercise asks in its own order; shapes of the wire are turned to those of paper', () => {
  const hand = (/** @type {any} */ quantity, /** @type {number[]} */ shape) => ({ layer: 2, quantity, shape, text: '', mathml: '', words: '' });
  const exercise = /** @type {any} */ ({ hand_in: [hand('delta', [4, 2]), hand('bias_gradient', [2]), hand('weight_gradient', [2, 3])] });
  assert.deepEqual(exerciseFields(exercise, spec()).map(({ rows, columns, output }) => [rows, columns, output]), [[2, 4, true], [2, 1, true], [2, 3, true]]);
});

test('sizes are told where the spec tells them', () => {
  const named = { ...spec(), data: { dataset: 'moons', size: 4 } };
  const catalogue = /** @type {any} */ ({ datasets: [{ name: 'moons', features: ['x', 'y'], default_size: 64 }] });
  assert.deepEqual(sizesOf(named, catalogue)?.examples, 4);
  assert.equal(sizesOf(named, null), null);
  assert.equal(sizesOf({ ...named, data: { dataset: 'moons' } }, catalogue)?.examples, 64);
  assert.equal(sizesOf({ ...named, data: { dataset: 'moons', size: 'many' } }, catalogue), null);
  assert.equal(sizesOf({ ...spec(), network: { layers: [] } }, null), null);
});

test('what is too large to be worked out by hand says what', () => {
  assert.equal(tooLarge({ widths: [12, 12, 12], examples: 12 }), null);
  assert.match(tooLarge({ widths: [64, 128, 10], examples: 1 }) ?? '', /the network has 64 inputs/);
  assert.match(tooLarge({ widths: [2, 128, 10], examples: 1 }) ?? '', /layer 1 has 128 units/);
  assert.match(tooLarge({ widths: [2, 3], examples: 150 }) ?? '', /150 examples/);
  assert.match(tooLarge({ widths: new Array(12).fill(2), examples: 1 }) ?? '', /11 layers/);
});

test('the same numbers have the same text and name, however they are written down', () => {
  const { network, data, ...rest } = spec();
  const other = /** @type {Spec} */ ({ ...rest, precision: 'float32', data: { targets: /** @type {any} */ (data).targets, inputs: /** @type {any} */ (data).inputs }, network: { layers: network.layers, seed: 0 } });
  assert.equal(textOf(other), textOf(spec()));
  assert.notEqual(textOf({ ...spec(), reduction: 'sum' }), textOf(spec()));
  assert.equal(nameOf(textOf(spec())), nameOf(textOf(spec())));
  assert.equal(new Set(Array.from({ length: 2000 }, (_, seed) => nameOf(String(seed)))).size, 2000);
});

test('a task is an exercise’s while the spec is, and one’s own when it is not', () => {
  const known = /** @type {any} */ ({ seed: 3, level: 2, spec: spec(), text: textOf(spec()), answer: { hand_in: [] } });
  const state = { ...initialState(), spec: spec(), catalogue: CATALOGUE };
  const practice = { ...state.practice, exercises: [known] };
  assert.equal(taskOf({ ...state, practice }).exercise, known);
  assert.equal(taskOf({ ...state, practice }).exercise, known);
  const edited = { ...state, practice, spec: { ...spec(), reduction: /** @type {const} */ ('sum') } };
  assert.equal(taskOf(edited).exercise, null);
  assert.equal(taskOf(edited).fields.length, 11);
  assert.deepEqual(taskOf({ ...edited, catalogue: null }).fields, [], 'which layers have a φ′ is not known yet');
  const large = { ...state, spec: { ...spec(), data: { inputs: new Array(13).fill([1, 2]), targets: new Array(13).fill(0) } } };
  assert.deepEqual([taskOf(large).text, taskOf(large).fields], ['', []]);
});

test('there is a worksheet only of what fits together, and an exercise is waited for', () => {
  const state = { ...initialState(), spec: spec(), catalogue: CATALOGUE, status: /** @type {const} */ ('ready') };
  const sheet = { of: state.spec, text: textOf(state.spec), answers: {}, past: [], future: [], verdicts: {}, mistakes: null };
  const shown = { ...state, practice: { ...state.practice, sheet } };
  assert.ok(canBeAnswered(shown));
  assert.ok(!canBeAnswered({ ...shown, spec: spec() }), 'an older sheet is not that of the spec');
  const problem = { title: '', status: 422, detail: '', errors: [] };
  assert.ok(!canBeAnswered({ ...shown, status: 'loading', problem }));
  assert.ok(canBeAnswered({ ...shown, status: 'offline', problem }));
  const exercise = { seed: 1, level: 1 };
  const linked = { ...shown, view: { ...shown.view, exercise } };
  assert.ok(isFetching(linked) && !canBeAnswered(linked));
  assert.ok(!isFetching({ ...linked, status: 'offline' }));
  assert.ok(!isFetching({ ...linked, practice: { ...linked.practice, unknown: { of: exercise, problem } } }));
});
