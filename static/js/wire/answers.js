/**
 * The service's answers, decoded: arrays as matrices, and numbers that JSON has no way to write. Pure.
 * @import { Analysis, Explanation, GradientCheck, LayerAnalysis, NonFinite, Status } from '../model/analysis/types.js'
 * @import { FieldError, Problem, Wire } from '../model/network/types.js'
 * @import { Interfered, Sparsity } from '../model/train/types.js'
 * @import { LayerQuantity } from './quantities.js'
 */
import { decodeMatrix, scalar } from './arrays.js';
import { LAYER_QUANTITIES } from './quantities.js';
import { isObject } from './request.js';

const REMEDIES = /** @type {const} */ (['transpose', 'divide_by_sum', 'labels_from_zero', 'minus_one_to_zero']);

/**
 * @param {Wire['LayerAnswer']} wire
 * @returns {LayerAnalysis}
 */
function decodeLayer(wire) {
  const decoded = LAYER_QUANTITIES.map((quantity) => [quantity, wire[quantity] && decodeMatrix(wire[quantity])]);
  const matrices = /** @type {Pick<LayerAnalysis, LayerQuantity>} */ (Object.fromEntries(decoded));
  return {
    ...wire,
    ...matrices,
    neurons: wire.neurons.map((neuron) => ({
      ...neuron,
      status: /** @type {Status} */ (neuron.status),
      active_fraction: neuron.active_fraction === null ? null : scalar(neuron.active_fraction),
      min_preactivation: scalar(neuron.min_preactivation),
      max_preactivation: scalar(neuron.max_preactivation),
      dormancy: scalar(neuron.dormancy),
    })),
    gradient_norm: scalar(wire.gradient_norm),
  };
}

/**
 * @param {Wire['AnalyzeAnswer']} wire the answer of `POST /api/v1/analyze`
 * @returns {Analysis}
 */
export function decodeAnalysis(wire) {
  return {
    loss: scalar(wire.loss),
    losses: decodeMatrix(wire.losses),
    accuracy: wire.accuracy === null ? null : scalar(wire.accuracy),
    input: decodeMatrix(wire.input),
    targets: decodeMatrix(wire.targets),
    layers: wire.layers.map(decodeLayer),
    non_finite: /** @type {NonFinite|null} */ (wire.non_finite),
    advice: wire.advice,
  };
}

/**
 * @param {Wire['ExplainAnswer']} wire the answer of `POST /api/v1/explain`
 * @returns {Explanation}
 */
export function decodeExplanation(wire) {
  return {
    ...wire,
    value: scalar(wire.value),
    inputs: wire.inputs.map((cell) => ({ ...cell, value: scalar(cell.value) })),
    blocked: wire.blocked.map((unit) => ({ ...unit, preactivation: scalar(unit.preactivation) })),
  };
}

/**
 * @param {Wire['CheckAnswer']} wire the answer of `POST /api/v1/check`
 * @returns {GradientCheck}
 */
export function decodeCheck({ max_relative_error: most, checks, ...rest }) {
  return {
    ...rest,
    max_relative_error: most === null ? null : scalar(most),
    checks: checks.map((one) => ({
      ...one,
      relative_error: one.relative_error === null ? null : scalar(one.relative_error),
      resolution: scalar(one.resolution),
      analytic: one.analytic === null ? null : scalar(one.analytic),
      numeric: one.numeric === null ? null : scalar(one.numeric),
    })),
  };
}

/**
 * @param {Wire['AnalyzeAnswer']} wire the answer of `POST /api/v1/analyze` with `interference`
 * @returns {Interfered}
 */
export function decodeInterfered({ interference, interference_summary: summary, sparsity_summary: saved, targets, layers }) {
  const orNull = (/** @type {unknown} */ value) => (value === null || value === undefined ? null : scalar(value));
  return {
    cosines: decodeMatrix(interference),
    targets: decodeMatrix(targets),
    summary: {
      mean_cosine: orNull(summary?.mean_cosine), conflicting: orNull(summary?.conflicting),
      pairs: summary?.pairs ?? 0, zero_gradients: summary?.zero_gradients ?? 0,
    },
    layers: layers.flatMap(({ index, activation_function, sparsity }) => (sparsity
      ? [{ index, activation_function, sparsity: decodeSparsity(sparsity) }] : [])),
    sparsity: saved === null ? null : { ...saved, skipped_share: scalar(saved.skipped_share) },
  };
}

/**
 * @param {Wire['Sparsity']} wire
 * @returns {Sparsity}
 */
function decodeSparsity({ delta, activation, skipped_share: share, ...counts }) {
  return { ...counts, delta: scalar(delta), activation: scalar(activation), skipped_share: scalar(share) };
}

/**
 * @param {Record<string, unknown>} error
 * @returns {FieldError}
 */
function decodeFieldError({ pointer, message, remedy }) {
  const told = { pointer: String(pointer), message: String(message) };
  const known = REMEDIES.find((one) => one === remedy);
  return known === undefined ? told : { ...told, remedy: known };
}

/**
 * @param {unknown} body problem+json, or whatever came in its place
 * @param {number} status
 * @returns {Problem}
 */
export function decodeProblem(body, status) {
  const known = isObject(body) ? body : {};
  const errors = Array.isArray(known.errors) ? known.errors.filter(isObject) : [];
  return {
    title: typeof known.title === 'string' ? known.title : 'The server’s answer cannot be read',
    status: status < 400 ? 0 : status,
    detail: typeof known.detail === 'string' ? known.detail : `The server answered with status ${status}.`,
    errors: errors.map(decodeFieldError),
  };
}
