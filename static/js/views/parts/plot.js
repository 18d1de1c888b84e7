/**
 * One Plotly figure, redrawn only when it differs and is in sight or printed, and never queued behind itself. While it
 * changes from frame to frame a bare canvas lies in its place.
 * @import { Placed } from '../../model/analysis/figures.js'
 * @import { Palette } from '../../model/drawing/scales.js'
 */

import { STATIC } from '../../model/analysis/figures.js';
import { rasterOf } from '../../model/drawing/raster.js';

/** @typedef {{data: object[], layout: object}} Figure */
/** @typedef {{heatmaps: (Placed & {half: number})[], width: number, height: number, palette: Palette}} Sketch */

/**
 * @param {HTMLElement} element
 * @returns {{draw: (make: () => Figure) => void, sketch: (make: () => Sketch) => void, close: () => void}} sketch: drawn at
 *   once, until the figure is drawn again
 */
export function createHeatmaps(element) {
  /** @type {(() => Figure)|null} */
  let wanted = null;
  /** @type {HTMLCanvasElement|null} */
  let canvas = null;
  let sketched = false;
  let drawing = false;
  let inSight = true;
  let printing = false;

  async function redraw() {
    if (drawing || !(inSight || printing)) return;
    drawing = true;
    try {
      while (wanted && (inSight || printing)) {
        const { data, layout } = wanted();
        wanted = null;
        await Plotly.react(element, data, layout, STATIC);
      }
    } finally {
      drawing = false;
      element.classList.toggle('sketched', sketched);
    }
  }

  const observer = new IntersectionObserver((entries) => {
    inSight = entries.at(-1)?.isIntersecting ?? true;
    void redraw();
  }, { rootMargin: '100px' });
  observer.observe(element);
  const leaving = new AbortController();
  for (const type of /** @type {const} */ (['beforeprint', 'afterprint'])) {
    addEventListener(type, () => {
      printing = type === 'beforeprint';
      void redraw();
    }, leaving);
  }

  return {
    draw(make) {
      wanted = make;
      sketched = false;
      void redraw();
    },
    sketch(make) {
      wanted = null;
      sketched = true;
      if (!inSight) return;
      canvas ??= Object.assign(document.createElement('canvas'), { className: 'sketch' });
      if (!canvas.isConnected) element.append(canvas);
      paint(canvas, make());
      element.classList.add('sketched');
    },
    close() {
      wanted = null;
      observer.disconnect();
      leaving.abort();
      Plotly.purge(element);
    },
  };
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Sketch} sketch
 */
function paint(canvas, { heatmaps, width, height, palette }) {
  const fine = devicePixelRatio;
  const [across, down] = [Math.round(width * fine), Math.round(height * fine)];
  if (canvas.width !== across) canvas.width = across;
  if (canvas.height !== down) canvas.height = down;
  canvas.style.cssText = `width: ${width}px; height: ${height}px`;
  const context = canvas.getContext('2d');
  if (!context) return;
  context.setTransform(fine, 0, 0, fine, 0, 0);
  context.clearRect(0, 0, width, height);
  context.imageSmoothingEnabled = false;
  for (const { z, half, box } of heatmaps) {
    const { data, width: columns, height: rows } = rasterOf(z, half, palette);
    if (data.length === 0) continue;
    cells.width = columns;
    cells.height = rows;
    cells.getContext('2d')?.putImageData(new ImageData(data, columns, rows), 0, 0);
    context.drawImage(cells, box.x, box.y, box.width, box.height);
  }
}

/** A pixel for each cell, drawn large from here. */
const cells = new OffscreenCanvas(1, 1);
