/**
 * A block of numbers held against the rectangle of cells that it meets: it fits there, its transpose would, or neither
 * does. Pure; what follows from it is decided where the numbers belong.
 * @import { Entry } from './types.js'
 */

/** @typedef {readonly [rows: number, columns: number]} Shape */
/** @typedef {'fits'|'transpose'|'neither'} Fit */
/** @typedef {readonly (readonly Entry[])[]} Block rows of entries */

/**
 * @param {Block} block
 * @returns {Shape} its rows, and the entries of the longest
 */
export function blockShape(block) {
  return [block.length, block.reduce((most, row) => Math.max(most, row.length), 0)];
}

/**
 * @param {Shape} shape
 * @returns {string} `3 × 2`
 */
export function shapeText([rows, columns]) {
  return `${rows} × ${columns}`;
}

/**
 * How a block fits into the cells that it meets. Of a square block nobody can know whether it lies on its side: it fits.
 * @param {Shape} block
 * @param {Shape} room the cells from the one that was pasted at to the last row and column
 * @returns {Fit}
 */
export function fitOf([rows, columns], [height, width]) {
  if (rows <= height && columns <= width) return 'fits';
  return columns <= height && rows <= width ? 'transpose' : 'neither';
}

/**
 * @param {Block} block
 * @returns {number|null} the first row that is not as long as most are; null where all have one length
 */
export function raggedRow(block) {
  /** @type {Map<number, number>} */
  const lengths = new Map();
  for (const { length } of block) lengths.set(length, (lengths.get(length) ?? 0) + 1);
  const [usual] = [...lengths].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0]);
  const odd = block.findIndex(({ length }) => length !== usual);
  return odd < 0 ? null : odd;
}

/**
 * @template T
 * @param {readonly (readonly T[])[]} rows of one length
 * @returns {T[][]} rows and columns exchanged
 */
export function transposedBlock(rows) {
  return (rows[0] ?? []).map((_, column) => rows.map((row) => /** @type {T} */ (row[column])));
}
