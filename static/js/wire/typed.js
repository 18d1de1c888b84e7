/**
 * Arrays as they go out. A list that came as a typed array goes out as that very one as long as nobody edits it, and a
 * large one is made into one: written out as text it would be several times as long as it came.
 * @import { Typed } from './arrays.js'
 * @import { Entry } from '../model/network/types.js'
 */

/** @typedef {readonly Entry[]|readonly (readonly Entry[])[]} List a vector, or rows */

/** From so many numbers on a list goes out as a typed array. */
const LARGE = 4096;

/** The typed array that a list came as, or goes out as. Specs are never changed in place, so a list stands for its numbers. @type {WeakMap<object, Typed>} */
const known = new WeakMap();

/**
 * @template {List} T
 * @param {T} list
 * @param {Typed} typed that it came as
 * @returns {T} the list
 */
export function cameAs(list, typed) {
  known.set(list, typed);
  return list;
}

/**
 * A request or a part of a document with its arrays as they go out; all else as it is.
 * @template T
 * @param {T} request
 * @returns {T}
 */
export function asSent(request) {
  if (typeof request !== 'object' || request === null) return request;
  const { network, data } = /** @type {{network?: {layers: object[]}, data?: object}} */ (request);
  return {
    ...request,
    ...(network ? { network: networkAsSent(network) } : {}),
    ...(data ? { data: withTyped(data, ['inputs', 'targets']) } : {}),
  };
}

/**
 * @template {{layers: object[]}} N
 * @param {N} network
 * @returns {N}
 */
export function networkAsSent(network) {
  return { ...network, layers: network.layers.map((layer) => withTyped(layer, ['weights', 'bias'])) };
}

/**
 * @template {object} T
 * @param {T} part
 * @param {readonly string[]} fields
 * @returns {T}
 */
export function withTyped(part, fields) {
  const typed = Object.entries(part).flatMap(([name, list]) => {
    const form = fields.includes(name) && Array.isArray(list) ? typedOf(list) : null;
    return form ? [[name, form]] : [];
  });
  return typed.length > 0 ? { ...part, ...Object.fromEntries(typed) } : part;
}

/**
 * @param {List} list
 * @returns {Typed|null} null where it goes out as a list: it is short, or not of numbers alone
 */
function typedOf(list) {
  const form = known.get(list) ?? encoded(list);
  if (form) known.set(list, form);
  return form;
}

/**
 * @param {List} list
 * @returns {Typed|null}
 */
function encoded(list) {
  const [first] = list;
  const width = Array.isArray(first) ? first.length : 1;
  if (list.length * width < LARGE) return null;
  const rows = /** @type {readonly (readonly Entry[])[]} */ (Array.isArray(first) ? list : [list]);
  if (Array.isArray(first) && !rows.every((row) => Array.isArray(row) && row.length === width)) return null;
  const entries = rows.flat();
  if (!entries.every((entry) => Number.isFinite(entry))) return null;
  const numbers = Float64Array.from(/** @type {number[]} */ (entries));
  const single = numbers.every((number) => Math.fround(number) === number);
  const bytes = new Uint8Array((single ? Float32Array.from(numbers) : numbers).buffer);
  return { dtype: single ? 'f4' : 'f8', shape: Array.isArray(first) ? `${list.length}, ${width}` : `${list.length}`, bdata: base64(bytes) };
}

/**
 * @param {Uint8Array} bytes
 * @returns {string}
 */
export function base64(bytes) {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}
