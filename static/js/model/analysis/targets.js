/**
 * One number under two addresses: as the page selects it (drawn with a row for each unit) and as the service explains
 * it (a row for each example). Pure.
 * @import { LayerQuantity, Row } from '../../wire/quantities.js'
 * @import { Analysis, CellSelection, Quantity, Selection, Target } from './types.js'
 */

import { LAYER_QUANTITIES, QUANTITIES } from '../../wire/quantities.js';
import { matrixOf } from '../page/selectors.js';
import { isByExample } from './symbols.js';

/** @typedef {('layer'|'example'|'row'|'column')[]} Parts */

/** @type {Record<Row['axes'], Parts>} */
const BY_AXES = { example: ['layer', 'example', 'row'], input: ['layer', 'row', 'column'], unit: ['layer', 'row'] };
const OF_LAYER = /** @type {Record<LayerQuantity, Parts>} */ (
  Object.fromEntries(Object.entries(QUANTITIES).map(([name, { axes }]) => [name, BY_AXES[axes]]))
);

/** Which parts of an address each quantity has. @type {Record<Target['quantity'], Parts>} */
const HAS = {
  ...OF_LAYER,
  input: ['example', 'row'],
  targets: ['example', 'row'],
  losses: ['example'],
  loss: [],
  loss_gradient: ['example', 'row'],
  jacobian: ['layer', 'example', 'row', 'column'],
  gradient_norm: ['layer'],
  accuracy: [],
};

/** The quantities that a heatmap shows. @type {ReadonlySet<string>} */
const DRAWN = new Set(['input', ...LAYER_QUANTITIES]);

/**
 * @param {Selection} selection
 * @returns {Target|null} the number as the service addresses it; a neuron is no number
 */
export function targetOf(selection) {
  if (selection.kind === 'neuron') return null;
  if (selection.kind === 'number') return withParts(selection.target.quantity, selection.target);
  const { quantity, layer, row, column } = selection;
  return withParts(quantity, isByExample(quantity) ? { layer, example: column, row } : { layer, row, column });
}

/**
 * @param {Target['quantity']} quantity
 * @param {Omit<Target, 'quantity'>} parts
 * @returns {Target} with the parts that the quantity has, and no other
 */
function withParts(quantity, parts) {
  return Object.assign({ quantity }, ...HAS[quantity].map((part) => ({ [part]: parts[part] ?? null })));
}

/**
 * @param {Target} target
 * @returns {Selection} a cell where a heatmap shows it
 */
export function selectionOf(target) {
  const { quantity, layer, example, row, column } = target;
  if (!DRAWN.has(quantity)) return { kind: 'number', target: withParts(quantity, target) };
  const drawn = /** @type {Quantity} */ (quantity);
  return {
    kind: 'cell', quantity: drawn, layer: drawn === 'input' ? 0 : layer ?? 0, row: row ?? 0,
    column: (isByExample(drawn) ? example : column) ?? 0,
  };
}

/**
 * @param {Selection|null} selection
 * @returns {string|null} the same for the same number; null for a neuron and for nothing
 */
export function keyOf(selection) {
  const target = selection && targetOf(selection);
  return target && JSON.stringify(target);
}

/**
 * @param {Selection} selection
 * @returns {number|null} the example that it belongs to; null for what the examples share
 */
export function exampleOf(selection) {
  if (selection.kind === 'number') return selection.target.example ?? null;
  return selection.kind === 'cell' && isByExample(selection.quantity) ? selection.column : null;
}

/**
 * The same number of another example.
 * @template {Selection} S
 * @param {S} selection
 * @param {number} example
 * @returns {S} the same where the examples share it
 */
export function atExample(selection, example) {
  const now = exampleOf(selection);
  if (now === null || now === example) return selection;
  return selection.kind === 'number' ? { ...selection, target: { ...selection.target, example } } : { ...selection, column: example };
}

/**
 * @param {CellSelection} cell
 * @returns {[number, number]} its row and column in the array as it is sent
 */
export function wirePlace({ quantity, row, column }) {
  return isByExample(quantity) ? [column, row] : [row, column];
}

/**
 * Whether what was selected is part of an analysis still.
 * @param {Analysis} analysis
 * @param {Selection} selection
 * @returns {boolean}
 */
export function stillExists(analysis, selection) {
  if (selection.kind === 'neuron') return selection.unit < (analysis.layers[selection.layer - 1]?.units ?? 0);
  if (selection.kind === 'cell') {
    const matrix = selection.layer === 0 && selection.quantity !== 'input' ? null : matrixOf(analysis, selection.layer, selection.quantity);
    const [row, column] = wirePlace(selection);
    return matrix !== null && row < matrix.shape[0] && column < matrix.shape[1];
  }
  const { quantity, layer, example, row, column } = selection.target;
  const { layers, input, accuracy } = analysis;
  const units = layers[(layer ?? layers.length) - 1]?.units ?? 0;
  return (quantity !== 'accuracy' || accuracy !== null) && (example ?? 0) < input.shape[0] && (row ?? 0) < units && (column ?? 0) < units;
}
