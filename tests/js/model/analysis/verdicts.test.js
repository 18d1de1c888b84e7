import assert from 'node:assert/strict';
import test from 'node:test';

import { decodeCheck } from '../../../../static/js/wire/answers.js';
import { VERDICTS, cellOf, placeText, reason, sentence } from '../../../../static/js/model/analysis/verdicts.js';

/** @typedef {import('../../../../static/js/model/analysis/types.js').QuantityCheck} QuantityCheck */
/** @typedef {import('../../../../static/js/model/analysis/types.js').GradientCheck} GradientCheck */

/**
 * @param {Partial<QuantityCheck>} [change]
 * @returns {QuantityCheck}
 */
const quantity = (change) => ({
  layer: 1, quantity: 'weight_gradient', method: 'coordinates', epsilon: 1e-5, checked: 6, kinks: 0, relative_error: 3.14e-10,
  resolution: 1e-9, verdict: 'agree', where: { example: null, row: 1, column: 0 }, analytic: 0.5, numeric: 0.5, ...change,
});

/**
 * @param {Partial<QuantityCheck>[]} checks
 * @returns {GradientCheck}
 */
const check = (...checks) => ({
  epsilon: 1e-5, tolerance: 1e-5, max_relative_error: 1, verdict: 'agree', checks: checks.map(quantity),
});

const BIAS = /** @type {const} */ ({ quantity: 'bias_gradient', checked: 1, relative_error: 1e-11 });
const DELTA = /** @type {const} */ ({ quantity: 'delta', layer: 2, checked: 10, relative_error: 2e-12 });

test('a check that agrees says how much was checked, and how well', () => {
  assert.equal(
    sentence(check({}, BIAS, DELTA)),
    'All 7 gradients and 10 error signals agree with central differences; the largest relative error is 3.1e−10.',
  );
  assert.equal(
    sentence(check(BIAS, { method: 'directions', checked: 32, relative_error: 0 })),
    'All 1 gradient and 32 values along random directions agree with central differences; the largest relative error is 1e−11.',
  );
});

test('what was left out at kinks is counted, and not called all', () => {
  assert.equal(
    sentence(check({ checked: 4, kinks: 2 })),
    '4 gradients agree with central differences; the largest relative error is 3.1e−10; 2 are left out at kinks.',
  );
  assert.match(sentence(check({ checked: 5, kinks: 1 })), /; 1 is left out at kinks\.$/);
});

test('a large error that agrees all the same is explained', () => {
  assert.match(sentence(check({ relative_error: 8.8e-4, resolution: 2e-3 })), /largest relative error is 0\.00088, no more than rounding and the width of ε explain\.$/);
});

test('what nothing can be said of is named, and its error counts for nothing', () => {
  const open = /** @type {const} */ ({ verdict: 'unresolved', relative_error: 0.7, resolution: 3 });
  assert.equal(
    sentence(check(open, { ...DELTA, ...open }, BIAS)),
    '1 gradient agrees with central differences; the largest relative error is 1e−11. Of ∇W⁽⁰⁾ and δ⁽²⁾ nothing can be said; the table says why.',
  );
  assert.match(sentence(check(...Array(6).fill(open))), /^Of ∇W⁽⁰⁾, ∇W⁽⁰⁾, ∇W⁽⁰⁾ and 3 more nothing/);
  assert.equal(sentence(check(open)), 'Of ∇W⁽⁰⁾ nothing can be said; the table says why.');
  assert.equal(sentence(check()), 'There is nothing to check.');
});

test('a wrong gradient is named', () => {
  const wrong = /** @type {const} */ ({ verdict: 'differ', relative_error: 0.52 });
  assert.match(sentence(check(wrong, DELTA)), /^∇W⁽⁰⁾ differs from central differences; the largest relative error is 0\.52\. A gradient on this page is wrong\./);
  assert.match(sentence(check(wrong, { ...BIAS, ...wrong }, { ...DELTA, ...wrong })), /^∇W⁽⁰⁾, ∇b⁽⁰⁾ and δ⁽²⁾ differ from/);
});

test('each verdict but agreement has a reason', () => {
  assert.equal(reason(quantity({})), '');
  assert.match(reason(quantity({ verdict: 'differ' })), /is not the one/);
  const open = (/** @type {Partial<QuantityCheck>} */ change) => reason(quantity({ verdict: 'unresolved', ...change }));
  assert.match(open({ checked: 0, kinks: 3, relative_error: null }), /every entry lies at a kink/);
  assert.match(open({ checked: 0, relative_error: null }), /nothing to be checked/);
  assert.match(open({ relative_error: Number.NaN }), /not finite/);
  assert.match(open({ resolution: 3.33 }), /^Rounding or too wide an ε hides the answer: here they can cause a relative error of 3\.3\./);
  assert.match(open({ resolution: Number.NaN }), /Rounding/);
  assert.match(open({ relative_error: 0.4 }), /do not settle/);
  assert.deepEqual(Object.values(VERDICTS).map(({ sign }) => sign), ['✓', '✕', '?']);
});

test('the place of the largest error is a cell as the page draws it', () => {
  const place = (/** @type {Partial<QuantityCheck>} */ change) => {
    const cell = cellOf(quantity(change));
    return cell && [cell.layer, cell.quantity, cell.row, cell.column, placeText(cell)];
  };
  assert.deepEqual(place({}), [1, 'weight_gradient', 1, 0, 'row 1, column 0']);
  assert.deepEqual(place({ ...BIAS, where: { example: null, row: 2, column: null } }), [1, 'bias_gradient', 2, 0, 'row 2']);
  assert.deepEqual(place({ ...DELTA, where: { example: 3, row: 1, column: null } }), [2, 'delta', 1, 3, 'neuron 1, example 3']);
  assert.equal(place({ where: null }), null);
});

test('a check is decoded, its numbers included', () => {
  const { checks, max_relative_error: most, epsilon } = decodeCheck({
    epsilon: 1e-5, tolerance: 1e-5, max_relative_error: 'NaN', verdict: 'unresolved',
    checks: [{ ...quantity({}), relative_error: null, resolution: 'Infinity', analytic: null, numeric: '-Infinity' }],
  });
  assert.deepEqual([epsilon, most], [1e-5, Number.NaN]);
  const [one] = checks;
  assert.deepEqual([one?.relative_error, one?.resolution, one?.analytic, one?.numeric], [null, Infinity, null, -Infinity]);
  assert.equal(decodeCheck({ epsilon, tolerance: epsilon, max_relative_error: null, verdict: 'agree', checks: [] }).max_relative_error, null);
});
