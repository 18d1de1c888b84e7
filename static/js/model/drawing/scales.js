/**
 * Colours of signed numbers: one scale symmetric about zero, and text that can be read on it. Pure.
 */

/** @typedef {{negative: string, zero: string, positive: string}} Palette  hexadecimal colours: #rrggbb */

/**
 * The largest finite magnitude; what is not finite takes no part.
 * @param {{z: Float64Array[]}} matrix
 * @returns {number} 0 for an all-zero matrix
 */
export function largest({ z }) {
  let most = 0;
  for (const row of z) {
    for (const value of row) {
      const size = Math.abs(value);
      if (size > most && size < Infinity) most = size;
    }
  }
  return most;
}

/**
 * Half the width of a scale: each matrix its own, or the largest of all.
 * @param {number} own
 * @param {number} common
 * @param {'each'|'shared'} scale
 * @returns {number} never 0, so that an all-zero matrix has the colour of zero
 */
export function halfWidth(own, common, scale) {
  return (scale === 'shared' ? common : own) || 1;
}

/**
 * @param {Palette} palette
 * @returns {[number, string][]} the colour scale for Plotly
 */
export function colourScale({ negative, zero, positive }) {
  return [[0, negative], [0.5, zero], [1, positive]];
}

/**
 * @param {string} hex  "#rrggbb" or "#rgb"
 * @returns {[number, number, number]}
 */
export function channels(hex) {
  const digits = hex.trim().replace('#', '');
  const full = digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits;
  const code = Number.parseInt(full, 16);
  return [(code >> 16) & 255, (code >> 8) & 255, code & 255];
}

/**
 * The colour of a cell, mixed as Plotly mixes it: linear between the stops.
 * @param {number} value
 * @param {number} half  half the width of the scale
 * @param {Palette} palette
 * @returns {[number, number, number]} red, green, blue from 0 to 255
 */
export function cellColour(value, half, palette) {
  const share = Math.max(-1, Math.min(1, value / half));
  const end = channels(share < 0 ? palette.negative : palette.positive);
  const middle = channels(palette.zero);
  const mix = (/** @type {0|1|2} */ index) => Math.round(middle[index] + (end[index] - middle[index]) * Math.abs(share));
  return [mix(0), mix(1), mix(2)];
}

/**
 * Relative luminance after WCAG 2.2.
 * @param {[number, number, number]} colour
 * @returns {number} from 0 (black) to 1 (white)
 */
export function luminance(colour) {
  const linear = (/** @type {0|1|2} */ index) => {
    const level = colour[index] / 255;
    return level <= 0.04045 ? level / 12.92 : ((level + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(0) + 0.7152 * linear(1) + 0.0722 * linear(2);
}

/**
 * Black or white, whichever reads better on a cell: the better of the two always has a contrast above 4.5.
 * @param {number} value
 * @param {number} half
 * @param {Palette} palette
 * @returns {'dark'|'light'}
 */
export function ink(value, half, palette) {
  const background = luminance(cellColour(value, half, palette));
  return (background + 0.05) / 0.05 >= 1.05 / (background + 0.05) ? 'dark' : 'light';
}
