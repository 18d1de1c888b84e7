/**
 * How wide the page's font sets numbers, measured once; so that a number is written with the digits that have room.
 */
import { lengthOf } from '../../model/drawing/fitting.js';

/** Pixels of the letters that are measured: large, so that their widths are not those of whole pixels. */
const SIZE = 100;

/** @type {Map<string, (text: string) => number>} */
const known = new Map();

/**
 * @param {number} [weight]
 * @returns {(text: string) => number} the width of a text in em; every digit is as wide as the widest
 */
export function measure(weight = 400) {
  const font = `${weight} ${SIZE}px ${getComputedStyle(document.body).fontFamily}`;
  const found = known.get(font) ?? measured(font);
  known.set(font, found);
  return found;
}

/**
 * @param {string} font
 * @returns {(text: string) => number}
 */
function measured(font) {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return (text) => text.length;
  context.font = font;
  const width = (/** @type {string} */ letter) => context.measureText(letter).width / SIZE;
  const digit = Math.max(...[...'0123456789'].map(width));
  /** @type {Map<string, number>} */
  const letters = new Map();
  const widthOf = (/** @type {string} */ letter) => {
    const one = letters.get(letter) ?? (/\d/.test(letter) ? digit : width(letter));
    letters.set(letter, one);
    return one;
  };
  return (text) => lengthOf(text, widthOf);
}

/**
 * @param {number} pixels that there are for it
 * @param {number} size of the font, in pixels
 * @param {number} [weight]
 * @returns {import('../../model/drawing/fitting.js').Fits}
 */
export function fitsInto(pixels, size, weight) {
  const width = measure(weight);
  return (text) => width(text) * size <= pixels;
}

/** @returns {number} pixels of one rem */
export function rem() {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}
