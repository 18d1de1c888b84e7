import assert from 'node:assert/strict';
import test from 'node:test';

import {
  addExample, removeExample, setDataField, setDataset, setExplicitData, setFeatures, setLoss, setTableBlock, withFittingTargets,
} from '../../../../static/js/model/network/batch.js';
import { fromRequest } from '../../../../static/js/wire/request.js';
import { initializerOf } from '../../../../static/js/model/page/selectors.js';
import { addLayer, fitted, makeExplicit, moveLayer, removeLayer, setBiasInitializer, setInitializer, setNumbers, setParameter, setUnits } from '../../../../static/js/model/network/spec.js';
import { CATALOGUE as KNOWN } from '../../build.js';
import { cellsInSight, layerOf, unitsOf } from '../../../../static/js/model/network/sizes.js';

/** @import { Catalogue, DatasetEntry, Spec } from '../../../../static/js/model/network/types.js' */

/** @type {Catalogue} */
const CATALOGUE = /** @type {any} */ ({
  datasets: [
    { name: 'moons', features: ['x', 'y'], classes: ['a', 'b'], default_size: 64, max_size: null, noise: 0.1 },
    { name: 'iris', features: ['a', 'b', 'c', 'd'], classes: ['s', 've', 'vi'], default_size: 150, max_size: 150, noise: null },
  ],
  ...KNOWN,
});

/** @returns {Spec} the exercise */
function exercise() {
  return fromRequest({
    network: {
      layers: [
        { weights: [[1, -1], [0.5, 0.5], [-1, 0]], bias: [0, 0, 0], activation: 'relu' },
        { weights: [[1, 2, 3], [-1, 1, 0]], bias: [0, 0], activation: 'softmax' },
      ],
    },
    data: { inputs: [[1, 2]], targets: [0] },
  }).spec;
}

/** @param {Spec} spec @param {number} l */
const weights = (spec, l) => layerOf(spec, l).weights;

test('more units add rows of zeros here and columns of zeros above, and say so', () => {
  const before = exercise();
  const { spec, notes } = setUnits(before, 1, 4, null);
  assert.deepEqual(weights(spec, 1)?.at(-1), [0, 0]);
  assert.deepEqual(layerOf(spec, 1).bias, [0, 0, 0, 0]);
  assert.deepEqual(weights(spec, 2), [[1, 2, 3, 0], [-1, 1, 0, 0]]);
  assert.deepEqual(notes, ['W⁽⁰⁾ and b⁽⁰⁾ got 1 row of zeros.', 'W⁽¹⁾ got 1 column of zeros.']);
  assert.deepEqual(before, exercise(), 'a transition changes nothing that it is given');
});

test('fewer units cut both', () => {
  const { spec, notes } = setUnits(exercise(), 1, 1, null);
  assert.deepEqual([weights(spec, 1), weights(spec, 2)], [[[1, -1]], [[1], [-1]]]);
  assert.deepEqual(notes, ['W⁽⁰⁾ and b⁽⁰⁾ lost its last 2 rows.', 'W⁽¹⁾ lost its last 2 columns.']);
});

test('a count that is none stays as typed', () => {
  const { spec, notes } = setUnits(exercise(), 1, 'three', null);
  assert.equal(layerOf(spec, 1).units, 'three');
  assert.deepEqual(weights(spec, 1)?.length, 3);
  assert.deepEqual(notes, []);
  assert.equal(layerOf(setUnits(spec, 1, 3, null).spec, 1).units, undefined);
});

test('a hidden layer is added below the output, which follows it', () => {
  const { spec } = addLayer(exercise(), CATALOGUE);
  assert.equal(spec.network.layers.length, 3);
  assert.deepEqual(layerOf(spec, 2), { units: 3, activation: 'relu', initializer: 'he_normal' });
  assert.deepEqual(weights(spec, 3)?.map((row) => row.length), [3, 3]);
  const unknown = layerOf(addLayer({ ...exercise(), network: { layers: [{ units: 2, activation: 'softmax' }] } }, CATALOGUE).spec, 1);
  assert.equal(unknown.activation, 'relu', 'the first of the catalogue, where there is none below');
});

test('a layer is removed; the last one hands its activation down, and one remains', () => {
  const { spec } = removeLayer(exercise(), 2, null);
  assert.deepEqual(spec.network.layers.map((layer) => layer.activation), ['softmax']);
  assert.equal(removeLayer(spec, 1, null).spec, spec);
  const first = removeLayer(exercise(), 1, null).spec;
  assert.deepEqual(weights(first, 1), [[1, 2], [-1, 1]]);
});

