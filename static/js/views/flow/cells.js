/**
 * What a heatmap's overlay says and prints: the caption, the values and the marks of what is not finite.
 * @import { Content, Place } from './overlay.js'
 */

import { broken, fitting } from '../../model/drawing/fitting.js';
import { number } from '../../model/format.js';
import { PRINT } from '../../model/drawing/plan.js';
import { cellColour, ink } from '../../model/drawing/scales.js';
import { plain, shapeText, words } from '../../model/analysis/symbols.js';
import { h, setBox, setText } from '../parts/dom.js';
import { fitsInto, measure } from '../parts/letters.js';

/** Pixels of the numbers in cells, and those that stay free beside them. */
const SIZE = { least: 9, most: 14, free: 4 };

/**
 * @param {Place} place
 * @param {Content} content
 * @returns {string} "∇W⁽⁰⁾, gradient of the weights into layer 1, 3 × 2, from −0.27 to 0.27"
 */
export function caption({ layer, quantity, along }, { shown, output }) {
  const { drawn } = shown;
  const { min, max, nonFinite } = shown.extent;
  const parts = [
    plain(quantity, layer, output) + (along ? ', transposed' : ''),
    words(quantity, layer, output),
    shapeText(...(along ? /** @type {[number, number]} */ ([drawn.shape[1], drawn.shape[0]]) : drawn.shape), quantity),
  ];
  if (min <= max) parts.push(min === max ? `every entry ${number(min)}` : `from ${number(min)} to ${number(max)}`);
  if (nonFinite) parts.push(`${nonFinite} not finite (NaN crossed out, ∞ ▲, −∞ ▼)`);
  const [high, wide] = drawn.pool;
  if (high > 1 || wide > 1) parts.push(`each cell is the largest of ${high} × ${wide}`);
  return parts.join(', ');
}

/** @typedef {{row: number, column: number, value: number}} Entry in the places of `drawn` */

/**
 * @param {HTMLElement} parent
 * @param {Content} content
 * @param {boolean} along
 */
export function printValues(parent, content, along) {
  const { shown: { drawn }, box, deadRows, deadColumns } = content;
  const [down, across] = along ? [drawn.columns, drawn.rows] : [drawn.rows, drawn.columns];
  const cell = { width: box.width / across, height: box.height / down };
  const roomy = cell.width >= PRINT.width && cell.height >= PRINT.height;
  const count = roomy ? down * across : 0;
  while (parent.childElementCount > count) parent.lastElementChild?.remove();
  while (parent.childElementCount < count) parent.append(h('span'));
  if (!roomy) return;
  const entries = Array.from({ length: count }, (_, index) => entryAt(index, across, along, drawn));
  const size = sizeOf(entries, cell.width - SIZE.free);
  const fits = fitsInto(cell.width - SIZE.free, size);
  const [rows, columns] = [new Set(deadRows), new Set(deadColumns)];
  entries.forEach((entry, index) => {
    const span = /** @type {HTMLElement} */ (parent.children[index]);
    span.dataset['row'] = String(entry.row * drawn.pool[0]);
    span.dataset['column'] = String(drawn.first + entry.column * drawn.pool[1]);
    setBox(span, { x: (index % across) * cell.width, y: Math.floor(index / across) * cell.height, ...cell });
    printCell(span, entry.value, fits, content, rows.has(entry.row) || columns.has(entry.column));
  });
  parent.style.cssText = `font-size:${size.toFixed(1)}px;line-height:${cell.height}px;--half:${cell.height / 2}px`;
}

/**
 * @param {number} index of the cell, line by line
 * @param {number} across cells of a line
 * @param {boolean} along
 * @param {import('../../model/analysis/figures.js').Drawn} drawn
 * @returns {Entry}
 */
function entryAt(index, across, along, { z }) {
  const [r, c] = [Math.floor(index / across), index % across];
  const [row, column] = along ? [c, r] : [r, c];
  return { row, column, value: z[row]?.[column] ?? NaN };
}

/** Weights of the numbers, and of what is none. @param {number} value */
const weightOf = (value) => (Number.isFinite(value) ? 400 : 650);

/**
 * @param {Entry[]} entries
 * @param {number} width pixels
 * @returns {number} pixels of the font: as large as the longest of them lets it be, never too small to read
 */
function sizeOf(entries, width) {
  const longest = Math.max(1, ...entries.map(({ value }) => measure(weightOf(value))(number(value))));
  return Math.max(SIZE.least, Math.min(SIZE.most, width / longest));
}

/**
 * A number in its cell, whole: with fewer digits where all four have no room, and where even one has none beside its
 * exponent, on two lines.
 * @param {HTMLElement} span
 * @param {number} value
 * @param {import('../../model/drawing/fitting.js').Fits} fits
 * @param {Content} content
 * @param {boolean} hatched whether it lies on a band of a dead neuron
 */
function printCell(span, value, fits, { half, palette }, hatched) {
  const text = fitting(value, fits);
  const [digits, exponent] = fits(text) ? [text, ''] : broken(text);
  span.className = `value ${Number.isFinite(value) ? ink(value, half, palette) : 'plain'}`;
  span.classList.toggle('broken', exponent !== '');
  span.classList.toggle('hatched', hatched);
  if (exponent !== '') span.replaceChildren(digits, h('br'), exponent);
  else if (span.childElementCount > 0) span.replaceChildren(text);
  else setText(span, text);
  if (!hatched) return;
  span.style.setProperty('--cell', `rgb(${cellColour(Number.isFinite(value) ? value : 0, half, palette).join()})`);
  span.style.setProperty('--letters', `${(measure(weightOf(value))(exponent || text) + 0.4).toFixed(2)}em`);
}

/**
 * Cells that are not finite are transparent in the heatmap: cross out NaN, point up for ∞ and down for −∞.
 * @param {HTMLCanvasElement} canvas
 * @param {Content} content
 * @param {boolean} along
 */
export function drawGlyphs(canvas, { shown: { drawn, extent: { nonFinite } }, box }, along) {
  const [down, across] = along ? [drawn.columns, drawn.rows] : [drawn.rows, drawn.columns];
  const size = { width: box.width / across, height: box.height / down };
  canvas.toggleAttribute('hidden', nonFinite === 0);
  const context = nonFinite === 0 ? null : canvas.getContext('2d');
  if (!context) return;
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.ceil(box.width * ratio);
  canvas.height = Math.ceil(box.height * ratio);
  context.scale(ratio, ratio);
  context.strokeStyle = context.fillStyle = getComputedStyle(canvas).color;
  context.globalAlpha = size.width >= PRINT.width && size.height >= PRINT.height ? 0.3 : 0.85;
  drawn.z.forEach((line, row) => line.forEach((value, column) => {
    if (Number.isFinite(value)) return;
    const [r, c] = along ? [column, row] : [row, column];
    glyph(context, value, c * size.width, r * size.height, size);
  }));
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} value
 * @param {number} x
 * @param {number} y
 * @param {{width: number, height: number}} size
 */
function glyph(context, value, x, y, { width, height }) {
  const [left, right] = [x + width * 0.15, x + width * 0.85];
  const [top, bottom] = [y + height * 0.15, y + height * 0.85];
  context.beginPath();
  if (Number.isNaN(value)) {
    context.moveTo(left, top);
    context.lineTo(right, bottom);
    context.moveTo(right, top);
    context.lineTo(left, bottom);
    context.stroke();
    return;
  }
  const [point, base] = value > 0 ? [top, bottom] : [bottom, top];
  context.moveTo(x + width / 2, point);
  context.lineTo(right, base);
  context.lineTo(left, base);
  context.fill();
}
