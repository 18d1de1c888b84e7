/**
 * A matrix as a real table with headers, of which only the part in sight is built.
 */

import { exact, number } from '../format.js';
import { CELL, visibleRange } from '../window.js';
import { h } from './dom.js';

/** @typedef {{rows: number, columns: number, value: (row: number, column: number) => number, caption: string, axes: [string, string|null], dead: ReadonlySet<number>}} SheetContent */

/** Width of the row headers. */
const HEAD = 122;

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

  function draw() {
    frame = 0;
    if (!content) return;
    const { rows, columns } = content;
    const down = visibleRange(rows, CELL.height, element.scrollTop, element.clientHeight || 400);
    const across = visibleRange(columns, CELL.width, element.scrollLeft, element.clientWidth || 600);
    const key = [down.from, down.to, across.from, across.to].join();
    if (key === drawn) return;
    drawn = key;
    head.replaceChildren(headRow(content, across));
    const before = down.from ? [spacer(down.from)] : [];
    const after = down.to < rows ? [spacer(rows - down.to)] : [];
    const lines = Array.from({ length: down.to - down.from }, (_, index) => line(/** @type {SheetContent} */ (content), down.from + index, across));
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
      table.style.width = `${HEAD + CELL.width * next.columns}px`;
      draw();
    },
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
 * @returns {[HTMLElement[], HTMLElement[]]}
 */
function sides(columns, { from, to }) {
  const gap = (/** @type {number} */ count) => (count > 0 ? [h('td', { 'aria-hidden': 'true', class: 'gap', colspan: count, style: `width:${count * CELL.width}px` })] : []);
  return [gap(from), gap(columns - to)];
}

/**
 * @param {SheetContent} content
 * @param {{from: number, to: number}} across
 */
function headRow({ columns, axes: [row, column] }, across) {
  const [before, after] = sides(columns, across);
  const names = Array.from({ length: across.to - across.from }, (_, index) =>
    h('th', { scope: 'col', 'aria-colindex': across.from + index + 2 }, column === null ? 'value' : `${column} ${across.from + index}`));
  return h('tr', { 'aria-rowindex': 1 }, h('td', { class: 'corner' }, h('span', { class: 'visually-hidden' }, row)), ...before, ...names, ...after);
}

/**
 * @param {SheetContent} content
 * @param {number} row
 * @param {{from: number, to: number}} across
 */
function line({ columns, value, axes: [name], dead }, row, across) {
  const [before, after] = sides(columns, across);
  const cells = Array.from({ length: across.to - across.from }, (_, index) => {
    const entry = value(row, across.from + index);
    return h('td', { title: exact(entry), class: entry === 0 ? 'zero' : null, 'aria-colindex': across.from + index + 2 }, number(entry));
  });
  return h('tr', { 'aria-rowindex': row + 2, class: dead.has(row) ? 'is-dead' : null },
    h('th', { scope: 'row', 'aria-colindex': 1 }, `${name} ${row}`, dead.has(row) && h('span', { class: 'dead-word' }, ' dead')), ...before, ...cells, ...after);
}
