/**
 * The server, as the page uses it. Addresses are relative, so that any sub-path of a proxy will do.
 * @import { Analysis, Derivation, Explanation, GradientCheck, Target } from '../model/analysis/types.js'
 * @import { Catalogue, Entry, Problem, Spec, TableAnswer, TableOptions, TableSource, Wire } from '../model/network/types.js'
 * @import { Exercise, ExerciseName, Grade } from '../model/practice/types.js'
 * @import { Interfered, RunEvent } from '../model/train/types.js'
 */
import { decodeAnalysis, decodeCheck, decodeExplanation, decodeInterfered, decodeProblem } from '../wire/answers.js';
import { decodeEvent } from '../wire/events.js';
import { createParser } from '../wire/stream.js';
import { asSent } from '../wire/typed.js';

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
  const response = await reached(fetch(path, options));
  return { response, body: await reached(response.text()) };
}

/** @type {Problem} */
const GONE = { title: 'The server does not answer', status: 0, detail: 'The server does not answer.', errors: [] };

/**
 * @template T
 * @param {Promise<T>} answer
 * @returns {Promise<T>}
 * @throws {ApiError} where nothing answers, or no longer
 */
async function reached(answer) {
  try {
    return await answer;
  } catch (error) {
    // What the page itself has called off is no fault of the server's.
    throw error instanceof DOMException && error.name === 'AbortError' ? error : new ApiError(GONE);
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
  return new ApiError(decodeProblem(content, response.status), Number(response.headers.get('Retry-After')) || null);
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
    body: JSON.stringify(asSent(request)),
    signal: signal ?? null,
  };
}

/**
 * A spec as every capability but training takes it: its title is the page's own matter.
 * @param {Spec} spec
 */
function requestOf({ training: _t, title: _n, ...rest }) {
  return rest;
}

/**
 * @param {Spec} spec
 * @param {{example: number|null, maxCells: [number, number]|null, signal?: AbortSignal}} options
 * @returns {Promise<Analysis>}
 * @throws {ApiError}
 */
export async function analyze(spec, { example, maxCells, signal }) {
  const request = { ...requestOf(spec), encoding: 'base64', example, max_cells: maxCells, sentences: true };
  const answer = await send('api/v1/analyze', asPost(request, signal));
  return decodeAnalysis(/** @type {Wire['AnalyzeAnswer']} */ (answer));
}

/**
 * How the gradients of single examples go together, and what is zero.
 * @param {Spec} spec
 * @param {{maxCells: [number, number], signal?: AbortSignal}} options
 * @returns {Promise<Interfered>}
 * @throws {ApiError}
 */
export async function interfere(spec, { maxCells, signal }) {
  const request = { ...requestOf(spec), encoding: 'base64', interference: true, max_cells: maxCells };
  return decodeInterfered(/** @type {Wire['AnalyzeAnswer']} */ (await send('api/v1/analyze', asPost(request, signal))));
}

/**
 * One number, step by step.
 * @param {Spec} spec
 * @param {{example: number|null, target: Target, signal?: AbortSignal}} options
 * @returns {Promise<Explanation>}
 * @throws {ApiError}
 */
export async function explain(spec, { example, target, signal }) {
  const answer = await send('api/v1/explain', asPost({ ...requestOf(spec), example, target }, signal));
  return decodeExplanation(/** @type {Wire['ExplainAnswer']} */ (answer));
}

/**
 * The worked solution of one example.
 * @param {Spec} spec
 * @param {{example: number, signal?: AbortSignal}} options
 * @returns {Promise<Derivation>}
 * @throws {ApiError}
 */
export async function derive(spec, { example, signal }) {
  const answer = await send('api/v1/derivation', asPost({ ...requestOf(spec), example, format: 'json' }, signal));
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
  const { response, body } = await receive('api/v1/derivation', asPost({ ...requestOf(spec), example, format }, undefined));
  if (!response.ok) throw errorOf(response, parsed(body));
  return body;
}

