/**
 * The server, as the page uses it. Addresses are relative, so that any sub-path of a proxy will do.
 * @import { Analysis, Catalogue, LayerAnalysis, NonFinite, Problem, Spec, Status, Wire } from './types.js'
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
 * @returns {Promise<unknown>}
 * @throws {ApiError}
 */
async function send(path, options) {
  let response;
  let body;
  try {
    response = await fetch(path, options);
    body = await response.text();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError({ title: 'The server does not answer', status: 0, detail: 'The server does not answer.', errors: [] });
  }
  /** @type {unknown} */
  let parsed = null;
  try {
    parsed = JSON.parse(body);
  } catch {
    // A proxy's page, say; what counts then is the status alone.
  }
  if (response.ok && parsed !== null) return parsed;
  throw new ApiError(problemOf(parsed, response.status), Number(response.headers.get('Retry-After')) || null);
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
  const body = JSON.stringify({ ...spec, encoding: 'base64', example, max_cells: maxCells });
  const headers = { 'Content-Type': 'application/json' };
  const answer = await send('api/v1/analyze', { method: 'POST', headers, body, signal: signal ?? null });
  return decodeAnalysis(/** @type {Wire['AnalyzeAnswer']} */ (answer));
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
