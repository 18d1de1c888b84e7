import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choiceText, createPicture, neuronOf, pictureOf } from '../../../../static/js/model/analysis/picture.js';
import { CATALOGUE, exercise, neuron, spec, whole } from '../../build.js';

test('a dead unit’s column is zero wherever its activation is', () => {
  assert.deepEqual(createPicture(exercise(), { spec: spec(), example: null }, CATALOGUE).zeroColumns(1), [0, 2]);
});

test('on the upper flat side of relu6 the column need not be zero', () => {
  const analysis = exercise();
  const [first, second] = analysis.layers;
  assert.ok(first && second);
  first.activation_function = 'relu6';
  second.weight_gradient = whole([[0, -0.2736, 6], [0, 0.2736, -6]]);
  assert.deepEqual(createPicture(analysis, { spec: spec(), example: null }, CATALOGUE).zeroColumns(1), [0]);
});

test('inactive is of the chosen example only, and never of the dead', () => {
  const analysis = exercise();
  const [first] = analysis.layers;
  assert.ok(first);
  first.neurons[2] = neuron({ index: 2 });
  const chosen = createPicture(analysis, { spec: spec(), example: 0 }, CATALOGUE);
  assert.deepEqual([0, 1, 2].map((unit) => chosen.inactive(1, unit)), [false, false, true]);
  assert.ok(!createPicture(analysis, { spec: spec(), example: null }, CATALOGUE).inactive(1, 2));
  assert.ok(!chosen.inactive(2, 0));
});

test('one scale for all reaches the largest of all', () => {
  assert.equal(createPicture(exercise(), { spec: spec(), example: null }, CATALOGUE).common(), 3);
});

test('the output’s loss decides whether φ′ cancels', () => {
  const cancels = (/** @type {string} */ activation, /** @type {string} */ loss) => {
    const analysis = exercise();
    const last = analysis.layers[1];
    assert.ok(last);
    last.activation_function = activation;
    return createPicture(analysis, { spec: { ...spec(), loss }, example: null }, CATALOGUE).context.shape.cancels;
  };
  assert.ok(cancels('softmax', 'cross_entropy') && cancels('sigmoid', 'binary_cross_entropy'));
  assert.ok(!cancels('sigmoid', 'mean_squared_error'));
});

test('the same answer gives the same picture', () => {
  const state = { analysis: exercise(), answered: { spec: spec(), example: null }, catalogue: CATALOGUE };
  assert.equal(pictureOf(state), pictureOf({ ...state }));
  assert.notEqual(pictureOf(state), pictureOf({ ...state, answered: { ...state.answered, example: 0 } }));
  assert.equal(pictureOf({ analysis: null, answered: null, catalogue: CATALOGUE }), null);
  assert.equal(pictureOf({ ...state, catalogue: null }), null);
});

test('neurons, flat sides and names', () => {
  const picture = createPicture(exercise(), { spec: spec(), example: null }, CATALOGUE);
  assert.equal(neuronOf(picture, 1, 2)?.status, 'dead');
  assert.deepEqual(picture.flat(1), { below: 0, above: null, zero: true });
  assert.deepEqual(picture.flat(2), { below: null, above: null, zero: false });
  assert.equal(choiceText({ name: 'leaky_relu', negative_slope: 0.2 }), 'leaky relu (negative slope 0.2)');
  assert.deepEqual(['relu', 'gelu_tanh'].map(choiceText), ['relu', 'gelu tanh']);
});
