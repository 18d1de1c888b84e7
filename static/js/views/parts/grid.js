/**
 * A table of numbers to type into, as in a spreadsheet: arrows, Enter and Tab move, F2 edits within a cell, Escape
 * restores, a pasted block spreads. Only what is in sight exists as elements, so a large matrix costs no more.
 * @import { Entry } from '../../model/network/types.js'
 */
import { isOneNumber } from '../../model/network/entry.js';
import { fittingEntry } from '../../model/drawing/fitting.js';
import { bindEntry } from './fields.js';
import { h, setAttribute, setText, show } from './dom.js';
import { fitsInto, rem } from './letters.js';

export const ROW = 30;
/** Told by a grid whose cells came or went: what is marked at them is to be marked anew. */
export const RENDERED = 'nablascope:rendered';
/** Pixels of a column: as many as there is room for, within these. */
export const COLUMN = { least: 60, most: 96 };
/** Pixels of a cell beside its text: its padding and its line. */
const BESIDE = 7;
/** The text of a cell, in rem. */
const TEXT = 0.75;
/** Pixels of the numbers of rows: of a digit, and beside them. */
const SIDE = { digit: 8, beside: 20, least: 34 };
/** Cells beyond the visible ones that exist already. */
const MARGIN = 3;

/**
 * @typedef {object} GridModel what the grid shows; asked again at every update
 * @property {number} rows
 * @property {number} columns
 * @property {string} corner what a row is
 * @property {(column: number) => string} head
 * @property {(row: number) => string} side
 * @property {(row: number, column: number) => string} pointer
 * @property {(row: number, column: number) => string} name for screen readers
 * @property {(row: number, column: number) => Entry|undefined} get
 * @property {(row: number, column: number, entry: Entry) => void} set
 * @property {(row: number, column: number, text: string) => void} paste a text of more than one cell
 * @property {(column: number) => boolean} [apart] whether a line sets the column off from the one before
 * @property {(row: number, column: number) => {fault: 'invalid'|'wrong', id: string}|null} [flag] what is the matter
 *   with a cell, and the element that says it
 */

/**
 * @typedef {object} GridOptions
 * @property {number} [width] pixels of a column, where they are always the same
 * @property {number} [room] characters that `brief` may take
 * @property {(entry: Entry|undefined, room: number) => string} [brief] how an entry reads while nobody edits it; as a
 *   rule with the digits that its cell has room for
 * @property {boolean} [eager] whether what is typed is taken at once and as typed: fractions, and what is no number (yet)
 */

/** @typedef {{element: HTMLElement, input: HTMLInputElement, refresh: () => void}} Cell */
/** @typedef {{element: HTMLElement, side: HTMLElement, spacer: HTMLElement, cells: Map<number, Cell>}} Row */

/**
 * Makes a map hold exactly the places from … to − 1, whose elements stand in order after an anchor. Elements that stay
 * are not moved, since that would take the focus from them.
 * @template {{element: HTMLElement}} T
 * @param {Map<number, T>} map
 * @param {Element} anchor
 * @param {number} from
 * @param {number} to
 * @param {(place: number) => T} create
 */
function slide(map, anchor, from, to, create) {
  for (const [place, { element }] of map) {
    if (place >= from && place < to) continue;
    element.remove();
    map.delete(place);
  }
  /** @type {Element} */
  let before = anchor;
  for (let place = from; place < to; place++) {
    let item = map.get(place);
    if (!item) {
      item = create(place);
      map.set(place, item);
      before.after(item.element);
    }
    before = item.element;
  }
}

/**
 * @param {Cell} cell
 * @param {{fault: 'invalid'|'wrong', id: string}|null} flag
 */
function setFlag({ input, element }, flag) {
  setAttribute(element, 'data-fault', flag?.fault);
  setAttribute(input, 'aria-invalid', flag?.fault === 'invalid' ? 'true' : null);
  setAttribute(input, 'aria-describedby', flag?.id);
}

/**
 * @param {number} room pixels for all columns
 * @param {number} columns
 * @returns {number} pixels of one: all of them fill the room, or as many as have room, so that none is cut at the edge
 */
function columnWidth(room, columns) {
  const seen = Math.max(1, Math.min(columns, Math.floor(room / COLUMN.least)));
  return Math.max(COLUMN.least, Math.min(COLUMN.most, Math.floor(room / seen)));
}

