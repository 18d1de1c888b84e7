/**
 * Specs as files: `{"nablascope": 1, "format": 1, "title": …, "request": {…}, "view": {…}}`; a bare analyze request is
 * read too. `nablascope` says whose file it is, `format` what form it has; files from before have the former alone.
 * @import { Linked } from '../model/page/url.js'
 */
import { kindOf, textOf } from '../model/page/file-kinds.js';
import { brokenJson, foreignJson, refusalOf, tooLarge } from '../model/page/refusals.js';
import { FormatError, isObject } from '../wire/request.js';
import { fromDocument, toDocument } from '../model/page/url.js';

/** The number of the form of a saved file, which the service tells too. */
export const FORMAT = 1;

/** A larger file is not read: no spec that the server takes is as large. */
export const MOST_BYTES = 128 * 2 ** 20;
/** Of a larger one, so much is read to say what it is. */
const BEGINNING = 2 ** 20;

const REQUEST = new Set(['network', 'data', 'loss', 'reduction', 'precision', 'training']);

/**
 * @param {Linked} linked
 * @returns {string}
 */
export function toText(linked) {
  const { title, ...document } = toDocument(linked);
  const fields = Object.entries(document);
  const request = Object.fromEntries(fields.filter(([name]) => REQUEST.has(name)));
  const view = Object.fromEntries(fields.filter(([name]) => !REQUEST.has(name)));
  return `${JSON.stringify({ nablascope: 1, format: FORMAT, title, request, view })}\n`;
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
    throw new FormatError(brokenJson(text));
  }
  if (!isObject(parsed) || !('nablascope' in parsed || isObject(parsed.network))) throw new FormatError(foreignJson(parsed));
  if (!('nablascope' in parsed)) return fromDocument(parsed);
  const format = parsed.format ?? parsed.nablascope;
  if (format !== FORMAT) {
    throw new FormatError(`it was saved by a newer version of Nablascope: it has format ${JSON.stringify(format).slice(0, 40)}, and this version reads format ${FORMAT}`);
  }
  if (!isObject(parsed.request)) throw new FormatError('it holds no request');
  return fromDocument({ ...(isObject(parsed.view) ? parsed.view : {}), ...parsed.request, title: parsed.title });
}

/**
 * Reads a file as what its bytes show it to be.
 * @param {File} file
 * @returns {Promise<{linked: Linked}|{table: Uint8Array}>} a saved network, or the bytes of a table
 * @throws {FormatError} that says what the file is, where it is neither
 */
export async function open(file) {
  const isWhole = file.size <= MOST_BYTES;
  const bytes = new Uint8Array(await (isWhole ? file : file.slice(0, BEGINNING)).arrayBuffer());
  const kind = kindOf(bytes, file.name);
  if (kind.group !== 'network' && kind.group !== 'table') throw new FormatError(refusalOf(kind));
  if (!isWhole) throw new FormatError(tooLarge(file.size, MOST_BYTES, kind));
  if (kind.group === 'table') return { table: bytes };
  const text = textOf(bytes);
  return holdsRows(text) ? { table: bytes } : { linked: fromText(text) };
}

/**
 * Whether a text is a list of rows in JSON, which is a table.
 * @param {string} text
 */
function holdsRows(text) {
  if (!/^\s*\[\s*\[/.test(text)) return false;
  try {
    const rows = /** @type {unknown[]} */ (JSON.parse(text));
    return rows.every((row) => Array.isArray(row) && row.every((cell) => cell === null || typeof cell === 'number' || typeof cell === 'string'));
  } catch {
    return false;
  }
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
