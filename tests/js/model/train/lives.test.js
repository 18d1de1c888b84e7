import assert from 'node:assert/strict';
import test from 'node:test';

import {
  NAME, ORDER, createRaster, createRegister, has, nextChange, paint, pixelsOf, placeAt, placeOfRow, planLives, rowHeight, rowOfPlace, statusAt, stretches, topOf,
} from '../../../../static/js/model/train/lives.js';
import { change, run, step } from '../../runs.js';

const LAYERS = [{ index: 1, units: 3, activation_function: 'leaky_relu' }, { index: 2, units: 2, activation_function: 'softmax' }];
const lived = (/** @type {string[]} */ ...digits) => digits.map((text, at) => step(at, { statuses: [text] }));
const span = (/** @type {number} */ steps) => ({ from: -0.5, to: steps - 0.5, every: 1 });

/** @param {import('../../../../static/js/model/train/lives.js').Raster} raster @param {number} row */
const drawn = (raster, row) => stretches(raster, row, 0, raster.width).map(({ from, to, status }) => `${from}-${to} ${status}`);

test('rows are as high as there is room for, and never too low to be seen', () => {
  assert.deepEqual([1, 0, 20, 36, 138].map(rowHeight), [14, 14, 11, 6, 6]);
});

test('every neuron has a row, layer by layer under its name', () => {
  const plan = planLives(LAYERS, 10);
  assert.deepEqual(plan.groups.map(({ layer, activation, top }) => [layer, activation, top]), [[1, 'leaky relu', 0], [2, 'softmax', NAME + 30]]);
  assert.deepEqual([plan.rows, plan.height], [5, 2 * NAME + 50]);
  for (let row = 0; row < plan.rows; row += 1) {
    const place = placeOfRow(plan, row);
    assert.equal(rowOfPlace(plan, place), row);
    assert.deepEqual(placeAt(plan, 10, topOf(plan, 10, place) + 5), place);
  }
  assert.equal(placeAt(plan, 10, 5), null, 'a name');
  assert.equal(placeAt(plan, 10, -1), null);
  assert.equal(placeAt(plan, 10, plan.height + 1), null);
  assert.deepEqual(placeOfRow(plan, 99), { layer: 1, unit: 0 });
  assert.deepEqual([has(plan, { layer: 1, unit: 2 }), has(plan, { layer: 2, unit: 2 }), has(plan, { layer: 3, unit: 0 })], [true, false, false]);
});

test('a large layer has several canvases', () => {
  assert.deepEqual(planLives([{ index: 1, units: 300, activation_function: 'relu' }], 6).groups[0]?.bands,
    [{ first: 0, count: 128 }, { first: 128, count: 128 }, { first: 256, count: 44 }]);
});

test('a digit is a state', () => {
  const at = step(0, { statuses: ['012', '345'] });
  const all = [1, 2].map((layer) => [0, 1, 2].map((unit) => statusAt(at, { layer, unit })));
  assert.deepEqual(all, [['unknown', 'dead', 'settled'], ['starved', 'saturated', 'active']]);
  assert.equal(statusAt(at, { layer: 3, unit: 0 }), null);
  assert.equal(statusAt(at, { layer: 1, unit: 9 }), null);
  assert.equal(statusAt(undefined, { layer: 1, unit: 0 }), null);
});

test('with pixels to spare a column has as many as its neighbours', () => {
  const steps = lived('55', '51', '11');
  const raster = createRaster(2, 30);
  assert.deepEqual(paint(raster, steps, 0, { span: span(3), layer: 1, first: 0 }), [0, 30]);
  assert.deepEqual(drawn(raster, 0), ['0-20 active', '20-30 dead']);
  assert.deepEqual(drawn(raster, 1), ['0-10 active', '10-30 dead']);
});

test('a band begins at its own first unit', () => {
  const raster = createRaster(1, 3);
  paint(raster, lived('155', '515', '551'), 0, { span: span(3), layer: 1, first: 2 });
  assert.deepEqual(drawn(raster, 0), ['0-2 active', '2-3 dead']);
});

test('columns thinner than a pixel share it, and no death is lost', () => {
  const steps = lived(...Array.from({ length: 2000 }, (_, at) => (at === 777 ? '1' : at === 1500 ? '0' : '5')));
  const raster = createRaster(1, 100);
  paint(raster, steps, 0, { span: span(2000), layer: 1, first: 0 });
  assert.deepEqual(drawn(raster, 0).map((one) => one.split(' ')[1]), ['active', 'dead', 'active', 'unknown', 'active']);
  const [from, to] = pixelsOf(steps, 777, span(2000), 100);
  assert.deepEqual([from, to - from], [39, 1]);
});

