import assert from 'node:assert/strict';
import test from 'node:test';

import { blockShape, fitOf, raggedRow, shapeText, transposedBlock } from '../../../../static/js/model/network/block.js';

test('a block fits into the cells that it meets, its transpose would, or neither', () => {
  const room = /** @type {const} */ ([3, 2]);
  assert.equal(fitOf([3, 2], room), 'fits');
  assert.equal(fitOf([1, 2], room), 'fits');
  assert.equal(fitOf([2, 3], room), 'transpose');
  assert.equal(fitOf([1, 3], room), 'transpose');
  assert.equal(fitOf([4, 1], room), 'neither');
  assert.equal(fitOf([3, 3], room), 'neither');
  assert.equal(fitOf([2, 2], [2, 2]), 'fits', 'of a square nobody can know');
});

test('a block has the columns of its longest row, and a row of another length than most is found', () => {
  assert.deepEqual(blockShape([[1, 2], [3, 4, 5]]), [2, 3]);
  assert.deepEqual(blockShape([]), [0, 0]);
  assert.equal(raggedRow([[1, 2], [3, 4]]), null);
  assert.equal(raggedRow([[1, 2], [3, 4], [5]]), 2);
  assert.equal(raggedRow([[1], [3, 4], [5, 6]]), 0);
  assert.equal(raggedRow([]), null);
  assert.equal(shapeText([3, 2]), '3 × 2');
});

test('rows and columns exchanged twice are as before', () => {
  const block = [[1, 'x', 3], [4, 5, 6]];
  assert.deepEqual(transposedBlock(block), [[1, 4], ['x', 5], [3, 6]]);
  assert.deepEqual(transposedBlock(transposedBlock(block)), block);
});
