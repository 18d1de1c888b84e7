/**
 * The wire's arrays: decoded once, then indexed.
 * @import { Matrix } from '../model/analysis/types.js'
 */

/** @typedef {{dtype: string, shape: string, bdata: string}} Typed Plotly's typed-array form */
/** @typedef {{pooled: Typed | unknown[], shape: number[], pool: number[]}} Pooled */

/** @type {Record<string, (buffer: ArrayBuffer) => ArrayLike<number>>} */
const READERS = {
  f8: (buffer) => new Float64Array(buffer),
  f4: (buffer) => new Float32Array(buffer),
  i1: (buffer) => new Int8Array(buffer),
  u1: (buffer) => new Uint8Array(buffer),
  i2: (buffer) => new Int16Array(buffer),
  u2: (buffer) => new Uint16Array(buffer),
  i4: (buffer) => new Int32Array(buffer),
  u4: (buffer) => new Uint32Array(buffer),
};

/**
 * A number of the wire: JSON has no NaN and no infinities, so these come as strings.
 * @param {unknown} value
 * @returns {number}
 */
export function scalar(value) {
  return typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN;
}

/**
 * @param {unknown} value
 * @returns {value is Typed}
 */
export function isTyped(value) {
  return typeof value === 'object' && value !== null && 'bdata' in value && 'dtype' in value;
}

/**
 * @param {Typed} typed
 * @returns {{values: ArrayLike<number>, shape: number[]}} shape: one length, or rows and columns
 * @throws {RangeError} where dtype or length do not fit
 */
export function decodeTyped(typed) {
  const read = READERS[typed.dtype];
  if (!read) throw new RangeError(`unknown dtype ${typed.dtype}`);
  const binary = atob(typed.bdata);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  const values = read(bytes.buffer);
  const shape = typed.shape === undefined ? [values.length] : String(typed.shape).split(',').map(Number);
  if (shape.reduce((a, b) => a * b, 1) !== values.length) throw new RangeError('shape and length do not fit');
  return { values, shape };
}

/**
 * An array of the answer, in either encoding, whole or pooled.
 * @param {unknown} wire
 * @returns {Matrix}
 */
export function decodeMatrix(wire) {
  if (typeof wire === 'object' && wire !== null && 'pooled' in wire) {
    const pooled = /** @type {Pooled} */ (wire);
    const inner = decodeMatrix(pooled.pooled);
    const [rows = inner.rows, columns = 1] = pooled.shape;
    const [height = 1, width = 1] = pooled.pool;
    return { ...inner, shape: [rows, columns], pool: [height, width] };
  }
  if (isTyped(wire)) {
    const { values, shape } = decodeTyped(wire);
    return matrix(Float64Array.from(values), shape[0] ?? 0, shape[1] ?? 1);
  }
  const list = /** @type {unknown[]} */ (wire);
  const first = list[0];
  const columns = Array.isArray(first) ? first.length : 1;
  return matrix(Float64Array.from(list.flat(), scalar), list.length, columns);
}

/**
 * @param {Float64Array} data row by row
 * @param {number} rows
 * @param {number} columns
 * @returns {Matrix} a whole matrix
 */
export function matrix(data, rows, columns) {
  return { data, rows, columns, shape: [rows, columns], pool: [1, 1] };
}

/**
 * The value that is drawn at a cell of the matrix as sent (pooled where it is pooled).
 * @param {Matrix} m
 * @param {number} row
 * @param {number} column
 * @returns {number} NaN outside
 */
export function at(m, row, column) {
  if (row < 0 || column < 0 || row >= m.rows || column >= m.columns) return Number.NaN;
  return m.data[row * m.columns + column] ?? Number.NaN;
}

/**
 * Which cell of the matrix as sent shows the true entry (row, column).
 * @param {Matrix} m
 * @param {number} row
 * @param {number} column
 * @returns {[number, number]}
 */
export function cellOf(m, row, column) {
  return [Math.floor(row / m.pool[0]), Math.floor(column / m.pool[1])];
}

/**
 * @param {Matrix} m
 * @returns {boolean} whether each cell is one true entry
 */
export function isWhole(m) {
  return m.pool[0] === 1 && m.pool[1] === 1;
}

/** @type {WeakMap<Matrix, Matrix>} */
const transposes = new WeakMap();

/**
 * The same entries with rows and columns exchanged; made once for each matrix.
 * @param {Matrix} m
 * @returns {Matrix}
 */
export function transposed(m) {
  const known = transposes.get(m);
  if (known) return known;
  const data = new Float64Array(m.data.length);
  for (let row = 0; row < m.rows; row++) {
    for (let column = 0; column < m.columns; column++) {
      data[column * m.rows + row] = m.data[row * m.columns + column] ?? Number.NaN;
    }
  }
  /** @type {Matrix} */
  const result = {
    data,
    rows: m.columns,
    columns: m.rows,
    shape: [m.shape[1], m.shape[0]],
    pool: [m.pool[1], m.pool[0]],
  };
  transposes.set(m, result);
  return result;
}

/**
 * @param {Matrix} m
 * @returns {number[][]}
 */
export function toRows(m) {
  return Array.from({ length: m.rows }, (_, row) => [...m.data.subarray(row * m.columns, (row + 1) * m.columns)]);
}
