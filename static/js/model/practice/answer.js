/**
 * An answer to an exercise, as pure functions: what somebody typed or pasted into an array, and how that goes to the
 * service.
 *
 * An answer is kept as it is drawn on paper, a row for each unit; what has a row for each example on the wire is turned
 * on its way there. An empty cell is ''.
 * @import { Entry, FieldError } from '../network/types.js'
 * @import { Field, GradedQuantity, Rows } from './types.js'
 */
import { isByExample, isVector as hasOneAUnit } from '../analysis/symbols.js';
import { blockShape, fitOf, shapeText, transposedBlock } from '../network/block.js';
import { refusal } from '../network/pasting.js';

/**
 * An entry as it reads while nobody edits it: as it was typed where it fits, else with as many digits as do.
 * @param {Entry|undefined} entry
 * @param {number} room characters
 * @returns {string}
 */
export function fittingText(entry, room) {
  if (typeof entry !== 'number') return entry ?? '';
  const written = (/** @type {string} */ text) => text.replaceAll('-', '−').replace('e+', 'e');
  const rounded = Array.from({ length: room }, (_, less) => Number(entry.toPrecision(room - less)));
  const texts = [entry, ...rounded].flatMap((value) => [String(value), value.toExponential()].map(written));
  return texts.find((text) => text.length <= room) ?? written(String(entry));
}

/** @param {Entry} entry */
const isBlank = (entry) => typeof entry === 'string' && entry.trim() === '';

/**
 * @param {Field} field
 * @returns {Rows}
 */
export function emptyRows({ rows, columns }) {
  return Array.from({ length: rows }, () => new Array(columns).fill(''));
}

/**
 * The shape of an answer as it is drawn: the one that is asked for, or the transposed one.
 * @param {Field} field
 * @param {Rows|undefined} rows
 * @returns {[number, number]}
 */
export function shapeOf(field, rows) {
  return rows ? [rows.length, rows[0]?.length ?? 0] : [field.rows, field.columns];
}

/**
 * @param {Field} field
 * @param {Rows|undefined} rows
 * @returns {boolean} whether what was pasted lies on its side
 */
export function isTurned(field, rows) {
  return rows !== undefined && (rows.length !== field.rows || rows[0]?.length !== field.columns);
}

/** Rows and columns exchanged. */
export const turned = /** @type {(rows: Rows) => Rows} */ (transposedBlock);

/**
 * Writes a block into an answer; an answer with nothing in it is none.
 * @param {Field} field
 * @param {Rows|undefined} rows
 * @param {number} row
 * @param {number} column
 * @param {readonly (readonly Entry[])[]} block
 * @returns {Rows|undefined}
 */
export function withBlock(field, rows, row, column, block) {
  const next = (rows ?? emptyRows(field)).map((cells, r) => cells.map((cell, c) => block[r - row]?.[c - column] ?? cell));
  return next.every((cells) => cells.every(isBlank)) ? undefined : next;
}

/** @typedef {{rows: Rows|undefined, words: string, fits: boolean, turned: Rows|null}} PastedAnswer fits: whether it was written; turned: the block on its side, where that would fit */

/**
 * What a pasted block makes of an answer. A whole array may be pasted into the first cell in the shape that is asked
 * for, or in the transposed one, which is then kept as it is for the service to judge; only a vector has no sides. Any
 * other block fits from its cell on, or changes nothing.
 * @param {Field} field
 * @param {Rows|undefined} rows
 * @param {number} row
 * @param {number} column
 * @param {Entry[][]} block
 * @returns {PastedAnswer}
 */
export function pasted(field, rows, row, column, block) {
  const refused = refusal(block);
  if (refused) return { rows, words: refused, fits: false, turned: null };
  const [height, width] = blockShape(block);
  const words = `Pasted ${height} × ${width}.`;
  const whole = (/** @type {Rows} */ all) => ({ rows: withBlock(field, undefined, 0, 0, all), words, fits: true, turned: null });
  const first = row === 0 && column === 0;
  if (first && height === field.rows && width === field.columns) return whole(block);
  if (first && height === field.columns && width === field.rows) {
    return isVector(field) ? whole(turned(block)) : { rows: block, words, fits: true, turned: null };
  }
  const now = shapeOf(field, rows);
  const room = /** @type {const} */ ([now[0] - row, now[1] - column]);
  const written = (/** @type {Rows} */ upright) => ({ rows: withBlock(field, rows, row, column, upright), words, fits: true, turned: null });
  const fit = fitOf([height, width], room);
  if (fit === 'fits') return written(block);
  if (fit === 'transpose' && isVector(field)) return written(turned(block));
  const there = `${first ? 'The array' : `From row ${row}, column ${column} on it`} is ${shapeText(room)} and the block ${height} × ${width}`;
  const why = fit === 'transpose' ? 'its transpose would fit' : 'it does not fit, nor does its transpose';
  return { rows, words: `${there}: ${why}. Nothing was changed.`, fits: false, turned: fit === 'transpose' ? turned(block) : null };
}

/**
 * A vector has no sides: it may be pasted lying or standing. A gradient of weights is a matrix, however narrow.
 * @param {Field} field
 */
function isVector({ quantity, rows, columns }) {
  return (isByExample(quantity) || hasOneAUnit(quantity)) && (rows === 1 || columns === 1);
}

/**
 * @param {Rows} rows
 * @returns {[row: number, column: number][]}
 */
export function emptyCells(rows) {
  return rows.flatMap((cells, row) => cells.flatMap((cell, column) => (isBlank(cell) ? [/** @type {[number, number]} */ ([row, column])] : [])));
}

/**
 * @param {Field} field
 * @param {Rows} rows without an empty cell
 * @returns {{layer: number, quantity: GradedQuantity, values: readonly Entry[]|Rows}} as the service takes it
 */
export function asAnswer({ layer, quantity }, rows) {
  const values = hasOneAUnit(quantity) ? rows.map(([entry = '']) => entry) : isByExample(quantity) ? turned(rows) : rows;
  return { layer, quantity, values };
}

/**
 * @typedef {object} Place a cell as drawn, or (row null) the whole array
 * @property {number|null} row
 * @property {number|null} column
 */

/**
 * A cell of the wire as it is drawn.
 * @param {Field} field
 * @param {number|null} row
 * @param {number|null} column
 * @returns {Place}
 */
export function placeOf({ quantity }, row, column) {
  return isByExample(quantity) ? { row: column, column: row } : { row, column: row === null ? null : column ?? 0 };
}

/** @typedef {{index: number, row: number|null, column: number|null}} Pointed an answer of a request, and its entry as on the wire */

/**
 * @param {FieldError} error
 * @returns {Pointed|null} what a pointer into a request's answers names; null for any other pointer
 */
export function pointed({ pointer }) {
  const match = /^\/answers\/(\d+)(?:\/values(?:\/(\d+))?(?:\/(\d+))?)?/.exec(pointer);
  if (!match) return null;
  const at = (/** @type {string|undefined} */ text) => (text === undefined ? null : Number(text));
  return { index: Number(match[1]), row: at(match[2]), column: at(match[3]) };
}

/**
 * @param {Field} field
 * @param {Place} place
 * @returns {string} "row 1, column 0" of a matrix, "unit 1, example 0" of what has examples, "unit 1" of a vector
 */
export function cellWords({ quantity, columns }, { row, column }) {
  if (row === null) return 'all of it';
  if (column === null) return `row ${row}`;
  if (!isByExample(quantity) && !hasOneAUnit(quantity)) return `row ${row}, column ${column}`;
  return columns === 1 ? `unit ${row}` : `unit ${row}, example ${column}`;
}
