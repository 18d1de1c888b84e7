import assert from 'node:assert/strict';
import test from 'node:test';

import { MOST_SHEETS, createSheets } from '../../../../static/js/model/practice/sheets.js';

/** @returns {import('../../../../static/js/model/practice/sheets.js').Kept & {items: Map<string, string>}} */
function memory() {
  /** @type {Map<string, string>} */
  const items = new Map();
  return {
    items,
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, text) => void items.set(name, text),
    removeItem: (name) => void items.delete(name),
    key: (index) => [...items.keys()][index] ?? null,
    get length() {
      return items.size;
    },
  };
}

test('answers are kept as typed, and the oldest of many worksheets go', () => {
  const storage = memory();
  storage.setItem('other', 'stays');
  storage.setItem('nablascope:answers:broken', '{');
  let time = 0;
  const sheets = createSheets(() => storage, () => ++time);
  sheets.write('first', { 'delta/1': [['3/7', 0.5], ['', '−1']] });
  assert.deepEqual(sheets.read('first'), { 'delta/1': [['3/7', 0.5], ['', '−1']] });
  for (let sheet = 0; sheet < MOST_SHEETS - 1; sheet++) sheets.write(`sheet ${sheet}`, { a: [[sheet]] });
  assert.deepEqual(sheets.read('broken'), {}, 'what cannot be read goes first');
  assert.notDeepEqual(sheets.read('first'), {});
  sheets.write('first', { a: [[1]] });
  sheets.write('one more', { a: [[1]] });
  assert.deepEqual(sheets.read('sheet 0'), {}, 'the one that was not written for longest');
  assert.deepEqual(sheets.read('first'), { a: [[1]] });
  assert.equal(storage.items.size, MOST_SHEETS + 1);
  sheets.write('first', {});
  assert.deepEqual(sheets.read('first'), {});
  assert.equal(storage.getItem('other'), 'stays');
});

test('storage may be forbidden, full, or hold what is no worksheet', () => {
  const forbidden = createSheets(() => {
    throw new DOMException('no');
  });
  forbidden.write('a', { b: [[1]] });
  assert.deepEqual(forbidden.read('a'), {});
  const storage = memory();
  const sheets = createSheets(() => storage);
  for (const text of ['[]', '{"answers": []}', '{"answers": {"a": [], "b": [[1], [1, 2]], "c": [[null]], "d": 1, "e": [[]]}}']) {
    storage.setItem('nablascope:answers:x', text);
    assert.deepEqual(sheets.read('x'), {});
  }
});