/**
 * A text or a file as a table.
 * @param {TableSource} source
 * @param {{options: TableOptions, signal?: AbortSignal}} how
 * @returns {Promise<TableAnswer>}
 * @throws {ApiError}
 */
export async function readTable(source, { options, signal }) {
  return /** @type {TableAnswer} */ (await send('api/v1/tables', asPost({ ...source, ...options }, signal)));
}

/**
 * Every gradient and error signal against central differences.
 * @param {Spec} spec
 * @param {{example: number|null, epsilon: Entry|null, signal?: AbortSignal}} options epsilon: null for the service's own
 * @returns {Promise<GradientCheck>}
 * @throws {ApiError}
 */
export async function check(spec, { example, epsilon, signal }) {
  const answer = await send('api/v1/check', asPost({ ...requestOf(spec), example, epsilon }, signal));
  return decodeCheck(/** @type {Wire['CheckAnswer']} */ (answer));
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
  return /** @type {Grade} */ (await send('api/v1/grade', asPost({ ...requestOf(spec), answers }, signal)));
}

/**
 * @typedef {object} Wanted of a run, besides how it goes
 * @property {number|null} example whose gradients the snapshots have
 * @property {[number, number]|null} maxCells
 * @property {number|null} surface points a side of the decision surface; null for none
 * @property {number} [only] the one step that is wanted, whole; nothing is told on the way there
 * @property {string|null} [after] id of the last event that is known already
 * @property {AbortSignal} signal
 */

/**
 * A run as it goes on, in batches of events. A stream that ends before its last event counts as a server that is gone.
 * @param {Spec} spec
 * @param {Wanted} wanted
 * @returns {AsyncGenerator<RunEvent[], void, void>}
 * @throws {ApiError}
 */
export async function* train(spec, { example, maxCells, surface, only, after = null, signal }) {
  const request = { ...runOf(spec), encoding: 'base64', sentences: true, example, max_cells: maxCells, surface, ...(only === undefined ? {} : { snapshot_steps: [only], record_every: Math.max(1, only) }) };
  const post = asPost(request, signal);
  const headers = { ...post.headers, ...(after === null ? {} : { 'Last-Event-ID': after }) };
  const response = await reached(fetch('api/v1/train', { ...post, headers }));
  if (!response.ok || !response.body) throw errorOf(response, parsed(await reached(response.text())));
  const [reader, decoder, parser] = [response.body.getReader(), new TextDecoder(), createParser()];
  let ended = false;
  for (let part = await reached(reader.read()); !part.done; part = await reached(reader.read())) {
    const events = parser.push(decoder.decode(part.value, { stream: true })).flatMap(decodeEvent);
    ended ||= events.some(({ kind }) => kind === 'done' || kind === 'error');
    if (events.length > 0) yield events;
  }
  if (!ended) throw new ApiError(GONE);
}

/**
 * A spec as training takes it: its title and the second run's change are the page's own matter.
 * @param {Spec} spec
 */
function runOf({ training, title: _n, ...rest }) {
  const { what_if: _, ...how } = training ?? {};
  return { ...how, ...rest };
}

/**
 * The whole run as a file.
 * @param {Spec} spec
 * @param {{example: number|null, format: 'csv'|'npz'}} options
 * @returns {Promise<{file: Blob, end: string}>} end: why the run ended
 * @throws {ApiError}
 */
export async function trainFile(spec, { example, format }) {
  const response = await reached(fetch('api/v1/train', asPost({ ...runOf(spec), example, format }, undefined)));
  if (!response.ok) throw errorOf(response, parsed(await reached(response.text())));
  const end = (response.headers.get('Run-End') ?? '').split(';')[0] ?? '';
  return { file: await reached(response.blob()), end };
}

/**
 * @returns {Promise<Catalogue>}
 * @throws {ApiError}
 */
export async function catalogue() {
  const names = ['activations', 'initializers', 'datasets', 'losses', 'presets', 'optimizers', 'schedules'];
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
