/**
 * What a link carries: one table of fields, written as compact JSON, deflated, in letters that a URL may hold.
 * Fields that have their default are left out; numbers come back exactly, as JSON's shortest form of a double does.
 * @import { Spec } from '../network/types.js'
 * @import { View } from './types.js'
 */
import { FormatError, fromRequest, isObject } from '../../wire/request.js';
import { asTitle, withTitle } from './title.js';
import { viewNamed } from './views.js';
import { networkAsSent, withTyped } from '../../wire/typed.js';

/** @typedef {{spec: Spec, view: View}} Linked what a link stands for */

export const PREFIX = 'v1.';
/** A longer fragment is not put into a link: some servers, mail programs and browsers cut it. */
export const MOST_CHARACTERS = 65_536;
/** A link may not unpack to more than this many bytes. */
export const MOST_BYTES = 8 * 2 ** 20;

/** @param {unknown} value @returns {number|null} */
const natural = (value) => (Number.isInteger(value) && Number(value) >= 0 ? Number(value) : null);
/** @param {unknown} value @returns {import('../practice/types.js').ExerciseName|null} */
const exerciseName = (value) => {
  if (!isObject(value)) return null;
  const [seed, level] = [natural(value.seed), positive(value.level)];
  return seed === null || level === null ? null : { seed, level };
};
/** @param {unknown} value @returns {number|null} */
const positive = (value) => natural(value) || null;

/**
 * The table: how each part of a spec and of a view is called in a link, what it is, and what it is when left out.
 * @type {{name: string, write: (linked: Linked) => unknown, read: (value: unknown) => unknown, default: unknown}[]}
 */
export const FIELDS = [
  { name: 'title', write: ({ spec }) => spec.title, read: asTitle, default: undefined },
  { name: 'network', write: ({ spec }) => networkAsSent(spec.network), read: (value) => value, default: undefined },
  { name: 'data', write: ({ spec }) => withTyped(spec.data, ['inputs', 'targets']), read: (value) => value, default: undefined },
  { name: 'loss', write: ({ spec }) => spec.loss, read: String, default: 'cross_entropy' },
  { name: 'reduction', write: ({ spec }) => spec.reduction, read: String, default: 'mean' },
  { name: 'precision', write: ({ spec }) => spec.precision, read: String, default: 'float64' },
  { name: 'training', write: ({ spec }) => spec.training, read: (value) => value, default: undefined },
  { name: 'view', write: ({ view }) => view.name, read: viewNamed, default: 'explore' },
  { name: 'example', write: ({ view }) => view.example, read: natural, default: null },
  { name: 'scale', write: ({ view }) => view.scale, read: (value) => (value === 'shared' ? value : 'each'), default: 'each' },
  { name: 'focus', write: ({ view }) => view.focus, read: positive, default: null },
  { name: 'open', write: ({ view }) => view.open, read: positive, default: null },
  { name: 'preset', write: ({ view }) => view.preset, read: (value) => (typeof value === 'string' ? value : null), default: null },
  { name: 'exercise', write: ({ view }) => view.exercise, read: exerciseName, default: null },
];

/**
 * @param {Linked} linked
 * @returns {Record<string, unknown>} the fields that are not at their default
 */
export function toDocument(linked) {
  const values = FIELDS.map((field) => /** @type {const} */ ([field.name, field.write(linked), field.default]));
  return Object.fromEntries(values.filter(([, value, usual]) => value !== usual).map(([name, value]) => [name, value]));
}

/**
 * @param {unknown} document
 * @returns {Linked}
 * @throws {FormatError}
 */
export function fromDocument(document) {
  if (!isObject(document)) throw new FormatError('expected an object');
  const read = Object.fromEntries(
    FIELDS.map((field) => [field.name, field.name in document ? field.read(document[field.name]) : field.default]),
  );
  const { scale, focus, open, preset, exercise } = /** @type {View} */ (/** @type {unknown} */ (read));
  const { spec, example } = fromRequest(read);
  const name = /** @type {View['name']} */ (read.view);
  return { spec: withTitle(spec, /** @type {string|undefined} */ (read.title)), view: { name, example, scale, focus, open, preset, exercise } };
}

/**
 * @param {Uint8Array} bytes
 * @returns {string} base64url without padding
 */
function base64url(bytes) {
  let binary = '';
  for (let i = 0; i < bytes.length; i += 0x8000) binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/**
 * @param {string} text
 * @returns {Uint8Array<ArrayBuffer>}
 */
function fromBase64url(text) {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/**
 * Passes bytes through a stream, stopping as soon as more than `most` have come out.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {CompressionStream|DecompressionStream} transform
 * @param {number} most
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
async function through(bytes, transform, most) {
  const reader = new Blob([bytes]).stream().pipeThrough(transform).getReader();
  /** @type {Uint8Array[]} */
  const chunks = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      await reader.cancel();
      throw new FormatError('it unpacks to more than a link may hold');
    }
    chunks.push(value);
  }
  const result = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    result.set(chunk, offset);
    offset += chunk.length;
  }
  return result;
}

/**
 * @param {Linked} linked
 * @returns {Promise<string>} a fragment without `#`
 */
export async function encode(linked) {
  const bytes = new TextEncoder().encode(JSON.stringify(toDocument(linked)));
  const packed = await through(bytes, new CompressionStream('deflate-raw'), Number.POSITIVE_INFINITY);
  return PREFIX + base64url(packed);
}

/**
 * @param {string} fragment without `#`
 * @returns {Promise<Linked>}
 * @throws {FormatError} with a message for people
 */
export async function decode(fragment) {
  if (!fragment.startsWith(PREFIX)) throw new FormatError('it is not a link of this version of Nablascope');
  try {
    const bytes = await through(
      fromBase64url(fragment.slice(PREFIX.length)),
      new DecompressionStream('deflate-raw'),
      MOST_BYTES,
    );
    return fromDocument(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (error) {
    if (error instanceof FormatError) throw error;
    throw new FormatError('it is broken, perhaps because its end was cut off');
  }
}
