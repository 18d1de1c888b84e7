import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FOLDED, PAPER, ROW, onPaper, openLayers, pixels, plan } from '../../../../static/js/model/drawing/plan.js';

/** @param {number} units @param {number} inputs @param {number} examples @param {number} [pool] */
const layer = (units, inputs, examples, pool = 1) => ({ units, inputs, examples, pool });
const laptop = { width: 776, height: 660, stacked: false };
const fixed = { fixed: 160 };

/** @param {import('../../../../static/js/model/drawing/plan.js').LayerPlan[]} plans */
const across = (plans) => plans.reduce((sum, { width }) => sum + width + 8, -8);

test('a 4-8-8-3 network with 32 examples is seen whole on a laptop', () => {
  const plans = plan([layer(8, 4, 32), layer(8, 8, 32), layer(3, 8, 32)], laptop, fixed);
  assert.ok(across(plans) <= laptop.width, String(across(plans)));
  assert.ok(Math.max(...plans.map(({ height }) => height)) + 160 <= laptop.height);
});

test('the exercise has cells that print their values', () => {
  const [first] = plan([layer(3, 2, 1), layer(2, 3, 1)], laptop, fixed);
  assert.ok(first && first.boxes.weights.width / 2 >= 40 && first.rowHeight >= 22);
  assert.ok(first.boxes.delta.width >= 40);
});

test('rows never get lower than a mark, and examples never narrower than two pixels', () => {
  const plans = plan([layer(128, 128, 128, 4), layer(10, 128, 128)], laptop, fixed);
  for (const { rowHeight, boxes } of plans) {
    assert.equal(rowHeight, ROW.least);
    assert.ok(boxes.preactivation.width >= 2 * 128 && boxes.weights.width >= 2 * 128);
  }
});

test('matrices of the same columns stand under each other on the same rows', () => {
  const [{ boxes, railTops }] = /** @type {[import('../../../../static/js/model/drawing/plan.js').LayerPlan]} */ (plan([layer(8, 4, 32)], laptop, fixed));
  for (const [above, beneath] of /** @type {const} */ ([['weights', 'weight_gradient'], ['bias', 'bias_gradient'], ['preactivation', 'delta'], ['activation', 'derivative']])) {
    assert.deepEqual([boxes[above].x, boxes[above].width, boxes[above].height], [boxes[beneath].x, boxes[beneath].width, boxes[beneath].height]);
  }
  assert.deepEqual([boxes.below.x, boxes.below.width], [boxes.weight_gradient.x, boxes.weight_gradient.width]);
  assert.ok(boxes.below.y + boxes.below.height < boxes.weight_gradient.y);
  assert.deepEqual(railTops, [boxes.weights.y, boxes.weight_gradient.y]);
});

test('lower halves line up across layers of different height', () => {
  const plans = plan([layer(8, 4, 32), layer(3, 8, 32)], laptop, fixed);
  assert.equal(plans[0]?.boxes.delta.y, plans[1]?.boxes.delta.y);
});

test('on a phone each layer has the whole width', () => {
  const plans = plan([layer(8, 4, 32), layer(3, 8, 32)], { width: 374, height: 0, stacked: true }, fixed);
  assert.ok(plans.every(({ width }) => width <= 374));
});

test('on paper a layer fits the page, or is broken over several', () => {
  /** @param {import('../../../../static/js/model/drawing/plan.js').Extent} extent */
  const printed = (extent) => {
    const [one] = plan([extent], PAPER, fixed);
    assert.ok(one);
    return { ...one, ...onPaper(one, fixed.fixed) };
  };
  for (const [units, inputs, examples] of /** @type {const} */ ([[3, 2, 1], [8, 4, 32], [16, 128, 128], [32, 64, 64], [128, 128, 128]])) {
    const { width, height, shrink, broken } = printed(layer(units, inputs, examples));
    assert.ok(width * shrink <= PAPER.width, `${units}`);
    assert.equal(broken, units === 128);
    assert.ok(broken || height * shrink + fixed.fixed <= PAPER.height, `${units}`);
  }
  const small = printed(layer(3, 2, 1));
  assert.deepEqual([small.rowHeight, small.shrink], [ROW.stacked, 1]);
});

test('folded layers take their width from the open ones', () => {
  const [open] = plan([layer(8, 8, 16)], laptop, { folded: 5, fixed: 160 });
  assert.ok(open && open.width + 5 * (FOLDED + 8) <= laptop.width);
});

test('with many layers the one in focus and its neighbours are open', () => {
  assert.deepEqual(openLayers(4, null), [1, 2, 3, 4]);
  assert.deepEqual(openLayers(12, null), [1, 2, 3]);
  assert.deepEqual(openLayers(12, 7), [6, 7, 8]);
  assert.deepEqual(openLayers(12, 99), [11, 12]);
});

test('a region is found in pixels, and is at least two wide', () => {
  const box = { x: 10, y: 10, width: 100, height: 40 };
  const whole = { shape: /** @type {[number, number]} */ ([4, 10]), pool: /** @type {[number, number]} */ ([1, 1]), rows: 4, columns: 10, first: 0 };
  assert.deepEqual(pixels(box, whole, [1, 1], [2, 3]), { x: 30, y: 20, width: 20, height: 10 });
  assert.deepEqual(pixels(box, whole, [0, 3], [0, Infinity]), { x: 10, y: 10, width: 100, height: 40 });
  assert.equal(pixels(box, { ...whole, first: 7, columns: 1 }, [0, 0], [3, 3]), null);
  assert.deepEqual(pixels(box, { ...whole, first: 7, columns: 1 }, [0, 0], [0, 31]), { x: 10, y: 10, width: 100, height: 10 });
  const narrow = pixels({ ...box, width: 5 }, whole, [0, 0], [9, 9]);
  assert.equal(narrow?.width, 2);
});

test('a unit of a pooled row has its share of the row', () => {
  const pooled = { shape: /** @type {[number, number]} */ ([256, 8]), pool: /** @type {[number, number]} */ ([2, 1]), rows: 128, columns: 8, first: 0 };
  assert.deepEqual(pixels({ x: 0, y: 0, width: 80, height: 1536 }, pooled, [3, 3], [0, 7]), { x: 0, y: 18, width: 80, height: 6 });
});
