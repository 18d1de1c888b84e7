import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bars, decades, rangeText, verdict } from '../../../../static/js/model/analysis/norms.js';

test('the range spans whole decades', () => {
  assert.deepEqual(decades([1e-9, 0.5]), { low: -9, high: 0 });
  assert.equal(rangeText([2e-9, 0.5]), '10⁻⁹ … 10⁰');
  assert.deepEqual(decades([1]), { low: -1, high: 1 });
  assert.equal(rangeText([0, NaN]), '');
});

test('bars are as long as the logarithm; zero and what is not finite have none', () => {
  const [least, middle, zero, infinite] = bars([1e-4, 1e-2, 0, Infinity]).map(({ share }) => share);
  assert.ok(least !== null && least !== undefined && least > 0 && least < 0.1);
  assert.equal(middle, 1);
  assert.deepEqual([zero, infinite], [null, null]);
});

test('a word when it vanishes, explodes, is zero or is not finite', () => {
  assert.equal(verdict([1e-9, 1e-3, 1]), 'vanishes towards the input');
  assert.equal(verdict([1e6, 1]), 'explodes towards the input');
  assert.equal(verdict([1, 0, 1]), 'zero in layer 2');
  assert.equal(verdict([0, 0]), 'all zero');
  assert.equal(verdict([NaN, 1]), 'not finite');
  assert.equal(verdict([0.5, 1]), '');
});
