/**
 * A cell of a large matrix stands for a block of entries: which block it is, and each entry of it when asked.
 * @import { Analysis, CellSelection, Matrix } from '../../model/analysis/types.js'
 */

import { fetchMatrix } from '../../actions/network/matrices.js';
import { turnTo } from '../../actions/explaining.js';
import { at } from '../../wire/arrays.js';
import { exact, number } from '../../model/format.js';
import { axes, isByExample, span } from '../../model/analysis/symbols.js';
import { numberOf, titleOf } from '../../model/analysis/number.js';
import { wirePlace } from '../../model/analysis/targets.js';
import { h } from '../parts/dom.js';
import { spoken } from './walk.js';

/** How many entries of a block are listed. */
const LISTED = 64;

/**
 * @typedef {object} Block as drawn
 * @property {[number, number]} rows inclusive
 * @property {[number, number]} columns
 * @property {number} height
 * @property {number} width
 * @property {[index: number, pool: number, count: number]} down
 * @property {[index: number, pool: number, count: number]} across
 */

/** Blocks that were opened stay so as long as they are of the same answer. @type {{analysis: Analysis, name: string, whole: Matrix}|null} */
let opened = null;

/**
 * @param {CellSelection} cell
 * @param {Matrix} matrix in wire orientation
 * @returns {Block}
 */
function blockOf({ quantity, row, column }, matrix) {
  const turn = isByExample(quantity);
  const [height, width] = turn ? [matrix.pool[1], matrix.pool[0]] : matrix.pool;
  const [high, wide] = turn ? [matrix.shape[1], matrix.shape[0]] : matrix.shape;
  const top = Math.floor(row / height) * height;
  const left = Math.floor(column / width) * width;
  return {
    rows: [top, Math.min(top + height, high) - 1], columns: [left, Math.min(left + width, wide) - 1], height, width,
    down: [row, height, high], across: [column, width, wide],
  };
}

/**
 * @param {Analysis} analysis
 * @param {CellSelection} cell
 * @param {Matrix} matrix pooled, in wire orientation
 */
export function blockView(analysis, cell, matrix) {
  const block = blockOf(cell, matrix);
  const second = axes(cell.quantity)[1] === 'example' ? 'example' : 'column';
  const name = [cell.layer, cell.quantity, ...block.rows, ...block.columns].join(' ');
  const result = h('div', { 'aria-live': 'polite' });
  /** @param {Matrix} whole */
  const open = (whole) => {
    opened = { analysis, name, whole };
    button.remove();
    result.replaceChildren(entries(whole, cell, block, analysis.layers.length));
  };
  const button = h('button', {
    type: 'button', class: 'button', 'data-key': 'block',
    async onclick() {
      button.disabled = true;
      try {
        open(await fetchMatrix(cell.layer, cell.quantity));
      } catch (error) {
        result.replaceChildren(h('p', { class: 'note' }, error instanceof Error ? error.message : 'It could not be fetched.'));
        button.disabled = false;
      }
    },
  }, 'Show every entry');
  const known = opened?.analysis === analysis && opened.name === name ? opened.whole : null;
  const element = h('div', { class: 'pool-block' },
    h('p', {}, `The heatmap shows a block of ${block.height} × ${block.width} as one cell: ${span('row', ...block.down)}, ${span(second, ...block.across)}. `,
      `Its colour is that of the entry of largest magnitude, ${number(numberOf(analysis, cell).value)}.`),
    known ? null : button, result);
  if (known) open(known);
  return element;
}

/**
 * @param {Matrix} whole
 * @param {CellSelection} cell
 * @param {Block} block
 * @param {number} depth L
 */
function entries(whole, cell, { rows: [top, bottom], columns: [left, right] }, depth) {
  const all = [];
  for (let row = top; row <= bottom; row += 1) {
    for (let column = left; column <= right; column += 1) all.push({ ...cell, row, column });
  }
  const lines = all.slice(0, LISTED).map((entry) => {
    const value = at(whole, ...wirePlace(entry));
    const here = entry.row === cell.row && entry.column === cell.column;
    return h('li', {}, h('button', {
      type: 'button', class: 'jump', 'data-key': `entry ${entry.row} ${entry.column}`, 'aria-current': here ? 'true' : null,
      onclick: () => turnTo(entry),
    }, ...spoken(`${titleOf(entry, depth)}: ${exact(value)}`, h('span', { class: 'sign' }, `${entry.row}, ${entry.column}`), h('span', { class: 'worth' }, exact(value)))));
  });
  const more = all.length - lines.length;
  return h('div', {}, h('ul', { class: 'entries' }, ...lines), more > 0 ? h('p', { class: 'note' }, `${more} more are in the table.`) : null);
}
