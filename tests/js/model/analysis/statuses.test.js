import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countStatuses, listed, markLabel, sentencesOn } from '../../../../static/js/model/analysis/statuses.js';
import { neuron } from '../../build.js';

const dead = neuron({ index: 2, status: 'dead', active_fraction: 0, min_preactivation: -4, max_preactivation: -0.31, permanent: true });

test('lists are read out in full until they are long', () => {
  assert.equal(listed([2], 'Neuron'), 'Neuron 2');
  assert.equal(listed([0, 2], 'Neuron'), 'Neurons 0 and 2');
  assert.equal(listed([0, 1, 2, 3, 4, 5], 'Neuron'), 'Neurons 0, 1, 2, 3, 4 and 5');
  assert.equal(listed([0, 1, 2, 3, 4, 5, 6, 7], 'Neuron'), 'Neurons 0, 1, 2, 3, 4 and 3 more');
});

test('the sentences are the service’s, with those on the example where it is inactive there', () => {
  const sentences = {
    headline: 'active', why: ['φ′ ≠ 0 on 16 of 32 examples.'], waking: null, certificate: null,
    inactive: { headline: 'active, but inactive on example {example}', why: 'On example {example} φ′ = 0.' },
  };
  const one = neuron({ active_fraction: 0.5, sentences });
  assert.deepEqual(sentencesOn(one, null), { headline: 'active', why: sentences.why, waking: null, certificate: null });
  assert.deepEqual(sentencesOn(one, 3), {
    headline: 'active, but inactive on example 3', why: [...sentences.why, 'On example 3 φ′ = 0.'], waking: null, certificate: null,
  });
  assert.deepEqual(sentencesOn(neuron({ sentences: { ...sentences, inactive: null } }), 3).headline, 'active');
  assert.deepEqual(sentencesOn(dead, null), { headline: 'dead', why: [], waking: null, certificate: null });
});

test('marks are named', () => {
  assert.equal(markLabel(dead, false, null, 32), 'neuron 2: dead');
  assert.equal(markLabel(dead, false, null, 1), 'neuron 2: dead (off on the only example)');
  assert.equal(markLabel(neuron(), true, 3, 32), 'neuron 0: active, inactive on example 3');
  assert.deepEqual(countStatuses([neuron(), dead, neuron()]), [{ status: 'dead', count: 1 }, { status: 'active', count: 2 }]);
});
