/**
 * The inspector's words on a chosen number: its name, its value, and where in a block it lies.
 * @import { CellSelection, NumberSelection } from '../../model/analysis/types.js'
 * @import { Described } from '../../model/analysis/number.js'
 * @import { Picture } from '../../model/analysis/picture.js'
 * @import { Found } from './explanation.js'
 * @import { Go } from './walk.js'
 */

import { chooseExample, openTable } from '../../actions/looking.js';
import { notice } from '../../actions/telling.js';
import { copy } from '../../edges/clipboard.js';
import { exact, number } from '../../model/format.js';
import { matrixOf } from '../../model/page/selectors.js';
import { axes, plain, words } from '../../model/analysis/symbols.js';
import { blockView } from './block.js';
import { h, typeset } from '../parts/dom.js';
import { explanationView } from './explanation.js';
import { leadsTo } from './walk.js';

/**
 * @param {Picture} picture
 * @param {Described & {selection: CellSelection|NumberSelection}} described
 * @param {Found} known
 * @param {Go} go
 * @returns {HTMLElement[]}
 */
export function cellView(picture, described, known, go) {
  const { selection } = described;
  const value = described.exact ?? (known.current ? known.answer?.value ?? null : null);
  const text = value === null ? '…' : number(value);
  return [
    h('h3', { class: 'cell-name', tabindex: -1, 'data-key': 'name' }, ...heading(picture, described)),
    h('p', { class: 'in-words' }, inWords(picture, selection, known)),
    h('p', { class: 'value-line' }, h('output', { class: 'big' }, text), h('button', {
      type: 'button', class: 'button', 'data-key': 'copy', 'aria-disabled': String(value === null), onclick: () => value !== null && copyValue(value),
    }, 'Copy value')),
    h('p', { class: 'exact', title: 'All digits' }, value === null ? '…' : exact(value)),
    ...elsewhere(picture, described),
    ...(selection.kind === 'cell' && described.exact === null ? pooled(picture, selection) : []),
    ...explanationView(known, picture, go),
    ...leadsTo(picture, selection, go),
    ...(selection.kind === 'cell' ? [tableButton(picture, selection)] : []),
  ];
}

/**
 * @param {Picture} picture
 * @param {Described & {selection: CellSelection|NumberSelection}} described
 */
function heading({ depth }, { selection, title }) {
  if (selection.kind === 'number') return [title];
  const { quantity, layer, row, column } = selection;
  const [, second] = axes(quantity);
  return [typeset(quantity, layer, layer === depth), ` row ${row}${second === null ? '' : `, ${second === 'example' ? 'example' : 'column'} ${column}`}`];
}

/**
 * @param {Picture} picture
 * @param {CellSelection|NumberSelection} selection
 * @param {Found} known
 */
function inWords({ depth }, selection, { answer }) {
  if (selection.kind === 'cell') return words(selection.quantity, selection.layer, selection.layer === depth);
  return answer?.words ?? '\u00a0';
}

/** @param {number} value */
async function copyValue(value) {
  const done = await copy(String(value));
  notice(done ? 'Value copied with all its digits.' : 'The browser did not allow copying.');
}

/**
 * The number of an example that the heatmaps do not show.
 * @param {Picture} picture
 * @param {Described} described
 */
function elsewhere({ example: shown }, { example }) {
  if (shown === null || example === null || example === shown) return [];
  return [h('p', { class: 'remark' }, `The heatmaps show example ${shown}; this is of example ${example}. `,
    h('button', { type: 'button', class: 'button link', 'data-key': 'example', onclick: () => chooseExample(example) }, `Show example ${example}`))];
}

/**
 * @param {Picture} picture
 * @param {CellSelection} cell
 */
function pooled({ analysis }, cell) {
  const matrix = matrixOf(analysis, cell.layer, cell.quantity);
  return matrix ? [blockView(analysis, cell, matrix)] : [];
}

/**
 * @param {Picture} picture
 * @param {CellSelection} cell
 */
function tableButton({ depth }, { layer, quantity }) {
  return h('p', { class: 'more' }, h('button', { type: 'button', class: 'button', 'data-key': 'table', onclick: () => openTable({ layer, quantity }) },
    `Open ${plain(quantity, layer, layer === depth)} as a table`));
}
