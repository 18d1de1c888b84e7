import assert from 'node:assert/strict';
import { test } from 'node:test';

import { broken, fitting, fittingEntry, lengthOf } from '../../../../static/js/model/drawing/fitting.js';

/** @param {number} room characters */
const upTo = (room) => (/** @type {string} */ text) => text.length <= room;

test('a number has the digits that there is room for, and always its exponent', () => {
  const written = (/** @type {number} */ x) => [10, 9, 8, 7, 6, 5].map((room) => fitting(x, upTo(room)));
  assert.deepEqual(written(-3.2941e-21), ['−3.294e−21', '−3.29e−21', '−3.3e−21', '−3e−21', '−3e−21', '−3e−21']);
  assert.deepEqual(written(0.00026312), ['0.0002631', '0.0002631', '2.631e−4', '2.63e−4', '2.6e−4', '3e−4']);
  assert.deepEqual(written(-0.1824), ['−0.1824', '−0.1824', '−0.1824', '−0.1824', '−0.182', '−0.18']);
  assert.deepEqual(written(12344), ['1.234e4', '1.234e4', '1.234e4', '1.234e4', '1.23e4', '1.2e4']);
});

test('every number in any room ends with its exponent, and has at least one digit', () => {
  for (let power = -308; power <= 300; power += 7) {
    for (const sign of [1, -1]) {
      const x = sign * Number(`1.98765e${power}`);
      for (let room = 1; room <= 12; room += 1) {
        const text = fitting(x, upTo(room));
        const value = Number(text.replaceAll('−', '-'));
        assert.ok(Math.abs(value / x - 1) < 0.6, `${x} in ${room} as ${text}`);
      }
    }
  }
});

test('what is no finite number stands as it is', () => {
  const texts = [0, NaN, Infinity, -Infinity, null, undefined].map((x) => fitting(x, () => false));
  assert.deepEqual(texts, ['0', 'NaN', '∞', '−∞', '–', '–']);
});

test('an entry stands as typed where that has room', () => {
  assert.equal(fittingEntry(0.123456, upTo(8)), '0.123456');
  assert.equal(fittingEntry(0.123456, upTo(7)), '0.1235');
  assert.equal(fittingEntry(-1.5e-21, upTo(8)), '−1.5e−21');
  assert.equal(fittingEntry('1/3 and more', upTo(4)), '1/3 and more');
  assert.equal(fittingEntry(undefined, upTo(4)), '');
});

test('a number is broken before its exponent only', () => {
  assert.deepEqual(['−3e−100', '1.5', 'half', 'e', 'see', '1e30'].map(broken), [['−3', 'e−100'], ['1.5', ''], ['half', ''], ['e', ''], ['see', ''], ['1', 'e30']]);
});

test('a text is as long as its letters', () => {
  assert.equal(lengthOf('−1.5', (letter) => (letter === '.' ? 0.5 : 1)), 3.5);
});
