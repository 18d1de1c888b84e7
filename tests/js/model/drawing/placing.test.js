import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lowestFree } from '../../../../static/js/model/drawing/placing.js';

const own = { left: 100, right: 300, height: 40 };
const room = { top: 50, bottom: 800, gap: 8 };

/** @param {number} top @param {number} bottom @param {number} [left] @param {number} [right] */
const box = (top, bottom, left = 0, right = 1000) => ({ left, right, top, bottom });

test('words lie as low as they may where nothing is needed', () => {
  assert.equal(lowestFree([], own, room), 800);
  assert.equal(lowestFree([box(700, 800, 300, 400)], own, room), 800, 'beside what is needed');
});

test('words lie above what is needed, and above what is needed above that', () => {
  assert.equal(lowestFree([box(700, 900)], own, room), 692);
  assert.equal(lowestFree([box(700, 900), box(640, 680)], own, room), 632);
  assert.equal(lowestFree([box(700, 900), box(600, 640)], own, room), 692, 'between the two there is room enough');
});

test('words stay below the head of the page, and at the foot where there is no free place', () => {
  assert.equal(lowestFree([box(95, 900)], own, room), 800);
  assert.equal(lowestFree([box(98, 900)], own, room), 90);
});
