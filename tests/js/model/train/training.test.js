import assert from 'node:assert/strict';
import test from 'node:test';

import { changed, cursorOf, firstParting, isStale, sameNumbers, sameSpec, shownRun, snapshotAt, snapshotUpTo, specAt, stepAt, trainingOf, withTrainingField } from '../../../../static/js/model/train/training.js';

import { CATALOGUE, spec as emptySpec } from '../../build.js';

/** @import { Spec } from '../../../../static/js/model/network/types.js'
 * @import { Run, RunStep, Snapshot, TrainingState } from '../../../../static/js/model/train/types.js' */

/**
 * @param {number} step
 * @param {Partial<RunStep>} [facts]
 * @returns {RunStep}
 */
function recorded(step, facts = {}) {
  return {
    step, loss: 1, accuracy: null, learning_rate: 0.1, gradient_norms: [1], update_ratios: [null], dead: [0], starved: [0],
    statuses: ['5'], interference: null, ...facts,
  };
}

/** @param {number} step @returns {Snapshot} */
const snapshot = (step) => ({ step, wire: /** @type {any} */ ({}), surface: null, partial: false, whole: null });

/**
 * @param {RunStep[]} steps
 * @param {Partial<Run>} [facts]
 * @returns {Run}
 */
function run(steps, facts = {}) {
  return { spec: emptySpec(), example: null, status: 'done', start: null, steps, snapshots: new Map(), changes: [], done: null, problem: null, lastEvent: null, rate: null, ...facts };
}

/** @param {Partial<TrainingState>} facts @returns {TrainingState} */
const state = (facts) => ({ run: null, other: null, shown: 'run', cursor: null, change: null, moving: false, taking: null, own: null, ...facts });

const TENS = [0, 10, 20, 25].map((step) => recorded(step));

test('what is left out of the training has its default', () => {
  assert.equal(trainingOf(emptySpec()).steps, 200);
  assert.equal(trainingOf({ ...emptySpec(), training: { steps: 5 } }).steps, 5);
  assert.deepEqual(withTrainingField(emptySpec(), 'steps', 7).training, { steps: 7 });
  assert.equal('training' in withTrainingField({ ...emptySpec(), training: { steps: 7 } }, 'steps', undefined), false);
});

test('the cursor is at a recorded step of the shown run', () => {
  const [first, second] = [run(TENS), run(TENS.slice(0, 2))];
  assert.equal(cursorOf(state({})), null);
  assert.equal(cursorOf(state({ run: first })), 25);
  assert.equal(cursorOf(state({ run: first, cursor: 20 })), 20);
  assert.equal(cursorOf(state({ run: first, cursor: 24 })), 20);
  assert.equal(cursorOf(state({ run: first, other: second, shown: 'other', cursor: 20 })), 10);
  assert.equal(shownRun(state({ run: first, shown: 'other' })), first);
  assert.equal(shownRun(state({ run: first, other: second, shown: 'other' })), second);
});

test('a step is found, and the snapshot of it or the last before it', () => {
  const one = run(TENS, { snapshots: new Map([[0, snapshot(0)], [20, snapshot(20)]]) });
  assert.equal(stepAt(one, 10), TENS[1]);
  assert.equal(stepAt(one, 11), null);
  assert.equal(stepAt(null, 0), null);
  assert.equal(snapshotAt(one, 10), null);
  assert.equal(snapshotAt(one, 20)?.step, 20);
  assert.equal(snapshotUpTo(one, 10)?.step, 0);
  assert.equal(snapshotUpTo(one, 25)?.step, 20);
  assert.equal(snapshotUpTo(run(TENS), 25), null);
  assert.equal(snapshotUpTo(null, 25), null);
});

test('two runs part at the first common step that differs, whatever the learning rate says', () => {
  const steps = [recorded(0), recorded(1, { learning_rate: 5 }), recorded(2, { loss: NaN })];
  const other = [recorded(0), recorded(1)];
  const [a, b] = [run(steps), run(other)];
  assert.equal(firstParting(a, b), null);
  other.push(recorded(2, { loss: NaN }));
  assert.equal(firstParting(a, b), null);
  steps.push(recorded(3));
  other.push(recorded(3, { statuses: ['1'] }));
  assert.equal(firstParting(a, b), 3);
  assert.equal(firstParting(run([recorded(0), recorded(5, { loss: 2 })]), run([recorded(0), recorded(4), recorded(5)])), 5);
  assert.equal(firstParting(a, run([])), null);
});

