/**
 * What the service takes for what a request leaves out, made from its own requests by `make types`. Not to be
 * edited: a test compares.
 */

export const ANALYZE = /** @type {const} */ ({ loss: 'cross_entropy', reduction: 'mean', precision: 'float64' });

export const TRAIN = /** @type {const} */ ({ optimizer: 'sgd', schedule: 'constant', clip_norm: null, steps: 200, batch_size: null, record_every: 1, seed: 0 });

/** The initializer of a bias, where the weights' draws none. */
export const BIAS = 'zeros';

/** A smooth unit is saturated where |φ′| is below this on every example. */
export const SATURATED_BELOW = 0.001;
