/**
 * One matrix by itself: as a table, as a heatmap to zoom into, and as text to take away.
 * @import { Matrix, Quantity } from '../../model/analysis/types.js'
 * @import { Mounted, State, Store } from '../../model/page/types.js'
 * @import { Picture } from '../../model/analysis/picture.js'
 */

import { openTable } from '../../actions/looking.js';
import { notice } from '../../actions/telling.js';
import { fetchMatrix } from '../../actions/network/matrices.js';
import { at, isWhole, toRows, transposed } from '../../wire/arrays.js';
import { copy } from '../../edges/clipboard.js';
import { FORMATS, exportMatrix } from '../../model/analysis/exports.js';
import { enlarged } from '../../model/analysis/figures.js';
import { pictureOf } from '../../model/analysis/picture.js';
import { matrixOf } from '../../model/page/selectors.js';
import { axes, codeName, isByExample, isGradient, isVector, plain, shapeText, words } from '../../model/analysis/symbols.js';
import { readTheme } from '../parts/colours.js';
import { h, setText, typeset } from '../parts/dom.js';
import { createSheet } from '../parts/sheet.js';

/** @typedef {{layer: number, quantity: Quantity}} Which */

/**
 * @param {HTMLElement} element
 * @param {Store} store
 * @returns {Mounted}
 */
export function mount(element, store) {
  const dialog = /** @type {HTMLDialogElement} */ (element);
  const title = h('h2', { id: 'table-title' });
  const note = h('p', { class: 'note', role: 'status' });
  const plot = h('div', { class: 'enlarged' });
  const sheet = createSheet();
  /** @type {Matrix|null} the matrix in the dialog, a row a unit, whole */
  let whole = null;
  const buttons = h('div', { class: 'copies', role: 'group', 'aria-label': 'Copy all numbers exactly' }, h('span', { class: 'note' }, 'Copy exactly as'),
    ...Object.entries(FORMATS).map(([format, name]) => h('button', {
      type: 'button', class: 'button', 'data-format': format, onclick: (/** @type {Event} */ event) => copyAs(whole, /** @type {import('../../model/analysis/exports.js').Format} */ (format), store.get().table, /** @type {HTMLElement} */ (event.currentTarget)),
    }, name)));
  dialog.setAttribute('aria-labelledby', 'table-title');
  dialog.append(h('header', {}, title, buttons, h('button', { type: 'button', class: 'button icon', 'aria-label': 'Close', onclick: () => dialog.close() }, '✕')),
    note, h('div', { class: 'table-body' }, plot, sheet.element));
  dialog.addEventListener('close', () => openTable(null));

  /** @type {{picture: Picture, layer: number, quantity: Quantity}|null} */
  let last = null;

  /** @param {State} state @param {Picture} picture @param {Which} which */
  async function show({ answered }, picture, { layer, quantity }) {
    const current = { picture, layer, quantity };
    last = current;
    const sent = matrixOf(picture.analysis, layer, quantity);
    const output = layer === picture.depth;
    title.replaceChildren(typeset(quantity, layer, output), h('span', { class: 'title-words' }, words(quantity, layer, output)));
    if (!sent) {
      setText(note, 'This matrix is not there: a softmax output has no φ′ of its own.');
      return;
    }
    if (!isWhole(sent)) setText(note, 'Fetching every entry …');
    try {
      const fetched = isWhole(sent) ? sent : await fetchMatrix(layer, quantity);
      if (last !== current) return;
      whole = isByExample(quantity) ? transposed(fetched) : fetched;
      setText(note, caption(whole, quantity, answered?.example ?? null));
      fill(whole, current);
    } catch (error) {
      if (last === current) setText(note, error instanceof Error ? error.message : 'The whole matrix could not be fetched.');
    }
  }

  /** @param {Matrix} matrix @param {{picture: Picture, layer: number, quantity: Quantity}} which */
  function fill(matrix, { picture, layer, quantity }) {
    sheet.show({
      rows: matrix.rows, columns: matrix.columns, value: (row, column) => at(matrix, row, column),
      caption: `${plain(quantity, layer, layer === picture.depth)}, ${words(quantity, layer, layer === picture.depth)}`,
      axes: axes(quantity), dead: new Set(layer === 0 ? [] : picture.analysis.layers[layer - 1]?.dead ?? []),
    });
    const { data, layout, config } = enlarged(matrix, quantity, layer, readTheme());
    void Plotly.react(plot, data, layout, config);
  }

  function update() {
    const state = store.get();
    const picture = pictureOf(state);
    if (!state.table || !picture || state.table.layer > picture.depth) {
      last = null;
      if (dialog.open) dialog.close();
      return;
    }
    if (!dialog.open) dialog.showModal();
    const { layer, quantity } = state.table;
    if (last?.picture !== picture || last.layer !== layer || last.quantity !== quantity) {
      whole = null;
      void show(state, picture, state.table);
    }
  }
  return { update };
}

/**
 * @param {Matrix} matrix
 * @param {Quantity} quantity
 * @param {number|null} example
 */
function caption({ rows, columns }, quantity, example) {
  const size = shapeText(rows, columns, quantity);
  const alone = example !== null && isGradient(quantity) ? `, of example ${example} alone` : '';
  const [row, column] = axes(quantity);
  return `${size}${alone}: a row for each ${row}${column === null ? '' : `, a column for each ${column}`}. Drag in the heatmap to zoom, double-click to zoom out.`;
}

/** Says on the button itself that it is done: the page's own words lie behind the dialog. @param {HTMLElement} button */
function confirmed(button) {
  const mark = h('span', { class: 'confirmed', text: ' ✓' });
  button.append(mark);
  setTimeout(() => mark.remove(), 1500);
}

/**
 * @param {Matrix|null} matrix
 * @param {import('../../model/analysis/exports.js').Format} format
 * @param {Which|null} which
 * @param {HTMLElement} button
 */
async function copyAs(matrix, format, which, button) {
  if (!matrix || !which) return;
  const text = exportMatrix(toRows(matrix), format, { vector: isVector(which.quantity), name: codeName(which.quantity) });
  const done = await copy(text);
  if (done) confirmed(button);
  notice(done ? `Copied ${shapeText(matrix.rows, matrix.columns, which.quantity)} numbers as ${FORMATS[format]}.` : 'The browser did not allow copying.');
}
