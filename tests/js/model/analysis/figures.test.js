import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alongTheTop, drawn, enlarged, extent, layerFigure, valueAt } from '../../../../static/js/model/analysis/figures.js';
import { whole } from '../../build.js';

const palette = { negative: '#000000', zero: '#808080', positive: '#ffffff' };
const batch = whole([[1, 2, 3], [4, 5, 6]]);

test('a neuron is a row: what comes with a row for each example is turned', () => {
  const turned = drawn(batch, 'delta', null);
  assert.deepEqual(turned.z.map((row) => [...row]), [[1, 4], [2, 5], [3, 6]]);
  assert.deepEqual([turned.shape, turned.first], [[3, 2], 0]);
  assert.deepEqual(drawn(batch, 'weights', null).z.map((row) => [...row]), [[1, 2, 3], [4, 5, 6]]);
});

test('a chosen example is one column that keeps its index', () => {
  const one = drawn(batch, 'delta', 1);
  assert.deepEqual(one.z.map((row) => [...row]), [[4], [5], [6]]);
  assert.deepEqual([one.first, one.columns, one.shape], [1, 1, [3, 1]]);
  assert.equal(valueAt(one, 2, 1), 6);
  assert.deepEqual(drawn(batch, 'weights', 1).z.length, 2);
});

test('pooled cells are found by the index of any entry they stand for', () => {
  const pooled = drawn({ ...batch, shape: [4, 9], pool: [2, 3] }, 'delta', null);
  assert.deepEqual([pooled.shape, pooled.pool], [[9, 4], [3, 2]]);
  assert.equal(valueAt(pooled, 8, 3), 6);
  assert.equal(drawn({ ...batch, shape: [4, 9], pool: [2, 3] }, 'delta', 3).first, 2);
});

test('along the top it lies as it came', () => {
  assert.deepEqual(alongTheTop(drawn(batch, 'activation', null)).map((row) => [...row]), [[1, 2, 3], [4, 5, 6]]);
});

test('the caption counts what is not finite and leaves it out of the range', () => {
  assert.deepEqual(extent({ ...drawn(whole([[1, NaN], [-Infinity, -2]]), 'weights', null) }), { min: -2, max: 1, nonFinite: 2 });
});

test('each heatmap stands on its own box, in pixels, on its own scale', () => {
  const box = { x: 10, y: 20, width: 40, height: 60 };
  const { data, layout } = layerFigure([{ name: 'delta', z: drawn(batch, 'delta', null).z, box, own: 6 }], { width: 100, height: 90 }, { palette, scale: 'each', common: 0 });
  const trace = /** @type {Record<string, unknown>} */ (data[0]);
  assert.deepEqual([trace['x0'], trace['dx'], trace['y0'], trace['dy']], [20, 20, 30, 20]);
  assert.deepEqual([trace['zmin'], trace['zmax']], [-6, 6]);
  const { xaxis, yaxis } = /** @type {{xaxis: {range: number[]}, yaxis: {range: number[]}}} */ (layout);
  assert.deepEqual([xaxis.range, yaxis.range], [[0, 100], [90, 0]]);
});

test('shared, all have the same scale', () => {
  const box = { x: 0, y: 0, width: 9, height: 9 };
  const { data } = layerFigure([1, 2].map((own) => ({ name: `${own}`, z: [Float64Array.of(own)], box, own })), { width: 9, height: 9 }, { palette, scale: 'shared', common: 7 });
  assert.deepEqual(data.map((trace) => /** @type {{zmax: number}} */ (trace).zmax), [7, 7]);
});

test('enlarged, an update keeps the zoom of the same matrix', () => {
  const revision = (/** @type {number} */ layer) =>
    /** @type {{uirevision: string}} */ (enlarged(batch, 'weights', layer, { palette, ink: '#000', line: '#000' }).layout).uirevision;
  assert.equal(revision(1), revision(1));
  assert.notEqual(revision(1), revision(2));
});
