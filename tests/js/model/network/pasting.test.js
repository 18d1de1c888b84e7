import assert from 'node:assert/strict';
import test from 'node:test';

import { parseValue } from '../../../../static/js/model/network/entry.js';
import { pastedOver, taken } from '../../../../static/js/model/network/pasting.js';
import { readBlock } from '../../../../static/js/model/network/reading.js';
import { asEdit } from '../../../../static/js/model/network/spec.js';
import { layerOf } from '../../../../static/js/model/network/sizes.js';

/** @typedef {import('../../../../static/js/model/network/types.js').Entry} Entry */
/** @typedef {import('../../../../static/js/model/network/types.js').Spec} Spec */
/** @typedef {import('../../../../static/js/model/network/pasting.js').Target} Target */

/**
 * @param {number} units
 * @param {number} inputs
 * @param {Entry[]} [bias]
 * @returns {Spec} one layer, each number of it unlike all others
 */
function specOf(units, inputs, bias = Array.from({ length: units }, (_, r) => -1 - r)) {
  const weights = Array.from({ length: units }, (_, r) => Array.from({ length: inputs }, (_, c) => 100 + 10 * r + c));
  return {
    network: { layers: [{ weights, bias, activation: 'softmax' }] },
    data: { inputs: [new Array(inputs).fill(0)], targets: [0] }, loss: 'cross_entropy', reduction: 'mean', precision: 'float64',
  };
}

/** @param {Partial<Target>} [target] @returns {Target} */
const at = (target) => ({ l: 1, part: 'weights', row: 0, column: 0, units: 3, inputs: 2, ...target });

/** @param {Spec} spec @param {import('../../../../static/js/model/network/pasting.js').Offer} offer */
const after = (spec, offer) => layerOf(asEdit(taken(spec, offer, null)).spec, 1);

test('a block that fits is written, and nothing outside it changes', () => {
  const { offer, words } = pastedOver([[1], [2]], at({ row: 1, column: 1 }));
  assert.ok(offer);
  assert.equal(words, '');
  assert.deepEqual(after(specOf(3, 2), offer), { weights: [[100, 101], [110, 1], [120, 2]], bias: [-1, -2, -3], activation: 'softmax' });
});

test('of the transpose both shapes are told, and one press turns it', () => {
  const { offer, words, offers: [turn, ...more] } = pastedOver([[0.19, -0.1, 0.1], [-0.02, -0.01, 0.04]], at({}));
  assert.equal(offer, null);
  assert.equal(words, 'W⁽⁰⁾ is 3 × 2 and the block 2 × 3: its transpose would fit. Nothing was changed.');
  assert.deepEqual([turn?.text, more], ['Turn it to 3 × 2', []]);
  if (turn) assert.deepEqual(after(specOf(3, 2), turn).weights, [[0.19, -0.02], [-0.1, -0.01], [0.1, 0.04]]);
});

test('what fits neither way changes nothing; a layer gets more units only on request', () => {
  const wide = pastedOver([[1, 2, 3, 4]], at({ row: 1 }));
  assert.deepEqual([wide.offer, wide.offers], [null, []]);
  assert.match(wide.words, /^W⁽⁰⁾ from row 1, column 0 on is 2 × 2 and the block 1 × 4: it does not fit, nor does its transpose/);
  const { offer, offers: [grow] } = pastedOver([[1, 2], [3, 4], [5, 6], [7, 8]], at({}));
  assert.equal(offer, null);
  assert.equal(grow?.text, 'Give layer 1 4 units');
  if (grow) assert.deepEqual(after(specOf(3, 2), grow), { weights: [[1, 2], [3, 4], [5, 6], [7, 8]], bias: [-1, -2, -3, 0], activation: 'softmax' });
});

test('W and b side by side are taken apart only on request', () => {
  const block = [[1, 2, 9], [3, 4, 8], [5, 6, 7]];
  const { offer, offers: [split] } = pastedOver(block, at({}));
  assert.equal(offer, null);
  assert.equal(split?.text, 'Take the last column as b⁽⁰⁾');
  if (split) assert.deepEqual(after(specOf(3, 2), split), { weights: [[1, 2], [3, 4], [5, 6]], bias: [9, 8, 7], activation: 'softmax' });
  assert.deepEqual(pastedOver(block, at({ row: 1 })).offers, []);
});

