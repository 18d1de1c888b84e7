/**
 * Which part of a large table is in sight. Pure.
 */

export const CELL = { width: 112, height: 26 };
const MARGIN = 4;

/**
 * @param {number} count  rows or columns in all
 * @param {number} size  pixels of one
 * @param {number} scrolled
 * @param {number} visible  pixels in sight
 * @returns {{from: number, to: number}} half open, with a margin on both sides
 */
export function visibleRange(count, size, scrolled, visible) {
  const from = Math.max(0, Math.min(count - 1, Math.floor(scrolled / size)) - MARGIN);
  const to = Math.min(count, Math.ceil((scrolled + visible) / size) + MARGIN);
  return { from, to: Math.max(from, to) };
}
