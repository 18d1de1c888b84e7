import assert from 'node:assert/strict';
import test from 'node:test';

import { briefly, firstChange, hyperparameterOf, hyperparametersOf, learningRateOf, settingsProblem, withHyperparameter } from '../../../../static/js/model/train/tuning.js';

import { spec } from '../../build.js';

/** @import { Catalogue, Spec } from '../../../../static/js/model/network/types.js'
 * @import { Run, TrainingState } from '../../../../static/js/model/train/types.js' */

const number = (/** @type {string} */ name, /** @type {number} */ usual, field = name) => ({ name, field, default: usual, minimum: 0, minimum_allowed: true, below: null, whole: false, description: name });
const CATALOGUE = /** @type {Catalogue} */ (/** @type {unknown} */ ({
  optimizers: [
    { name: 'sgd', formula: '', source: '', learning_rate: 0.001, hyperparameters: [] },
    { name: 'adam', formula: '', source: '', learning_rate: 0.01, hyperparameters: [number('beta1', 0.9, 'betas/0'), number('beta2', 0.999, 'betas/1'), number('epsilon', 1e-8)] },
  ],
  schedules: [{ name: 'step', formula: '', hyperparameters: [number('gamma', 0.1)] }],
}));
const ADAM = hyperparametersOf(CATALOGUE, 'optimizer', 'adam');

test('an optimizer has its learning rate first; a schedule has none', () => {
  assert.deepEqual(ADAM.map(({ name }) => name), ['learning_rate', 'beta1', 'beta2', 'epsilon']);
  assert.deepEqual(ADAM.map(({ field }) => field), ['learning_rate', 'betas/0', 'betas/1', 'epsilon']);
  assert.deepEqual(hyperparametersOf(CATALOGUE, 'schedule', 'step').map(({ name }) => name), ['gamma']);
  assert.deepEqual(hyperparametersOf(null, 'optimizer', 'adam'), []);
});

test('a hyperparameter is set, and left to its default again', () => {
  const tuned = withHyperparameter('adam', 'epsilon', 1e-6, ADAM);
  assert.deepEqual(tuned, { name: 'adam', epsilon: 1e-6 });
  assert.equal(hyperparameterOf(tuned, 'epsilon'), 1e-6);
  assert.equal(hyperparameterOf('adam', 'epsilon'), undefined);
  assert.equal(withHyperparameter(tuned, 'epsilon', undefined, ADAM), 'adam');
});

test('the two betas are one pair on the wire', () => {
  const tuned = withHyperparameter('adam', 'beta2', 0.5, ADAM);
  assert.deepEqual(tuned, { name: 'adam', betas: [0.9, 0.5] });
  assert.equal(hyperparameterOf(tuned, 'beta1'), 0.9);
  assert.equal(hyperparameterOf('adam', 'beta1'), undefined);
  assert.deepEqual(withHyperparameter(tuned, 'beta1', 'x', ADAM), { name: 'adam', betas: ['x', 0.5] });
  assert.equal(withHyperparameter(tuned, 'beta2', 0.999, ADAM), 'adam');
});

/** @param {Spec['training']} training @returns {Spec} */
const trained = (training) => /** @type {Spec} */ ({ ...spec(), network: { layers: [{ activation: 'relu', initializer: 'he_normal' }, {}] }, training });

test('the learning rate is the one that is set, else the optimizer’s own', () => {
  assert.equal(learningRateOf(trained({ optimizer: { name: 'adam', learning_rate: 2 } }), CATALOGUE), 2);
  assert.equal(learningRateOf(trained({ optimizer: 'adam' }), CATALOGUE), 0.01);
  assert.equal(learningRateOf(trained({}), null), undefined);
});

test('a change begins with something else', () => {
  const first = (/** @type {Spec['training']} */ training, /** @type {import('../../../../static/js/model/network/types.js').Changeable} */ change) => firstChange(trained(training), change, CATALOGUE).value;
  assert.equal(first({ optimizer: { name: 'sgd', learning_rate: 0.3 } }, 'learning_rate'), 0.03);
  assert.equal(firstChange(trained({}), 'learning_rate', null).value, 0.001);
  assert.equal(first({}, 'activation'), 'leaky_relu');
  assert.equal(first({}, 'initializer'), 'glorot_normal');
  assert.equal(first({}, 'bias_initializer'), 'constant');
  assert.equal(first({}, 'optimizer'), 'adam');
  assert.equal(first({ optimizer: 'adam' }, 'optimizer'), 'sgd');
});

test('the settings are said in a line', () => {
  assert.equal(briefly(trained({}), CATALOGUE), 'sgd, learning rate 0.001 · 200 steps');
  const training = /** @type {Spec['training']} */ ({ schedule: { name: 'step', gamma: 0.5 }, steps: 50, batch_size: 16, what_if: { change: 'activation', value: { name: 'leaky_relu', negative_slope: 0.2 } } });
  assert.equal(briefly(trained(training), CATALOGUE), 'sgd, learning rate 0.001 · step schedule · 50 steps · batches of 16 · what if: activation leaky relu (negative slope 0.2)');
});

test('what the service finds wrong is told while the settings are the same', () => {
  const of = trained({ steps: 0 });
  const problem = { title: 'no', status: 422, detail: 'no', errors: [{ pointer: '/optimizer/learning_rate', message: 'expected at least 0' }] };
  const one = (/** @type {Run['status']} */ status) => /** @type {Run} */ ({ spec: of, status, problem: status === 'failed' ? problem : null });
  const broken = /** @type {Run} */ ({ ...one('failed'), problem: { ...problem, status: 500, errors: [] } });
  const state = (/** @type {Run} */ run, /** @type {Run|null} */ other) => /** @type {TrainingState} */ ({ run, other });
  assert.equal(settingsProblem(state(one('failed'), null), of), problem);
  assert.equal(settingsProblem(state(one('failed'), null), trained({ steps: 1 })), null);
  assert.equal(settingsProblem(state(one('done'), one('done')), of), null);
  assert.equal(settingsProblem(state(broken, broken), of), null, 'a fault of the server is none of the settings');
  assert.deepEqual(settingsProblem(state(one('done'), one('failed')), of)?.errors, [{ pointer: '/what_if/value', message: 'expected at least 0 (optimizer, learning rate)' }]);
});
