/**
 * What people type and paste, read as numbers: by hand, from spreadsheets, NumPy and MATLAB.
 * @import { Entry } from './types.js'
 */

/** Numbers by their decimal mark, without and with marks between groups of three digits. */
const PLAIN = {
  point: /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i,
  comma: /^[+-]?(\d+,?\d*|,\d+)(e[+-]?\d+)?$/i,
};
const GROUPED = {
  point: /^[+-]?[1-9]\d{0,2}(?:(,)\d{3}(?:\1\d{3})*|([\s'’])\d{3}(?:\2\d{3})*)(\.\d*)?(e[+-]?\d+)?$/i,
  comma: /^[+-]?[1-9]\d{0,2}(?:(\.)\d{3}(?:\1\d{3})*|([\s'’])\d{3}(?:\2\d{3})*)(,\d*)?(e[+-]?\d+)?$/i,
};

/** Blanks between numbers; a no-break blank before three digits groups them, as in 1 234. */
export const BETWEEN_NUMBERS = /(?:[^\S\u00a0\u2009\u202f]|(?<!\d)[\u00a0\u2009\u202f]|[\u00a0\u2009\u202f](?!\d{3}(?!\d)))+/;

/**
 * A number as JavaScript writes it, with one decimal mark given.
 * @param {string} text
 * @param {'point'|'comma'} mark
 * @returns {string|null} null where the text is no number with that mark
 */
export function plainNumber(text, mark) {
  const ascii = text.trim().replaceAll('−', '-');
  const grouped = GROUPED[mark].test(ascii);
  if (!grouped && !PLAIN[mark].test(ascii)) return null;
  const digits = grouped ? ascii.replace(mark === 'point' ? /[,\s'’]/g : /[.\s'’]/g, '') : ascii;
  return digits.replace(',', '.');
}

/**
 * Whether a text is one number and no block, also one with marks for thousands beside its decimal mark.
 * @param {string} text
 */
export function isOneNumber(text) {
  return typeof parseValue(text.trim()) === 'number';
}

/**
 * A number where the text is one (also with a true minus sign, one decimal comma, or marks for thousands beside the
 * decimal mark); else the text as typed.
 * @param {string} text
 * @returns {Entry}
 */
export function parseEntry(text) {
  const ascii = text.trim().replaceAll('−', '-');
  const value = Number(singleNumber(ascii) ?? Number.NaN);
  return Number.isFinite(value) ? value + 0 : text;
}

/**
 * @param {string} text
 * @returns {string|null} a number that stands alone; marks for thousands count where a decimal mark stands beside them
 */
function singleNumber(text) {
  if (PLAIN.point.test(text)) return text;
  if (PLAIN.comma.test(text) && !text.endsWith(',')) return plainNumber(text, 'comma');
  if (/^[^.]*[.]\d*(e|$)/i.test(text) && /[,\s'’]/.test(text)) return plainNumber(text, 'point');
  return /,\d*(e[+-]?\d+)?$/i.test(text) && /[.\s'’]/.test(text) ? plainNumber(text, 'comma') : null;
}

/**
 * A number where the text is one or a fraction of two, such as `-1/2`; else the text as typed.
 * @param {string} text
 * @returns {Entry}
 */
export function parseValue(text) {
  const [numerator, denominator, ...more] = text.split('/').map(parseEntry);
  if (denominator === undefined) return parseEntry(text);
  const isFraction = typeof numerator === 'number' && typeof denominator === 'number' && more.length === 0;
  const value = isFraction ? numerator / denominator : Number.NaN;
  return Number.isFinite(value) ? value + 0 : text;
}

/**
 * An entry as the text of its field: every digit, so that it comes back as the same number.
 * @param {Entry|undefined} entry
 * @returns {string}
 */
export function entryText(entry) {
  return entry === undefined ? '' : String(entry);
}

/**
 * An entry as it reads while nobody edits it: a true minus sign, and four significant digits where more do not fit.
 * @param {Entry|undefined} entry
 * @param {number} [room] characters
 * @returns {string}
 */
export function shortText(entry, room = 8) {
  const text = entryText(entry);
  if (typeof entry !== 'number') return text;
  const short = text.length > room ? String(Number(entry.toPrecision(4))) : text;
  return short.replaceAll('-', '−').replace('e+', 'e');
}

/**
 * Fractions as one word each: Python's `Fraction(3, 7)`, and `3 / 7` of a computer algebra system, as `3/7`.
 * @param {string} text
 * @returns {string}
 */
function withFractions(text) {
  return text
    .replace(/\bFraction\(\s*([+-]?\d+)\s*,\s*(\d+)\s*\)/g, '$1/$2')
    .replace(/(\d)[ \t]*\/[ \t]*(?=[+−-]?\d)/g, '$1/');
}

/**
 * The rows of a block of text, by the first separator that its form suggests. The name that a result is given, as
 * MATLAB prints it, is left out.
 * @param {string} text
 * @returns {string[][]}
 */
export function cellsOf(text) {
  const unix = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
  const trimmed = withFractions(unix.replace(/^\s*[A-Za-z_][\w.]*\s*=[^\S\n]*(?=\n|\[|[\w.]+\()/, '').replace(/^\n+|\s+$/g, ''));
  if (/^\s*(\w+\.)*(array|matrix|tensor)?\s*\(?\s*\[/i.test(trimmed)) return bracketed(trimmed);
  const lines = trimmed.split('\n').filter((line) => line.trim() !== '');
  const separator = ['\t', ';', ','].find((mark) => lines.some((line) => line.includes(mark)));
  if (separator === undefined) return lines.map((line) => line.trim().split(BETWEEN_NUMBERS));
  return lines.map((line) => quoted(line, separator));
}

/**
 * One line of CSV or TSV; a doubled quotation mark inside quotation marks is one.
 * @param {string} line
 * @param {string} separator
 * @returns {string[]}
 */
function quoted(line, separator) {
  /** @type {string[]} */
  const cells = [];
  let cell = '';
  let inside = false;
  for (let i = 0; i < line.length; i++) {
    const character = line[i] ?? '';
    if (character === '"' && inside && line[i + 1] === '"') {
      cell += '"';
      i++;
    } else if (character === '"') {
      inside = !inside;
    } else if (character === separator && !inside) {
      cells.push(cell.trim());
      cell = '';
    } else {
      cell += character;
    }
  }
  cells.push(cell.trim());
  return cells;
}

/** Numbers or rows that were left out where a large array was printed. */
const ELIDED = /(^|[\s,[\]])(\.\.\.|…)($|[\s,[\]])/;

/**
 * @param {string} text
 * @returns {string} why its numbers are no block, although each of them can be read; '' where they may be one
 */
export function whyNoBlock(text) {
  const elided = ELIDED.exec(text);
  if (elided) {
    const line = text.slice(0, elided.index + (elided[1] ?? '').length).split('\n').length;
    return `Numbers are left out of what was pasted (… in line ${line}): print the whole array, with NumPy after numpy.set_printoptions(threshold=numpy.inf), and paste that. Nothing was changed.`;
  }
  if (!/\[\s*\[\s*\[/.test(text)) return '';
  return 'What was pasted is an array of three or more dimensions, and rows of numbers were expected: reshape it to rows first. Nothing was changed.';
}

/**
 * A literal of NumPy, PyTorch, Python, JSON (`[[1, 2], [3, 4]]`) or MATLAB (`[1 2; 3 4]`).
 * @param {string} text
 * @returns {string[][]}
 */
function bracketed(text) {
  const body = text.replace(/^[^[]*/, '').replace(/\)?\s*(,\s*\w+\s*=[^)]*)?\)?[\s;,]*$/, '');
  const nested = body.match(/\[[^[\]]*\]/g) ?? [];
  const inner = nested.map((row) => row.slice(1, -1));
  const rows = inner.length === 1 ? (inner[0] ?? '').split(/;|\n(?=\s*\S)/) : inner;
  return rows.map((row) => row.trim().split(/[\s,]+/).filter((cell) => cell !== '')).filter((row) => row.length > 0);
}
