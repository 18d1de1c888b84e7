import assert from 'node:assert/strict';
import test from 'node:test';

import { decodeEvent } from '../../../static/js/wire/events.js';

/** @param {string} name @param {unknown} data */
const decoded = (name, data) => decodeEvent({ name, data: JSON.stringify(data), id: '7' });

test('a step has numbers, those that JSON has no way to write too', () => {
  const [event] = decoded('step', { step: 3, loss: 'NaN', accuracy: null, learning_rate: 0.1, gradient_norms: ['Infinity', 1], update_ratios: [null, 'NaN'], dead: [1], starved: [0], statuses: ['15'], interference: null });
  assert.ok(event?.kind === 'step');
  assert.equal(event.id, '7');
  assert.deepEqual(event.step, { step: 3, loss: NaN, accuracy: null, learning_rate: 0.1, gradient_norms: [Infinity, 1], update_ratios: [null, NaN], dead: [1], starved: [0], statuses: ['15'], interference: null });
});

test('deaths and revivals are told apart by the name of the event', () => {
  const wire = { step: 1, layer: 1, neuron: 0, example: 2, side: 'lower', before: 1, after: '-Infinity', change: -1, shares: { bias: 0, weights: '-Infinity', inputs: 0 }, learning_rate: 1, update_ratio: null };
  for (const [name, kind] of [['death', 'death'], ['revival', 'revival']]) {
    const [event] = decoded(name ?? '', wire);
    assert.ok(event?.kind === 'change');
    assert.equal(event.change.kind, kind);
    assert.deepEqual([event.change.after, event.change.shares.weights, event.change.update_ratio], [-Infinity, -Infinity, null]);
  }
});

test('a snapshot’s surface is decoded when it is looked at, once', () => {
  const surface = { x: [0, 1], y: [0, 1], values: [[1, 2], [3, 4]], classes: null, hinges: [] };
  const [event] = decoded('snapshot', { step: 4, analysis: { loss: 1 }, surface });
  assert.ok(event?.kind === 'snapshot');
  const { snapshot } = event;
  assert.deepEqual([...(snapshot.surface?.values.data ?? [])], [1, 2, 3, 4]);
  assert.equal(snapshot.surface, snapshot.surface);
  const [classified] = decoded('snapshot', { step: 4, analysis: {}, surface: { ...surface, classes: [[0, 1], [1, 0]] } });
  assert.deepEqual(classified?.kind === 'snapshot' && classified.snapshot.surface?.classes?.rows, 2);
  const [bare] = decoded('snapshot', { step: 4, analysis: {}, surface: null });
  assert.equal(bare?.kind === 'snapshot' && bare.snapshot.surface, null);
});

test('the beginning, the end and a fault', () => {
  assert.deepEqual(decoded('start', { steps: 3 }), [{ kind: 'start', start: { steps: 3 }, id: '7' }]);
  assert.deepEqual(decoded('done', { step: 3 }), [{ kind: 'done', done: { step: 3 }, id: '7' }]);
  const [event] = decoded('error', { title: 'Fault', detail: 'It broke.', errors: [] });
  assert.deepEqual(event?.kind === 'error' && event.problem, { title: 'Fault', status: 500, detail: 'It broke.', errors: [] });
});

test('what a later service may tell besides is passed over', () => {
  assert.deepEqual(decoded('toString', {}), []);
});
