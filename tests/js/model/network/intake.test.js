/** Tables that the service has read, put into the data: whole, or as a block that changes nothing outside it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { setFeatures, setLoss, setTableBlock, withFittingTargets } from '../../../../static/js/model/network/batch.js';
import { headOf, tableOf } from '../../../../static/js/model/network/table.js';
import { isWhole, keptFor, keptWords, rowsOf, takeBlock, takeTable, wantedTargets } from '../../../../static/js/model/network/intake.js';

/** @typedef {import('../../../../static/js/model/network/types.js').ExplicitData} ExplicitData */
/** @typedef {import('../../../../static/js/model/network/types.js').Spec} Spec */
/** @typedef {import('../../../../static/js/model/network/types.js').TableAnswer} TableAnswer */

/**
 * @param {ExplicitData} data
 * @param {number} [outputs]
 * @param {string} [loss]
 * @returns {Spec}
 */
function specOf(data, outputs = 2, loss = 'cross_entropy') {
  const activation = loss === 'cross_entropy' ? 'softmax' : 'identity';
  return {
    network: { layers: [{ units: outputs, activation, initializer: 'he_normal' }], seed: 0 },
    data, loss, reduction: 'mean', precision: 'float64',
  };
}

/**
 * @param {number[][]} rows the last entry of each is the target
 * @param {{names?: string[], classes?: string[]}} [more]
 * @returns {TableAnswer}
 */
function answerOf(rows, { names, classes } = {}) {
  const width = rows[0]?.length ?? 0;
  const columns = Array.from({ length: width }, (_, index) => ({
    index,
    name: names?.[index] ?? null,
    role: /** @type {'input'|'target'} */ (index === width - 1 && width > 1 ? 'target' : 'input'),
    kind: /** @type {'numbers'|'classes'} */ (classes && index === width - 1 ? 'classes' : 'numbers'),
    classes: classes && index === width - 1 ? classes : null,
  }));
  return {
    columns,
    names: names ?? null,
    classes: classes ?? null,
    inputs: rows.map((row) => (width > 1 ? row.slice(0, -1) : row)),
    targets: width > 1 ? rows.map((row) => row[width - 1] ?? 0) : null,
    reading: { source_encoding: null, separator: ',', decimal: '.', thousands: '', header: names !== undefined, how: '', words: '' },
    questions: [], notes: [], faults: [], fault_count: 0, faulty_row_count: 0, left_out: [], faulty_rows: [],
  };
}

/** @param {Spec} spec */
const dataOf = (spec) => /** @type {ExplicitData} */ (spec.data);

/**
 * A generator of its own, so that a failure comes again.
 * @param {number} seed
 */
