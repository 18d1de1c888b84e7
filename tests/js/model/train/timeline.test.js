import assert from 'node:assert/strict';
import test from 'node:test';

import { bounds, columnOf, nearest, roundUp, shareOf, spanOf, stepAt, ticks } from '../../../../static/js/model/train/timeline.js';
import { run, step } from '../../runs.js';

const at = (/** @type {number[]} */ ...steps) => steps.map((one) => step(one));

test('the axis spans what is to come, and of a run that is done what it has', () => {
  assert.equal(spanOf([]), null);
  assert.equal(spanOf([run([], { start: null })]), null);
  assert.deepEqual(spanOf([run(at(0, 1))]), { from: -0.5, to: 10.5, every: 1 });
  assert.deepEqual(spanOf([run(at(0, 1, 2), { status: 'done' })]), { from: -0.5, to: 2.5, every: 1 });
  assert.deepEqual(spanOf([run(at(0, 1, 2), { status: 'paused' })]), { from: -0.5, to: 10.5, every: 1 });
  assert.deepEqual(spanOf([run([], { status: 'done' })]), { from: -0.5, to: 0.5, every: 1 });
});

test('two runs share one axis: the longer of them', () => {
  const first = run(at(0, 5, 7), { status: 'done' }, { steps: 100, every: 5 });
  const second = run(at(0, 5, 10, 15), { status: 'done' }, { steps: 100, every: 5 });
  assert.deepEqual(spanOf([first, second]), { from: -2.5, to: 17.5, every: 5 });
});

test('places and steps are each other’s inverse', () => {
  const span = { from: -0.5, to: 10.5, every: 1 };
  assert.equal(shareOf(span, -0.5), 0);
  assert.equal(shareOf(span, 10.5), 1);
  assert.ok(Math.abs(stepAt(span, shareOf(span, 7)) - 7) < 1e-12);
});

test('columns reach half-way to their neighbours, also to one that is off the grid', () => {
  const steps = at(0, 10, 20, 23);
  const span = { from: -5, to: 28, every: 10 };
  assert.deepEqual(steps.map((_, column) => bounds(steps, column, span)), [[-5, 5], [5, 15], [15, 21.5], [21.5, 28]]);
  assert.deepEqual(bounds(at(0), 0, span), [-5, 5]);
});

test('the column of a step, and the recorded step nearest to a place', () => {
  const steps = at(0, 10, 20, 23);
  assert.deepEqual([-1, 0, 1, 10, 21, 23, 24].map((one) => columnOf(steps, one)), [0, 0, 1, 1, 3, 3, 4]);
  assert.deepEqual([-9, 4, 5, 6, 21, 22, 99].map((one) => nearest(steps, one)), [0, 0, 0, 1, 2, 3, 3]);
  assert.equal(nearest([], 3), -1);
});

test('the axis has round steps, as many as there is room for', () => {
  assert.deepEqual(ticks({ from: -0.5, to: 10.5, every: 1 }, 720), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  assert.deepEqual(ticks({ from: -0.5, to: 200.5, every: 1 }, 400), [0, 50, 100, 150, 200]);
  assert.deepEqual(ticks({ from: -0.5, to: 0.5, every: 1 }, 400), [0]);
  assert.deepEqual(ticks({ from: -0.5, to: 2.5, every: 1 }, 0), [0]);
});

test('rounding up to 1, 2 or 5 times a power of ten', () => {
  assert.deepEqual([0.3, 1, 1.1, 2.5, 7, 70].map(roundUp), [0.5, 1, 2, 5, 10, 100]);
});
