import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cellColour, channels, colourScale, halfWidth, ink, largest, luminance } from '../../../../static/js/model/drawing/scales.js';

const light = { negative: '#1f5fae', zero: '#f7f7f8', positive: '#c1500a' };
const dark = { negative: '#5aa2f0', zero: '#1b1e24', positive: '#f08a45' };

test('the scale is symmetric about zero and leaves out what is not finite', () => {
  assert.equal(largest({ z: [Float64Array.of(-3, 2), Float64Array.of(NaN, -Infinity)] }), 3);
  assert.equal(largest({ z: [] }), 0);
  assert.equal(halfWidth(3, 10, 'each'), 3);
  assert.equal(halfWidth(3, 10, 'shared'), 10);
  assert.equal(halfWidth(0, 0, 'each'), 1);
  assert.deepEqual(colourScale(light), [[0, '#1f5fae'], [0.5, '#f7f7f8'], [1, '#c1500a']]);
});

test('colours are mixed as Plotly mixes them', () => {
  assert.deepEqual(channels('#fff'), [255, 255, 255]);
  assert.deepEqual(cellColour(0, 2, light), [0xf7, 0xf7, 0xf8]);
  assert.deepEqual(cellColour(-2, 2, light), [0x1f, 0x5f, 0xae]);
  assert.deepEqual(cellColour(5, 2, light), [0xc1, 0x50, 0x0a]);
});

test('text on every cell has a contrast of at least 4.5', () => {
  for (const palette of [light, dark]) {
    for (let value = -1; value <= 1; value += 0.01) {
      const background = luminance(cellColour(value, 1, palette));
      const text = ink(value, 1, palette) === 'dark' ? 0 : 1;
      const contrast = (Math.max(background, text) + 0.05) / (Math.min(background, text) + 0.05);
      assert.ok(contrast >= 4.5, `${value}: ${contrast}`);
    }
  }
});
