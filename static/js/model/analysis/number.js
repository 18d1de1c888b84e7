/**
 * What the page knows of one number: found once, where it is shown, and handed on. Pure.
 * @import { Analysis, Selection } from './types.js'
 */

import { at, cellOf } from '../../wire/arrays.js';
import { matrixOf } from '../page/selectors.js';
import { cellName, plain } from './symbols.js';
import { exampleOf, wirePlace } from './targets.js';

/**
 * @typedef {object} Described
 * @property {Selection} selection
 * @property {string} title
 * @property {number|null} value  that of its block where it is pooled; null where only the service has it
 * @property {number|null} exact  null where the page has only the largest of its block, or nothing
 * @property {number|null} example  that it belongs to; null for what the examples share
 */

/**
 * @param {Analysis} analysis
 * @param {Selection} selection
 * @returns {Described}
 */
export function numberOf(analysis, selection) {
  const value = valueOf(analysis, selection);
  return {
    selection, title: titleOf(selection, analysis.layers.length), value,
    exact: isExact(analysis, selection) ? value : null, example: exampleOf(selection),
  };
}

/**
 * @param {Selection} selection
 * @param {number} depth L
 * @returns {string} "∇W⁽⁰⁾ row 1, column 0": spoken, and the heading of the inspector
 */
export function titleOf(selection, depth) {
  if (selection.kind === 'neuron') return `neuron ${selection.unit}, layer ${selection.layer}`;
  if (selection.kind === 'cell') return cellName(selection, selection.layer === depth);
  const { layer, example, row, column } = selection.target;
  return {
    loss: 'loss',
    losses: `loss ℓ, example ${example}`,
    accuracy: 'accuracy',
    targets: `target y row ${row}, example ${example}`,
    loss_gradient: `∂ℓ/∂ŷ row ${row}, example ${example}`,
    jacobian: `Jacobian of layer ${layer ?? depth} row ${row}, column ${column}, example ${example}`,
    gradient_norm: `norm of ${plain('weight_gradient', layer ?? depth)}`,
  }[/** @type {'loss'} */ (selection.target.quantity)];
}

/**
 * The number as the page has it.
 * @param {Analysis} analysis
 * @param {Selection} selection
 * @returns {number|null} that of its block where it is pooled; null where only the service has it
 */
function valueOf(analysis, selection) {
  if (selection.kind === 'neuron') return null;
  if (selection.kind === 'cell') {
    const matrix = matrixOf(analysis, selection.layer, selection.quantity);
    return matrix && at(matrix, ...cellOf(matrix, ...wirePlace(selection)));
  }
  const { quantity, layer, example, row } = selection.target;
  if (quantity === 'loss') return analysis.loss;
  if (quantity === 'accuracy') return analysis.accuracy;
  if (quantity === 'gradient_norm') return analysis.layers[(layer ?? 0) - 1]?.gradient_norm ?? null;
  if (quantity === 'losses') return at(analysis.losses, ...cellOf(analysis.losses, example ?? 0, 0));
  if (quantity === 'targets') return at(analysis.targets, ...cellOf(analysis.targets, example ?? 0, row ?? 0));
  return null;
}

/**
 * Whether the page has this very number, and not only the largest of its block.
 * @param {Analysis} analysis
 * @param {Selection} selection
 * @returns {boolean}
 */
function isExact(analysis, selection) {
  if (selection.kind === 'neuron') return false;
  const { quantity } = selection.kind === 'cell' ? selection : selection.target;
  const matrix = selection.kind === 'cell' ? matrixOf(analysis, selection.layer, selection.quantity)
    : quantity === 'losses' ? analysis.losses : quantity === 'targets' ? analysis.targets : null;
  return matrix === null ? valueOf(analysis, selection) !== null : matrix.pool[0] === 1 && matrix.pool[1] === 1;
}