test('of states on one pixel the worst is shown, whatever their order', () => {
  for (const [worse, digit] of [['dead', '1'], ['unknown', '0'], ['starved', '3'], ['saturated', '4'], ['settled', '2']]) {
    for (const digits of [[digit, '5'], ['5', digit]]) {
      const raster = createRaster(1, 1);
      paint(raster, lived(.../** @type {string[]} */ (digits)), 0, { span: span(2), layer: 1, first: 0 });
      assert.deepEqual(drawn(raster, 0), [`0-1 ${worse}`]);
    }
  }
  assert.equal(ORDER.at(-1), 'dead');
});

test('column after column gives the same as all at once', () => {
  const steps = lived(...Array.from({ length: 300 }, (_, at) => [5, 5, 1, 3, 5, 4][(at * at) % 6] + (at > 150 ? '1' : '5')));
  for (const width of [37, 300, 1000]) {
    const [whole, grown] = [createRaster(2, width), createRaster(2, width)];
    paint(whole, steps, 0, { span: span(300), layer: 1, first: 0 });
    for (let at = 0; at < steps.length; at += 1) paint(grown, steps.slice(0, at + 1), at, { span: span(300), layer: 1, first: 0 });
    assert.deepEqual(grown.ranks, whole.ranks);
  }
});

test('what is not there yet is empty, and a stretch is told from its beginning', () => {
  const raster = createRaster(1, 10);
  const steps = lived('5', '5', '5', '5', '5');
  const [from, to] = paint(raster, steps.slice(0, 3), 0, { span: span(5), layer: 1, first: 0 });
  assert.deepEqual(stretches(raster, 0, from, to), [{ from: 0, to: 6, status: 'active' }]);
  assert.deepEqual(drawn(raster, 0), ['0-6 active']);
  const [next, end] = paint(raster, steps.slice(0, 4), 3, { span: span(5), layer: 1, first: 0 });
  assert.deepEqual([next, end], [6, 8]);
  assert.deepEqual(stretches(raster, 0, next, end), [{ from: 0, to: 8, status: 'active' }]);
  assert.deepEqual(paint(raster, [step(0, { statuses: [] })], 0, { span: span(5), layer: 1, first: 0 }), [0, 2]);
});

const CHANGES = [
  change({ step: 3, neuron: 0 }), change({ step: 3, neuron: 2 }), change({ step: 7, neuron: 0, kind: 'revival' }), change({ step: 8, neuron: 0 }),
];

test('changes are found by neuron and by the column that they fall in', () => {
  const register = createRegister();
  register.take(CHANGES.slice(0, 2));
  register.take(CHANGES);
  register.take(CHANGES);
  const steps = [0, 5, 10].map((at) => step(at));
  assert.equal(register.at({ layer: 1, unit: 0 }, steps, 1), CHANGES[0]);
  assert.equal(register.at({ layer: 1, unit: 0 }, steps, 2), CHANGES[2]);
  assert.equal(register.at({ layer: 1, unit: 1 }, steps, 1), null);
  assert.deepEqual(register.of({ layer: 1, unit: 0 }), [CHANGES[0], CHANGES[2], CHANGES[3]]);
  const other = [change({ step: 1, neuron: 1 })];
  register.take(other);
  assert.deepEqual([register.of({ layer: 1, unit: 0 }), register.of({ layer: 1, unit: 1 })], [[], other]);
  register.take([]);
  assert.deepEqual(register.of({ layer: 1, unit: 1 }), []);
});

test('the next and the previous change, from the last one reached or from a step', () => {
  assert.equal(nextChange([], null, { step: 0 }, 1), null);
  assert.equal(nextChange(CHANGES, null, { step: 0 }, 1), CHANGES[0]);
  assert.equal(nextChange(CHANGES, null, { step: 4 }, 1), CHANGES[2]);
  assert.equal(nextChange(CHANGES, null, { step: 9 }, 1), CHANGES[0], 'round the end');
  assert.equal(nextChange(CHANGES, null, { step: 4 }, -1), CHANGES[1]);
  assert.equal(nextChange(CHANGES, null, { step: 0 }, -1), CHANGES[3]);
  assert.equal(nextChange(CHANGES, null, { step: 99 }, -1), CHANGES[3]);
  assert.equal(nextChange(CHANGES, CHANGES[0] ?? null, { step: 3 }, 1), CHANGES[1]);
  assert.equal(nextChange(CHANGES, CHANGES[0] ?? null, { step: 3 }, -1), CHANGES[3]);
  assert.equal(nextChange(CHANGES, change(), { step: 4 }, 1), CHANGES[2], 'one of another run');
});

test('138 neurons and 2000 steps are painted in little time', () => {
  const digits = Array.from({ length: 2000 }, (_, at) => Array.from({ length: 138 }, (_unused, unit) => ((at * (unit + 7)) % 11 ? '5' : '1')).join(''));
  const steps = run(digits.map((text, at) => step(at, { statuses: [text] }))).steps;
  const raster = createRaster(138, 700);
  const begun = performance.now();
  paint(raster, steps, 0, { span: span(2000), layer: 1, first: 0 });
  assert.ok(performance.now() - begun < 500);
  assert.ok(raster.ranks.every((rank) => rank > 0));
});
