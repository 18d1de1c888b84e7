/**
 * Specs as files: `{"nablascope": 1, "request": {…}, "view": {…}}`; a bare analyze request is read too.
 * @import { Linked } from './url.js'
 */
import { FormatError, isObject } from './request.js';
import { fromDocument, toDocument } from './url.js';

/** A larger file is not read: no spec that the server takes is as large. */
export const MOST_BYTES = 128 * 2 ** 20;

const REQUEST = new Set(['network', 'data', 'loss', 'reduction', 'precision', 'training']);

/**
 * @param {Linked} linked
 * @returns {string}
 */
export function toText(linked) {
  const fields = Object.entries(toDocument(linked));
  const request = Object.fromEntries(fields.filter(([name]) => REQUEST.has(name)));
  const view = Object.fromEntries(fields.filter(([name]) => !REQUEST.has(name)));
  return `${JSON.stringify({ nablascope: 1, request, view })}\n`;
}

/**
 * @param {string} text
 * @returns {Linked}
 * @throws {FormatError} with a message for people
 */
export function fromText(text) {
  /** @type {unknown} */
  let parsed;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new FormatError('it is not JSON');
  }
  if (!isObject(parsed)) throw new FormatError('it holds no object');
  if (!('nablascope' in parsed)) return fromDocument(parsed);
  if (parsed.nablascope !== 1) throw new FormatError('it was saved by a newer version of Nablascope');
  if (!isObject(parsed.request)) throw new FormatError('it holds no request');
  return fromDocument({ ...(isObject(parsed.view) ? parsed.view : {}), ...parsed.request });
}

/**
 * @param {File} file
 * @returns {Promise<Linked>}
 * @throws {FormatError}
 */
export async function open(file) {
  if (file.size > MOST_BYTES) throw new FormatError('it is too large');
  return fromText(await file.text());
}

/**
 * Lets the browser save a text, or what was downloaded, as a file.
 * @param {string} name
 * @param {string|Blob} content
 * @param {string} [type] of a text
 */
export function save(name, content, type = 'application/json') {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
