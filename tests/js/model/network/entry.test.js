import assert from 'node:assert/strict';
import test from 'node:test';

import { entryText, isOneNumber, parseEntry, parseValue, shortText, whyNoBlock } from '../../../../static/js/model/network/entry.js';
import { readBlock } from '../../../../static/js/model/network/reading.js';

/** @param {string} text @param {typeof parseEntry} [parse] */
const parseBlock = (text, parse = parseEntry) => readBlock(text, parse).block;

test('a number is read with a true minus sign and one decimal comma too', () => {
  assert.deepEqual(['1', ' −0.5 ', '.5', '1e-3', '0,25', '+2', '3.'].map(parseEntry), [1, -0.5, 0.5, 0.001, 0.25, 2, 3]);
});

test('what is no number stays as typed, for the server to judge', () => {
  for (const text of ['', '-', '1e', 'abc', '1e400', '0x10', 'NaN', 'Infinity', '1,2,3', '1 2']) {
    assert.equal(parseEntry(text), text);
  }
});

test('an entry’s text gives back exactly the same number', () => {
  for (const value of [0.1 + 0.2, 1 / 3, 5e-324, 1.7976931348623157e308, -0.1824255238063564, 2 ** 53 + 2]) {
    assert.equal(parseEntry(entryText(value)), value);
  }
});

test('a long number is shortened only for the eye', () => {
  assert.equal(shortText(-0.1824255238063564), '−0.1824');
  assert.equal(shortText(0.125), '0.125');
  assert.equal(shortText(-1.23456789e-12), '−1.235e−12');
  assert.equal(shortText('half'), 'half');
});

test('blocks are read from spreadsheets, NumPy, Python, MATLAB and plain text', () => {
  const wanted = [[1, -2], [0.5, 4]];
  const texts = {
    spreadsheet: '1\t-2\r\n0.5\t4\r\n',
    'spreadsheet with decimal commas': '1\t−2\n0,5\t4',
    CSV: '1,-2\n0.5,4\n',
    'European CSV': '1;-2\n0,5;4',
    NumPy: 'array([[ 1. , -2. ],\n       [ 0.5,  4. ]])',
    'NumPy with dtype': 'np.array([[1, -2], [0.5, 4]], dtype=float32)',
    'NumPy printed': '[[ 1.  -2. ]\n [ 0.5  4. ]]',
    JSON: '[[1,-2],[0.5,4]]',
    MATLAB: '[1 -2; 0.5 4]',
    'MATLAB with commas': '[1, -2; 0.5, 4];',
    'MATLAB over lines': '[1 -2\n 0.5 4]',
    spaces: '1 -2\n0.5   4',
  };
  for (const [name, text] of Object.entries(texts)) assert.deepEqual(parseBlock(text), wanted, name);
});

test('fractions stay as typed, also those of Python and of a computer algebra system', () => {
  const wanted = [['1/2', '−3/7'], [0, '5/3']];
  for (const text of ['1/2\t−3/7\n0\t5/3', '1/2; −3/7\n0; 5/3', '[1/2 −3/7; 0 5/3]', '1 / 2\t−3 / 7\n0\t5/ 3']) {
    assert.deepEqual(parseBlock(text), wanted, text);
  }
  assert.deepEqual(parseBlock('[[Fraction(1, 2), Fraction(-3, 7)]]'), [['1/2', '-3/7']]);
  assert.deepEqual(parseBlock('Matrix([[1/2, 3/7], [0, -1]])'), [['1/2', '3/7'], [0, -1]]);
});

test('where numbers are wanted a fraction is one, unless it has no value', () => {
  assert.deepEqual(['1/2', '-1/2', '−3/7', ' 1 / 3 ', '1,5/3', '0/-4', '2'].map(parseValue), [0.5, -0.5, -3 / 7, 1 / 3, 0.5, 0, 2]);
  for (const text of ['3/0', '0/0', '1/', '/2', '1/2/3', '1/x', '1e308/1e-308', '1/2 1/3']) assert.equal(parseValue(text), text);
  assert.deepEqual(parseBlock('[-1, 1/2; Fraction(3, 7), 3/0]', parseValue), [[-1, 0.5], [3 / 7, '3/0']]);
});

test('the name of a result is left out, and so are a tensor’s options', () => {
  for (const text of ['ans =\n\n    1   -2\n', 'x = [1 -2]', 'dW = np.array([[1, -2]])', 'tensor([[1., -2.]], dtype=torch.float64, requires_grad=True)']) {
    assert.deepEqual(parseBlock(text), [[1, -2]], text);
  }
});

test('a single column and a single row', () => {
  assert.deepEqual(parseBlock('1\n2\n3'), [[1], [2], [3]]);
  assert.deepEqual(parseBlock('[1, 2, 3]'), [[1, 2, 3]]);
  assert.deepEqual(parseBlock(''), []);
});