const SPEC = /** @type {Spec} */ ({
  ...emptySpec(),
  network: { layers: [{ weights: [[1], [2]], bias: [3, 4], activation: 'relu' }, { units: 2, activation: 'relu', initializer: 'he_normal', bias_initializer: 'zeros' }, { units: 1, activation: 'identity', initializer: 'zeros' }] },
  training: { optimizer: { name: 'adam', betas: [0.5, 0.9] }, what_if: { change: 'learning_rate', value: 1 } },
});

test('the second run differs in the one thing', () => {
  assert.deepEqual(changed(SPEC, { change: 'learning_rate', value: 2 }, CATALOGUE).training, { optimizer: { name: 'adam', betas: [0.5, 0.9], learning_rate: 2 }, what_if: null });
  assert.deepEqual(changed({ ...SPEC, training: {} }, { change: 'learning_rate', value: 2 }, CATALOGUE).training?.optimizer, { name: 'sgd', learning_rate: 2 });
  assert.equal(changed(SPEC, { change: 'optimizer', value: 'sgd' }, CATALOGUE).training?.optimizer, 'sgd');
  const [first, second, last] = changed(SPEC, { change: 'activation', value: 'tanh' }, CATALOGUE).network.layers;
  assert.deepEqual([first?.activation, second?.activation, last?.activation], ['tanh', 'tanh', 'identity']);
  assert.deepEqual(changed(SPEC, { change: 'initializer', value: 'orthogonal' }, CATALOGUE).network.layers.slice(0, 2), [
    { units: 2, activation: 'relu', initializer: 'orthogonal' },
    { units: 2, activation: 'relu', initializer: 'orthogonal', bias_initializer: 'zeros' },
  ]);
});

test('another bias beside numbers that are written out is written out too', () => {
  const biases = (/** @type {any} */ value) => changed(SPEC, { change: 'bias_initializer', value }, CATALOGUE).network.layers.slice(0, 2).map(({ bias, bias_initializer: initializer }) => bias ?? initializer);
  assert.deepEqual(biases('zeros'), [[0, 0], 'zeros']);
  assert.deepEqual(biases({ name: 'constant', scale: -2 }), [[-2, -2], { name: 'constant', scale: -2 }]);
  assert.deepEqual(biases('constant'), [[1, 1], 'constant']);
  assert.deepEqual(biases('normal'), [[3, 4], 'normal']);
});

/** @param {number[][]} values */
const pooled = (values) => ({ pooled: values, shape: [4, 4], pool: [2, 2] });

test('a step is written out as a spec, on the examples that it is of', () => {
  const layers = [[[0.5], [1.5]], [[1, 2], [3, 4]], [[5, 6]]].map((weights) => ({ weights, bias: weights.map(() => 7) }));
  const wire = /** @type {any} */ ({ layers, input: [[1], [2]], targets: [[0], [1]] });
  const one = { ...snapshot(3), wire };
  const found = specAt(SPEC, one);
  assert.deepEqual(found?.network.layers[1], { weights: [[1, 2], [3, 4]], bias: [7, 7], activation: 'relu' });
  assert.equal(found?.data, SPEC.data);
  assert.equal(specAt(SPEC, one), found, 'the same object each time');
  const partial = { ...one, partial: true };
  assert.deepEqual(specAt({ ...SPEC, data: { inputs: [[1], [2], [3]], targets: [0, 1, 0] } }, partial)?.data, { inputs: [[1], [2]], targets: [0, 1] });
  assert.deepEqual(specAt({ ...SPEC, data: { dataset: 'moons' } }, partial)?.data, { inputs: [[1], [2]], targets: [[0], [1]] });
  assert.equal(specAt({ ...SPEC, data: { dataset: 'moons' } }, { ...partial, wire: { ...wire, input: pooled([[1]]) } }), null);
  const blocks = { ...one, wire: { ...wire, layers: [{ weights: pooled([[1]]), bias: [1] }] } };
  assert.equal(specAt(SPEC, blocks), null);
  assert.deepEqual(specAt(SPEC, { ...blocks, whole: wire })?.network.layers.length, 3);
});

test('equal specs are told as equal, whatever the order of their fields', () => {
  const turned = /** @type {Spec} */ (Object.fromEntries(Object.entries(SPEC).reverse()));
  assert.ok(sameSpec(SPEC, turned));
  assert.ok(!isStale(run([], { spec: SPEC }), structuredClone(turned)));
  assert.ok(isStale(run([], { spec: SPEC }), { ...SPEC, training: { steps: 3 } }));
  assert.ok(sameNumbers(SPEC, { ...SPEC, training: { steps: 3 } }));
  assert.ok(!sameNumbers(SPEC, { ...SPEC, loss: 'mean_squared_error' }));
});
