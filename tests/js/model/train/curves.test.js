import assert from 'node:assert/strict';
import test from 'node:test';

import { captionOf, chartNames, chartWords, chartsOf, scaleOf, thinned, valueOf } from '../../../../static/js/model/train/curves.js';
import { run, step } from '../../runs.js';

const losses = (/** @type {number[]} */ ...values) => values.map((loss, at) => step(at, { loss }));
const span = (/** @type {number} */ to) => ({ from: -0.5, to: to + 0.5, every: 1 });
const thin = (/** @type {number[]} */ values, width = 1000) => thinned(losses(...values), ({ loss }) => loss, span(values.length - 1), width);
const scale = (/** @type {number[]} */ ...values) => scaleOf('loss', [thin(values).extent]);

test('a chart for each quantity, a line for each layer; no accuracy where there is none', () => {
  assert.deepEqual(chartNames([run([step(0)])]).map(({ name, layers }) => [name, layers]),
    [['loss', [null]], ['accuracy', [null]], ['norm', [1, 2]], ['dead', [1, 2]]]);
  assert.deepEqual(chartNames([run([step(0, { accuracy: null })])]).map(({ name }) => name), ['loss', 'norm', 'dead']);
  assert.deepEqual(chartNames([run([], { start: null })]).map(({ layers }) => layers), [[null], [], []]);
  const one = step(0, { loss: 3, accuracy: 0.25, gradient_norms: [7, 8], dead: [1, 2] });
  assert.deepEqual([valueOf(one, 'loss', null), valueOf(one, 'accuracy', null), valueOf(one, 'norm', 2), valueOf(one, 'dead', 1), valueOf(one, 'dead', 5)], [3, 0.25, 8, 1, null]);
});

test('few points are all kept', () => {
  assert.deepEqual(thin([3, 1, 2]).x, [0, 1, 2]);
  assert.deepEqual(thin([3, 1, 2]).y, [3, 1, 2]);
});

test('thousands of points are thinned, and no extreme is lost', () => {
  const values = Array.from({ length: 5000 }, (_, index) => (index === 3217 ? 1000 : index === 4101 ? -1000 : Math.sin(index)));
  const { x, y, extent } = thin(values, 100);
  assert.ok(x.length <= 400, String(x.length));
  assert.deepEqual([...x].sort((a, b) => a - b), x);
  assert.equal(y[x.indexOf(3217)], 1000);
  assert.equal(y[x.indexOf(4101)], -1000);
  assert.equal(x[0], 0);
  assert.equal(x.at(-1), 4999);
  assert.deepEqual([extent.high, extent.low, extent.count], [{ step: 3217, value: 1000 }, { step: 4101, value: -1000 }, 5000]);
});

test('what is not finite leaves one gap and is counted', () => {
  const { x, y, extent } = thin([1, NaN, Infinity, 2, -Infinity]);
  assert.deepEqual(y, [1, null, 2, null]);
  assert.deepEqual(x, [0, 1, 3, 4]);
  assert.deepEqual([extent.count, extent.nonFinite, extent.high?.value], [5, 3, 2]);
  assert.deepEqual(thin([NaN, NaN]).y, []);
  assert.equal(thinned([step(0, { accuracy: null })], ({ accuracy }) => accuracy, span(0), 10).extent.count, 0);
});

test('a loss over a wide range has a logarithmic scale, else a linear one with round ends', () => {
  const wide = scale(200, 1.5);
  assert.equal(wide.log, true);
  assert.deepEqual(wide.ticks.map(({ text }) => text), ['10⁰', '10³']);
  assert.equal(wide.place(100), 2);
  const narrow = scale(0.7, 0.31);
  assert.equal(narrow.log, false);
  assert.deepEqual(narrow.ticks.map(({ text }) => text), ['0', '0.5', '1']);
  assert.equal(narrow.place(0.5), 0.5);
  assert.deepEqual(scale(1.35672705665e-17, 1.35672705662e-17).ticks[0]?.text, '1.36e−17');
  assert.ok(scale(1.35672705665e-17, 1.35672705662e-17).ticks.slice(1).every(({ text }) => /^\+\de−2\d$/.test(text)));
  assert.deepEqual(scale(0.69315, 0.69312).ticks.map(({ text }) => text), ['0.69312', '0.69314', '0.69316']);
  assert.deepEqual(scale(0, 200).log, false);
});

