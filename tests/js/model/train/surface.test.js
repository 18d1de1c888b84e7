import assert from 'node:assert/strict';
import { test } from 'node:test';

import * as surface from '../../../../static/js/model/train/surface.js';
import { CATALOGUE, vector, whole } from '../../build.js';

/** @typedef {import('../../../../static/js/model/train/types.js').Surface} Surface */

/** @type {Surface} */
const MOONS = {
  x: vector([-2, 0, 2]), y: vector([-1, 1]), values: whole([[1, 0.75, 0.5], [0.5, 0.75, 1]]), classes: whole([[0, 0, 0], [0, 1, 1]]),
  hinges: [
    { unit: 0, dead: false, segments: [[[-2, -1], [2, 1]]] },
    { unit: 1, dead: true, segments: [] },
    { unit: 2, dead: true, segments: [[[-2, 0], [1, -1]]] },
  ],
};
const start = (/** @type {string} */ activation, units = 2) => /** @type {any} */ ({ layers: [{ index: 1, units, activation_function: activation }] });
const examples = (/** @type {number[][]} */ inputs, /** @type {number[][]} */ targets) => surface.examplesOf({ input: inputs, targets });
const COLOURS = { classes: /** @type {surface.Colour[]} */ ([[1, 2, 3], [4, 5, 6]]), scale: (/** @type {number} */ share) => /** @type {surface.Colour} */ ([100 + 100 * share, 0, 0]) };

test('the surface of a step that was not sent whole is that of the last before it', () => {
  const at = (/** @type {number} */ step) => /** @type {any} */ ({ step, surface: MOONS });
  const steps = Array.from({ length: 100 }, (_, step) => ({ step }));
  const run = /** @type {any} */ ({ steps, snapshots: new Map([[0, at(0)], [4, at(4)], [8, at(8)]]) });
  assert.deepEqual([0, 3, 4, 7, 99].map((step) => surface.pictured(run, step)?.step), [0, 0, 4, 4, 8]);
  assert.equal(surface.pictured(run, null), null);
  assert.equal(surface.pictured(null, 0), null);
  assert.equal(surface.pictured(/** @type {any} */ ({ steps, snapshots: new Map([[0, { step: 0, surface: null }]]) }), 0), null);
});

test('targets are classes where they are one-hot, or 0 and 1 of one output', () => {
  assert.deepEqual(surface.classesOf(whole([[1, 0], [0, 1]])), [0, 1]);
  assert.deepEqual(surface.classesOf(whole([[0], [1]])), [0, 1]);
  assert.equal(surface.classesOf(whole([[2], [1]])), null);
  assert.equal(surface.classesOf(whole([[0.5], [1]])), null);
  assert.equal(surface.classesOf(whole([[0.5, 0.5], [0, 1]])), null);
  assert.equal(surface.classesOf(whole([[1, 1], [0, 1]])), null);
});

test('examples are points, but not where they are sent in blocks', () => {
  assert.deepEqual(examples([[1, 2], [3, 4]], [[1, 0], [0, 1]]), { count: 2, points: [[1, 2], [3, 4]], classes: [0, 1], values: null });
  assert.deepEqual(examples([[1, 2], [3, 4]], [[-8], [-7]]).values, [-8, -7]);
  const pooled = /** @type {any} */ ({ pooled: [[1, 2]], shape: [9, 2], pool: [9, 1] });
  assert.deepEqual(surface.examplesOf({ input: pooled, targets: pooled }), { count: 9, points: [], classes: null, values: null });
});

test('a single output is coloured about the middle of its targets', () => {
  const one = { ...MOONS, classes: null };
  assert.deepEqual(surface.paintOf(one, examples([[0, 0], [1, 1]], [[-9], [-7]]), start('identity', 1), CATALOGUE), { kind: 'scale', middle: -8, half: 1 });
  assert.deepEqual(surface.paintOf(one, examples([[0, 0]], [[1]]), start('sigmoid', 1), CATALOGUE), { kind: 'scale', middle: 0.5, half: 0.5 });
  assert.deepEqual(surface.paintOf(one, examples([[0, 0]], [[-3]]), start('identity', 1), CATALOGUE), { kind: 'scale', middle: -3, half: 1 });
  assert.deepEqual(surface.paintOf(MOONS, examples([[0, 0]], [[1, 0]]), start('softmax'), CATALOGUE), { kind: 'classes', count: 2, sure: true });
});

test('pixels have the top row first, the class’s colour and the certainty as opacity', () => {
  const out = surface.pixels(MOONS, { kind: 'classes', count: 2, sure: true }, COLOURS);
  const pixel = (/** @type {number} */ index) => [...out.slice(4 * index, 4 * index + 4)];
  assert.deepEqual(pixel(0), [1, 2, 3, Math.round(255 * 0.06)], 'ŷ = ½ leads by nothing');
  assert.deepEqual(pixel(2), [4, 5, 6, Math.round(255 * 0.6)]);
  assert.deepEqual(pixel(3), [1, 2, 3, Math.round(255 * 0.6)], 'the lower left comes last');
});