test('one number is no block, however it is written', () => {
  const numbers = { '1 234,5': 1234.5, '1.234,5': 1234.5, '1,234.5': 1234.5, '−3': -3, ' 0.5\n': 0.5, '−1,5': -1.5, '1,5e-3': 0.0015, "1'234.5": 1234.5, '12\u202f345,6\r\n': 12345.6, '1.234.567,8': 1234567.8 };
  for (const [text, value] of Object.entries(numbers)) {
    assert.ok(isOneNumber(text), text);
    assert.equal(parseEntry(text), value, text);
  }
  for (const text of ['1 2', '1,2,3', '1;2', '0.5\n1', '1.234,5,6', '12,34.5']) assert.ok(!isOneNumber(text), text);
});

test('the decimal mark is judged once for a block', () => {
  assert.deepEqual(parseBlock('0,5;1,25'), [[0.5, 1.25]]);
  assert.deepEqual(parseBlock('1,5,2'), [[1, 5, 2]]);
  assert.deepEqual(parseBlock('1.234,5\t0,5\n1.000\t−2'), [[1234.5, 0.5], [1000, -2]]);
  assert.deepEqual(parseBlock('0,5 1,25\n2,0 3'), [[0.5, 1.25], [2, 3]]);
  assert.deepEqual(parseBlock('0,05\n1,25'), [[0.05], [1.25]]);
  assert.deepEqual(parseBlock('1.5\t0,5'), [[1.5, '0,5']], 'marks that contradict each other are no two marks');
  assert.deepEqual(parseBlock('0,5/3\t1'), [['0.5/3', 1]]);
});

test('where a block can be read in two ways it is told how it was', () => {
  assert.deepEqual(readBlock('1,234\t5,678', parseEntry), { block: [[1.234, 5.678]], told: 'Read with decimal commas: 1,234 is 1.234, not 1234.', refused: '' });
  assert.match(readBlock('1.234\t5.678', parseEntry).told, /Read with decimal points: 1\.234 is 1\.234, not 1234/);
  assert.equal(readBlock('0.123\t5.678', parseEntry).told, '');
  const [column, table] = [readBlock('1,5\n2,5', parseEntry, (cells) => cells[0]?.length === 1), readBlock('1,5\n2,5', parseEntry)];
  assert.deepEqual([column.block, table.block], [[[1.5], [2.5]], [[1, 5], [2, 5]]]);
  assert.match(column.told, /^Read as 2 × 1, with decimal commas/);
  assert.match(table.told, /^Read as 2 × 2, with commas between/);
});

test('columns with nothing in them at the end of a block are left out', () => {
  assert.deepEqual(parseBlock('1\t2\t\n3\t4\t\n'), [[1, 2], [3, 4]]);
  assert.deepEqual(parseBlock('1\t\t2\n'), [[1, '', 2]]);
});

test('a printed array with numbers left out, and one of three dimensions, is refused with words', () => {
  for (const dots of ['...', '…']) {
    for (const text of [`[[1, 2],\n ${dots},\n [5, 6]]`, `array([[1., ${dots}, 3.],\n [4., ${dots}, 6.]])`, `[[1 2]\n ${dots}\n [5 6]]`, `[[1,2],${dots},[5,6]]`, `1 2 ${dots} 4`]) {
      assert.deepEqual(readBlock(text, parseValue).block, []);
      assert.match(whyNoBlock(text), /^Numbers are left out .* in line \d\): print the whole array.* Nothing was changed\.$/, text);
    }
  }
  assert.match(whyNoBlock('[[1, 2],\n ...,\n [5, 6]]'), /in line 2/);
  for (const text of ['[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]', 'tensor([[[1.,\n 2.]]])', 'np.array([ [ [1]]])']) {
    assert.match(readBlock(text, parseValue).refused, /three or more dimensions.*Nothing was changed/, text);
  }
  for (const text of ['[[1, 2], [3, 4]]', 'array([[1., 2.], [3., 4.]])', '[1 2; 3 4]', '1.\t.5', '[[1.,.5]]']) assert.equal(whyNoBlock(text), '', text);
});

test('a no-break blank groups digits, and a column of numbers stays one', () => {
  for (const blank of ['\u00a0', '\u202f', '\u2009', ' ']) {
    assert.deepEqual(readBlock(`1${blank}234,5\n2\n−3`, parseEntry).block, [[1234.5], [2], [-3]]);
  }
  assert.deepEqual(parseBlock('1\u00a0234\n2'), [[1234], [2]]);
  assert.deepEqual(parseBlock('1\u00a02\n3 \u00a0 4'), [[1, 2], [3, 4]]);
  assert.deepEqual(parseBlock('1\u00a0234 5\n2 12\u00a0345'), [[1234, 5], [2, 12345]]);
});