test('every scale has a finite range, whatever the values', () => {
  for (const values of [[], [NaN], [0], [5], [-3], [1e308, 1.7e308], [-3, 4], [5e-324], [5e-324, 1e308], [0, 5e-324], [1, 1 + 2e-16]]) {
    for (const name of /** @type {const} */ (['loss', 'accuracy', 'norm', 'dead'])) {
      const { range: [low, high], ticks } = scaleOf(name, [thin(values).extent]);
      assert.ok(Number.isFinite(low) && Number.isFinite(high) && low < high, `${name} ${values}: ${low} … ${high}`);
      assert.ok(ticks.every(({ at }) => at >= low && at <= high), `${name} ${values}: ${JSON.stringify(ticks)}`);
    }
  }
});

test('a gradient norm of zero has a place of its own below the decades', () => {
  const { place, ticks, range } = scaleOf('norm', [thin([0, 1e-4, 1]).extent]);
  assert.deepEqual(ticks.map(({ text }) => text), ['0', '10⁻⁴', '10⁻²', '10⁰']);
  assert.ok(/** @type {number} */ (place(0)) < -4);
  assert.ok(range[0] < /** @type {number} */ (place(0)));
  assert.equal(scaleOf('norm', [thin([1e-4, 1]).extent]).place(0), null);
  assert.deepEqual(scaleOf('norm', [thin([0, 0]).extent]).ticks.map(({ text }) => text), ['0']);
});

test('dead units are counted from zero to the most there were', () => {
  assert.deepEqual(scaleOf('dead', [thin([0, 0]).extent]).ticks.map(({ text }) => text), ['0', '1']);
  assert.deepEqual(scaleOf('dead', [thin([0, 3]).extent, thin([0, 7]).extent]).ticks.map(({ text }) => text), ['0', '7']);
});

test('two runs have lines on the same scale', () => {
  const first = run(losses(1, 0.5), { status: 'done' });
  const second = run(losses(1, 300), { status: 'done' });
  const [loss] = chartsOf([first, second], span(1), 500);
  assert.deepEqual(loss?.lines.map((line) => line.second), [false, true]);
  assert.equal(loss?.scale.log, true);
  assert.equal(loss?.lines[1]?.y[1], Math.log10(300));
  assert.match(captionOf(/** @type {import('../../../../static/js/model/train/curves.js').Chart} */ (loss)),
    /^Loss over the recorded steps, logarithmic scale\. This run: from 1 at step 0 to 0\.5 at step 1; what if: from 1 at step 0 to 300 at step 1\.$/);
});

test('captions say ends, extremes, layers and what is missing', () => {
  const [loss, accuracy, norm, dead] = chartsOf([run([
    step(0, { loss: 1, gradient_norms: [1, 2], accuracy: 0.5 }), step(1, { loss: 3, gradient_norms: [NaN, 1], accuracy: 0.2 }),
    step(2, { loss: 0.5, gradient_norms: [1, 1], accuracy: 0.5 }),
  ])], span(2), 300).map(captionOf);
  assert.equal(loss, 'Loss over the recorded steps, linear scale. From 1 at step 0 to 0.5 at step 2, highest 3 at step 1.');
  assert.match(String(accuracy), /lowest 0\.2 at step 1\.$/);
  assert.match(String(norm), /logarithmic scale\. Layer 1: from 1 at step 0 to 1 at step 2, 1 value not finite and not drawn; layer 2: from 2 at step 0 to 1 at step 2\.$/);
  assert.match(String(dead), /^Dead units of each layer/);
  const [start] = chartsOf([run([step(0)])], span(2), 300).map(captionOf);
  assert.equal(start, 'Loss over the recorded steps, linear scale. 1 at step 0.');
  const [none] = chartsOf([run([])], span(2), 300).map(captionOf);
  assert.match(String(none), /Nothing recorded\.$/);
  const [broken] = chartsOf([run(losses(NaN, Infinity))], span(2), 300).map(captionOf);
  assert.match(String(broken), /2 values not finite and not drawn\.$/);
  assert.equal(chartWords('dead'), 'Dead units of each layer');
});
