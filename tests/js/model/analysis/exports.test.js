import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportMatrix } from '../../../../static/js/model/analysis/exports.js';

const rows = [[0.1, -0.2736080517], [1e-21, 3]];

test('CSV', () => assert.equal(exportMatrix(rows, 'csv'), '0.1,-0.2736080517\n1e-21,3\n'));
test('JSON reads back the same', () => {
  assert.deepEqual(JSON.parse(exportMatrix(rows, 'json')), rows);
  assert.deepEqual(JSON.parse(exportMatrix([[1], [2]], 'json', { vector: true })), [1, 2]);
});
test('NumPy', () => {
  assert.equal(exportMatrix(rows, 'numpy', { name: 'W' }), 'W = np.array([[0.1, -0.2736080517],\n              [1e-21, 3.0]])');
  assert.equal(exportMatrix([[1], [NaN]], 'numpy', { vector: true, name: 'b' }), 'b = np.array([1.0, np.nan])');
});
test('LaTeX', () => {
  assert.equal(exportMatrix(rows, 'latex'), '\\begin{pmatrix}\n  0.1 & -0.2736080517 \\\\\n  1 \\times 10^{-21} & 3\n\\end{pmatrix}');
});
test('what is not finite, in each language; negative zero is zero', () => {
  const odd = [[NaN, Infinity, -Infinity, -0]];
  assert.equal(exportMatrix(odd, 'csv'), 'NaN,Infinity,-Infinity,0\n');
  assert.deepEqual(JSON.parse(exportMatrix(odd, 'json')), [['NaN', 'Infinity', '-Infinity', 0]]);
  assert.equal(exportMatrix(odd, 'numpy'), 'a = np.array([[np.nan, np.inf, -np.inf, 0.0]])');
  assert.ok(exportMatrix(odd, 'latex').includes('\\mathrm{NaN} & \\infty & -\\infty & 0'));
});
test('every double survives', () => {
  for (const value of [0.1 + 0.2, 1 / 3, 5e-324, 1.7976931348623157e308, -123456789.12345679]) {
    assert.equal(JSON.parse(exportMatrix([[value]], 'json'))[0][0], value);
    assert.equal(Number(exportMatrix([[value]], 'csv')), value);
  }
});
