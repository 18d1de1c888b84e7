/**
 * How keys move a cell cursor over a drawn matrix. Pure.
 */

/** @typedef {{rows: number, columns: number, pool: [number, number], first: number}} Grid */

const PAGE = 10;

/**
 * Steps of a key in drawn cells: how far down and right; Home and End go along the row, with the ends as infinities.
 * @type {Record<string, [number, number]|undefined>}
 */
const STEPS = {
  ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
  PageUp: [-PAGE, 0], PageDown: [PAGE, 0], Home: [0, -Infinity], End: [0, Infinity],
};

/**
 * @param {number} index
 * @param {number} count
 */
const within = (index, count) => Math.max(0, Math.min(count - 1, index));

/**
 * @param {{row?: number, column?: number}} at  full-resolution indices
 * @param {string} key
 * @param {Grid} grid
 * @param {boolean} [along]  drawn transposed, so that down is the next column
 * @returns {{row: number, column: number}|null} where the key leads, or null for another key
 */
export function moved({ row = 0, column = 0 }, key, { rows, columns, pool, first }, along = false) {
  const step = STEPS[key];
  if (!step) return null;
  const [down, across] = along ? [step[1], step[0]] : step;
  return {
    row: within(Math.floor(row / pool[0]) + down, rows) * pool[0],
    column: first + within(Math.floor((column - first) / pool[1]) + across, columns) * pool[1],
  };
}