test('hidden layers change places, the output stays', () => {
  const three = addLayer(exercise(), CATALOGUE).spec;
  const { spec } = moveLayer(three, 2, 1, null);
  assert.equal(layerOf(spec, 1).initializer, 'he_normal');
  assert.deepEqual(weights(spec, 2)?.map((row) => row.length), [3, 3, 3]);
  assert.equal(moveLayer(three, 2, 3, null).spec, three);
  assert.equal(moveLayer(three, 1, 0, null).spec, three);
});

test('numbers of one’s own and those of an initializer take each other’s place', () => {
  const drawn = setInitializer(exercise(), 1, 'he_normal', CATALOGUE);
  assert.deepEqual(layerOf(drawn, 1), { units: 3, activation: 'relu', initializer: 'he_normal' });
  const biased = setBiasInitializer(drawn, 1, 'normal');
  assert.equal(layerOf(biased, 1).bias_initializer, 'normal');
  assert.equal(layerOf(setInitializer(biased, 1, 'randomized_asymmetric', CATALOGUE), 1).bias_initializer, undefined);
  assert.equal(layerOf(setBiasInitializer(biased, 1, 'zeros'), 1).bias_initializer, undefined);
  const scaled = setParameter(drawn, 1, 'initializer', 'scale', 2);
  assert.deepEqual(layerOf(scaled, 1).initializer, { name: 'he_normal', scale: 2 });
  assert.equal(layerOf(setParameter(scaled, 1, 'initializer', 'scale', undefined), 1).initializer, 'he_normal');
  const own = makeExplicit(biased, 1, [[1, 2], [3, 4], [5, 6]], [7, 8, 9]);
  assert.deepEqual(layerOf(own, 1), { activation: 'relu', weights: [[1, 2], [3, 4], [5, 6]], bias: [7, 8, 9] });
});

test('a layer of one’s own numbers does not grow without measure, and loses nothing', () => {
  const before = exercise();
  for (const units of [5000, 9_999_999, 1e308]) {
    const { spec, notes } = setUnits(before, 1, units, null);
    assert.equal(spec, before);
    assert.deepEqual(notes, ['Layer 1 keeps its 3 units: with numbers of your own it can have at most 4096. An initializer may draw more.']);
  }
  assert.equal(unitsOf(setUnits(before, 1, 4096, null).spec, 1), 4096);
  const typed = setUnits(before, 1, 'three', null).spec;
  assert.deepEqual(setUnits(typed, 1, 5000, null).spec, before);
  const wide = setFeatures({ ...before, data: { inputs: [new Array(1000).fill(0)], targets: [0] } }, 1001, null).spec;
  assert.match(setUnits(wide, 1, 2000, null).notes.join(), /at most 999/);
});

test('the numbers above a layer of too many units stay as they are', () => {
  const drawn = setInitializer(exercise(), 1, 'he_normal', CATALOGUE);
  const { spec, notes } = setUnits(drawn, 1, 9_999_999, null);
  assert.deepEqual([unitsOf(spec, 1), weights(spec, 2)], [9_999_999, weights(exercise(), 2)]);
  assert.deepEqual(notes, ['W⁽¹⁾ keeps its 3 columns: with 9999999 it would have too many numbers of your own. An initializer may draw more.']);
  assert.deepEqual(weights(setUnits(spec, 1, 4, null).spec, 2)?.[0], [1, 2, 3, 0]);
});

test('examples and features too many for a table are left out as a whole', () => {
  const before = exercise();
  const tall = new Array(200_000).fill([1]);
  const wide = { ...before, data: { inputs: new Array(1000).fill(new Array(1000).fill(0)), targets: new Array(1000).fill(0) } };
  const refused = [
    [before, setTableBlock(before, 0, 0, tall, null)],
    [before, setExplicitData(before, { inputs: tall, targets: [] }, null)],
    [wide, setFeatures(wide, 1001, null)],
  ];
  for (const [kept, edit] of /** @type {[Spec, import('../../../../static/js/model/network/spec.js').Edit][]} */ (refused)) {
    assert.equal(edit.spec, kept);
    assert.match(edit.notes.join(), /^The examples are as before: /);
  }
  assert.equal(setFeatures(wide, 999, null).notes.length, 1, 'fewer are always possible');
});

