/**
 * A matrix as text: CSV, JSON, NumPy and LaTeX, with every number exact (the shortest decimal that reads back the
 * same). Pure. Vectors have one column.
 */

/** @typedef {number[][]} Rows */
/** @typedef {'csv'|'json'|'numpy'|'latex'} Format */

/** @type {Record<Format, string>} */
export const FORMATS = { csv: 'CSV', json: 'JSON', numpy: 'NumPy', latex: 'LaTeX' };

/** What is not finite, in each language. @type {Record<Format, [nan: string, infinity: string, negative: string]>} */
const NOT_FINITE = {
  csv: ['NaN', 'Infinity', '-Infinity'],
  json: ['"NaN"', '"Infinity"', '"-Infinity"'],
  numpy: ['np.nan', 'np.inf', '-np.inf'],
  latex: ['\\mathrm{NaN}', '\\infty', '-\\infty'],
};

/**
 * @param {number} value
 * @param {Format} format
 * @returns {string}
 */
function literal(value, format) {
  const [nan, infinity, negative] = NOT_FINITE[format];
  if (Number.isNaN(value)) return nan;
  if (!Number.isFinite(value)) return value > 0 ? infinity : negative;
  const text = String(value === 0 ? 0 : value);
  if (format === 'numpy') return /[.e]/.test(text) ? text : `${text}.0`;
  if (format === 'latex') return text.replace(/e\+?(-?\d+)$/, ' \\times 10^{$1}');
  return text;
}

/** @type {Record<Format, (rows: Rows, vector: boolean, name: string) => string>} */
const WRITERS = {
  csv: (rows) => rows.map((row) => row.map((value) => literal(value, 'csv')).join(',')).join('\n') + '\n',
  json: (rows, vector) => nested(rows, vector, 'json', ','),
  numpy: (rows, vector, name) => `${name} = np.array(${nested(rows, vector, 'numpy', ',\n' + ' '.repeat(name.length + 13))})`,
  latex: (rows) => {
    const body = rows.map((row) => '  ' + row.map((value) => literal(value, 'latex')).join(' & ')).join(' \\\\\n');
    return `\\begin{pmatrix}\n${body}\n\\end{pmatrix}`;
  },
};

/**
 * @param {Rows} rows
 * @param {boolean} vector
 * @param {Format} format
 * @param {string} between  what separates rows
 */
function nested(rows, vector, format, between) {
  const write = (/** @type {number[]} */ row) => `[${row.map((value) => literal(value, format)).join(', ')}]`;
  return vector ? write(rows.map((row) => /** @type {number} */ (row[0]))) : `[${rows.map(write).join(between)}]`;
}

/**
 * @param {Rows} rows  as drawn: a row a unit
 * @param {Format} format
 * @param {{vector?: boolean, name?: string}} [options]  a vector is written flat where the format can
 * @returns {string}
 */
export function exportMatrix(rows, format, { vector = false, name = 'a' } = {}) {
  return WRITERS[format](rows, vector, name);
}
