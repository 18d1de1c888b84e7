/**
 * What a heatmap's overlay says and prints: the caption, the values and the marks of what is not finite.
 * @import { Content, Place } from './overlay.js'
 */

import { number } from '../format.js';
import { PRINT } from '../plan.js';
import { cellColour, ink } from '../scales.js';
import { plain, shapeText, words } from '../symbols.js';
import { h, setBox, setText } from './dom.js';

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

/**
 * @param {HTMLElement} parent
 * @param {Content} content
 * @param {boolean} along
 */
export function printValues(parent, { shown: { drawn }, box, half, palette, deadRows, deadColumns }, along) {
  const [down, across] = along ? [drawn.columns, drawn.rows] : [drawn.rows, drawn.columns];
  const cell = { width: box.width / across, height: box.height / down };
  const roomy = cell.width >= PRINT.width && cell.height >= PRINT.height;
  const count = roomy ? down * across : 0;
  while (parent.childElementCount > count) parent.lastElementChild?.remove();
  while (parent.childElementCount < count) parent.append(h('span'));
  if (!roomy) return;
  const [rows, columns] = [new Set(deadRows), new Set(deadColumns)];
  let longest = 1;
  for (let index = 0; index < count; index += 1) {
    const [r, c] = [Math.floor(index / across), index % across];
    const [row, column] = along ? [c, r] : [r, c];
    const value = drawn.z[row]?.[column] ?? NaN;
    const text = number(value);
    const span = /** @type {HTMLElement} */ (parent.children[index]);
    longest = Math.max(longest, text.length);
    setText(span, text);
    span.className = `value ${Number.isFinite(value) ? ink(value, half, palette) : 'plain'}`;
    span.dataset['row'] = String(row * drawn.pool[0]);
    span.dataset['column'] = String(drawn.first + column * drawn.pool[1]);
    setBox(span, { x: c * cell.width, y: r * cell.height, ...cell });
    const hatched = rows.has(row) || columns.has(column);
    span.classList.toggle('hatched', hatched);
    if (hatched) {
      span.style.setProperty('--cell', `rgb(${cellColour(Number.isFinite(value) ? value : 0, half, palette).join()})`);
      span.style.setProperty('--letters', `${text.length * 0.64 + 0.4}em`);
    }
  }
  const size = Math.max(9, Math.min(14, (cell.width - 5) / (longest * 0.64)));
  parent.style.cssText = `font-size:${size.toFixed(1)}px;line-height:${cell.height}px`;
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
