/**
 * The batch of a spec as one table: the columns of the inputs, then those of the targets.
 * @import { Entry, ExplicitData } from './types.js'
 */

/**
 * Whether targets are class indices (one number an example) rather than rows of numbers.
 * @param {ExplicitData['targets']} targets
 * @returns {targets is Entry[]}
 */
export function areIndices(targets) {
  return !Array.isArray(targets[0]);
}

/**
 * The batch as one table: the inputs' columns, then the targets'. What is missing is an empty cell, for the service to
 * name, and never 0.
 * @param {ExplicitData} data
 * @returns {Entry[][]}
 */
export function tableOf(data) {
  const [features, outputs] = widthsOf(data);
  /** @param {readonly (Entry|undefined)[]} row @param {number} width @returns {Entry[]} */
  const cells = (row, width) => Array.from({ length: width }, (_, column) => row[column] ?? '');
  return data.inputs.map((row, n) => [...cells(row, features), ...cells([data.targets[n]].flat(), outputs)]);
}

/**
 * The table back as a batch.
 * @param {Entry[][]} table
 * @param {number} features how many columns are inputs
 * @param {boolean} indices whether the one column after them is a class index
 * @returns {ExplicitData}
 */
export function batchOf(table, features, indices) {
  const inputs = table.map((row) => row.slice(0, features));
  if (indices) return { inputs, targets: table.map((row) => row[features] ?? '') };
  return { inputs, targets: table.map((row) => row.slice(features)) };
}

/**
 * @param {ExplicitData} data
 * @returns {[inputs: number, targets: number]} how many columns each has: as many as its longest row has numbers
 */
export function widthsOf({ inputs, targets }) {
  /** @param {readonly (Entry|Entry[])[]} rows */
  const longest = (rows) => rows.reduce((/** @type {number} */ most, row) => Math.max(most, Array.isArray(row) ? row.length : 1), 0);
  return [longest(inputs), Math.max(1, longest(targets))];
}

/**
 * The names by the columns of the table. Those of inputs are as many as the first example has: a column that only a
 * longer example has is called after its place.
 * @param {ExplicitData} data
 * @returns {string[]|undefined}
 */
export function columnNames(data) {
  const { names, inputs: [first = []] } = data;
  const beyond = Array.from({ length: widthsOf(data)[0] - first.length }, (_, i) => `x${first.length + i}`);
  return names && [...names.slice(0, first.length), ...beyond, ...names.slice(first.length)];
}

/**
 * What stands over a column of the table.
 * @param {ExplicitData} data
 * @param {number} column
 * @returns {string} its name, else x₀, x₁ … of an input, and class, or y₀, y₁ … of a target
 */
export function headOf(data, column) {
  const [features] = widthsOf(data);
  const place = column < features ? `x${subscript(column)}` : areIndices(data.targets) ? 'class' : `y${subscript(column - features)}`;
  return columnNames(data)?.[column] ?? place;
}

/** @param {number} index */
const subscript = (index) => [...String(index)].map((digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)]).join('');
