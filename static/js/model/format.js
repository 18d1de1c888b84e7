/** Numbers as people read them: four significant digits, a true minus sign, and never an empty place. */

const MINUS = '−';

/**
 * @param {string} text
 * @returns {string}
 */
function typeset(text) {
  return text.replaceAll('-', MINUS).replace('e+', 'e');
}

/**
 * Four significant digits: `0.8176`, `−0.1824`, `1.234e−5`, `12344` as `1.234e4`; `NaN`, `∞`, `−∞`.
 * @param {number|null|undefined} x null (what is not there) reads as a dash
 * @param {number} [digits]
 * @returns {string}
 */
export function number(x, digits = 4) {
  if (x === null || x === undefined) return '–';
  if (Number.isNaN(x)) return 'NaN';
  if (!Number.isFinite(x)) return x > 0 ? '∞' : `${MINUS}∞`;
  if (x === 0) return '0';
  const rounded = Number(x.toPrecision(digits));
  const size = Math.abs(rounded);
  if (size >= 1e4 || size < 1e-4) return typeset(rounded.toExponential());
  return typeset(String(rounded));
}

/**
 * With an exponent, whatever its size: `1.966e−3`.
 * @param {number} x finite
 * @param {number} [digits]
 * @returns {string}
 */
export function scientific(x, digits = 4) {
  return typeset(Number(x.toPrecision(digits)).toExponential());
}

/**
 * All digits that tell this number from its neighbours.
 * @param {number|null|undefined} x
 * @returns {string}
 */
export function exact(x) {
  if (x === null || x === undefined) return '–';
  if (Number.isNaN(x)) return 'NaN';
  if (!Number.isFinite(x)) return x > 0 ? '∞' : `${MINUS}∞`;
  return typeset(String(x === 0 ? 0 : x));
}

/**
 * A count with its noun: `1 unit`, `3 units`.
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 * @returns {string}
 */
export function plural(count, one, many = `${one}s`) {
  return `${count} ${count === 1 ? one : many}`;
}

/**
 * A name of the wire as words: `mean_squared_error` as `mean squared error`.
 * @param {string} name
 * @returns {string}
 */
export function words(name) {
  return name.replaceAll('_', ' ');
}

/**
 * @param {string} text
 * @returns {string} with a capital at its beginning
 */
export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
