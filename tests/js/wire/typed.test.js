import assert from 'node:assert/strict';
import test from 'node:test';

import { analyze } from '../../../static/js/edges/api.js';
import { fromText, toText } from '../../../static/js/edges/files.js';
import { fromRequest } from '../../../static/js/wire/request.js';
import { setNumbers } from '../../../static/js/model/network/spec.js';
import { asSent } from '../../../static/js/wire/typed.js';
import { decode, encode } from '../../../static/js/model/page/url.js';

/** @typedef {import('../../../static/js/wire/arrays.js').Typed} Typed */
/** @typedef {import('../../../static/js/model/page/types.js').View} View */

/** @type {View} */
const VIEW = { name: 'explore', example: null, scale: 'each', focus: null, open: null, preset: null, exercise: null };
const NAMES = { 4: 'f4', 8: 'f8', 1: 'u1' };

/**
 * @param {Float32Array|Float64Array|Uint8Array} values
 * @param {string} shape
 * @returns {Typed}
 */
function typed(values, shape) {
  const dtype = NAMES[/** @type {1|4|8} */ (values.BYTES_PER_ELEMENT)];
  return { dtype, shape, bdata: Buffer.from(values.buffer).toString('base64') };
}

const WEIGHTS = typed(Float32Array.from({ length: 200 * 300 }, (_, i) => Math.sin(i) * (i % 7 ? 1 : -0)), '200, 300');
const BIAS = typed(Float64Array.from({ length: 200 }, (_, i) => 0.1 * i), '200');
const INPUTS = typed(Float32Array.from({ length: 2 * 300 }, (_, i) => Math.sqrt(i)), '2, 300');
const TARGETS = typed(Uint8Array.from([1, 0]), '2');

const request = () => ({
  network: { seed: 0, layers: [{ weights: WEIGHTS, bias: BIAS, activation: 'softmax' }] },
  data: { inputs: INPUTS, targets: TARGETS },
});

/** What is sent for a spec: the body of the one request. @param {import('../../../static/js/model/network/types.js').Spec} spec */
async function sent(spec) {
  const bodies = /** @type {string[]} */ ([]);
  const before = globalThis.fetch;
  globalThis.fetch = async (_, options) => {
    bodies.push(String(options?.body));
    return new Response('{}', { status: 500 });
  };
  try {
    await assert.rejects(analyze(spec, { example: null, maxCells: null }));
  } finally {
    globalThis.fetch = before;
  }
  assert.equal(bodies.length, 1);
  return bodies[0] ?? '';
}

test('typed arrays that nobody edits are sent as they came, and the request is no longer than it was', async () => {
  const came = JSON.stringify(request());
  const body = await sent(fromRequest(request()).spec);
  const { network, data } = JSON.parse(body);
  assert.deepEqual({ network, data }, request());
  assert.ok(body.length < came.length + 300, `${body.length} for ${came.length}`);
});

test('files and links keep them to the bit, in their own precision', async () => {
  const linked = { spec: fromRequest(request()).spec, view: VIEW };
  const saved = JSON.parse(toText(linked));
  assert.deepEqual([saved.request.network, saved.request.data], [request().network, request().data]);
  for (const again of [fromText(toText(linked)), await decode(await encode(linked))]) {
    const { network, data } = asSent(again.spec);
    assert.deepEqual({ network, data }, request());
  }
});

test('an edited array is typed again where it is large, and a list where it is small', async () => {
  const { spec } = fromRequest(request());
  const half = setNumbers(spec, 1, 'weights', 0, 1, [[0.5]]);
  const tenth = setNumbers(half, 1, 'bias', 3, 0, [[7]]);
  const [exact, rounded] = [await sent(tenth), await sent(setNumbers(spec, 1, 'weights', 0, 1, [[0.1]]))].map((body) => JSON.parse(body));
  assert.deepEqual([exact.network.layers[0].weights.dtype, exact.network.layers[0].bias[3]], ['f4', 7], 'no digit asks for more');
  assert.equal(rounded.network.layers[0].weights.dtype, 'f8');
  assert.deepEqual(fromRequest(rounded).spec.network.layers[0]?.weights?.[0]?.slice(0, 2), [spec.network.layers[0]?.weights?.[0]?.[0], 0.1]);
});

test('a large list that was typed in is sent typed, unless one of its cells is no number', async () => {
  const rows = Array.from({ length: 100 }, (_, row) => Array.from({ length: 100 }, (_, column) => row / 3 + column));
  const spec = fromRequest({ network: { layers: [{ weights: rows, activation: 'softmax' }] }, data: { inputs: [rows[0] ?? []], targets: [0] } }).spec;
  const { weights } = JSON.parse(await sent(spec)).network.layers[0];
  assert.deepEqual([weights.dtype, weights.shape], ['f8', '100, 100']);
  const faulty = setNumbers(spec, 1, 'weights', 2, 3, [['half']]);
  assert.equal(JSON.parse(await sent(faulty)).network.layers[0].weights[2][3], 'half');
});

test('numbers that are not finite are shown as texts, for the service to name each', async () => {
  const inputs = typed(Float64Array.from([1, Number.NaN, -Infinity, 4]), '2, 2');
  const { spec } = fromRequest({ ...request(), data: { inputs, targets: [0, 1] } });
  assert.deepEqual(/** @type {any} */ (spec.data).inputs, [[1, 'NaN'], ['-Infinity', 4]]);
  assert.deepEqual(JSON.parse(await sent(spec)).data.inputs, [[1, 'NaN'], ['-Infinity', 4]]);
});
