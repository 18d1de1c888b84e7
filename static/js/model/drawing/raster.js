/**
 * Heatmaps as bare pixels, in the colours that Plotly gives them: for as long as they change from frame to frame. Pure.
 * @import { Palette } from './scales.js'
 */
import { channels } from './scales.js';

/**
 * @param {Float64Array[]} z
 * @param {number} half half the width of the colour scale
 * @param {Palette} palette
 * @returns {{data: Uint8ClampedArray<ArrayBuffer>, width: number, height: number}} a pixel for each cell; clear where it is no number
 */
export function rasterOf(z, half, palette) {
  const [width, height] = [z[0]?.length ?? 0, z.length];
  const data = new Uint8ClampedArray(4 * width * height);
  const [negative, zero, positive] = [channels(palette.negative), channels(palette.zero), channels(palette.positive)];
  let at = 0;
  for (const row of z) {
    for (const value of row) {
      const share = Math.max(-1, Math.min(1, value / half));
      const end = share < 0 ? negative : positive;
      const size = Math.abs(share);
      for (let channel = 0; channel < 3; channel += 1) {
        const from = /** @type {number} */ (zero[channel]);
        data[at + channel] = from + (/** @type {number} */ (end[channel]) - from) * size;
      }
      data[at + 3] = Number.isNaN(value) ? 0 : 255;
      at += 4;
    }
  }
  return { data, width, height };
}
