/** Small runs to test with, as the page gathers them. */
import { spec } from './build.js';

/** @typedef {import('../../static/js/model/train/types.js').Run} Run */
/** @typedef {import('../../static/js/model/train/types.js').RunStep} RunStep */
/** @typedef {import('../../static/js/model/train/types.js').LifeChange} LifeChange */

/**
 * @param {number} at
 * @param {Partial<RunStep>} [facts]
 * @returns {RunStep}
 */
export const step = (at, facts = {}) => ({
  step: at, loss: 1, accuracy: 0.5, learning_rate: at === 0 ? null : 0.1, gradient_norms: [0.1, 0.2], update_ratios: [null, null],
  dead: [0, 0], starved: [0, 0], statuses: ['555', '55'], interference: null, ...facts,
});

/**
 * @param {Partial<LifeChange>} [facts]
 * @returns {LifeChange}
 */
export const change = (facts = {}) => ({
  kind: 'death', step: 42, layer: 1, neuron: 3, example: 17, side: 'lower', before: 0.52, after: -0.59, change: -1.11,
  shares: { bias: -0.81, weights: -0.3, inputs: 0 }, learning_rate: 0.5, update_ratio: 4.2, ...facts,
});

/**
 * A run of 3 ReLU units and a softmax of two.
 * @param {RunStep[]} steps
 * @param {Partial<Run>} [facts]
 * @param {{steps?: number, every?: number, activation?: string}} [of]
 * @returns {Run}
 */
export const run = (steps, facts = {}, { steps: all = 10, every = 1, activation = 'relu' } = {}) => ({
  spec: spec(), status: 'running', steps, example: null, snapshots: new Map(), changes: [], done: null, problem: null, lastEvent: null, rate: null,
  start: {
    layers: [{ index: 1, units: 3, activation_function: activation }, { index: 2, units: 2, activation_function: 'softmax' }],
    steps: all, record_every: every, batch_size: 4, examples: 4, probe_examples: 4, recorded: all / every + 1, snapshot_steps: [], max_life_changes: 20000, advice: [],
  },
  ...facts,
});
