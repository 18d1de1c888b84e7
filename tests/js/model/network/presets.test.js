import assert from 'node:assert/strict';
import test from 'node:test';

import { presetOf, presetSpec } from '../../../../static/js/model/network/presets.js';
import { spec } from '../../build.js';

/** @typedef {import('../../../../static/js/model/page/types.js').State} State */

const { data } = spec();
const network = { layers: [{ units: 2, activation: 'softmax' }] };
const entry = (/** @type {object} */ facts) => /** @type {any} */ ({ title: 'A', description: 'B.', request: { network, data }, training: null, ...facts });
const presets = [entry({ name: 'plain' }), entry({ name: 'trained', training: { steps: 7 } })];

/** @param {string|null} preset @param {State['spec']} now @param {object|null} [catalogue] */
const shown = (preset, now, catalogue = { presets }) => presetOf(/** @type {any} */ ({ catalogue, spec: now, view: { preset } }))?.name ?? null;

test('a preset is told as long as nothing of it was edited', () => {
  const [plain, trained] = presets.map(presetSpec);
  assert.equal(presetSpec(presets[0]), plain, 'it is made once');
  assert.ok(plain && trained);
  assert.equal(shown('plain', plain), 'plain');
  assert.equal(shown('trained', trained), 'trained');
  assert.equal(shown('trained', structuredClone(trained)), 'trained', 'typed in again it is the same');
  assert.equal(shown('plain', trained), null);
  assert.equal(shown('trained', { ...trained, training: { ...trained.training, steps: 8 } }), null);
  assert.equal(shown(null, plain), null);
  assert.equal(shown('gone', plain), null);
  assert.equal(shown('plain', plain, null), null);
});
