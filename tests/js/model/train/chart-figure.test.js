import assert from 'node:assert/strict';
import test from 'node:test';

import { EDGES, chartFigure, chartPlan, endLabels, lineColour, ranges } from '../../../../static/js/model/train/chart-figure.js';
import { chartsOf } from '../../../../static/js/model/train/curves.js';
import { run, step } from '../../runs.js';

const THEME = { accent: '#ff0000', good: '#0000ff', muted: '#777777', line: '#cccccc', ink: '#000000' };
const LINE = { x: [], y: [], extent: { count: 0, nonFinite: 0, zeros: 0, positive: Infinity, first: null, last: null, low: null, high: null } };
const SPAN = { from: -0.5, to: 2.5, every: 1 };
const one = run([step(0), step(1, { dead: [2, 0], gradient_norms: [1, 1e-3] }), step(2, { dead: [3, 0], gradient_norms: [1, 1e-3] })]);

/** @param {number} lines @param {number} [runs] */
const chart = (lines, runs = 1) => ({ lines: Array.from({ length: lines * runs }, (_, index) => ({ ...LINE, layer: index % lines, second: index >= lines })) });

test('the plots stand under each other, with more room for words where there are two runs', () => {
  const { boxes, height } = chartPlan([chart(1), chart(2), chart(2)], 1, 500);
  assert.deepEqual(boxes.map(({ top, head }) => top - head), [17, 17, 17]);
  assert.ok(boxes.every((box, index) => index === 0 || box.head > (boxes[index - 1]?.top ?? 0) + box.height));
  assert.ok(height > (boxes.at(-1)?.top ?? 0) + 48);
  assert.ok(chartPlan([chart(1, 2), chart(2, 2), chart(2, 2)], 2, 500).height > height);
});

test('values that do not fit beside the name have lines of their own', () => {
  const places = (/** @type {number} */ width, runs = 1) => chartPlan([chart(1, runs), chart(3, runs)], runs, width).boxes.map(({ head, top, below, fit }) => [top - head, below, fit]);
  assert.deepEqual(places(500), [[17, false, 4], [17, false, 4]]);
  assert.deepEqual(places(270), [[17, false, 2], [34, true, 2]]);
  assert.deepEqual(places(270, 2), [[34, false, 2], [51, true, 2]]);
  assert.deepEqual(places(50), [[17, false, 1], [34, true, 1]]);
});

test('one figure: each line on the axis of its chart, all on one axis of steps', () => {
  const charts = chartsOf([one, one], SPAN, 500);
  const { data, layout } = chartFigure(charts, SPAN, { width: 600, runs: 2, depth: 2 }, THEME);
  const traces = /** @type {{yaxis: string, line: {dash: string, shape: string}, x: number[]}[]} */ (data);
  assert.deepEqual(traces.map(({ yaxis }) => yaxis), ['y', 'y', 'y2', 'y2', 'y3', 'y3', 'y3', 'y3', 'y4', 'y4', 'y4', 'y4']);
  assert.deepEqual(traces.slice(0, 2).map(({ line }) => line.dash), ['solid', '4px,3px']);
  assert.equal(traces.at(-1)?.line.shape, 'hvh');
  const { xaxis, yaxis, yaxis4, margin, width } = /** @type {any} */ (layout);
  assert.deepEqual(xaxis.range, [-0.5, 2.5]);
  assert.equal(xaxis.anchor, 'y4');
  assert.ok(yaxis.domain[0] > yaxis4.domain[1] && Math.abs(yaxis4.domain[0]) < 1e-12);
  assert.deepEqual([width, margin.l, margin.r], [600, EDGES.left, EDGES.right]);
});

test('layers go from the accent to green; one line has the accent', () => {
  assert.deepEqual([1, 2, 3].map((layer) => lineColour(layer, 3, THEME)), ['rgb(255,0,0)', 'rgb(128,0,128)', 'rgb(0,0,255)']);
  assert.equal(lineColour(null, 3, THEME), 'rgb(255,0,0)');
  assert.equal(lineColour(1, 1, THEME), 'rgb(255,0,0)');
});

test('the ends of the lines are named; those that meet share a name', () => {
  const [loss, , norm, dead] = chartsOf([one, one], SPAN, 500);
  const box = { head: 0, top: 20, height: 48 };
  const labels = (/** @type {typeof loss} */ chart) => (chart ? endLabels(chart, SPAN, box) : []).map(({ text }) => text);
  assert.deepEqual(labels(loss), []);
  assert.deepEqual(labels(norm), ['1', '2']);
  assert.deepEqual(labels(dead), ['1', '2']);
  const [, , same, none] = chartsOf([run([step(0), step(1)])], SPAN, 500);
  assert.deepEqual([labels(same), labels(none)], [['1, 2'], ['1, 2']]);
  assert.deepEqual(labels(chartsOf([run([step(0, { gradient_norms: [NaN, 1] })])], SPAN, 500)[2]), ['2']);
});

test('numbers as ranges', () => {
  assert.deepEqual([[3], [2, 1], [4, 1, 2, 3], [1, 3, 4, 5, 9]].map(ranges), ['3', '1, 2', '1–4', '1, 3–5, 9']);
});