test('targets do not grow with an output of too many units', () => {
  const soft = setExplicitData(exercise(), { inputs: [[1, 2]], targets: [[0.3, 0.7]] }, null).spec;
  const vast = setUnits(setInitializer(soft, 2, 'zeros', CATALOGUE), 2, 9_999_999, null).spec;
  assert.equal(withFittingTargets(vast), vast);
  const indexed = setUnits(setInitializer(exercise(), 2, 'zeros', CATALOGUE), 2, 9_999_999, null).spec;
  assert.deepEqual(setLoss(indexed, 'mean_squared_error', CATALOGUE).spec.data, exercise().data);
});

test('a bias that was left out is written only when it is touched', () => {
  const { bias: _, ...rest } = layerOf(exercise(), 1);
  const spec = { ...exercise(), network: { layers: [rest, layerOf(exercise(), 2)] } };
  assert.equal(layerOf(setNumbers(spec, 1, 'weights', 0, 0, [[9]]), 1).bias, undefined);
  assert.deepEqual(layerOf(setNumbers(spec, 1, 'bias', 1, 0, [[9]]), 1).bias, [0, 9, 0]);
});

test('a data set brings its features to the first layer and its classes to the output', () => {
  const iris = /** @type {DatasetEntry} */ (CATALOGUE.datasets[1]);
  const { spec, notes } = setDataset(exercise(), iris, CATALOGUE);
  assert.deepEqual(spec.data, { dataset: 'iris', size: 150, seed: 0 });
  assert.deepEqual(weights(spec, 1)?.[0], [1, -1, 0, 0]);
  assert.equal(unitsOf(spec, 2), 3);
  assert.equal(notes[0], 'The output now has 3 units, one for each class.');
  const moons = setDataset(spec, /** @type {DatasetEntry} */ (CATALOGUE.datasets[0]), CATALOGUE).spec;
  assert.deepEqual(moons.data, { dataset: 'moons', size: 64, seed: 0, noise: 0.1 });
  assert.deepEqual(setDataField(moons, 'noise', undefined).data, { dataset: 'moons', size: 64, seed: 0 });
});

test('two classes do with one output where the loss is binary', () => {
  const binary = setLoss(setUnits(exercise(), 2, 1, null).spec, 'mean_squared_error', CATALOGUE).spec;
  assert.equal(unitsOf(setDataset(binary, /** @type {DatasetEntry} */ (CATALOGUE.datasets[0]), CATALOGUE).spec, 2), 1);
});

test('the table grows, shrinks and takes blocks', () => {
  const two = addExample(exercise());
  assert.deepEqual(two.data, { inputs: [[1, 2], [0, 0]], targets: [0, 0] });
  assert.deepEqual(removeExample(two, 0).spec.data, { inputs: [[0, 0]], targets: [0] });
  assert.equal(removeExample(exercise(), 0).notes.length, 1);
  const { spec, notes } = setTableBlock(exercise(), 0, 1, [[5, 1], [6, 2]], null);
  assert.deepEqual(spec.data, { inputs: [[1, 5], [0, 6]], targets: [1, 2] });
  assert.equal(unitsOf(spec, 2), 3, 'class 2 needs a third output');
  assert.equal(notes[0], 'The output now has 3 units, one for each class.');
  assert.equal(setTableBlock(exercise(), 0, 2, [[0, 7]], null).notes.length, 1);
});

test('labels that start at 1 widen the output by no class 0 that is not there', () => {
  const batch = (/** @type {number[]} */ targets) => ({ inputs: targets.map(() => [0, 0]), targets });
  const unitsFor = (/** @type {number} */ units, /** @type {number[]} */ targets) =>
    unitsOf(setExplicitData(setUnits(exercise(), 2, units, null).spec, batch(targets), null).spec, 2);
  assert.equal(unitsFor(5, [1, 2, 3, 4, 5]), 5, 'the service tells that they start at 1');
  assert.equal(unitsFor(2, [1, 2, 3, 4, 5]), 5);
  assert.equal(unitsFor(2, Array.from({ length: 10 }, (_, n) => 1 + (n % 2))), 2);
  assert.equal(unitsFor(5, [0, 1, 5]), 6, 'class 0 is there');
  assert.equal(unitsFor(5, [1, 2, 5]), 6, 'class 5 may well be the sixth');
});

test('one typed class index that is out of range is the server’s to judge', () => {
  const { spec } = setTableBlock(exercise(), 0, 2, [[7]], null);
  assert.deepEqual(spec.data, { inputs: [[1, 2]], targets: [7] });
  assert.equal(unitsOf(spec, 2), 2);
});

