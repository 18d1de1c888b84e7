/** What Open says of JSON that is broken or no saved network; the message tells the place, or what it is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromText, open } from '../../../../static/js/edges/files.js';
import { faultOf } from '../../../../static/js/model/page/json-fault.js';
import { tooLarge } from '../../../../static/js/model/page/refusals.js';

/** @type {[text: string, line: number, column: number, expected: string, found: string|null][]} */
const BROKEN = [
  ['{"a": NaN}', 1, 7, 'a value', 'NaN'],
  ['{"a": 1,\n "b": [1, 2,]}', 2, 13, 'a value', ']'],
  ['{"a": 1,}', 1, 9, 'a name in double quotes', '}'],
  ["{'a': 1}", 1, 2, 'a name in double quotes, or }', "'"],
  ['{"a" 1}', 1, 6, ':', '1'],
  ['[1 2]', 1, 4, ', or ]', '2'],
  ['[1, 2', 1, 6, ', or ]', null],
  ['{"a": "cut', 1, 7, 'a value', '"'],
  ['[1}', 1, 3, ', or ]', '}'],
  ['[01]', 1, 2, 'a value, or ]', '01'],
  ['[]\r\n[]', 2, 1, 'the end', '['],
  ['', 1, 1, 'a value', null],
];

for (const [text, line, column, expected, found] of BROKEN) {
  test(`broken: ${JSON.stringify(text)}`, () => {
    assert.throws(() => JSON.parse(text));
    assert.deepEqual(faultOf(text), { line, column, expected, found });
  });
}

test('whatever is cut off of a good text, the fault is at its end or in the string that was cut', () => {
  const whole = JSON.stringify({ network: { layers: [{ weights: [[1.5, -2e-3], []], bias: null, on: true }] }, 'a"\\': {} });
  assert.equal(faultOf(whole).expected, 'the end');
  for (let end = 0; end < whole.length; end += 1) {
    const { found, column } = faultOf(whole.slice(0, end));
    assert.ok(found === null ? column === end + 1 : column <= end, whole.slice(0, end));
  }
});

/** @type {[text: string, words: RegExp][]} */
const FOREIGN = [
  ['{"type": "about:blank", "title": "Invalid request", "status": 422, "detail": "", "errors": []}', /refused \("Invalid request"\)/],
  ['{"loss": 1, "losses": [1], "layers": []}', /answer of the analysis/],
  ['{"answers": [], "mistakes": 0}', /answer of the marking/],
  ['{"cells": [], "nbformat": 4}', /Jupyter notebook/],
  ['{"class_name": "Sequential", "config": {}}', /Keras/],
  ['[[1, 2], [3, 4]]', /a JSON list of 2 rows.*CSV/],
  ['[1, 2, 3]', /a JSON list of 3 entries/],
  ['7', /a single JSON number/],
  ['null', /null/],
  ['{}', /an empty JSON object/],
  ['{"weights": 1, "b": 2}', /fields "weights", "b"/],
  ['{"a": 1}\n{"a": 2}', /several pieces of JSON.*line 2, column 1/],
  ['{"network": {"layers": [', /end is missing: at line 1, column 25/],
];

for (const [text, words] of FOREIGN) {
  test(`no saved network: ${text}`, () => {
    assert.throws(() => fromText(text), words);
  });
}

test('a file is refused with what it is, what Open reads and where it goes', async () => {
  const file = new File([Uint8Array.of(0x80, 4, 0x95, 0)], 'saved.json');
  await assert.rejects(open(file), /it is a Python pickle.*nothing in it was run.*Open reads a saved network.*copy a layer’s weights as a table/);
});

test('a table is handed on as its bytes, a network in UTF-16 is read', async () => {
  assert.deepEqual(await open(new File(['1,2\n3,4\n'], 'a.csv')), { table: new TextEncoder().encode('1,2\n3,4\n') });
  const request = JSON.stringify({ network: { layers: [{ units: 1 }] }, data: { inputs: [[1]], targets: [[1]] } });
  const wide = Uint16Array.from(`\uFEFF${request}`, (letter) => letter.charCodeAt(0));
  const opened = await open(new File([wide], 'a.json'));
  assert.ok('linked' in opened && opened.linked.spec.network.layers.length === 1);
});

test('of a file that is too large the message tells both sizes', () => {
  assert.match(tooLarge(200 * 2 ** 20, 128 * 2 ** 20, { group: 'table', what: 'a table' }), /a table of 200 MiB.*up to 128 MiB/);
});

test('a list of rows in JSON is a table', async () => {
  for (const text of ['[[1,2,0],[3,4,1]]', ' [ [1, "no"], [null, "yes"] ]\n']) {
    assert.deepEqual(await open(new File([text], 'a.json')), { table: new TextEncoder().encode(text) });
  }
  for (const text of ['[[[1]]]', '[[1], {"a": 2}]', '[[true]]', '[[1,2]', '[1, 2]']) await assert.rejects(open(new File([text], 'a.json')));
});
