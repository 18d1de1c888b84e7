/**
 * The quantities of a layer in the order of computation, made from the engine's table by `make types`. Not to be
 * edited: a test compares.
 *
 * `axes`: what their numbers belong to beside a unit of the layer. `below`: how far the superscript lies below the
 * layer's number. `file`: a name that is valid in code.
 */

/**
 * @typedef {object} Row
 * @property {string} letter
 * @property {'example'|'input'|'unit'} axes
 * @property {string} words
 * @property {string} file
 * @property {string} of
 * @property {string} before
 * @property {number} below
 * @property {boolean} given
 */

/** @typedef {'weights'|'bias'|'preactivation'|'activation'|'derivative'|'delta'|'weight_gradient'|'bias_gradient'} LayerQuantity */

/** @type {Readonly<Record<LayerQuantity, Row>>} */
export const QUANTITIES = {
  weights: { letter: 'W', axes: 'input', words: 'weights', file: 'W', of: 'into', before: '', below: 1, given: true },
  bias: { letter: 'b', axes: 'unit', words: 'bias', file: 'b', of: 'of', before: '', below: 1, given: true },
  preactivation: { letter: 'z\u0303', axes: 'example', words: 'preactivation', file: 'z_tilde', of: 'of', before: '', below: 0, given: false },
  activation: { letter: 'z', axes: 'example', words: 'activation', file: 'z', of: 'of', before: '', below: 0, given: false },
  derivative: { letter: '\u03c6\u2032', axes: 'example', words: 'derivative of the activation function', file: 'phi_prime', of: 'of', before: '', below: 0, given: false },
  delta: { letter: '\u03b4', axes: 'example', words: 'error signal', file: 'delta', of: 'of', before: '', below: 0, given: false },
  weight_gradient: { letter: 'W', axes: 'input', words: 'gradient of the weights', file: 'grad_W', of: 'into', before: '\u2207', below: 1, given: false },
  bias_gradient: { letter: 'b', axes: 'unit', words: 'gradient of the bias', file: 'grad_b', of: 'of', before: '\u2207', below: 1, given: false },
};

export const LAYER_QUANTITIES = /** @type {LayerQuantity[]} */ (Object.keys(QUANTITIES));
