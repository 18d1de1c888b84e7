/**
 * A matrix as a real table with headers, of which only the part in sight is built.
 */

import { exact, number } from '../../model/format.js';
import { CELL, visibleRange } from '../../model/drawing/window.js';
import { h, setAttribute } from './dom.js';

/** @typedef {{rows: number, columns: number, value: (row: number, column: number) => number, caption: string, axes: [string, string|null], dead: ReadonlySet<number>}} SheetContent */

/** Width of the row headers where there are too many texts to be measured, and that many. */
const HEAD = 122;
const MEASURED = 4096;
/** Pixels of a cell beside its text: what dialog.css pads it with, and a fraction of a pixel. */
const PADDING = 10;

/** @returns {{element: HTMLElement, show: (content: SheetContent) => void}} */
export function createSheet() {
  const caption = h('caption', { class: 'visually-hidden' });
  const [head, body] = [h('thead'), h('tbody')];
  const table = h('table', { class: 'sheet' }, caption, head, body);
  const element = h('div', { class: 'sheet-scroller', tabindex: 0, role: 'region', 'aria-label': 'Values' }, table);
  /** @type {SheetContent|null} */
  let content = null;
  let drawn = '';
  let frame = 0;
  let widths = { head: HEAD, cell: CELL.width };

  function draw() {
    frame = 0;
    if (!content) return;
    const { rows, columns } = content;
    setAttribute(element, 'data-more', moreOf(element));
    const down = visibleRange(rows, CELL.height, element.scrollTop, element.clientHeight || 400);
    const across = visibleRange(columns, widths.cell, element.scrollLeft, element.clientWidth || 600);
    const key = [down.from, down.to, across.from, across.to].join();
    if (key === drawn) return;
    drawn = key;
    head.replaceChildren(headRow(content, across, widths.cell));
    const before = down.from ? [spacer(down.from)] : [];
    const after = down.to < rows ? [spacer(rows - down.to)] : [];
    const lines = Array.from({ length: down.to - down.from }, (_, index) => line(/** @type {SheetContent} */ (content), down.from + index, across, widths.cell));
    body.replaceChildren(...before, ...lines, ...after);
  }

  element.addEventListener('scroll', () => {
    frame ||= requestAnimationFrame(draw);
  });
  new ResizeObserver(() => {
    frame ||= requestAnimationFrame(draw);
  }).observe(element);

  return {
    element,
    show(next) {
      content = next;
      drawn = '';
      caption.textContent = next.caption;
      table.setAttribute('aria-rowcount', String(next.rows + 1));
      table.setAttribute('aria-colcount', String(next.columns + 1));
      widths = widthsOf(next, getComputedStyle(table));
      table.style.width = `${widths.head + widths.cell * next.columns}px`;
      table.style.setProperty('--head', `${widths.head}px`);
      table.style.setProperty('--cell', `${widths.cell}px`);
      draw();
    },
  };
}

/**
 * @param {HTMLElement} scroller
 * @returns {string} the sides on which there is more than is in sight: "left right below"
 */
function moreOf({ scrollLeft, scrollTop, clientWidth, clientHeight, scrollWidth, scrollHeight }) {
  const more = { left: scrollLeft > 1, right: scrollLeft + clientWidth < scrollWidth - 1, below: scrollTop + clientHeight < scrollHeight - 1 };
  return Object.entries(more).filter(([, is]) => is).map(([side]) => side).join(' ');
}

/**
 * Columns as narrow as the texts of a small matrix let them be, so that it fits without scrolling where it can.
 * @param {SheetContent} content
 * @param {CSSStyleDeclaration} style
 * @returns {{head: number, cell: number}} pixels
 */
function widthsOf({ rows, columns, value, axes: [row, column], dead }, style) {
  const context = document.createElement('canvas').getContext('2d');
  if (rows * columns > MEASURED || !context) return { head: HEAD, cell: CELL.width };
  context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const widest = (/** @type {string[]} */ texts) => Math.ceil(Math.max(...texts.map((text) => context.measureText(text).width))) + PADDING;
  const numbers = Array.from({ length: rows * columns }, (_, index) => number(value(Math.floor(index / columns), index % columns)));
  return {
    head: widest([`${row} ${rows - 1}${dead.size > 0 ? ' dead' : ''}`, row]) + (dead.size > 0 ? PADDING : 0),
    cell: widest([...numbers, column === null ? 'value' : `${column} ${columns - 1}`]),
  };
}

/** @param {number} count */
function spacer(count) {
  return h('tr', { 'aria-hidden': 'true', style: `height:${count * CELL.height}px` }, h('td'));
}

/**
 * Cells that only keep the place of the columns out of sight.
 * @param {number} columns
 * @param {{from: number, to: number}} across
 * @param {number} width
 * @returns {[HTMLElement[], HTMLElement[]]}
 */
function sides(columns, { from, to }, width) {
  const gap = (/** @type {number} */ count) => (count > 0 ? [h('td', { 'aria-hidden': 'true', class: 'gap', colspan: count, style: `width:${count * width}px` })] : []);
  return [gap(from), gap(columns - to)];
}

/**
 * @param {SheetContent} content
 * @param {{from: number, to: number}} across
 * @param {number} width
 */
function headRow({ columns, axes: [row, column] }, across, width) {
  const [before, after] = sides(columns, across, width);
  const names = Array.from({ length: across.to - across.from }, (_, index) =>
    h('th', { scope: 'col', 'aria-colindex': across.from + index + 2 }, column === null ? 'value' : `${column} ${across.from + index}`));
  return h('tr', { 'aria-rowindex': 1 }, h('td', { class: 'corner' }, h('span', { class: 'visually-hidden' }, row)), ...before, ...names, ...after);
}

/**
 * @param {SheetContent} content
 * @param {number} row
 * @param {{from: number, to: number}} across
 * @param {number} width
 */
function line({ columns, value, axes: [name], dead }, row, across, width) {
  const [before, after] = sides(columns, across, width);
  const cells = Array.from({ length: across.to - across.from }, (_, index) => {
    const entry = value(row, across.from + index);
    return h('td', { title: exact(entry), class: entry === 0 ? 'zero' : null, 'aria-colindex': across.from + index + 2 }, number(entry));
  });
  return h('tr', { 'aria-rowindex': row + 2, class: dead.has(row) ? 'is-dead' : null },
    h('th', { scope: 'row', 'aria-colindex': 1 }, `${name} ${row}`, dead.has(row) && h('span', { class: 'dead-word' }, ' dead')), ...before, ...cells, ...after);
}
