import assert from 'node:assert/strict';
import test from 'node:test';

import { entryText, parseBlock, parseEntry, parseValue, shortText } from '../../static/js/entry.js';

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
