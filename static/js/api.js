/**
 * The server, as the page uses it. Addresses are relative, so that any sub-path of a proxy will do.
 * @import { Analysis, Catalogue, Derivation, Entry, Exercise, ExerciseName, Explanation, Grade, GradientCheck, LayerAnalysis, NonFinite, Problem, Spec, Status, Target, Wire } from './types.js'
 */
import { decodeMatrix, scalar } from './arrays.js';
import { isObject } from './request.js';

/** A request that got no good answer. */
export class ApiError extends Error {
  /**
   * @param {Problem} problem
   * @param {number|null} retryAfter seconds that the server asks to wait
   */
  constructor(problem, retryAfter = null) {
    super(problem.detail);
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  /** Whether nothing, or only a proxy, answered. */
  get unreachable() {
    return [0, 502, 504].includes(this.problem.status);
  }
}

/**
 * @param {string} path
 * @param {RequestInit} [options]
 * @returns {Promise<{response: Response, body: string}>}
 * @throws {ApiError}
 */
async function receive(path, options) {
  try {
    const response = await fetch(path, options);
    return { response, body: await response.text() };
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError({ title: 'The server does not answer', status: 0, detail: 'The server does not answer.', errors: [] });
  }
}

/**
 * @param {string} text
 * @returns {unknown} null where it is no JSON: a proxy's page, say; what counts then is the status alone
 */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * @param {Response} response
 * @param {unknown} content
 * @returns {ApiError}
 */
function errorOf(response, content) {
  return new ApiError(problemOf(content, response.status), Number(response.headers.get('Retry-After')) || null);
}

/**
 * @param {string} path
 * @param {RequestInit} [options]
 * @returns {Promise<unknown>}
 * @throws {ApiError}
 */
async function send(path, options) {
  const { response, body } = await receive(path, options);
  const content = parsed(body);
  if (response.ok && content !== null) return content;
  throw errorOf(response, content);
}

/**
 * @param {unknown} request
 * @param {AbortSignal|undefined} signal
 * @returns {RequestInit}
 */
function asPost(request, signal) {
  return {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(request),
    signal: signal ?? null,
  };
}

/**
 * @param {unknown} body
 * @param {number} status
 * @returns {Problem}
 */
function problemOf(body, status) {
  const known = isObject(body) ? body : {};
  const errors = Array.isArray(known.errors) ? known.errors.filter(isObject) : [];
  return {
    title: typeof known.title === 'string' ? known.title : 'The server’s answer cannot be read',
    status: status < 400 ? 0 : status,
    detail: typeof known.detail === 'string' ? known.detail : `The server answered with status ${status}.`,
    errors: errors.map(({ pointer, message }) => ({ pointer: String(pointer), message: String(message) })),
  };
}

const QUANTITIES = /** @type {const} */ ([
  'preactivation',
  'activation',
  'delta',
  'weights',
  'bias',
  'weight_gradient',
  'bias_gradient',
]);

/**
 * @param {Wire['LayerAnswer']} wire
 * @returns {LayerAnalysis}
 */
function decodeLayer(wire) {
  const decoded = QUANTITIES.map((quantity) => [quantity, decodeMatrix(wire[quantity])]);
  const matrices = /** @type {Pick<LayerAnalysis, typeof QUANTITIES[number]>} */ (Object.fromEntries(decoded));
  return {
    ...wire,
    ...matrices,
    derivative: wire.derivative === null ? null : decodeMatrix(wire.derivative),
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
  };
}

/**
 * @param {Spec} spec
 * @param {{example: number|null, maxCells: [number, number]|null, signal?: AbortSignal}} options
 * @returns {Promise<Analysis>}
 * @throws {ApiError}
 */
export async function analyze(spec, { example, maxCells, signal }) {
  const request = { ...spec, encoding: 'base64', example, max_cells: maxCells };
  const answer = await send('api/v1/analyze', asPost(request, signal));
  return decodeAnalysis(/** @type {Wire['AnalyzeAnswer']} */ (answer));
}

/**
 * One number, step by step.
 * @param {Spec} spec
 * @param {{example: number|null, target: Target, signal?: AbortSignal}} options
 * @returns {Promise<Explanation>}
 * @throws {ApiError}
 */
export async function explain(spec, { example, target, signal }) {
  const answer = await send('api/v1/explain', asPost({ ...spec, example, target }, signal));
  return decodeExplanation(/** @type {Wire['ExplainAnswer']} */ (answer));
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
 * The worked solution of one example.
 * @param {Spec} spec
 * @param {{example: number, signal?: AbortSignal}} options
 * @returns {Promise<Derivation>}
 * @throws {ApiError}
 */
export async function derive(spec, { example, signal }) {
  const answer = await send('api/v1/derivation', asPost({ ...spec, example, format: 'json' }, signal));
  return /** @type {Derivation} */ (answer);
}

/**
 * The worked solution as a document.
 * @param {Spec} spec
 * @param {{example: number, format: 'markdown'|'latex'}} options
 * @returns {Promise<string>}
 * @throws {ApiError}
 */
export async function derivationText(spec, { example, format }) {
  const { response, body } = await receive('api/v1/derivation', asPost({ ...spec, example, format }, undefined));
  if (!response.ok) throw errorOf(response, parsed(body));
  return body;
}

/**
 * Every gradient and error signal against central differences.
 * @param {Spec} spec
 * @param {{example: number|null, epsilon: Entry|null, signal?: AbortSignal}} options epsilon: null for the service's own
 * @returns {Promise<GradientCheck>}
 * @throws {ApiError}
 */
export async function check(spec, { example, epsilon, signal }) {
  const answer = await send('api/v1/check', asPost({ ...spec, example, epsilon }, signal));
  return decodeCheck(/** @type {Wire['CheckAnswer']} */ (answer));
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
 * @param {ExerciseName & {signal?: AbortSignal}} which
 * @returns {Promise<Exercise>}
 * @throws {ApiError}
 */
export async function exercise({ seed, level, signal }) {
  return /** @type {Exercise} */ (await send(`api/v1/problems/${seed}?level=${level}`, { signal: signal ?? null }));
}

/**
 * A student's arrays, marked.
 * @param {Spec} spec
 * @param {{answers: Wire['AnswerRequest'][], signal?: AbortSignal}} options
 * @returns {Promise<Grade>}
 * @throws {ApiError}
 */
export async function grade(spec, { answers, signal }) {
  return /** @type {Grade} */ (await send('api/v1/grade', asPost({ ...spec, answers }, signal)));
}

/**
 * @returns {Promise<Catalogue>}
 * @throws {ApiError}
 */
export async function catalogue() {
  const names = ['activations', 'initializers', 'datasets', 'losses', 'presets'];
  const listings = await Promise.all(names.map(async (name) => [name, await send(`api/v1/${name}`)]));
  return Object.fromEntries(listings);
}

/** @returns {Promise<boolean>} whether the server is there */
export async function isHealthy() {
  try {
    return (await fetch('healthz', { cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}
