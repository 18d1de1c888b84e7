/**
 * The exercise sheet's notation: how each quantity is written, spoken and shaped.
 *
 * Layers are numbered 1 … L; W⁽ˡ⁻¹⁾ leads into layer l, so the weights of layer 1 carry the superscript (0).
 * @import { Row } from '../../wire/quantities.js'
 * @import { Quantity } from './types.js'
 */

import { QUANTITIES } from '../../wire/quantities.js';


/**
 * @typedef {object} Symbol  The parts of a typeset symbol.
 * @property {string} base  what is set in italics, its accent included: "z̃", "W", "ŷ"
 * @property {string} before  what stands upright before it: "∇" or nothing
 * @property {string} sup  the layer in parentheses, or nothing: "(1)"
 */

const DIGITS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Every quantity that is drawn: those of a layer, and the input, which layer 0 has. @type {Readonly<Record<Quantity, Row>>} */
const ROWS = {
  ...QUANTITIES,
  input: { letter: 'z', before: '', below: 0, axes: 'example', words: 'input', of: 'of', file: 'z0', given: true },
};

/**
 * @param {Quantity} quantity
 * @returns {boolean} whether a column of it is an example (else an input unit, or the only one of a vector)
 */
export function isByExample(quantity) {
  return ROWS[quantity].axes === 'example';
}

/**
 * @param {Quantity} quantity
 * @returns {boolean} whether it has one number a unit, whatever the batch
 */
export function isVector(quantity) {
  return ROWS[quantity].axes === 'unit';
}

/**
 * @param {Quantity} quantity
 * @returns {boolean} whether it is reduced over the examples: ∇W and ∇b
 */
export function isGradient(quantity) {
  return !ROWS[quantity].given && !isByExample(quantity);
}

/**
 * @param {Quantity} quantity
 * @returns {string} a name that is valid in code: "grad_W"
 */
export function codeName(quantity) {
  return ROWS[quantity].file;
}

/**
 * @param {Quantity} quantity
 * @param {number} layer
 * @param {boolean} [output]  at the output the activation is ŷ
 * @returns {Symbol}
 */
export function symbol(quantity, layer, output = false) {
  if (output && quantity === 'activation') return { base: 'ŷ', before: '', sup: '' };
  const { letter, before, below } = ROWS[quantity];
  return { base: letter, before, sup: `(${layer - below})` };
}

/**
 * @param {number} number
 * @returns {string} the number in superscript digits
 */
export function superscript(number) {
  return [...String(number)].map((digit) => DIGITS[Number(digit)]).join('');
}

/**
 * @param {Quantity} quantity
 * @param {number} layer
 * @param {boolean} [output]
 * @returns {string} the symbol as plain text: "∇W⁽⁰⁾"
 */
export function plain(quantity, layer, output = false) {
  const { base, before, sup } = symbol(quantity, layer, output);
  return before + base + (sup ? `⁽${superscript(Number(sup.slice(1, -1)))}⁾` : '');
}

/**
 * @param {Quantity} quantity
 * @param {number} layer
 * @param {boolean} [output]
 * @returns {string} the name in words: "gradient of the weights into layer 1"
 */
export function words(quantity, layer, output = false) {
  if (quantity === 'input') return 'input of the network';
  if (output && quantity === 'activation') return 'output of the network';
  const { words: name, of } = ROWS[quantity];
  return `${name} ${of} layer ${layer}`;
}

/**
 * @param {number} rows
 * @param {number} columns
 * @param {Quantity} quantity
 * @returns {string} "3 × 2", or "3" for a vector
 */
export function shapeText(rows, columns, quantity) {
  return isVector(quantity) ? String(rows) : `${rows} × ${columns}`;
}

/**
 * What a row and a column of the drawn matrix are called.
 * @param {Quantity} quantity
 * @returns {[string, string|null]}
 */
export function axes(quantity) {
  const { axes: second } = ROWS[quantity];
  return ['neuron', second === 'unit' ? null : second];
}

/**
 * @param {{layer: number, quantity: Quantity, row: number, column: number}} cell
 * @param {boolean} [output]
 * @returns {string} "∇W⁽⁰⁾ row 1, column 0" — spoken, and the heading of the inspector
 */
export function cellName(cell, output = false) {
  const name = `${plain(cell.quantity, cell.layer, output)} row ${cell.row}`;
  const column = axes(cell.quantity)[1];
  if (column === null) return name;
  return column === 'example' ? `${name}, example ${cell.column}` : `${name}, column ${cell.column}`;
}

/**
 * What a drawn cell is called: the entry, or the block of entries that it stands for.
 * @param {{layer: number, quantity: Quantity, row: number, column: number}} cell in full resolution
 * @param {{shape: [number, number], pool: [number, number]}} drawn the matrix as it is drawn
 * @param {boolean} [output]
 * @returns {string} "δ⁽¹⁾ rows 4–7, examples 0–2"
 */
export function drawnName(cell, { shape, pool }, output = false) {
  if (pool[0] === 1 && pool[1] === 1) return cellName(cell, output);
  const second = axes(cell.quantity)[1];
  const rows = span('row', cell.row, pool[0], shape[0]);
  const columns = second === null ? '' : `, ${span(second === 'example' ? 'example' : 'column', cell.column, pool[1], shape[1])}`;
  return `${plain(cell.quantity, cell.layer, output)} ${rows}${columns}`;
}

/**
 * @param {string} name of one index
 * @param {number} index
 * @param {number} pool how many indices a block has
 * @param {number} count how many there are
 * @returns {string} "rows 4–7": the block that an index lies in
 */
export function span(name, index, pool, count) {
  const from = Math.floor(index / pool) * pool;
  const to = Math.min(from + pool, count) - 1;
  return to > from ? `${name}s ${from}–${to}` : `${name} ${index}`;
}