function random(seed) {
  let state = seed;
  return (/** @type {number} */ below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test('a block anywhere changes nothing outside it, or nothing at all', () => {
  const next = random(7);
  const seen = { fits: 0, transpose: 0, neither: 0 };
  for (let round = 0; round < 3000; round++) {
    const [height, features, targets] = [1 + next(6), 1 + next(4), next(3)];
    const numbers = (/** @type {number} */ rows, /** @type {number} */ columns) =>
      Array.from({ length: rows }, () => Array.from({ length: columns }, () => next(1000) / 8));
    /** @type {ExplicitData} */
    const data = {
      inputs: numbers(height, features),
      targets: targets === 0 ? Array.from({ length: height }, () => next(2)) : numbers(height, targets),
      names: Array.from({ length: features }, (_, i) => `n${i}`),
    };
    const spec = specOf(data, Math.max(targets, 2), targets === 0 ? 'cross_entropy' : 'mean_squared_error');
    const width = features + Math.max(1, targets);
    const [row, column] = [next(height), next(width)];
    const block = numbers(1 + next(6), 1 + next(width));
    const before = tableOf(data);
    const taken = takeBlock(spec, [row, column], block, null);
    seen[taken.fit]++;
    assert.deepEqual(dataOf(spec), data, 'the spec that was is as it was');
    if (taken.fit !== 'fits') continue;
    const after = tableOf(dataOf(taken.edit.spec));
    assert.equal(after.length, Math.max(height, column === 0 && block[0]?.length === width ? row + block.length : 0), 'new examples by whole rows only');
    for (const [r, cells] of after.entries()) {
      assert.equal(cells.length, width);
      for (const [c, cell] of cells.entries()) assert.equal(cell, block[r - row]?.[c - column] ?? before[r]?.[c], `round ${round}, ${r}, ${c}`);
    }
    assert.deepEqual(dataOf(taken.edit.spec).names, data.names);
  }
  assert.ok(Math.min(...Object.values(seen)) > 100, JSON.stringify(seen));
});

test('a block that does not fit tells both shapes, and whether it would turned', () => {
  const spec = specOf({ inputs: [[1, 2], [3, 4], [5, 6], [7, 8]], targets: [0, 1, 0, 1] });
  const lying = takeBlock(spec, [0, 1], [[1, 2, 3]], null);
  assert.equal(lying.fit, 'transpose');
  assert.match('words' in lying ? lying.words : '', /is 1 × 3 and meets 4 × 2 cells.* Turned, it would be 3 × 1 and fit/);
  const large = takeBlock(spec, [1, 1], [[1, 2, 3], [1, 2, 3], [1, 2, 3], [1, 2, 3]], null);
  assert.equal(large.fit, 'neither');
  assert.match('words' in large ? large.words : '', /is 4 × 3 and meets 3 × 2 cells/);
});

test('a missing number stays missing beside an edit, and no number goes into another column', () => {
  const spec = specOf(/** @type {import('../../../../static/js/model/network/types.js').ExplicitData} */ ({ inputs: [[1, 2], [3], [5, 6]], targets: [0, 1] }));
  assert.deepEqual(tableOf(dataOf(spec)), [[1, 2, 0], [3, '', 1], [5, 6, '']]);
  const edited = dataOf(setTableBlock(spec, 0, 0, [[9]], null).spec);
  assert.deepEqual(edited, { inputs: [[9, 2], [3, ''], [5, 6]], targets: [0, 1, ''] });
});

test('a whole table is one with names or classes, or one at the first cell that fits in no other way', () => {
  const data = { inputs: [[1, 2], [3, 4]], targets: [0, 1] };
  assert.ok(isWhole(data, [1, 1], answerOf([[1, 0]], { names: ['a', 'b'] })));
  assert.ok(isWhole(data, [1, 0], answerOf([[1, 0]], { classes: ['no'] })));
  assert.ok(isWhole(data, [0, 0], answerOf([[1, 2, 3, 4]])));
  assert.ok(isWhole(data, [0, 0], answerOf([[1, 2], [3, 4], [5, 6]])));
  assert.ok(!isWhole(data, [0, 0], answerOf([[1, 2]])));
  assert.ok(!isWhole(data, [0, 0], answerOf([[1, 2, 0], [3, 4, 1], [5, 6, 1]])));
  assert.ok(!isWhole(data, [1, 0], answerOf([[1, 2, 3, 4]])));
});

test('a table that is taken brings its names and its classes, and widens the output for them', () => {
  const spec = specOf({ inputs: [[1, 2]], targets: [0] });
  const answer = answerOf([[1, 0], [2, 1], [3, 2]], { names: ['x', 'kind'], classes: ['cat', 'dog', 'eel'] });
  const { spec: next, notes } = takeTable(spec, answer, null);
  assert.deepEqual(next.data, { inputs: [[1], [2], [3]], targets: [0, 1, 2], names: ['x', 'kind'], classes: ['cat', 'dog', 'eel'] });
  assert.equal(next.network.layers[0]?.units, 3);
  assert.match(notes.join(' '), /Pasted 3 examples of 1 input\. Classes: cat = 0, dog = 1, eel = 2\./);
  assert.deepEqual(rowsOf(answer), [[1, 0], [2, 1], [3, 2]]);
});

test('rows of targets stay rows, as many as there are now', () => {
  const data = { inputs: [[1, 2]], targets: [[0, 1]] };
  const answer = answerOf([[1, 2, 3, 4], [5, 6, 7, 8]]);
  assert.deepEqual(wantedTargets(data, answer), [2, 3]);
  assert.equal(wantedTargets({ ...data, targets: [0] }, answer), null);
  const single = takeTable(specOf({ inputs: [[1]], targets: [[0]] }, 1, 'mean_squared_error'), answerOf([[1, 2], [3, 4]]), null);
  assert.deepEqual(dataOf(single.spec).targets, [[2], [4]]);
});

test('names follow the columns', () => {
  const data = { inputs: [[1, 2], [3, 4]], targets: [0, 1], names: ['a', 'b', 'class'], classes: ['no', 'yes'] };
  const spec = specOf(data);
  assert.deepEqual(dataOf(setFeatures(spec, 3, null).spec).names, ['a', 'b', 'x2', 'class']);
  assert.deepEqual(dataOf(setFeatures(spec, 1, null).spec).names, ['a', 'class']);
  assert.deepEqual(dataOf(setLoss(spec, 'mean_squared_error', null).spec).names, ['a', 'b'], 'two columns of targets now');
  const edited = dataOf(setTableBlock(spec, 0, 0, [[9]], null).spec);
  assert.deepEqual([edited.names, edited.classes], [data.names, data.classes]);
});

test('what is still to be decided goes with the data that it met; what was taken stays to be shown again', () => {
  const [before, after, other] = [[[1, 2]], [[3, 4]], [[5, 6]]].map((inputs) => specOf({ inputs, targets: [0] }));
  if (!before || !after || !other) throw new Error('three specs');
  const same = { ...before, loss: 'mean_squared_error' };
  /** @type {import('../../../../static/js/model/network/types.js').Intake} */
  const asked = {
    source: { text: '' }, at: [0, 0], whole: null, options: {}, asking: false, answer: { ...answerOf([[1, 2, 0]]), inputs: null },
    problem: null, block: false, misfit: null, before, after: null, open: false,
  };
  assert.equal(keptFor(null, before, other), null);
  assert.equal(keptFor(asked, before, same), asked, 'the same data');
  assert.equal(keptFor(asked, other, before), asked, 'back at the data that it met');
  assert.equal(keptFor(asked, before, other), null, 'other data');
  const misfit = { ...asked, answer: answerOf([[1, 2, 0]]), misfit: { words: '', turns: false }, after };
  assert.equal(keptFor(misfit, before, after), misfit);
  assert.equal(keptFor(misfit, after, other), null);
  const settled = { ...asked, answer: answerOf([[1, 2, 0]]), after };
  assert.equal(keptFor(settled, after, other), settled);
});

test('a table takes the place of a data set, its targets as the loss wants them', () => {
  for (const [loss, wanted] of /** @type {const} */ ([['cross_entropy', [0, 1]], ['mean_squared_error', [[0], [1]]]])) {
    const spec = specOf({ inputs: [[0, 0]], targets: [0] }, 2, loss);
    const taken = takeTable({ ...spec, data: { dataset: 'moons', size: 8 } }, answerOf([[1, 2, 0], [3, 4, 1]]), null);
    assert.deepEqual(dataOf(taken.spec), { inputs: [[1, 2], [3, 4]], targets: wanted });
  }
});

test('no number of a longer example is lost at an edit; what the others lack is empty, and never 0', () => {
  const data = /** @type {import('../../../../static/js/model/network/types.js').ExplicitData} */ ({ inputs: [[1, 2], [3, 4, 5], [6]], targets: [0, 1, 0], names: ['a', 'b', 'kind'] });
  const spec = specOf(data);
  assert.deepEqual(tableOf(data), [[1, 2, '', 0], [3, 4, 5, 1], [6, '', '', 0]]);
  assert.deepEqual([0, 1, 2, 3].map((column) => headOf(data, column)), ['a', 'b', 'x2', 'kind']);
  const edited = dataOf(setTableBlock(spec, 0, 0, [[9]], null).spec);
  assert.deepEqual(edited, { inputs: [[9, 2, ''], [3, 4, 5], [6, '', '']], targets: [0, 1, 0], names: ['a', 'b', 'x2', 'kind'] });
  assert.deepEqual(dataOf(setFeatures(spec, 4, null).spec).inputs, [[1, 2, '', 0], [3, 4, 5, 0], [6, '', '', 0]]);
  const rows = specOf(/** @type {typeof data} */ ({ inputs: [[1], [2]], targets: [[0, 1], [1, 0, 7]] }), 2, 'mean_squared_error');
  assert.deepEqual(dataOf(withFittingTargets(rows)).targets, [[0, 1], [1, 0, 7]]);
  assert.deepEqual(dataOf(setTableBlock(rows, 0, 0, [[9]], null).spec).targets, [[0, 1, ''], [1, 0, 7]]);
});

test('what is told of a block and of a table says where it is as the table’s head does, and how it came', () => {
  const spec = specOf({ inputs: [[1, 2], [3, 4]], targets: [0, 1], names: ['height', 'weight', 'kind'] });
  const lying = takeBlock(spec, [1, 1], [[1, 2], [3, 4]], null);
  assert.match('words' in lying ? lying.words : '', /meets 1 × 2 cells from n = 1, weight on\./);
  assert.match(takeTable(spec, answerOf([[1, 0]]), null, 'Opened').notes[0] ?? '', /^Opened 1 example of 1 input\./);
});

test('a table that was taken and then read again with faults leaves the data of its first reading', () => {
  const [before, after] = [specOf({ inputs: [[1]], targets: [0] }), specOf({ inputs: [[2]], targets: [0] })];
  /** @type {import('../../../../static/js/model/network/types.js').Intake} */
  const intake = {
    source: { text: '' }, at: [0, 0], whole: null, options: {}, asking: false, answer: null, problem: null, block: false, misfit: null,
    before, after: null, open: false,
  };
  assert.equal(keptWords(intake, before), 'the data are as before');
  assert.equal(keptWords({ ...intake, after }, after), 'the data are still those of the reading before');
  assert.equal(keptWords({ ...intake, after }, before), 'the data are as before', 'undone');
});
