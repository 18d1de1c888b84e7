/**
 * Gradient norms on a log scale: how long each bar is, and what the row of them says. Pure.
 */

import { superscript } from './symbols.js';

/** @typedef {{share: number|null}} Bar  share of the full length from 0 to 1; null for zero and what is not finite */

/**
 * @param {number[]} norms
 * @returns {{low: number, high: number}|null} the decades that the finite, positive norms lie within
 */
export function decades(norms) {
  const logs = norms.filter((norm) => norm > 0 && norm < Infinity).map(Math.log10);
  if (logs.length === 0) return null;
  const low = Math.floor(Math.min(...logs));
  const high = Math.ceil(Math.max(...logs)) + 0; // never −0
  return high - low < 2 ? { low: low - 1, high: Math.max(high, low + 1) } : { low, high };
}

/**
 * @param {number[]} norms
 * @returns {Bar[]} the least of them still has a visible bar
 */
export function bars(norms) {
  const range = decades(norms);
  return norms.map((norm) => {
    if (!range || !(norm > 0 && norm < Infinity)) return { share: null };
    return { share: Math.max(0.06, (Math.log10(norm) - range.low) / (range.high - range.low)) };
  });
}

/**
 * @param {number} exponent
 * @returns {string} "10⁻⁹"
 */
export function power(exponent) {
  return `10${exponent < 0 ? '⁻' : ''}${superscript(Math.abs(exponent))}`;
}

/**
 * @param {number[]} norms
 * @returns {string} "10⁻⁹ … 10⁰", or nothing where no norm has a logarithm
 */
export function rangeText(norms) {
  const range = decades(norms);
  return range ? `${power(range.low)} … ${power(range.high)}` : '';
}

/** Past this ratio of the first to the last layer's norm the gradient is said to vanish or to explode. */
const REMARKABLE = 1000;

/**
 * What a glance at the bars should tell.
 * @param {number[]} norms
 * @returns {string} a word or two, or nothing where there is nothing to say
 */
export function verdict(norms) {
  if (norms.some((norm) => !Number.isFinite(norm))) return 'not finite';
  const zero = norms.flatMap((norm, index) => (norm === 0 ? [index + 1] : []));
  if (zero.length > 0) return zero.length === norms.length ? 'all zero' : `zero in layer ${zero.join(', ')}`;
  const [first = 0, last = 0] = [norms[0], norms.at(-1)];
  if (first * REMARKABLE < last) return 'vanishes towards the input';
  if (first > last * REMARKABLE) return 'explodes towards the input';
  return '';
}
