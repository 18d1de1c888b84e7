import assert from 'node:assert/strict';
import test from 'node:test';

import { duration, progressOf, statusWords, stepWords } from '../../../../static/js/model/train/run-words.js';

import { spec } from '../../build.js';

/** @import { Run, TrainingState } from '../../../../static/js/model/train/types.js' */

const START = /** @type {NonNullable<Run['start']>} */ ({ layers: [1, 2].map((index) => ({ index, units: 2, activation_function: 'relu' })), steps: 200, record_every: 1, batch_size: 4, examples: 4, probe_examples: 4, recorded: 201, snapshot_steps: [], max_life_changes: 20000, advice: [] });
const GONE = { title: '', status: 0, detail: 'The server does not answer.', errors: [] };

/** @param {Partial<Run>} facts @param {number[]} [steps] @returns {Run} */
const run = (facts, steps = [0, 36]) => ({
  spec: spec(), example: null, status: 'running', start: START, snapshots: new Map(), changes: [], done: null, problem: null, lastEvent: null, rate: null,
  steps: steps.map((step) => /** @type {Run['steps'][number]} */ ({ step })), ...facts,
});

/** @param {Partial<NonNullable<Run['done']>>} facts */
const done = (facts) => run({ status: 'done', done: { reason: 'steps', step: 200, non_finite: null, deaths: 3, revivals: 1, seconds: 1, steps_per_second: 200, advice: [], ...facts } });

test('how far it is, how fast it goes and how long it takes', () => {
  assert.deepEqual(progressOf(null), { share: 0, words: '' });
  assert.deepEqual(progressOf(run({ start: null }, [])), { share: 0, words: 'waiting for the first step' });
  assert.deepEqual(progressOf(run({ rate: 41 })), { share: 0.18, words: '41 steps a second, 4 s left' });
  assert.deepEqual(progressOf(run({})), { share: 0.18, words: '' });
  assert.deepEqual(progressOf(run({ status: 'paused', rate: 41 })), { share: 0.18, words: '' });
  assert.deepEqual(progressOf(done({})), { share: 1, words: '' });
  assert.deepEqual(progressOf(done({ reason: 'non_finite', step: 36 })), { share: 0.18, words: '' }, 'a run that ended early');
  assert.deepEqual([0, 0.2, 59.2, 61, 3599, 5400].map(duration), ['1 s', '1 s', '1 min', '2 min', '60 min', '1.5 h']);
});

test('how it ended', () => {
  assert.equal(statusWords(done({})), 'All 200 steps done. 3 deaths, 1 revival.');
  assert.equal(statusWords(done({ deaths: 0, revivals: 0, step: 1 })), 'All 1 step done. No unit died.');
  assert.equal(statusWords(done({ reason: 'time', step: 80 })), 'Stopped at step 80: the time that the server gives a run is over. 3 deaths, 1 revival.');
  const fault = { step: 37, layer: 2, quantity: 'weight_gradient', count: 12 };
  assert.equal(statusWords(done({ reason: 'non_finite', step: 36, non_finite: fault, deaths: 0, revivals: 0 })),
    'Left the finite numbers at step 37: 12 entries of ∇W⁽¹⁾ in layer 2 are not finite. Step 36 is the last good one. No unit died.');
  assert.equal(statusWords(done({ reason: 'non_finite', step: 0, non_finite: { ...fault, step: 0, quantity: 'losses', count: 1 }, deaths: 0, revivals: 0 })),
    'Left the finite numbers at step 0: 1 entry of the losses is not finite.');
  assert.equal(statusWords(done({ reason: 'non_finite', step: 2, non_finite: { step: 3, layer: 1, quantity: 'optimizer_state', count: 9 }, deaths: 0, revivals: 0 })),
    'Left the finite numbers at step 3: 9 entries of what the optimizer remembers of the gradients of layer 1 are not finite. Step 2 is the last good one. No unit died.');
});

test('what else there is to say of a run', () => {
  assert.equal(statusWords(run({})), '');
  assert.equal(statusWords(run({ problem: { ...GONE, status: 503 } })), 'The server is busy with other runs; this one waits for its turn.');
  assert.equal(statusWords(run({ status: 'paused' })), 'Paused at step 36.');
  assert.equal(statusWords(run({ status: 'paused' }, [])), 'Paused before its first step.');
  assert.equal(statusWords(run({ status: 'paused', problem: GONE })), 'The connection broke off. Nothing is lost: Continue takes the run up again. Paused at step 36.');
  const fault = { title: 'Fault', status: 500, detail: 'Something broke.', errors: [] };
  assert.equal(statusWords(run({ status: 'failed', problem: fault }, [])), 'Fault: Something broke.');
  assert.match(statusWords(run({ status: 'failed', problem: fault })), /^Fault after step \d+: Something broke\.$/);
  assert.match(statusWords(run({ status: 'failed', problem: { ...GONE, errors: [{ pointer: '/steps', message: '' }] } })), /do not fit together/);
});

test('which step is looked at, and which the matrices are of', () => {
  const state = (/** @type {Run|null} */ one, /** @type {number|null} */ cursor = null) => /** @type {TrainingState} */ ({ run: one, other: null, shown: 'run', cursor });
  const snapshots = new Map([[0, /** @type {any} */ ({ step: 0 })]]);
  assert.deepEqual(stepWords(state(null)), { step: '', note: '' });
  assert.deepEqual(stepWords(state(run({}))), { step: 'step 36 of 200', note: 'The matrices are not here yet.' });
  assert.deepEqual(stepWords(state(run({ snapshots }))), { step: 'step 36 of 200', note: 'The matrices are of step 0.' });
  assert.deepEqual(stepWords(state(run({ snapshots, start: null }), 0)), { step: 'step 0 of 0', note: '' });
});