test('features come and go at the end, and the first layer follows', () => {
  const { spec } = setFeatures(exercise(), 3, null);
  assert.deepEqual(spec.data, { inputs: [[1, 2, 0]], targets: [0] });
  assert.deepEqual(weights(spec, 1)?.[0], [1, -1, 0]);
  assert.equal(setFeatures(exercise(), 0, null).notes.length, 1);
});

test('targets follow the loss there and back', () => {
  const squared = setLoss(exercise(), 'mean_squared_error', CATALOGUE);
  assert.deepEqual(squared.spec.data, { inputs: [[1, 2]], targets: [[1, 0]] });
  assert.equal(layerOf(squared.spec, 2).activation, 'identity');
  assert.deepEqual(squared.notes, ['The output’s activation is now identity.']);
  const back = setLoss(squared.spec, 'cross_entropy', CATALOGUE).spec;
  assert.deepEqual(back.data, { inputs: [[1, 2]], targets: [0] });
  assert.equal(layerOf(back, 2).activation, 'softmax');
  const wide = withFittingTargets(setUnits(squared.spec, 2, 3, null).spec);
  assert.deepEqual(wide.data, { inputs: [[1, 2]], targets: [[1, 0, 0]] });
});

test('one binary output becomes two for a softmax', () => {
  const one = setLoss(setUnits(exercise(), 2, 1, null).spec, 'binary_cross_entropy', CATALOGUE).spec;
  assert.deepEqual(one.data, { inputs: [[1, 2]], targets: [[0]] });
  const { spec } = setLoss(one, 'cross_entropy', CATALOGUE);
  assert.equal(unitsOf(spec, 2), 2);
  assert.deepEqual(spec.data, { inputs: [[1, 2]], targets: [0] });
});

test('targets that are no classes stay as they are', () => {
  const soft = setExplicitData(exercise(), { inputs: [[1, 2]], targets: [[0.3, 0.7]] }, null).spec;
  assert.deepEqual(setLoss(soft, 'cross_entropy', CATALOGUE).spec.data, { inputs: [[1, 2]], targets: [[0.3, 0.7]] });
});

test('what fits already is the same object, so that nothing is analysed again', () => {
  const spec = exercise();
  assert.equal(fitted(spec, CATALOGUE).spec, spec);
});

test('with an example chosen no example is pooled, but for layers too wide to be drawn whole', () => {
  assert.deepEqual(cellsInSight(exercise(), null), [128, 128]);
  assert.equal(cellsInSight(exercise(), 0)[0] > 1e9, true);
  const wide = setUnits(exercise(), 1, 129, CATALOGUE).spec;
  assert.deepEqual(cellsInSight(wide, 0), [128, 128]);
});

test('what a layer is drawn from is the usual of its activation where it names nothing', () => {
  /** @type {Catalogue} */
  const catalogue = /** @type {any} */ ({ ...CATALOGUE, activations: [{ name: 'relu', default_initializer: 'he_normal' }, { name: 'selu', default_initializer: 'lecun_normal' }] });
  assert.equal(initializerOf({ activation: 'selu' }, catalogue), 'lecun_normal');
  assert.equal(initializerOf({ activation: { name: 'selu' }, initializer: 'zeros' }, catalogue), 'zeros');
  assert.equal(initializerOf({ activation: 'selu' }, null), undefined);
  const selu = { ...exercise(), network: { layers: [{ units: 3, activation: 'selu' }, { units: 2, activation: 'softmax' }] } };
  assert.equal(layerOf(addLayer(selu, catalogue).spec, 2).initializer, 'lecun_normal');
  assert.deepEqual(layerOf(setParameter(selu, 1, 'initializer', 'scale', 2, 'lecun_normal'), 1).initializer, { name: 'lecun_normal', scale: 2 });
});

test('a layer as an answer has it is one that the page can edit', () => {
  const read = (/** @type {object} */ layer) => fromRequest({ network: { layers: [layer] }, data: { dataset: 'xor' } }).spec.network.layers[0];
  assert.deepEqual(read({ units: 1, activation_function: 'relu', activation_parameters: null }), { units: 1, activation: 'relu' });
  assert.deepEqual(read({ units: 1, activation_function: 'elu', activation_parameters: { alpha: 2 } }), { units: 1, activation: { name: 'elu', alpha: 2 } });
  const both = { units: 1, activation: 'relu', activation_function: 'elu' };
  assert.deepEqual(read(both), both);
});
