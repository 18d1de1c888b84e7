import assert from 'node:assert/strict';
import { deflateRawSync } from 'node:zlib';
import test from 'node:test';

import { FORMAT, fromText, toText } from '../../../static/js/edges/files.js';
import { FormatError, fromRequest } from '../../../static/js/wire/request.js';
import { FIELDS, MOST_BYTES, PREFIX, decode, encode, fromDocument, toDocument } from '../../../static/js/model/page/url.js';

/** @import { Linked } from '../../../static/js/model/page/url.js' */

/** @returns {Linked} */
function linked() {
  const { spec } = fromRequest({
    network: { layers: [{ weights: [[0.1 + 0.2, -1 / 3], [5e-324, 1e300]], bias: [0, -0.1], activation: 'relu' }, { units: 2, activation: 'softmax', initializer: { name: 'normal', scale: 0.5 } }], seed: 7 },
    data: { inputs: [[1, 2]], targets: ['oops'] },
    loss: 'cross_entropy',
    precision: 'float32',
    training: { optimizer: { name: 'adam', betas: [0.9, 'x'] }, steps: 20, batch_size: null, what_if: { change: 'activation', value: { name: 'leaky_relu', negative_slope: 0.2 } } },
  });
  return { spec, view: { name: 'practice', example: 0, scale: 'shared', focus: 2, open: 1, preset: 'exercise', exercise: { seed: 7, level: 2 } } };
}

test('a link gives back exactly what it was made from, what was typed wrongly included', async () => {
  const fragment = await encode(linked());
  assert.match(fragment, /^v1\.[A-Za-z0-9_-]+$/);
  assert.deepEqual(await decode(fragment), linked());
});

test('what has its default is left out', () => {
  const { spec: { training: _, ...spec } } = linked();
  const document = toDocument({ spec: { ...spec, precision: 'float64' }, view: { name: 'explore', example: null, scale: 'each', focus: null, open: null, preset: null, exercise: null } });
  assert.deepEqual(Object.keys(document), ['network', 'data']);
  assert.equal(new Set(FIELDS.map(({ name }) => name)).size, FIELDS.length);
});

test('fields of a view that make no sense are left to their defaults', () => {
  const document = { ...toDocument(linked()), example: -1, scale: 'loud', focus: 0, open: 'all', preset: 5, view: 'somewhere', exercise: { seed: -1, level: 2 } };
  assert.deepEqual(fromDocument(document).view, { name: 'explore', example: null, scale: 'each', focus: null, open: null, preset: null, exercise: null });
});

test('a foreign, a broken and a cut link are refused with words', async () => {
  const fragment = await encode(linked());
  for (const text of ['v2.abc', 'section-2', `${PREFIX}!!!`, PREFIX, fragment.slice(0, -9), `${PREFIX}${Buffer.from('hello').toString('base64url')}`]) {
    await assert.rejects(decode(text), FormatError, text);
  }
  for (const value of [[], 5, {}, { network: { layers: {} }, data: {} }]) {
    const packed = PREFIX + deflateRawSync(JSON.stringify(value)).toString('base64url');
    await assert.rejects(decode(packed), FormatError, JSON.stringify(value));
  }
});

test('a link that unpacks to more than the limit is stopped on the way', async () => {
  const bomb = PREFIX + deflateRawSync(Buffer.alloc(MOST_BYTES + 1, 32)).toString('base64url');
  assert.ok(bomb.length < 20_000);
  await assert.rejects(decode(bomb), /more than a link may hold/);
});

