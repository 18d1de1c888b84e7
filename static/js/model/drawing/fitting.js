/**
 * Numbers where there is only so much room: never cut, but written with fewer digits, the exponent kept. Pure.
 * @import { Entry } from '../network/types.js'
 */
import { entryText } from '../network/entry.js';
import { number, scientific } from '../format.js';

/** Significant digits of a number, where there is room for them. */
const DIGITS = 4;

/** @typedef {(text: string) => boolean} Fits whether a text has room */

/**
 * How a number may be written, from the best to the shortest: `−0.001966`, `−1.966e−3`, `−0.00197` … `−0.002`, `−2e−3`.
 * @param {number} x
 * @returns {string[]}
 */
function spellings(x) {
  if (!Number.isFinite(x) || x === 0) return [number(x)];
  return Array.from({ length: DIGITS }, (_, less) => DIGITS - less).flatMap((digits) => [number(x, digits), scientific(x, digits)]);
}

/**
 * @param {number|null|undefined} x
 * @param {Fits} fits
 * @returns {string} with as many of four significant digits as there is room for; at least one, and all of its exponent
 */
export function fitting(x, fits) {
  if (typeof x !== 'number') return number(x);
  const all = spellings(x);
  return all.find(fits) ?? shortest(all);
}

/**
 * An entry as it reads while nobody edits it: as it was typed where that has room, else a number with fewer digits.
 * @param {Entry|undefined} entry
 * @param {Fits} fits
 * @returns {string}
 */
export function fittingEntry(entry, fits) {
  const text = entryText(entry);
  if (typeof entry !== 'number') return text;
  const whole = text.replaceAll('-', '−').replace('e+', 'e');
  return fits(whole) ? whole : fitting(entry, fits);
}

/** @param {string[]} texts */
function shortest(texts) {
  return texts.reduce((best, text) => (text.length < best.length ? text : best));
}

/**
 * @param {string} text
 * @param {(letter: string) => number} widthOf a letter
 * @returns {number} its width
 */
export function lengthOf(text, widthOf) {
  return [...text].reduce((sum, letter) => sum + widthOf(letter), 0);
}

/**
 * @param {string} text a number
 * @returns {[string, string]} where it may be broken over two lines: before its exponent, `e−21`
 */
export function broken(text) {
  const at = text.indexOf('e', 1);
  return at < 0 || !/\d$/.test(text) ? [text, ''] : [text.slice(0, at), text.slice(at)];
}
