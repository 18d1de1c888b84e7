/**
 * Requests as specs: what comes from a link, a file or a preset is checked for its form before the page relies on it.
 * Whether the numbers make sense is the server's to judge.
 * @import { Choice, Entry, LayerSpec, Spec, TrainingSpec, Tuned, WhatIf } from '../model/network/types.js'
 */
import { decodeTyped, isTyped } from './arrays.js';
import { ANALYZE } from './defaults.js';
import { cameAs } from './typed.js';

/** What was opened is not a request; the message is for people. */
export class FormatError extends Error {}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
export function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * @param {unknown} value
 * @param {string} where
 * @returns {Entry}
 */
function entry(value, where) {
  if (typeof value === 'number' || typeof value === 'string') return value;
  throw new FormatError(`${where}: expected a number, found ${JSON.stringify(value)?.slice(0, 40)}`);
}

/**
 * @param {unknown} value
 * @param {string} where
 * @returns {Entry[]}
 */
function vector(value, where) {
  if (isTyped(value)) {
    const { values, isFinite } = typed(value, where);
    return isFinite ? cameAs(values, value) : values;
  }
  if (!Array.isArray(value)) throw new FormatError(`${where}: expected a list of numbers`);
  return value.map((item) => entry(item, where));
}

/**
 * @param {unknown} value
 * @param {string} where
 * @returns {Entry[][]}
 */
function rows(value, where) {
  if (isTyped(value)) {
    const { values, shape, isFinite } = typed(value, where);
    const [height = 0, width = 1] = shape;
    const list = Array.from({ length: height }, (_, row) => values.slice(row * width, (row + 1) * width));
    return isFinite ? cameAs(list, value) : list;
  }
  if (!Array.isArray(value)) throw new FormatError(`${where}: expected rows of numbers`);
  return value.map((row, index) => vector(row, `${where}, row ${index}`));
}

/**
 * A typed array's numbers; one that is not finite as a text, as in a list, for the service to name it at its cell.
 * @param {import('./arrays.js').Typed} value
 * @param {string} where
 * @returns {{values: Entry[], shape: number[], isFinite: boolean}}
 */
function typed(value, where) {
  try {
    const { values, shape } = decodeTyped(value);
    const numbers = Array.from(values);
    const isFinite = numbers.every(Number.isFinite);
    return { values: isFinite ? numbers : numbers.map((x) => (Number.isFinite(x) ? x : String(x))), shape, isFinite };
  } catch (error) {
    throw new FormatError(`${where}: ${error instanceof Error ? error.message : 'cannot be decoded'}`);
  }
}

/**
 * @param {unknown} value
 * @param {string} where
 * @returns {import('../model/network/types.js').Choice}
 */
function choice(value, where) {
  if (typeof value === 'string') return value;
  if (isObject(value) && typeof value.name === 'string') {
    const parameters = Object.entries(value).filter(([name]) => name !== 'name');
    return { name: value.name, ...Object.fromEntries(parameters.map(([name, x]) => [name, entry(x, where)])) };
  }
  throw new FormatError(`${where}: expected a name, or an object with a name`);
}

/**
 * @param {unknown} value
 * @param {string} where
 * @returns {string[]}
 */
function texts(value, where) {
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  throw new FormatError(`${where}: expected a list of names`);
}

/**
 * An optimizer: some of its hyperparameters are pairs.
 * @param {unknown} value
 * @param {string} where
 * @returns {Choice|Tuned}
 */
function tuned(value, where) {
  if (!isObject(value) || typeof value.name !== 'string') return choice(value, where);
  const parameters = Object.entries(value).filter(([name]) => name !== 'name');
  return { name: value.name, ...Object.fromEntries(parameters.map(([name, x]) => [name, Array.isArray(x) ? vector(x, where) : entry(x, where)])) };
}

/** @type {Record<WhatIf['change'], (value: unknown, where: string) => WhatIf['value']>} */
const CHANGEABLE = { activation: choice, learning_rate: entry, initializer: choice, bias_initializer: choice, optimizer: tuned };

/**
 * @param {unknown} value
 * @param {string} where
 * @returns {WhatIf}
 */
function whatIf(value, where) {
  const change = isObject(value) ? String(value.change) : '';
  if (!isObject(value) || !Object.hasOwn(CHANGEABLE, change)) throw new FormatError(`${where}: expected one of ${Object.keys(CHANGEABLE).join(', ')} to change`);
  const known = /** @type {WhatIf['change']} */ (change);
  return { change: known, value: CHANGEABLE[known](value.value, where) };
}

