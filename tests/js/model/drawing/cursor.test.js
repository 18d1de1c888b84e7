import assert from 'node:assert/strict';
import { test } from 'node:test';
import { moved } from '../../../../static/js/model/drawing/cursor.js';
import { visibleRange } from '../../../../static/js/model/drawing/window.js';

/** @type {import('../../../../static/js/model/drawing/cursor.js').Grid} */
const grid = { rows: 3, columns: 5, pool: [1, 1], first: 0 };

test('arrows, and the ends hold', () => {
  assert.deepEqual(moved({ row: 1, column: 1 }, 'ArrowDown', grid), { row: 2, column: 1 });
  assert.deepEqual(moved({ row: 2, column: 1 }, 'ArrowDown', grid), { row: 2, column: 1 });
  assert.deepEqual(moved({ row: 0, column: 0 }, 'ArrowLeft', grid), { row: 0, column: 0 });
  assert.deepEqual(moved({ row: 1, column: 1 }, 'End', grid), { row: 1, column: 4 });
  assert.deepEqual(moved({ row: 1, column: 3 }, 'Home', grid), { row: 1, column: 0 });
  assert.deepEqual(moved({ row: 0, column: 3 }, 'PageDown', grid), { row: 2, column: 3 });
  assert.equal(moved({ row: 0, column: 0 }, 'x', grid), null);
});

test('along the top, down is the next example', () => {
  assert.deepEqual(moved({ row: 1, column: 1 }, 'ArrowDown', grid, true), { row: 1, column: 2 });
  assert.deepEqual(moved({ row: 1, column: 1 }, 'ArrowRight', grid, true), { row: 2, column: 1 });
});

test('pooled cells are stepped over whole; a chosen example keeps its index', () => {
  assert.deepEqual(moved({ row: 4, column: 3 }, 'ArrowDown', { ...grid, pool: [4, 3] }), { row: 8, column: 3 });
  assert.deepEqual(moved({ row: 0, column: 7 }, 'ArrowRight', { ...grid, columns: 1, first: 7 }), { row: 0, column: 7 });
});

test('of a long table only what is in sight is built', () => {
  assert.deepEqual(visibleRange(1000, 20, 2000, 200), { from: 96, to: 114 });
  assert.deepEqual(visibleRange(5, 20, 0, 200), { from: 0, to: 5 });
});
