/**
 * The numbers of a pasted block: its cells, and the decimal mark, which is judged once for all of them.
 * @import { Entry } from './types.js'
 */
import { blockShape, raggedRow } from './block.js';
import { BETWEEN_NUMBERS, cellsOf, isOneNumber, plainNumber, whyNoBlock } from './entry.js';

/** @typedef {'point'|'comma'} Mark the decimal mark */
/** @typedef {{cells: string[][], mark: Mark, told: string}} Reading told: how it was read, where it could be read otherwise */

/** @param {string} cell @returns {string[]} the numbers of a cell: two of a fraction */
const parts = (cell) => cell.split('/').map((part) => part.trim());

/**
 * @param {string[][]} cells
 * @param {Mark} mark
 * @returns {number} how many cells are no numbers with that mark
 */
function wrong(cells, mark) {
  return cells.flat().filter((cell) => parts(cell).some((part) => plainNumber(part, mark) === null)).length;
}

/**
 * The decimal mark of a block. Where both will do, a comma alone is one, as in a single field, and it is told.
 * @param {string[][]} cells
 * @returns {{mark: Mark, told: string}}
 */
function markOf(cells) {
  const [point, comma] = [wrong(cells, 'point'), wrong(cells, 'comma')];
  if (point !== comma) return { mark: comma < point ? 'comma' : 'point', told: '' };
  const doubtful = cells.flat().flatMap(parts).find((part) => plainNumber(part, 'point') !== plainNumber(part, 'comma'));
  if (doubtful === undefined) return { mark: 'point', told: '' };
  const mark = doubtful.includes(',') ? 'comma' : 'point';
  const other = plainNumber(doubtful, mark === 'comma' ? 'point' : 'comma');
  return { mark, told: other === null ? '' : `Read with decimal ${mark}s: ${doubtful} is ${plainNumber(doubtful, mark)}, not ${other}.` };
}

/**
 * Commas between numbers, or within them: a column of a spreadsheet with decimal commas has no other mark than these.
 * @param {string} text without tabs, semicolons and brackets
 * @returns {string[][]|null} its words, where each of them is a number with a decimal comma
 */
function wordsWithCommas(text) {
  const lines = text.trim().split('\n').map((line) => line.trim()).filter((line) => line !== '');
  /** @param {string} word */
  const isNumber = (word) => plainNumber(word, 'comma') !== null && !word.includes('.');
  const words = lines.map((line) => line.split(BETWEEN_NUMBERS));
  const rows = raggedRow(words) !== null && lines.every(isNumber) ? lines.map((line) => [line]) : words;
  const numbers = rows.every((row) => row.every(isNumber));
  return numbers && rows.some((row) => row.some((word) => word.includes(','))) ? rows : null;
}

/**
 * @param {string} text
 * @param {(cells: string[][]) => boolean} fits whether so many cells fit: of two ways to read it the one that does is taken
 * @returns {Reading}
 */
function readingOf(text, fits) {
  if (isOneNumber(text)) return { cells: [[text.trim()]], ...markOf([[text.trim()]]) };
  const cells = cellsOf(text);
  if (/[\t;[\]]/.test(text) || !text.includes(',')) return { cells, ...markOf(cells) };
  const words = wordsWithCommas(text);
  if (!words) return { cells, mark: 'point', told: '' };
  const isEvener = raggedRow(cells) !== null && raggedRow(words) === null;
  const isSure = isEvener || wrong(cells, 'point') > 0 || cells.flat().some((cell) => /^[+-]?0\d/.test(cell));
  if (isSure) return { cells: words, mark: 'comma', told: '' };
  const asWords = fits(words) && !fits(cells);
  const [rows, columns] = blockShape(asWords ? words : cells);
  const how = asWords ? 'with decimal commas' : 'with commas between the numbers; decimal commas need tabs or semicolons between the numbers';
  return { cells: asWords ? words : cells, mark: asWords ? 'comma' : 'point', told: `Read as ${rows} × ${columns}, ${how}.` };
}

/**
 * @param {string} cell
 * @param {Mark} mark
 * @param {(cell: string) => Entry} parse
 * @returns {Entry} as `parse` reads it with a decimal point; as typed where it is no number with that mark
 */
function entryOf(cell, mark, parse) {
  const typed = parts(cell);
  const plain = typed.map((part) => plainNumber(part, mark));
  if (plain.includes(null)) return cell;
  const same = plain.every((part, index) => part === typed[index]?.replaceAll('−', '-'));
  return parse(same ? cell : plain.join('/'));
}

/**
 * A pasted block of numbers; a cell that is none stays as typed. Columns at its end with nothing in them are left out;
 * ragged rows stay ragged.
 * @param {string} text
 * @param {(cell: string) => Entry} parse `parseEntry` keeps fractions as typed, `parseValue` takes them as numbers
 * @param {(cells: string[][]) => boolean} [fits]
 * @returns {{block: Entry[][], told: string, refused: string}} refused: why nothing of it may be taken, or ''
 */
export function readBlock(text, parse, fits = () => true) {
  const refused = whyNoBlock(text);
  if (refused) return { block: [], told: '', refused };
  const { cells, mark, told } = readingOf(text, fits);
  const filled = cells.reduce((most, row) => row.reduce((last, cell, column) => (cell === '' ? last : Math.max(last, column + 1)), most), 0);
  return { block: cells.map((row) => row.slice(0, filled).map((cell) => entryOf(cell, mark, parse))), told, refused };
}