/**
 * @param {string} label
 * @param {() => GridModel} model
 * @param {GridOptions} [options]
 * @returns {{element: HTMLElement, update: (shown?: boolean) => void, focusCell: (row: number, column: number) => void,
 *   current: () => [number, number]}}
 */
export function createGrid(label, model, { width, room = 0, brief, eager = false } = {}) {
  const heads = h('div', { class: 'grid-heads', role: 'row', 'aria-rowindex': 1 });
  const corner = h('div', { class: 'grid-side', role: 'columnheader' });
  const headSpacer = h('div', { class: 'grid-spacer', role: 'none' });
  heads.append(corner, headSpacer);
  const above = h('div', { class: 'grid-above', role: 'none' });
  const sizer = h('div', { class: 'grid-sizer', role: 'none' }, heads, above);
  const scroller = h('div', { class: 'grid', role: 'grid', 'aria-label': label, onscroll: render }, sizer);
  const errors = h('div', { class: 'errors', hidden: true });
  const element = h('div', { class: 'grid-host', 'data-errors': true }, scroller, errors);
  /** @type {Map<number, Row>} */
  const rows = new Map();
  /** @type {Map<number, {element: HTMLElement}>} */
  const columnHeads = new Map();
  let cellWidth = width ?? COLUMN.least;
  let fits = fitsInto(cellWidth - BESIDE, TEXT * rem());
  const read = (/** @type {Entry|undefined} */ entry) => (brief ? brief(entry, room) : fittingEntry(entry, fits));
  /** @type {[number, number]} */
  let current = [0, 0];
  let within = false; // whether F2 was pressed: arrows then move the caret

  /** @param {number} column */
  function createHead(column) {
    return { element: h('div', { class: 'grid-head', role: 'columnheader', 'aria-colindex': column + 2 }) };
  }

  /**
   * @param {number} row
   * @returns {Row}
   */
  function createRow(row) {
    const side = h('div', { class: 'grid-side', role: 'rowheader' });
    const spacer = h('div', { class: 'grid-spacer', role: 'none' });
    const line = h('div', { class: 'grid-row', role: 'row', 'aria-rowindex': row + 2 }, side, spacer);
    return { element: line, side, spacer, cells: new Map() };
  }

  /**
   * @param {number} row
   * @param {number} column
   * @returns {Cell}
   */
  function createCell(row, column) {
    const input = h('input', { type: 'text', inputmode: 'decimal', autocomplete: 'off', spellcheck: 'false' });
    const { refresh } = bindEntry(input, {
      get: () => model().get(row, column),
      set: (entry) => model().set(row, column, entry ?? ''),
      brief: read,
      eager,
    });
    input.addEventListener('focus', () => {
      current = [row, column];
      within = false;
    });
    input.addEventListener('keydown', (event) => move(event, row, column, input));
    input.addEventListener('paste', (event) => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (!/[\t\n;[\]]|\S[,\s]+\S/.test(text.trim()) || isOneNumber(text)) return;
      event.preventDefault();
      model().paste(row, column, text);
    });
    const cell = h('div', { class: 'grid-cell', role: 'gridcell', 'aria-colindex': column + 2 }, input);
    return { element: cell, input, refresh };
  }

  /**
   * @param {KeyboardEvent} event
   * @param {number} row
   * @param {number} column
   * @param {HTMLInputElement} input
   */
  function move(event, row, column, input) {
    const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
    if (key === 'F2') {
      within = true;
      input.setSelectionRange(input.value.length, input.value.length);
      return;
    }
    if (altKey || (key !== 'Enter' && shiftKey)) return;
    const all = input.selectionStart === 0 && input.selectionEnd === input.value.length;
    const atStart = !within && (all || (input.selectionStart === 0 && input.selectionEnd === 0));
    const atEnd = !within && (all || input.selectionStart === input.value.length);
    const { rows: height, columns: width } = model();
    const far = ctrlKey || metaKey;
    /** @type {Record<string, [number, number]|false>} */
    const targets = {
      ArrowUp: [far ? 0 : row - 1, column],
      ArrowDown: [far ? height - 1 : row + 1, column],
      ArrowLeft: (atStart || far) && [row, far ? 0 : column - 1],
      ArrowRight: (atEnd || far) && [row, far ? width - 1 : column + 1],
      Enter: [shiftKey ? row - 1 : row + 1, column],
      PageUp: [row - 10, column],
      PageDown: [row + 10, column],
      Home: far && [0, 0],
      End: far && [height - 1, width - 1],
    };
    const target = targets[key];
    if (!target) return;
    event.preventDefault();
    focusCell(...target);
  }

  /**
   * @param {number} row
   * @param {number} column
   */
  function focusCell(row, column) {
    const { rows: height, columns: width } = model();
    const r = Math.max(0, Math.min(height - 1, row));
    const c = Math.max(0, Math.min(width - 1, column));
    const sideWidth = corner.offsetWidth;
    const top = r * ROW;
    const left = c * cellWidth;
    const roomBelow = scroller.clientHeight - ROW;
    const roomBeside = scroller.clientWidth - sideWidth;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (top + ROW > scroller.scrollTop + roomBelow) scroller.scrollTop = top + ROW - roomBelow;
    if (left < scroller.scrollLeft) scroller.scrollLeft = left;
    else if (left + cellWidth > scroller.scrollLeft + roomBeside) scroller.scrollLeft = left + cellWidth - roomBeside;
    render();
    rows.get(r)?.cells.get(c)?.input.focus({ preventScroll: false });
  }

  /** @param {number} height @param {number} columns */
  function arrange(height, columns) {
    const side = Math.max(SIDE.least, SIDE.beside + SIDE.digit * String(Math.max(0, height - 1)).length);
    const next = width ?? columnWidth(scroller.clientWidth - side, columns);
    if (next !== cellWidth) fits = fitsInto(next - BESIDE, TEXT * rem());
    cellWidth = next;
    setAttribute(element, 'style', `--grid-column:${cellWidth}px;--grid-side:${side}px`);
  }

  function render() {
    // Out of sight there may be nothing to show, or something else by now; the observer renders when it comes into sight.
    if (scroller.offsetParent === null) return;
    const { rows: height, columns, corner: rowName, head, side, pointer, name, apart, flag } = model();
    setText(corner, rowName);
    arrange(height, columns);
    // The size first: how much is in sight depends on it.
    setAttribute(sizer, 'style', `height:${(height + 1) * ROW}px;width:calc(var(--grid-side) + ${columns * cellWidth}px)`);
    const r0 = Math.max(0, Math.min(height, Math.floor(scroller.scrollTop / ROW)) - MARGIN);
    const r1 = Math.min(height, Math.ceil((scroller.scrollTop + scroller.clientHeight) / ROW) + MARGIN);
    const c0 = Math.max(0, Math.min(columns, Math.floor(scroller.scrollLeft / cellWidth)) - MARGIN);
    const c1 = Math.min(columns, Math.ceil((scroller.scrollLeft + scroller.clientWidth) / cellWidth) + MARGIN);
    setAttribute(scroller, 'aria-rowcount', height + 1);
    setAttribute(scroller, 'aria-colcount', columns + 1);
    setAttribute(above, 'style', `height:${r0 * ROW}px`);
    setAttribute(headSpacer, 'style', `width:${c0 * cellWidth}px`);
    slide(columnHeads, headSpacer, c0, c1, createHead);
    for (const [column, { element: headElement }] of columnHeads) {
      setText(headElement, head(column));
      setAttribute(headElement, 'title', head(column).length > 6 ? head(column) : null);
      headElement.classList.toggle('apart', apart?.(column) ?? false);
    }
    slide(rows, above, r0, r1, createRow);
    for (const [row, { side: sideElement, spacer, cells }] of rows) {
      setText(sideElement, side(row));
      setAttribute(spacer, 'style', `width:${c0 * cellWidth}px`);
      slide(cells, spacer, c0, c1, (column) => createCell(row, column));
      for (const [column, cell] of cells) {
        setAttribute(cell.input, 'data-pointer', pointer(row, column));
        setAttribute(cell.input, 'aria-label', name(row, column));
        cell.element.classList.toggle('apart', apart?.(column) ?? false);
        if (flag) setFlag(cell, flag(row, column));
        cell.refresh();
      }
    }
    scroller.dispatchEvent(new Event(RENDERED, { bubbles: true }));
  }

  new ResizeObserver(render).observe(scroller);
  return {
    element,
    focusCell,
    current: () => current,
    update(shown = true) {
      show(element, shown);
      if (shown) render();
    },
  };
}