test('a request is read in any of its forms', () => {
  const bdata = Buffer.from(new Float64Array([1, 2, 3, 4]).buffer).toString('base64');
  const typed = { dtype: 'f8', shape: '2, 2', bdata };
  const { spec, example } = fromRequest({
    network: { input_size: null, layers: [{ weights: typed, bias: null, activation: { name: 'leaky_relu', negative_slope: 0.2 } }] },
    data: { inputs: typed, targets: { dtype: 'i4', shape: '2', bdata: Buffer.from(new Int32Array([0, 1]).buffer).toString('base64') } },
    example: 1,
    max_cells: [9, 9],
  });
  assert.equal(example, 1);
  assert.deepEqual(spec, {
    network: { seed: 0, layers: [{ weights: [[1, 2], [3, 4]], activation: { name: 'leaky_relu', negative_slope: 0.2 } }] },
    data: { inputs: [[1, 2], [3, 4]], targets: [0, 1] },
    loss: 'cross_entropy',
    reduction: 'mean',
    precision: 'float64',
  });
});

test('what could break the page is refused where it is read', () => {
  const request = toDocument(linked());
  const network = /** @type {any} */ (request.network);
  const bad = [
    null,
    { ...request, data: null },
    { ...request, data: {} },
    { ...request, data: { dataset: 5 } },
    { ...request, network: { layers: [null] } },
    { ...request, network: { layers: [{ weights: 'many' }] } },
    { ...request, network: { layers: [{ weights: [1, 2] }] } },
    { ...request, network: { layers: [{ weights: [[{}]] }] } },
    { ...request, network: { layers: [{ weights: { dtype: 'f8', shape: '3, 3', bdata: 'AAAA' } }] } },
    { ...request, network: { layers: [{ activation: ['relu'] }] } },
    { ...request, network: { ...network, layers: Array.from({ length: 1001 }, () => ({ units: 1 })) } },
  ];
  for (const value of bad) assert.throws(() => fromRequest(value), FormatError, JSON.stringify(value)?.slice(0, 80));
});

test('a file gives back what was saved, and a bare request is a file too', () => {
  assert.deepEqual(fromText(toText(linked())), linked());
  const bare = { network: linked().spec.network, data: linked().spec.data, example: 0 };
  assert.equal(fromText(JSON.stringify(bare)).view.example, 0);
  for (const text of ['', 'x', '[]', '{"nablascope": 2, "request": {}}', '{"nablascope": 1}']) {
    assert.throws(() => fromText(text), FormatError, text);
  }
});

test('a saved file carries the number of its format; one without is read, a newer one told', () => {
  const saved = JSON.parse(toText(linked()));
  assert.equal(saved.format, FORMAT);
  const { format: _, ...before } = saved;
  assert.deepEqual(fromText(JSON.stringify(before)), linked());
  for (const newer of [{ ...saved, format: 2 }, { ...before, nablascope: 2 }]) {
    assert.throws(() => fromText(JSON.stringify(newer)), /newer version of Nablascope: it has format 2, and this version reads format 1$/);
  }
  assert.throws(() => fromText(JSON.stringify({ ...saved, format: 'x'.repeat(99) })), /format "x{39},/);
});

test('how a network is trained is read in its form, and nothing else', () => {
  const read = (/** @type {unknown} */ training) => fromRequest({ network: { layers: [{ units: 2 }] }, data: { dataset: 'xor' }, training }).spec.training;
  assert.equal(read(undefined), undefined);
  assert.equal(read({ batch_size: null }), undefined);
  assert.deepEqual(read({ steps: '', interference: true, schedule: 'cosine', what_if: { change: 'learning_rate', value: 'x' } }),
    { steps: '', interference: true, schedule: 'cosine', what_if: { change: 'learning_rate', value: 'x' } });
  assert.deepEqual(read({ what_if: { change: 'optimizer', value: { name: 'adam', betas: [0, 0] } } })?.what_if?.value, { name: 'adam', betas: [0, 0] });
  for (const wrong of [5, { steps: [1] }, { optimizer: { betas: [1] } }, { what_if: 5 }, { what_if: { change: 'toString', value: 1 } }, { what_if: { change: 'activation' } }]) {
    assert.throws(() => read(wrong), FormatError, JSON.stringify(wrong));
  }
});
