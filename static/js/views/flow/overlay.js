/**
 * What lies over a heatmap: its caption, printed values, marks of what is not finite, hatched bands, provenance and
 * the cell cursor with its keys. None of it redraws the heatmap.
 * @import { Quantity, Selection } from '../../model/analysis/types.js'
 * @import { Shown } from '../../model/analysis/picture.js'
 * @import { Box } from '../../model/drawing/plan.js'
 * @import { Region } from '../../model/analysis/provenance.js'
 * @import { Palette } from '../../model/drawing/scales.js'
 */

import { hover, openTable, select } from '../../actions/looking.js';
import { announce } from '../../actions/telling.js';
import { enter } from '../../actions/explaining.js';
import { moved } from '../../model/drawing/cursor.js';
import { valueAt } from '../../model/analysis/figures.js';
import { number } from '../../model/format.js';
import { pixels } from '../../model/drawing/plan.js';
import { drawnName } from '../../model/analysis/symbols.js';
import { caption, drawGlyphs, printValues } from './cells.js';
import { h, setBox } from '../parts/dom.js';

/**
 * @typedef {object} Place  Which heatmap this is.
 * @property {number} layer  the layer of the quantity
 * @property {Quantity} quantity
 * @property {boolean} along  drawn transposed along the top of ∇W
 * @property {number} owner  the layer in whose block it stands
 */

/**
 * @typedef {object} Content
 * @property {Shown} shown
 * @property {Box} box
 * @property {boolean} output
 * @property {number} half  half the width of the colour scale
 * @property {Palette} palette
 * @property {number[]} deadRows
 * @property {number[]} deadColumns
 * @property {Region[]} marks  what the cell under the cursor, or else the selection, was made from
 * @property {Selection|null} selection
 * @property {Selection|null} hover
 */

/** @typedef {{element: HTMLElement, update: (content: Content) => void, focus: () => void, place: Place}} Overlay */

/**
 * @param {Place} place
 * @param {(step: [number, number]) => void} leave  go to the neighbouring heatmap
 * @returns {Overlay}
 */
export function createOverlay(place, leave) {
  const { layer, quantity, along, owner } = place;
  const values = h('div', { class: 'values', 'aria-hidden': 'true' });
  const glyphs = h('canvas', { class: 'glyphs', hidden: true });
  const bands = h('div', { class: 'bands' });
  const provenance = h('div', { class: 'provenance' });
  const cursor = h('div', { class: 'cursor', hidden: true });
  const chosen = h('div', { class: 'chosen', hidden: true });
  // Along the top it is z of the layer below: as the input of this layer it keeps an address of its own.
  const element = h('div', {
    class: 'heatmap', tabindex: 0, role: 'application', 'aria-roledescription': 'heatmap', 'aria-describedby': 'heatmap-keys',
    'data-layer': along && layer > 0 ? owner : layer, 'data-quantity': along ? 'input' : quantity, 'data-along': along,
  }, glyphs, bands, values, provenance, chosen, cursor);
  /** @type {Content|null} */
  let last = null;
  /** Where the keys have led before the page is drawn again. @type {import('../../model/analysis/types.js').CellSelection|null} */
  let ahead = null;

  /** @param {number} row @param {number} column @returns {import('../../model/analysis/types.js').CellSelection} */
  const cell = (row, column) => ({ kind: 'cell', layer, quantity, row, column });
  /** @param {PointerEvent|MouseEvent} event */
  const under = (event) => {
    if (!last) return null;
    const { drawn } = last.shown;
    const bounds = element.getBoundingClientRect();
    const at = [(event.clientY - bounds.top) / bounds.height, (event.clientX - bounds.left) / bounds.width];
    const [across, down] = along ? at : [at[1], at[0]];
    const index = (/** @type {number|undefined} */ share, /** @type {number} */ count) =>
      Math.max(0, Math.min(count - 1, Math.floor((share ?? 0) * count)));
    return cell(index(down, drawn.rows) * drawn.pool[0], drawn.first + index(across, drawn.columns) * drawn.pool[1]);
  };
  const here = () => {
    const at = ahead ?? last?.hover;
    return at && at.kind === 'cell' && at.layer === layer && at.quantity === quantity ? at : null;
  };
  const start = () => {
    const pick = last?.selection;
    const mine = pick?.kind === 'cell' && pick.layer === layer && pick.quantity === quantity;
    return mine && last && isDrawn(last.shown.drawn, pick.column) ? pick : cell(0, last?.shown.drawn.first ?? 0);
  };
  /** @param {Selection} at */
  const go = (at) => {
    if (at.kind !== 'cell' || !last) return;
    ahead = at;
    hover(at);
    announce(`${drawnName(at, last.shown.drawn, last.output)}: ${number(valueAt(last.shown.drawn, at.row, at.column))}`);
  };

  /** Once chooses a cell, twice leads to what it was made from. @param {Selection} at */
  const choose = (at) => (same(at, last?.selection ?? null) ? enter(at) : select(at));

  element.addEventListener('pointermove', (event) => {
    const at = under(event);
    if (at && !same(at, last?.hover ?? null)) hover(at);
  });
  element.addEventListener('pointerleave', () => hover(null));
  element.addEventListener('click', (event) => {
    const at = under(event);
    if (at) select(same(at, last?.selection ?? null) ? null : at);
  });
  element.addEventListener('focus', () => {
    if (element.matches(':focus-visible') && !here()) go(start());
  });
  element.addEventListener('blur', () => {
    if (here()) hover(null);
    ahead = null;
  });
  element.addEventListener('keydown', (event) => {
    if (!last || event.ctrlKey || event.metaKey) return;
    const step = ARROWS[event.key];
    if (event.altKey && step) leave(step);
    else if (event.key === 'Escape') escape(element);
    else if (event.key === 't' || event.key === 'T') openTable({ layer, quantity });
    else if (event.key === 'i' || event.key === 'I') enter(here() ?? start());
    else if (event.key === 'Enter' || event.key === ' ') choose(here() ?? start());
    else {
      const { drawn } = last.shown;
      const next = moved(here() ?? start(), event.key, drawn, along);
      if (!next) return;
      go(cell(next.row, next.column));
    }
    event.preventDefault();
  });

  /** @param {Content} content */
  const update = (content) => {
    const before = last;
    const byKeys = ahead !== null;
    last = content;
    ahead = null;
    const fresh = !before || before.shown !== content.shown || before.box !== content.box ||
      before.half !== content.half || before.palette !== content.palette || before.output !== content.output ||
      before.deadRows !== content.deadRows || before.deadColumns !== content.deadColumns;
    if (fresh) {
      setBox(element, content.box);
      const label = caption(place, content);
      if (element.getAttribute('aria-label') !== label) {
        element.setAttribute('aria-label', label);
        element.title = label;
      }
      printValues(values, content, along);
      drawGlyphs(glyphs, content, along);
    }
    const zero = { ...content.box, x: 0, y: 0 };
    if (fresh) {
      const { shape } = content.shown.drawn;
      fill(bands, 'hatch', [
        ...runs(content.deadRows).map((run) => pixels(zero, content.shown.drawn, run, [0, Infinity])),
        ...runs(content.deadColumns).map((run) => pixels(zero, content.shown.drawn, [0, shape[0] - 1], run)),
      ]);
    }
    if (fresh || before.marks !== content.marks || before.selection !== content.selection || before.hover !== content.hover) {
      const mine = content.marks.filter((region) => region.layer === layer && region.quantity === quantity);
      fill(provenance, 'made-from', mine.map(({ rows, columns }) => region(zero, content, along, rows, columns)));
      put(cursor, here(), content, zero, along);
      if (byKeys && !cursor.hidden) cursor.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      const pick = content.selection;
      put(chosen, pick?.kind === 'cell' && pick.layer === layer && pick.quantity === quantity ? pick : null, content, zero, along);
    }
  };
  return { element, update, place, focus: () => element.focus() };
}

