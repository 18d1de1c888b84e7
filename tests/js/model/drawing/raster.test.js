import assert from 'node:assert/strict';
import test from 'node:test';

import { rasterOf } from '../../../../static/js/model/drawing/raster.js';
import { cellColour } from '../../../../static/js/model/drawing/scales.js';

const PALETTE = { negative: '#1f5fae', zero: '#f7f7f8', positive: '#c1500a' };

test('each cell has the colour that it has elsewhere, and what is no number none', () => {
  const z = [Float64Array.of(-2, -0.5, 0), Float64Array.of(0.3, Infinity, NaN)];
  const { data, width, height } = rasterOf(z, 1, PALETTE);
  assert.deepEqual([width, height], [3, 2]);
  z.flatMap((row) => [...row]).forEach((value, index) => {
    const [red, green, blue, alpha] = data.subarray(4 * index, 4 * index + 4);
    assert.equal(alpha, Number.isNaN(value) ? 0 : 255);
    if (!Number.isNaN(value)) assert.deepEqual([red, green, blue], cellColour(value, 1, PALETTE));
  });
});

test('an empty matrix has no pixels', () => {
  assert.deepEqual(rasterOf([], 1, PALETTE).data.length, 0);
});