test('what is not a number is left out, and what is beyond the scale has its end', () => {
  const out = surface.pixels({ ...MOONS, values: whole([[NaN, -99, Infinity]]), classes: null }, { kind: 'scale', middle: 0, half: 1 }, COLOURS);
  assert.deepEqual([...out], [0, 0, 0, 0, 0, 0, 0, 191, 200, 0, 0, 191]);
});

test('the frame keeps the proportions of the plane within bounds', () => {
  const frame = surface.frameOf(MOONS);
  assert.deepEqual(frame.x, { low: -2, high: 2 });
  assert.ok(frame.box.height < frame.box.width * 0.6);
  assert.deepEqual(surface.placeOf(frame, [-2, 1]), [frame.box.x, frame.box.y]);
  assert.deepEqual(surface.placeOf(frame, [2, -1]), [frame.box.x + frame.box.width, frame.box.y + frame.box.height]);
  assert.equal(surface.frameOf({ ...MOONS, y: vector([-1e300, 1e300]) }).box.height, frame.box.width);
});

test('ticks are round numbers within the range', () => {
  assert.deepEqual(surface.ticks({ low: -1.32, high: 2.3 }, 6), [-1, 0, 1, 2]);
  assert.deepEqual(surface.ticks({ low: -0.33, high: 0.33 }, 4), [-0.2, 0, 0.2]);
  assert.deepEqual(surface.ticks({ low: 5, high: 5 }, 4), []);
});

test('each line has a path and a number outside the picture, where one of its ends allows it', () => {
  const frame = surface.frameOf(MOONS);
  const [first, without, dead] = surface.linesOf(MOONS.hinges, frame);
  assert.match(first?.path ?? '', /^M[\d.]+ [\d.]+L[\d.]+ [\d.]+$/);
  assert.ok((first?.label?.x ?? 0) >= frame.box.x + frame.box.width - 1 || (first?.label?.y ?? 99) <= frame.box.y || first?.label?.anchor === 'middle');
  assert.deepEqual(without, { unit: 1, dead: true, path: '', label: null });
  assert.equal(dead?.dead, true);
  assert.ok((dead?.label?.x ?? 0) > frame.box.x, 'ends at the left and at the bottom: the number is inside');
});

test('only what belongs to layer 1 marks a line', () => {
  assert.equal(surface.unitOf({ kind: 'neuron', layer: 1, unit: 3 }), 3);
  assert.equal(surface.unitOf({ kind: 'neuron', layer: 2, unit: 3 }), null);
  assert.equal(surface.unitOf({ kind: 'cell', layer: 1, quantity: 'weights', row: 2, column: 0 }), 2);
  assert.equal(surface.unitOf({ kind: 'cell', layer: 1, quantity: 'input', row: 1, column: 0 }), null);
  assert.equal(surface.unitOf({ kind: 'number', target: { quantity: 'loss' } }), null);
  assert.equal(surface.unitOf(null), null);
});

test('the caption counts classes, lines and the dead', () => {
  const paint = /** @type {surface.Paint} */ ({ kind: 'classes', count: 2, sure: true });
  const known = examples([[0, 0], [1, 1]], [[1, 0], [0, 1]]);
  assert.equal(surface.captionOf(MOONS, paint, known), '2 classes, 2 examples; the lines of 2 of 3 units of layer 1 cross the picture; units 1 and 2 are dead.');
  const one = { ...MOONS, hinges: MOONS.hinges.slice(0, 1), values: whole([[NaN]]) };
  assert.equal(surface.captionOf(one, { kind: 'scale', middle: 0, half: 1 }, known),
    'One output, 2 examples; the line of the only unit of layer 1 crosses the picture; none is dead; where nothing is drawn ŷ is not a number.');
  const none = { ...MOONS, hinges: MOONS.hinges.slice(1, 2) };
  assert.equal(surface.captionOf(none, paint, known), '2 classes, 2 examples; no line of layer 1 crosses the picture; unit 1 is dead.');
});

test('lines and colours are explained', () => {
  assert.deepEqual([[], [0], [0, 6], [-1, 1]].map(surface.lineWords), ['where z̃ = 0', 'where z̃ = 0', 'where z̃ = 0 or z̃ = 6', 'where z̃ = −1 or z̃ = 1'].map((text) => text.replaceAll(' = ', '\u00a0=\u00a0')));
  assert.equal(surface.colourWords({ kind: 'scale', middle: -8, half: 0.5 }), 'Blue: ŷ = −8.5 or less; orange: −7.5 or more; neither: −8');
  assert.match(surface.colourWords({ kind: 'classes', count: 2, sure: true }), /weaker/);
  assert.doesNotMatch(surface.colourWords({ kind: 'classes', count: 2, sure: false }), /weaker/);
});
