import assert from 'node:assert/strict';
import test from 'node:test';

import * as api from '../../../../static/js/edges/api.js';
import { fromText, toText } from '../../../../static/js/edges/files.js';
import { initialState } from '../../../../static/js/edges/store.js';
import { MOST_CHARACTERS, asTitle, tabTitle, withTitle } from '../../../../static/js/model/page/title.js';
import { isStale, sameSpec } from '../../../../static/js/model/train/training.js';
import { decode, encode, fromDocument, toDocument } from '../../../../static/js/model/page/url.js';

import { spec as emptySpec } from '../../build.js';

/** @param {string} [title] */
const linked = (title) => ({ spec: withTitle({ ...emptySpec(), network: { seed: 0, layers: [{ units: 2, activation: 'softmax' }] } }, title), view: initialState().view });

test('a title is one line of at most so many characters, of any script', () => {
  assert.equal(asTitle('  Exam 3:\n\tδ and ∇W\u0000 '), 'Exam 3: δ and ∇W');
  assert.equal(asTitle('a'.repeat(99) + ' b').length, 99);
  assert.equal(asTitle('𝛿'.repeat(200)), '𝛿'.repeat(MOST_CHARACTERS));
  for (const none of [undefined, null, 5, ['a'], {}, '', ' \n ']) assert.equal(asTitle(none), '');
});

test('a title that changes nothing is no edit, and an empty one is none', () => {
  const named = withTitle(emptySpec(), 'Exam 3');
  assert.equal(withTitle(named, ' Exam 3 '), named);
  assert.equal('title' in withTitle(named, ' '), false);
  const untitled = emptySpec();
  assert.equal(withTitle(untitled, ''), untitled);
});

test('the tab says the title first', () => {
  assert.equal(tabTitle(withTitle(emptySpec(), 'Exam 3')), 'Exam 3 – Nablascope');
  assert.equal(tabTitle(emptySpec()), 'Nablascope');
});

test('links and files bring the title back; those without one go on working', async () => {
  const [named, untitled] = [linked('Übung 3: "δ" & <∇W>'), linked()];
  assert.deepEqual(await decode(await encode(named)), named);
  assert.deepEqual(fromText(toText(named)), named);
  assert.equal(JSON.parse(toText(named)).title, 'Übung 3: "δ" & <∇W>');
  assert.equal('title' in toDocument(untitled), false);
  assert.deepEqual(await decode(await encode(untitled)), untitled);
  assert.deepEqual(fromText(toText(untitled)), untitled);
  assert.deepEqual(fromDocument({ ...toDocument(untitled), title: ['no', 'text'] }), untitled);
  assert.equal(fromDocument({ ...toDocument(untitled), title: 'b'.repeat(5000) }).spec.title?.length, MOST_CHARACTERS);
});

test('a title makes neither a preset nor a run another', () => {
  const named = withTitle(emptySpec(), 'Exam 3');
  assert.ok(sameSpec(named, emptySpec()));
  assert.equal(isStale(/** @type {any} */ ({ spec: emptySpec() }), named), false);
});

test('no request has the title', async (context) => {
  /** @type {Record<string, unknown>[]} */
  const bodies = [];
  context.mock.method(globalThis, 'fetch', async (/** @type {string} */ _, /** @type {RequestInit} */ { body }) => {
    bodies.push(JSON.parse(String(body)));
    return new Response('{}', { status: 500 });
  });
  const spec = { ...withTitle(emptySpec(), 'Exam 3'), training: { steps: 5 } };
  const signal = new AbortController().signal;
  const asked = [
    api.analyze(spec, { example: null, maxCells: null }),
    api.interfere(spec, { maxCells: [8, 8] }),
    api.explain(spec, { example: null, target: { quantity: 'loss' } }),
    api.derive(spec, { example: 0 }),
    api.derivationText(spec, { example: 0, format: 'latex' }),
    api.check(spec, { example: null, epsilon: null }),
    api.grade(spec, { answers: [] }),
    api.train(spec, { example: null, maxCells: null, surface: null, signal }).next(),
    api.trainFile(spec, { example: null, format: 'csv' }),
  ];
  for (const one of asked) await assert.rejects(one, api.ApiError);
  assert.equal(bodies.length, asked.length);
  for (const body of bodies) {
    assert.ok('network' in body);
    assert.equal('title' in body, false);
  }
});