test('a vector at the bias has no sides, and goes down it', () => {
  for (const block of [[[7, 8]], [[7], [8]]]) {
    const { offer } = pastedOver(block, at({ part: 'bias', row: 1 }));
    assert.ok(offer);
    assert.deepEqual(after(specOf(3, 2), offer).bias, [-1, 7, 8]);
  }
  assert.equal(pastedOver([[1, 2], [3, 4]], at({ part: 'bias' })).offer, null);
  assert.match(pastedOver([[1], [2], [3], [4]], at({ part: 'bias' })).words, /^b⁽⁰⁾ is 3 × 1 and the block 4 × 1/);
});

test('ragged blocks and blocks of texts are refused, and it is told where', () => {
  assert.match(pastedOver([[1, 2], [3], [4, 5]], at({})).words, /^Row 1 of the block \(its first is row 0\) has 1 number, and most rows have 2/);
  const prose = Array.from({ length: 7 }, (_, row) => Array.from({ length: 3 }, (_, column) => `w${row}${column}`));
  const { offer, words } = pastedOver(prose, at({ units: 9, inputs: 9 }));
  assert.equal(offer, null);
  assert.match(words, /^21 of the 21 cells of the block are no numbers: row 0, column 0: “w00”; /);
  assert.equal(words.match(/row /g)?.length, 20);
  assert.ok(pastedOver([[1, 'x']], at({})).offer, 'a few are kept as typed, for the service to mark each');
});

/** A small generator of uniform numbers, for the same blocks at each run. @param {number} seed */
function random(seed) {
  let state = seed;
  return (/** @type {number} */ below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test('random blocks pasted anywhere change nothing outside them, and b never by accident', () => {
  const below = random(7);
  const separators = ['\t', ';', ' '];
  const seen = new Set();
  for (let round = 0; round < 3000; round++) {
    const [units, inputs] = [1 + below(5), 1 + below(5)];
    const [row, column] = [below(units), below(inputs)];
    const [height, width] = [1 + below(6), 1 + below(6)];
    const block = Array.from({ length: height }, (_, r) => Array.from({ length: width }, (_, c) => (1 + 1000 * r + 7 * c) / 8));
    const separator = separators[below(3)];
    const text = block.map((cells) => cells.join(separator)).join('\n');
    const spec = specOf(units, inputs);
    const before = structuredClone(spec);
    const { offer, words, offers } = pastedOver(readBlock(text, parseValue).block, at({ row, column, units, inputs }));
    const fits = row + height <= units && column + width <= inputs;
    assert.equal(offer !== null, fits, `${height} × ${width} at ${row}, ${column} of ${units} × ${inputs}`);
    for (const one of [...(offer ? [offer] : []), ...offers.filter(({ kind }) => kind === 'write')]) {
      const { weights = [], bias } = after(spec, one);
      assert.deepEqual(bias, before.network.layers[0]?.bias);
      weights.forEach((cells, r) => cells.forEach((cell, c) => {
        assert.equal(cell, one.block[r - row]?.[c - column] ?? before.network.layers[0]?.weights?.[r]?.[c]);
      }));
      seen.add(one === offer ? 'fits' : 'turned');
    }
    if (!fits) assert.ok(words.includes(`${height} × ${width}`), words);
    assert.deepEqual(spec, before);
  }
  assert.deepEqual([...seen].sort(), ['fits', 'turned']);
});

test('a row of text above the numbers is told, and left out on request', () => {
  const block = readBlock('a;b\n1;2\n3;4\n5;6', parseValue).block;
  const { offer, words, offers: [without, ...more] } = pastedOver(block, at({}));
  assert.equal(offer, null);
  assert.equal(words, 'W⁽⁰⁾ is 3 × 2 and the block 4 × 2, whose row 0 is text (a, b). Nothing was changed.');
  assert.deepEqual([without?.text, more], ['Leave row 0 out', []]);
  if (without) assert.deepEqual(after(specOf(3, 2), without).weights, [[1, 2], [3, 4], [5, 6]]);
  const [turn] = pastedOver([['u', 'v', 'w'], [1, 2, 3], [4, 5, 6]], at({})).offers;
  assert.equal(turn?.text, 'Leave row 0 out and turn the rest');
  if (turn) assert.deepEqual(after(specOf(3, 2), turn).weights, [[1, 4], [2, 5], [3, 6]]);
  const [column] = pastedOver([['b'], [1], [2], [3]], at({ part: 'bias' })).offers;
  if (column) assert.deepEqual(after(specOf(3, 2), column).bias, [1, 2, 3]);
  assert.match(pastedOver([['a', 1], [1, 2], [3, 4], [5, 6]], at({})).words, /does not fit/);
});