/** @type {Record<string, (value: unknown, where: string) => unknown>} */
const TRAINING_FIELDS = {
  optimizer: tuned,
  schedule: choice,
  clip_norm: entry,
  steps: entry,
  batch_size: entry,
  record_every: entry,
  seed: entry,
  what_if: whatIf,
  interference: (value) => value === true,
};

/**
 * @param {unknown} value
 * @returns {{training?: Partial<TrainingSpec>}} nothing where all is left to the defaults
 */
function training(value) {
  if (value === undefined || value === null) return {};
  const fields = record(value, TRAINING_FIELDS, 'training');
  return Object.keys(fields).length > 0 ? { training: fields } : {};
}

/** @type {Record<string, (value: unknown, where: string) => unknown>} */
const LAYER_FIELDS = {
  units: entry,
  weights: rows,
  bias: vector,
  activation: choice,
  initializer: choice,
  bias_initializer: choice,
};

/** @type {Record<string, (value: unknown, where: string) => unknown>} */
const DATA_FIELDS = {
  inputs: rows,
  targets: (value, where) =>
    isTyped(value) ? (typed(value, where).shape.length > 1 ? rows(value, where) : vector(value, where))
    : Array.isArray(value) && value.some((item) => Array.isArray(item)) ? rows(value, where)
    : vector(value, where),
  dataset: (value, where) => {
    if (typeof value === 'string') return value;
    throw new FormatError(`${where}: expected a name`);
  },
  names: texts,
  classes: texts,
  size: entry,
  noise: entry,
  seed: entry,
};

/**
 * Reads the known fields of an object; null counts as left out. An unknown one stays, for the server to name.
 * @param {unknown} value
 * @param {Record<string, (value: unknown, where: string) => unknown>} fields
 * @param {string} where
 * @returns {Record<string, unknown>}
 */
function record(value, fields, where) {
  if (!isObject(value)) throw new FormatError(`${where}: expected an object`);
  const present = Object.entries(value).filter(([, field]) => field !== null && field !== undefined);
  return Object.fromEntries(
    present.map(([name, field]) => [name, Object.hasOwn(fields, name) ? fields[name]?.(field, `${where}, ${name}`) : field]),
  );
}

/**
 * The two fields that an answer has for an activation as the one that the page edits; what does not go together stays.
 * @param {Record<string, unknown>} layer
 * @returns {Record<string, unknown>}
 */
function withOneActivation(layer) {
  const { activation_function: name, activation_parameters: parameters = {}, ...rest } = layer;
  if (typeof name !== 'string' || !isObject(parameters) || rest.activation !== undefined) return layer;
  return { ...rest, activation: Object.keys(parameters).length > 0 ? { name, ...parameters } : name };
}

/**
 * @param {unknown} value an analyze request, as parsed from JSON
 * @returns {{spec: Spec, example: number|null}}
 * @throws {FormatError} where its form is not that of a request
 */
export function fromRequest(value) {
  if (!isObject(value) || !isObject(value.network) || !Array.isArray(value.network.layers) || !isObject(value.data)) {
    throw new FormatError('expected a request with network, layers and data');
  }
  const { network, data, loss, reduction, precision, example } = value;
  if (value.network.layers.length === 0) throw new FormatError('expected at least one layer');
  if (value.network.layers.length > 1000) throw new FormatError('expected at most 1000 layers');
  const layers = value.network.layers.map((layer, index) => withOneActivation(record(layer, LAYER_FIELDS, `layer ${index + 1}`)));
  const { layers: _, ...rest } = /** @type {Record<string, unknown>} */ (network);
  const scalars = record(rest, { input_size: entry, seed: entry }, 'network');
  const batch = record(data, DATA_FIELDS, 'data');
  if (!('dataset' in batch) && !('inputs' in batch)) throw new FormatError('data: expected inputs, or a dataset');
  if ('inputs' in batch) batch.targets ??= [];
  /** @type {Spec} */
  const spec = {
    network: { seed: 0, ...scalars, layers: /** @type {LayerSpec[]} */ (layers) },
    data: /** @type {Spec['data']} */ (/** @type {unknown} */ (batch)),
    loss: typeof loss === 'string' ? loss : ANALYZE.loss,
    reduction: reduction === 'sum' ? 'sum' : 'mean',
    precision: precision === 'float32' ? 'float32' : 'float64',
    ...training(value.training),
  };
  return { spec, example: Number.isInteger(example) && Number(example) >= 0 ? Number(example) : null };
}