/** The keys that Alt turns into steps between heatmaps: columns, rows. @type {Record<string, [number, number]|undefined>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * Leave the cells for the heading of the layer.
 * @param {HTMLElement} element
 */
function escape(element) {
  hover(null);
  select(null);
  element.closest('section')?.querySelector('h3')?.focus();
}

/**
 * @param {import('../../model/analysis/figures.js').Drawn} drawn
 * @param {number} column
 */
const isDrawn = ({ first, columns, pool }, column) => column >= first && column < first + columns * pool[1];

/**
 * @param {Selection} a
 * @param {Selection|null} b
 */
function same(a, b) {
  return b !== null && a.kind === 'cell' && b.kind === 'cell' && a.layer === b.layer && a.quantity === b.quantity &&
    a.row === b.row && a.column === b.column;
}

/**
 * @param {Box} box
 * @param {Content} content
 * @param {boolean} along
 * @param {[number, number]} rows
 * @param {[number, number]} columns
 */
function region(box, { shown: { drawn } }, along, rows, columns) {
  if (!along) return pixels(box, drawn, rows, columns);
  const turned = pixels({ x: 0, y: 0, width: box.height, height: box.width }, drawn, rows, columns);
  return turned && { x: turned.y, y: turned.x, width: turned.height, height: turned.width };
}

/**
 * @param {HTMLElement} mark
 * @param {{row: number, column: number}|null} at
 * @param {Content} content
 * @param {Box} box
 * @param {boolean} along
 */
function put(mark, at, content, box, along) {
  const { pool } = content.shown.drawn;
  const to = at && region(box, content, along, [at.row, at.row + pool[0] - 1], [at.column, at.column + pool[1] - 1]);
  mark.toggleAttribute('hidden', !to);
  if (to) setBox(mark, to);
}

/**
 * @param {number[]} indices  ascending
 * @returns {[number, number][]} runs of neighbours
 */
export function runs(indices) {
  /** @type {[number, number][]} */
  const found = [];
  for (const index of indices) {
    const run = found.at(-1);
    if (run && run[1] === index - 1) run[1] = index;
    else found.push([index, index]);
  }
  return found;
}

/**
 * Show one child for each box, reusing those that are there.
 * @param {HTMLElement} parent
 * @param {string} className
 * @param {(Box|null)[]} boxes
 */
function fill(parent, className, boxes) {
  const seen = boxes.filter((box) => box !== null);
  while (parent.childElementCount > seen.length) parent.lastElementChild?.remove();
  while (parent.childElementCount < seen.length) parent.append(h('div', { class: className }));
  seen.forEach((box, index) => setBox(/** @type {HTMLElement} */ (parent.children[index]), box));
}
