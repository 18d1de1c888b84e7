import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mendable, remedied, remedyText } from '../../../../static/js/model/network/remedies.js';
import { spec } from '../../build.js';

/** @param {import('../../../../static/js/model/network/types.js').ExplicitData['targets']} targets */
const withTargets = (targets) => ({ ...spec(), data: { inputs: targets.map(() => [1, 2]), targets } });
/** @param {import('../../../../static/js/model/network/types.js').Remedy} remedy @param {string} [pointer] */
const of = (remedy, pointer = '/data/targets') => ({ pointer, message: '', remedy });

test('labels that start at 1 start at 0 after one press', () => {
  const before = withTargets([1, 2, 3, 4, 5]);
  assert.equal(remedyText(before, of('labels_from_zero')), 'Make the labels 0 … 4');
  assert.deepEqual(remedied(before, of('labels_from_zero')).data, { inputs: before.data.inputs, targets: [0, 1, 2, 3, 4] });
  assert.deepEqual(before.data.targets, [1, 2, 3, 4, 5]);
});

test('labels of −1 and 1 become 0 and 1, in a list or in rows', () => {
  const data = (/** @type {Parameters<typeof withTargets>[0]} */ targets) =>
    /** @type {import('../../../../static/js/model/network/types.js').ExplicitData} */ (remedied(withTargets(targets), of('minus_one_to_zero')).data).targets;
  assert.deepEqual(data([-1, 1]), [0, 1]);
  assert.deepEqual(data([[-1, 1], [1, -1]]), [[0, 1], [1, 0]]);
});

test('each row is divided by its sum, but for those that sum to one', () => {
  const after = remedied(withTargets([[3, 1], [0.5, 0.5], [0, 0]]), of('divide_by_sum', '/data/targets/0'));
  assert.deepEqual('inputs' in after.data && after.data.targets, [[0.75, 0.25], [0.5, 0.5], [0, 0]]);
});

test('weights, inputs and targets are turned', () => {
  const layers = [{ weights: [[1, 2, 3], [4, 5, 6]], bias: [7, 8, 9] }];
  const before = { ...withTargets([[1], [2]]), network: { layers } };
  const weights = of('transpose', '/network/layers/0/weights');
  assert.equal(remedyText(before, weights), 'Turn it (3 × 2)');
  assert.deepEqual(remedied(before, weights).network.layers, [{ weights: [[1, 4], [2, 5], [3, 6]], bias: [7, 8, 9] }]);
  assert.deepEqual(remedied(before, of('transpose', '/data/inputs')).data, { inputs: [[1, 1], [2, 2]], targets: [[1], [2]] });
  assert.deepEqual(remedied(before, of('transpose')).data, { inputs: [[1, 2], [1, 2]], targets: [[1, 2]] });
});

test('what is not written out stays as it is', () => {
  const before = { ...spec(), data: { dataset: 'moons' } };
  assert.deepEqual(remedied(before, of('labels_from_zero')), before);
});

test('an array is offered each of its remedies once', () => {
  const errors = [of('divide_by_sum', '/data/targets/0'), of('divide_by_sum', '/data/targets/3'), { pointer: '/loss', message: '' }];
  assert.deepEqual(mendable(errors), [errors[0]]);
});
