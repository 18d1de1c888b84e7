/** Small answers to test with, as the server would send them, decoded. */

import { matrix } from '../../static/js/wire/arrays.js';

/**
 * @param {number[][]} rows
 * @returns {import('../../static/js/model/analysis/types.js').Matrix}
 */
export function whole(rows) {
  return matrix(Float64Array.from(rows.flat()), rows.length, rows[0]?.length ?? 1);
}

/** @param {number[]} entries */
export const vector = (entries) => whole(entries.map((entry) => [entry]));

/**
 * @param {Partial<import('../../static/js/model/analysis/types.js').Neuron>} [facts]
 * @returns {import('../../static/js/model/analysis/types.js').Neuron}
 */
export function neuron(facts = {}) {
  return {
    index: 0, status: 'active', cause: null, active_fraction: 1, min_preactivation: 1, max_preactivation: 2,
    dormancy: 1, certified_dead: false, permanent: false, ...facts,
  };
}

const DEAD = /** @type {const} */ ({
  status: 'dead', cause: 'its preactivation is on the lower flat side on every example', active_fraction: 0,
  min_preactivation: -1, max_preactivation: -1, dormancy: 0, certified_dead: null, permanent: true,
});

/**
 * The exercise: x = (1, 2), a ReLU layer of three of which the first and the last are off, and a softmax of two.
 * @returns {import('../../static/js/model/analysis/types.js').Analysis}
 */
export function exercise() {
  return {
    loss: 0.2014, losses: vector([0.2014]), accuracy: 1, input: whole([[1, 2]]), targets: whole([[1, 0]]), non_finite: null, advice: [],
    layers: [
      {
        index: 1, units: 3, activation_function: 'relu', preactivation: whole([[-1, 1.5, -1]]), activation: whole([[0, 1.5, 0]]),
        derivative: whole([[0, 1, 0]]), delta: whole([[0, -0.1824, 0]]), weights: whole([[1, -1], [0.5, 0.5], [-1, 0]]),
        bias: vector([0, 0, 0]), weight_gradient: whole([[0, 0], [-0.1824, -0.3649], [0, 0]]), bias_gradient: vector([0, -0.1824, 0]),
        neurons: [neuron({ index: 0, ...DEAD }), neuron({ index: 1 }), neuron({ index: 2, ...DEAD })],
        dead: [0, 2], dead_examples: [], gradient_norm: 0.4079,
      },
      {
        index: 2, units: 2, activation_function: 'softmax', preactivation: whole([[3, 1.5]]), activation: whole([[0.8176, 0.1824]]),
        derivative: null, delta: whole([[-0.1824, 0.1824]]), weights: whole([[1, 2, 3], [-1, 1, 0]]), bias: vector([0, 0]),
        weight_gradient: whole([[0, -0.2736, 0], [0, 0.2736, 0]]), bias_gradient: vector([-0.1824, 0.1824]),
        neurons: [neuron({ index: 0, active_fraction: null }), neuron({ index: 1, active_fraction: null })],
        dead: [], dead_examples: [], gradient_norm: 0.387,
      },
    ],
  };
}

/** @returns {import('../../static/js/model/network/types.js').Spec} */
export function spec() {
  return { network: { layers: [] }, data: { inputs: [], targets: [] }, loss: 'cross_entropy', reduction: 'mean', precision: 'float64' };
}

/** The rows of the catalogue that pure modules ask for. @type {any} */
export const CATALOGUE = {
  activations: [
    { name: 'relu', default_initializer: 'he_normal', flat_below: 0, flat_above: null, flat_with: {}, zero_where_flat: true, output_only: false },
    { name: 'leaky_relu', default_initializer: 'he_normal', flat_below: 0, flat_above: null, flat_with: { negative_slope: 0 }, zero_where_flat: true, output_only: false },
    { name: 'relu6', default_initializer: 'he_normal', flat_below: 0, flat_above: 6, flat_with: {}, zero_where_flat: false, output_only: false },
    { name: 'tanh', default_initializer: 'glorot_uniform', flat_below: null, flat_above: null, flat_with: {}, zero_where_flat: false, output_only: false },
    { name: 'sigmoid', default_initializer: 'glorot_uniform', flat_below: null, flat_above: null, flat_with: {}, zero_where_flat: false, output_only: false },
    { name: 'softmax', default_initializer: 'glorot_uniform', flat_below: null, flat_above: null, flat_with: {}, zero_where_flat: false, output_only: true },
  ],
  losses: [
    { name: 'cross_entropy', output_activation: 'softmax', usual_output: 'softmax', takes_classes: true },
    { name: 'binary_cross_entropy', output_activation: 'sigmoid', usual_output: 'sigmoid', takes_classes: false },
    { name: 'mean_squared_error', output_activation: null, usual_output: 'identity', takes_classes: false },
  ],
  initializers: [
    { name: 'zeros', for_bias: true, fixed: 0 }, { name: 'constant', for_bias: true, fixed: 1 },
    { name: 'he_normal', for_bias: true, fixed: null }, { name: 'randomized_asymmetric', for_bias: false, fixed: null },
  ],
};
