/**
 * The inspector's words on a chosen cell: its value, its rule, and what it was made from with a way to each.
 * @import { CellSelection, Matrix, Spec } from '../types.js'
 * @import { Picture } from '../picture.js'
 * @import { Factor, Origin } from '../terms.js'
 */

import { fetchMatrix, hover, notice, openTable, select } from '../actions.js';
import { at } from '../arrays.js';
import { copy } from '../clipboard.js';
import { exact, number, plural } from '../format.js';
import { matrixOf } from '../selectors.js';
import { axes, cellName, isByExample, plain, words } from '../symbols.js';
import { isPooled, origin, valueOf } from '../terms.js';
import { h, typeset } from './dom.js';
import { rule } from './rule.js';

/** How many entries of a pooled block are listed. */
const BLOCK = 64;

/**
 * @param {Picture} picture
 * @param {CellSelection} cell
 * @param {Spec} spec
 * @returns {HTMLElement[]}
 */
export function cellView(picture, cell, spec) {
  const output = cell.layer === picture.depth;
  const matrix = matrixOf(picture.analysis, cell.layer, cell.quantity);
  if (!matrix || !within(picture, cell)) return [h('p', { class: 'advice' }, `${cellName(cell, output)} is not in this network.`)];
  const value = valueOf(picture, cell);
  const equation = rule(cell, picture, spec.reduction, spec.loss);
  const [, second] = axes(cell.quantity);
  const found = origin(picture, cell);
  return [
    h('h3', { class: 'cell-name' }, typeset(cell.quantity, cell.layer, output),
      ` row ${cell.row}${second === null ? '' : `, ${second === 'example' ? 'example' : 'column'} ${cell.column}`}`),
    h('p', { class: 'in-words' }, words(cell.quantity, cell.layer, output)),
    h('p', { class: 'value-line' }, h('output', { class: 'big' }, number(value)),
      h('button', { type: 'button', class: 'button', onclick: () => copyValue(value) }, 'Copy value')),
    h('p', { class: 'exact', title: 'All digits' }, exact(value)),
    ...(isPooled(picture, cell) ? [blockView(cell, matrix)] : []),
    ...(equation ? [h('h4', {}, 'Rule'), h('div', { class: 'rule' }, /** @type {Node} */ (equation))] : []),
    h('h4', {}, 'Made from'),
    ...originView(found, picture, spec.reduction),
    h('p', { class: 'more' }, h('button', { type: 'button', class: 'button', onclick: () => openTable({ layer: cell.layer, quantity: cell.quantity }) },
      `Open ${plain(cell.quantity, cell.layer, output)} as a table`)),
  ];
}

/** @param {Picture} picture @param {CellSelection} cell */
function within({ context: { shape } }, { quantity, layer, row, column }) {
  const columns = isByExample(quantity) ? shape.examples
    : quantity === 'bias' || quantity === 'bias_gradient' ? 1 : shape.sizes[layer - 1] ?? 0;
  return row < (shape.sizes[layer] ?? 0) && column < columns;
}

/** @param {number} value */
async function copyValue(value) {
  const done = await copy(String(value));
  notice(done ? 'Value copied with all its digits.' : 'The browser did not allow copying.');
}

/**
 * @param {Origin} found
 * @param {Picture} picture
 * @param {string} reduction
 * @returns {HTMLElement[]}
 */
function originView(found, picture, reduction) {
  if (found.kind === 'given') return [h('p', {}, 'Given: it is computed from nothing else.')];
  if (found.pooled) {
    return [h('p', {}, 'Some of the matrices it was made from are too large to be sent whole, so the single terms are not shown. Their tables have every entry.')];
  }
  const output = (/** @type {Factor} */ { cell }) => cell.layer === picture.depth;
  const lines = found.terms.map(({ index, factors }) => h('tr', {},
    found.over ? h('th', { scope: 'row' }, String(index)) : null,
    ...factors.map((factor) => h('td', {}, jump(factor, output(factor))))));
  const names = (found.terms[0]?.factors ?? []).map((factor) =>
    h('th', { scope: 'col' }, typeset(factor.cell.quantity, factor.cell.layer, output(factor))));
  const table = h('table', { class: 'terms' },
    h('thead', {}, h('tr', {}, found.over ? h('th', { scope: 'col' }, found.over) : null, ...names)), h('tbody', {}, ...lines));
  return [
    ...(found.kind === 'sum' ? [h('p', {}, introduction(found, picture, reduction))] : []),
    table,
    ...(found.rest > 0 ? [h('p', { class: 'note' }, `The ${found.terms.length} largest terms; ${plural(found.rest, 'smaller one')} not listed.`)] : []),
    ...(found.target === null ? [] : [h('p', {}, 'Target y = ', h('b', {}, number(found.target)))]),
    ...found.also.map((factor) => h('p', {}, besides(factor), typeset(factor.cell.quantity, factor.cell.layer), ' = ', jump(factor, false))),
  ];
}

