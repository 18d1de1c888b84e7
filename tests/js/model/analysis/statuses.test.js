import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  certificate, countStatuses, evidence, flatSides, headline, layerSentence, listed, markLabel, waking,
} from '../../../../static/js/model/analysis/statuses.js';
import { neuron } from '../../build.js';

/**
 * @param {Partial<import('../../../../static/js/model/analysis/statuses.js').Circumstances>} [facts]
 * @returns {import('../../../../static/js/model/analysis/statuses.js').Circumstances}
 */
const where = (facts = {}) => ({
  layer: 1, layers: 2, examples: 32, activation: 'relu', allDead: [false, false], example: null, inactive: false, columnZero: true, ...facts,
});
const dead = neuron({ index: 2, status: 'dead', active_fraction: 0, min_preactivation: -4, max_preactivation: -0.31, permanent: true });

test('flat sides', () => {
  assert.deepEqual(flatSides('relu6'), { below: 0, above: 6 });
  assert.deepEqual(flatSides('leaky_relu', 0), { below: 0, above: null });
  assert.deepEqual(flatSides('leaky_relu', 0.01), { below: null, above: null });
  assert.deepEqual(flatSides('tanh'), { below: null, above: null });
});

test('lists are read out in full until they are long', () => {
  assert.equal(listed([2], 'Neuron'), 'Neuron 2');
  assert.equal(listed([0, 2], 'Neuron'), 'Neurons 0 and 2');
  assert.equal(listed([0, 1, 2, 3, 4, 5], 'Neuron'), 'Neurons 0, 1, 2, 3, 4 and 5');
  assert.equal(listed([0, 1, 2, 3, 4, 5, 6, 7], 'Neuron'), 'Neurons 0, 1, 2, 3, 4 and 3 more');
});

test('the words on a dead neuron name what is zero', () => {
  assert.equal(
    layerSentence({ layer: 1, dead: [2], zeroColumns: [2], examples: 32, layers: 2 }),
    'Neuron 2 is dead: off on all 32 examples. φ′ = 0, so δ = 0, and its row of ∇W⁽⁰⁾ and entry of ∇b⁽⁰⁾ are zero, and its column of ∇W⁽¹⁾ too.',
  );
});

test('a column that is not zero is not said to be', () => {
  const none = layerSentence({ layer: 1, dead: [0, 2], zeroColumns: [], examples: 8, layers: 2 });
  assert.ok(!none.includes('∇W⁽¹⁾'), none);
  const some = layerSentence({ layer: 1, dead: [0, 2], zeroColumns: [2], examples: 8, layers: 2 });
  assert.ok(some.endsWith('and of ∇W⁽¹⁾ column 2.'), some);
  const last = layerSentence({ layer: 2, dead: [0], zeroColumns: [], examples: 8, layers: 2 });
  assert.ok(!last.includes('column'), last);
});

test('with one example death cannot be told from sparsity, and the page says so', () => {
  const words = 'off on the only example: add examples to tell sparsity from death';
  assert.ok(layerSentence({ layer: 1, dead: [0], zeroColumns: [0], examples: 1, layers: 2 }).includes(words));
  assert.equal(headline(dead, where({ examples: 1 })), 'off on the only example');
  const said = evidence({ ...dead, max_preactivation: -1 }, where({ examples: 1 })).join(' ');
  assert.ok(said.includes('off on the only example (z̃ = −1): add examples to tell sparsity from death'), said);
});

test('the cause of a death is told as the server says it', () => {
  const cause = 'its z̃ is exactly 0, at the kink, where φ′(0) = 0 by convention, on every example';
  const kinked = neuron({ status: 'dead', cause, min_preactivation: 0, max_preactivation: 0 });
  assert.deepEqual(evidence(kinked, where()).slice(0, 2), [
    'It is off on all 32 examples: z̃ = 0 on every one.',
    'Its z̃ is exactly 0, at the kink, where φ′(0) = 0 by convention, on every example.',
  ]);
});

test('the evidence of death is on the side where it lies', () => {
  assert.ok(evidence(dead, where())[0]?.includes('z̃ ≤ −0.31 on every one'));
  const upper = neuron({ status: 'dead', min_preactivation: 6.5, max_preactivation: 9 });
  assert.ok(evidence(upper, where({ activation: 'relu6' }))[0]?.includes('z̃ ≥ 6.5 on every one'));
  const both = neuron({ status: 'dead', min_preactivation: -3, max_preactivation: 9 });
  assert.ok(evidence(both, where({ activation: 'hardtanh' }))[0]?.includes('z̃ ≤ −1 or z̃ ≥ 1'));
});

test('a dead unit whose activation is not zero keeps its column', () => {
  const said = evidence(dead, where({ columnZero: false })).join(' ');
  assert.ok(said.includes('Its activation is not zero, so its column of ∇W⁽¹⁾ need not be'), said);
  assert.ok(!evidence(dead, where({ layer: 2 })).join(' ').includes('column'));
});

test('inactive on one example is never called dead', () => {
  const one = neuron({ active_fraction: 0.5 });
  const at = where({ example: 3, inactive: true });
  assert.equal(headline(one, at), 'active, but inactive on example 3');
  const said = evidence(one, at).join(' ');
  assert.ok(said.includes('16 of 32') && said.includes('On example 3') && !said.includes('dead'), said);
});

test('every status has words, with its cause', () => {
  for (const status of /** @type {const} */ (['starved', 'settled', 'unknown', 'saturated'])) {
    const said = evidence(neuron({ status, cause: 'its outgoing weights are zero' }), where({ activation: 'tanh' })).join(' ');
    assert.ok(said.length > 40 && !said.includes('undefined'), said);
    if (status !== 'saturated') assert.ok(said.includes('its outgoing weights are zero'), said);
  }
  assert.ok(evidence(neuron({ active_fraction: null }), where({ activation: 'softmax' }))[0]?.includes('softmax'));
  assert.ok(evidence(neuron({ status: 'saturated' }), where({ activation: 'gelu_tanh' })).join(' ').includes('where gelu tanh is almost flat'));
});

test('whether it could wake again, and why', () => {
  assert.equal(waking(neuron(), where()), null);
  assert.ok(waking(neuron({ status: 'dead' }), where({ layer: 2 }))?.startsWith('It may wake again'));
  assert.ok(waking(dead, where())?.includes('what it reads is the data'));
  const at = (/** @type {boolean[]} */ allDead) => waking(dead, where({ layer: 3, layers: 4, allDead })) ?? '';
  assert.ok(at([false, true, false, false]).includes('all of layer 2 below it is dead'));
  assert.ok(at([false, false, true, false]).includes('its whole layer is dead'));
  assert.ok(at([true, false, false, true]).includes('all of layer 4 is dead'));
});

test('what certifies it', () => {
  assert.equal(certificate(neuron()), null);
  assert.ok(certificate({ ...dead, certified_dead: true })?.startsWith('Certified'));
  assert.ok(certificate({ ...dead, certified_dead: false })?.startsWith('Not certified: '));
  assert.ok(certificate({ ...dead, certified_dead: null })?.includes('one example'));
});

test('marks are named', () => {
  assert.equal(markLabel(dead, false, null, 32), 'neuron 2: dead');
  assert.equal(markLabel(dead, false, null, 1), 'neuron 2: dead (off on the only example)');
  assert.equal(markLabel(neuron(), true, 3, 32), 'neuron 0: active, inactive on example 3');
  assert.deepEqual(countStatuses([neuron(), dead, neuron()]), [{ status: 'dead', count: 1 }, { status: 'active', count: 2 }]);
});
