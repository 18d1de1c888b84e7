/**
 * From the answer to what is drawn: matrices turned so that a neuron is a row, and one Plotly figure for each layer
 * whose axes are in pixels, so that overlays lie on its cells exactly. Pure.
 */

import { transposed } from '../../wire/arrays.js';
import { colourScale, halfWidth, largest } from '../drawing/scales.js';
import { axes, isByExample } from './symbols.js';

/** @typedef {import('./types.js').Matrix} Matrix */
/** @typedef {import('./types.js').Quantity} Quantity */
/** @typedef {import('../drawing/scales.js').Palette} Palette */
/** @typedef {import('../drawing/plan.js').Box} Box */

/**
 * @typedef {object} Drawn  A matrix as it is drawn; every index beside `z` counts units, examples and inputs in full.
 * @property {Float64Array[]} z  the rows that are drawn
 * @property {number} rows  how many rows are drawn
 * @property {number} columns
 * @property {[number, number]} shape  the true size, turned as it is drawn
 * @property {[number, number]} pool  how many rows and columns each cell stands for
 * @property {number} first  the index of the first column: the example, where only one is drawn
 */

/**
 * Turn a matrix so that a row is a unit; with an example chosen, only its column is kept.
 * @param {Matrix} matrix  in wire orientation
 * @param {Quantity} quantity
 * @param {number|null} example
 * @returns {Drawn}
 */
export function drawn(matrix, quantity, example) {
  const byExample = isByExample(quantity);
  const { data, rows, columns, shape, pool } = byExample ? transposed(matrix) : matrix;
  const whole = { rows, columns, shape, pool, first: 0 };
  if (!byExample || example === null) {
    return { ...whole, z: Array.from({ length: rows }, (_, row) => data.subarray(row * columns, (row + 1) * columns)) };
  }
  const at = Math.min(columns - 1, Math.floor(example / pool[1]));
  const z = Array.from({ length: rows }, (_, row) => data.subarray(row * columns + at, row * columns + at + 1));
  return { ...whole, z, columns: 1, shape: [shape[0], 1], first: at * pool[1] };
}

/**
 * The same matrix with rows and columns exchanged: z⁽ˡ⁻¹⁾ along the top of ∇W.
 * @param {Drawn} matrix
 * @returns {Float64Array[]}
 */
export function alongTheTop({ z, columns }) {
  return Array.from({ length: columns }, (_, column) => Float64Array.from(z, (row) => /** @type {number} */ (row[column])));
}

/**
 * @param {Drawn} matrix
 * @param {number} row  in full-resolution indices, as is the column
 * @param {number} column
 * @returns {number} the cell's value; that of its block where cells are pooled
 */
export function valueAt({ z, pool, first }, row, column) {
  return z[Math.floor(row / pool[0])]?.[Math.floor((column - first) / pool[1])] ?? NaN;
}

/**
 * @param {Drawn} matrix
 * @returns {{min: number, max: number, nonFinite: number}} of the drawn cells; min and max of the finite ones
 */
export function extent({ z }) {
  let [min, max, nonFinite] = [Infinity, -Infinity, 0];
  for (const row of z) {
    for (const value of row) {
      if (!Number.isFinite(value)) nonFinite += 1;
      else {
        if (value < min) min = value;
        if (value > max) max = value;
      }
    }
  }
  return { min, max, nonFinite };
}

/**
 * @typedef {object} Placed  One heatmap of a layer's figure.
 * @property {string} name
 * @property {Float64Array[]} z
 * @property {Box} box
 * @property {number} own  its largest finite magnitude
 */

/**
 * One figure for a layer: every heatmap placed by its own box on one pair of axes that count pixels.
 * @param {Placed[]} heatmaps
 * @param {{width: number, height: number}} size
 * @param {{palette: Palette, scale: 'each'|'shared', common: number}} colours
 * @returns {{data: object[], layout: object}}
 */
export function layerFigure(heatmaps, { width, height }, { palette, scale, common }) {
  const colorscale = colourScale(palette);
  const data = heatmaps.map(({ name, z, box, own }) => {
    const half = halfWidth(own, common, scale);
    const dx = box.width / (z[0]?.length ?? 1);
    const dy = box.height / z.length;
    return {
      type: 'heatmap', name, z, x0: box.x + dx / 2, dx, y0: box.y + dy / 2, dy,
      zmin: -half, zmax: half, zsmooth: false, colorscale, showscale: false, hoverinfo: 'skip',
    };
  });
  const axis = { visible: false, fixedrange: true };
  return {
    data,
    layout: {
      width, height, autosize: false, showlegend: false,
      margin: { l: 0, r: 0, t: 0, b: 0 }, paper_bgcolor: 'rgba(0,0,0,0)', plot_bgcolor: 'rgba(0,0,0,0)',
      xaxis: { ...axis, range: [0, width] }, yaxis: { ...axis, range: [height, 0] },
    },
  };
}

/** Nothing of Plotly's own reacts: the page's overlay does. */
export const STATIC = { staticPlot: true, displayModeBar: false, displaylogo: false, showSendToCloud: false };

/**
 * One matrix by itself, to zoom into: with axes, a colour bar and the values under the pointer.
 * @param {Matrix} matrix  whole, a row a unit
 * @param {Quantity} quantity
 * @param {number} layer
 * @param {{palette: Palette, ink: string, line: string}} theme
 * @returns {{data: object[], layout: object, config: object}}
 */
export function enlarged({ data, rows, columns }, quantity, layer, { palette, ink, line }) {
  const z = Array.from({ length: rows }, (_, row) => data.subarray(row * columns, (row + 1) * columns));
  const half = largest({ z }) || 1;
  const [down, across] = axes(quantity);
  const where = across === null ? `${down} %{y}` : `${down} %{y}, ${across} %{x}`;
  const axis = { gridcolor: line, zeroline: false, linecolor: line, tickcolor: line, showgrid: false };
  return {
    data: [{
      type: 'heatmap', z, zmin: -half, zmax: half, zsmooth: false, colorscale: colourScale(palette),
      hovertemplate: `${where}<br>%{z}<extra></extra>`, colorbar: { thickness: 12, outlinewidth: 0 },
    }],
    layout: {
      autosize: true, uirevision: `${layer} ${quantity}`, margin: { l: 56, r: 8, t: 8, b: 44 }, font: { color: ink, size: 12 },
      paper_bgcolor: 'rgba(0,0,0,0)', plot_bgcolor: 'rgba(0,0,0,0)',
      xaxis: { ...axis, title: { text: across ?? '' }, ...(columns <= 20 ? { dtick: 1 } : {}) },
      yaxis: { ...axis, title: { text: down }, autorange: 'reversed', ...(rows <= 20 ? { dtick: 1 } : {}) },
    },
    config: { displayModeBar: false, displaylogo: false, showSendToCloud: false, responsive: true, scrollZoom: true },
  };
}
