import assert from 'node:assert/strict';
import test from 'node:test';

import { createParser } from '../../../static/js/wire/stream.js';

/** @param {string[]} pieces */
function read(pieces) {
  const parser = createParser();
  return pieces.flatMap((piece) => parser.push(piece));
}

const TEXT = ': a comment\r\nid: 1\r\nevent: start\r\ndata: {"a":\r\ndata:  1}\r\n\r\n'
  + 'retry: 10\nid:2\nevent:step\ndata:x:y\n\nid: 3\rdata\rdata: ü\r\revent: empty\n\ndata: cut off';

const EVENTS = [
  { name: 'start', data: '{"a":\n 1}', id: '1' },
  { name: 'step', data: 'x:y', id: '2' },
  { name: 'message', data: '\nü', id: '3' },
];

test('events are read with their names, ids and lines of data', () => {
  assert.deepEqual(read([TEXT]), EVENTS);
});

test('it does not matter where the stream is cut', () => {
  for (let at = 0; at <= TEXT.length; at += 1) assert.deepEqual(read([TEXT.slice(0, at), TEXT.slice(at)]), EVENTS, `at ${at}`);
  assert.deepEqual(read([...TEXT]), EVENTS);
});

test('an event without an id has that of the last; one with a null in it is none', () => {
  assert.deepEqual(read(['id: 7\ndata: a\n\ndata: b\n\nid: 8\0\ndata: c\n\n']).map(({ id }) => id), ['7', '7', '7']);
});

test('a mark of the byte order at the beginning is none of the text', () => {
  assert.deepEqual(read(['\uFEFFdata: a\n\ndata: \uFEFFb\n\n']).map(({ data }) => data), ['a', '\uFEFFb']);
});
