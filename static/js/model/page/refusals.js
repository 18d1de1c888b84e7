/**
 * What Open says of a file that it cannot read: what it is, what Open reads, and where the rest goes. Pure.
 * @import { FileKind, Group } from './file-kinds.js'
 */
import { plural } from '../format.js';
import { faultOf } from './json-fault.js';
import { isObject } from '../../wire/request.js';

const READS = 'Open reads a saved network (JSON) and tables of data (CSV, TSV or other plain text)';

/** @type {Record<Group, string>} */
const GOES = {
  network: 'save a network here to have such a file',
  table: 'it goes into the table of the data',
  model: 'models of other programs cannot be read yet: copy a layer’s weights as a table and paste them into its first weight',
  arrays: 'arrays go into the data as a table: write them as CSV (numpy.savetxt) and open that',
  sheet: 'write it as CSV in the program that it is from, and open that, or copy its cells and paste them into the table of the data',
  packed: 'unpack it and open the file that is in it',
  picture: 'a picture goes into the data as a row of numbers, one for each pixel',
  notebook: 'copy a table from its output and paste it into the table of the data',
  empty: 'write it again where it came from',
  other: 'numbers in it go into the table of the data: copy them there',
};

/**
 * @param {FileKind} kind
 * @returns {string} the rest of “… was not opened: ”, without its full stop
 */
export function refusalOf({ group, what }) {
  return `it is ${what}. ${READS}; ${GOES[group]}`;
}

/** @param {number} bytes @param {number} most @param {FileKind} kind */
export function tooLarge(bytes, most, { what }) {
  const size = (/** @type {number} */ count) => `${Math.ceil(count / 2 ** 20)} MiB`;
  return `it is ${what} of ${size(bytes)}, and Open reads files of up to ${size(most)}. Leave out examples or layers`;
}

/**
 * @param {string} text that is no JSON
 * @returns {string}
 */
export function brokenJson(text) {
  const { line, column, expected, found } = faultOf(text);
  if (expected === 'the end' && found !== null) {
    return refusalOf({ group: 'other', what: `several pieces of JSON, one behind the other (the second begins in line ${line}, column ${column})` });
  }
  const where = `line ${line}, column ${column}`;
  if (found === null) return `it is JSON whose end is missing: at ${where}, expected ${expected}, and the file ends. Save or download it again`;
  return `it is not valid JSON: at ${where}, expected ${expected}, found ${found.trim() === '' ? 'a blank' : found}. Mend it there, or save it again`;
}

/**
 * @param {unknown} value parsed JSON that is no saved network
 * @returns {string}
 */
export function foreignJson(value) {
  const kind = jsonKind(value);
  return kind.group === 'network' ? `it is ${kind.what}, not a saved network. ${READS}; ${GOES.network}` : refusalOf(kind);
}

/**
 * @param {unknown} value
 * @returns {FileKind}
 */
function jsonKind(value) {
  if (Array.isArray(value)) return listKind(value);
  if (!isObject(value)) return { group: 'network', what: value === null ? 'the JSON value null' : `a single JSON ${typeof value}` };
  /** @param {string[]} names */
  const has = (...names) => names.every((name) => name in value);
  if (has('cells', 'nbformat')) return { group: 'notebook', what: 'a Jupyter notebook (.ipynb); it was not run' };
  if (has('title', 'status') && (has('type') || has('errors') || has('detail'))) {
    return { group: 'network', what: `the answer to a request that was refused (${JSON.stringify(value.title)?.slice(0, 80)}): save the request` };
  }
  if (has('answers', 'mistakes')) return { group: 'network', what: 'an answer of the marking (grade): save the request' };
  if (has('layers', 'loss') || has('layers', 'examples')) return { group: 'network', what: 'an answer of the analysis (analyze): save the request' };
  if (has('checks', 'verdict')) return { group: 'network', what: 'an answer of the check of gradients: save the request' };
  if (has('modelTopology') || has('class_name', 'config')) return { group: 'model', what: 'a Keras or TensorFlow.js model in JSON' };
  if (has('sections', 'title')) return { group: 'network', what: 'a worked solution (derivation): save the request' };
  const names = Object.keys(value);
  const listed = names.slice(0, 4).map((name) => JSON.stringify(name.slice(0, 30))).join(', ');
  return { group: 'network', what: names.length === 0 ? 'an empty JSON object' : `a JSON object with the ${names.length === 1 ? 'field' : 'fields'} ${listed}${names.length > 4 ? ' …' : ''}` };
}

/**
 * @param {unknown[]} list
 * @returns {FileKind}
 */
function listKind(list) {
  const ofRows = list.length > 0 && list.every((row) => Array.isArray(row));
  const what = `a JSON list of ${ofRows ? plural(list.length, 'row') : plural(list.length, 'entry', 'entries')}`;
  return { group: ofRows || list.some(isObject) ? 'sheet' : 'network', what };
}