/** @param {Factor} factor */
const besides = ({ cell }) => (cell.quantity === 'bias' ? 'plus ' : 'times ');

/**
 * @param {Origin} found
 * @param {Picture} picture
 * @param {string} reduction
 */
function introduction({ terms, rest, over }, { example }, reduction) {
  const count = terms.length + rest;
  const product = (terms[0]?.factors.length ?? 1) > 1;
  if (over === 'example' && example !== null) return product ? `The product on example ${example}:` : `The value on example ${example}:`;
  const how = over === 'example' && reduction === 'mean' ? 'mean' : 'sum';
  return `The ${how} of ${plural(count, product ? 'product' : 'value')}, one for each ${over}:`;
}

/**
 * A value that leads to its cell.
 * @param {Factor} factor
 * @param {boolean} output
 */
function jump({ cell, value }, output) {
  return h('button', {
    type: 'button', class: 'jump', title: `${cellName(cell, output)}: ${exact(value)}`,
    'aria-label': `${cellName(cell, output)}: ${number(value)}`,
    onclick: () => select(cell), onpointerenter: () => hover(cell), onpointerleave: () => hover(null),
  }, number(value));
}

/**
 * Which block a pooled cell stands for, and its exact entries when asked.
 * @param {CellSelection} cell
 * @param {Matrix} matrix
 */
function blockView({ layer, quantity, row, column }, matrix) {
  const turn = isByExample(quantity);
  const [height, width] = turn ? [matrix.pool[1], matrix.pool[0]] : matrix.pool;
  const [high, wide] = turn ? [matrix.shape[1], matrix.shape[0]] : matrix.shape;
  const top = Math.floor(row / height) * height;
  const left = Math.floor(column / width) * width;
  const [bottom, right] = [Math.min(top + height, high) - 1, Math.min(left + width, wide) - 1];
  const second = axes(quantity)[1] === 'example' ? 'example' : 'column';
  const span = (/** @type {string} */ name, /** @type {number} */ from, /** @type {number} */ to) =>
    (from === to ? `${name} ${from}` : `${name}s ${from}–${to}`);
  const result = h('div', { 'aria-live': 'polite' });
  const button = h('button', {
    type: 'button', class: 'button',
    async onclick() {
      button.disabled = true;
      try {
        const whole = await fetchMatrix(layer, quantity);
        result.replaceChildren(entries(whole, turn, [top, bottom], [left, right]));
      } catch (error) {
        result.replaceChildren(h('p', { class: 'note' }, error instanceof Error ? error.message : 'It could not be fetched.'));
        button.disabled = false;
      }
    },
  }, 'Show every entry');
  return h('div', { class: 'pool-block' },
    h('p', {}, `This cell stands for a block of ${height} × ${width}: ${span('row', top, bottom)}, ${span(second, left, right)}. Its value is the one of largest magnitude.`),
    button, result);
}

/**
 * @param {Matrix} whole
 * @param {boolean} turn
 * @param {[number, number]} rows
 * @param {[number, number]} columns
 */
function entries(whole, turn, [top, bottom], [left, right]) {
  const all = [];
  for (let row = top; row <= bottom; row += 1) {
    for (let column = left; column <= right; column += 1) {
      all.push({ row, column, value: turn ? at(whole, column, row) : at(whole, row, column) });
    }
  }
  const lines = all.slice(0, BLOCK).map(({ row, column, value }) =>
    h('tr', {}, h('th', { scope: 'row' }, `${row}, ${column}`), h('td', {}, exact(value))));
  const more = all.length - lines.length;
  return h('div', {}, h('table', { class: 'terms' }, h('tbody', {}, ...lines)),
    more > 0 ? h('p', { class: 'note' }, `${more} more are in the table.`) : null);
}
