/**
 * What is made from a number: the way on, from the forward pass to the loss, and from the loss back to the gradients.
 * The counterpart of provenance.js. Pure.
 * @import { CellSelection, Quantity, Selection, Target } from './types.js'
 * @import { Context } from './provenance.js'
 */

/** @typedef {{selections: Selection[], rest: number}} Group numbers of one quantity; `rest` counts those left out */

/** How many numbers of one quantity are named. */
const NAMED = 3;

/** @param {number} count */
const upTo = (count) => Array.from({ length: Math.max(0, count) }, (_, index) => index);

/** @param {Quantity} quantity @param {number} layer @param {number} row @param {number} column @returns {CellSelection} */
const cell = (quantity, layer, row, column) => ({ kind: 'cell', layer, quantity, row, column });

/** @param {Target['quantity']} quantity @param {Omit<Target, 'quantity'>} parts @returns {Selection} */
const number = (quantity, parts) => ({ kind: 'number', target: { quantity, ...parts } });

/** @typedef {Context & {target: (example: number, row: number) => number|null}} Known the targets too, null where the page does not have them */

/**
 * @param {Selection} selection
 * @param {Known} context
 * @returns {Group[]} a group for each quantity that it goes into; none where nothing is made from it
 */
export function uses(selection, context) {
  if (selection.kind === 'neuron') return [];
  const found = selection.kind === 'cell' ? USES[selection.quantity]?.(selection, context) : usesOfNumber(selection.target, context);
  return (found ?? []).filter((all) => all.length > 0)
    .map((all) => ({ selections: all.slice(0, NAMED), rest: Math.max(0, all.length - NAMED) }));
}

/** @param {Context} context */
const depthOf = ({ shape: { sizes } }) => sizes.length - 1;

/** @param {Context} context @param {number} layer */
const unitsOf = ({ shape: { sizes } }, layer) => upTo(sizes[layer] ?? 0);

/** The examples that are looked at. @param {Context} context */
const examplesOf = ({ shape: { examples }, example }) => (example === null ? upTo(examples) : [example]);

/** Whether an example goes into ∇W and ∇b. @param {Context} context @param {number} n */
const counts = ({ example }, n) => example === null || example === n;

/** z of a layer goes into z̃ of the next and into a column of its ∇W. @type {(cell: CellSelection, context: Context) => Selection[][]} */
function usesOfSignal({ layer, row, column }, context) {
  const next = unitsOf(context, layer + 1);
  return [
    next.map((unit) => cell('preactivation', layer + 1, unit, column)),
    counts(context, column) ? next.map((unit) => cell('weight_gradient', layer + 1, unit, row)) : [],
  ];
}

/**
 * Whether ŷ and y of a unit go into the loss of their example: in −Σ y ln ŷ, the loss of a softmax, only where y ≠ 0.
 * @param {Known} context @param {number} example @param {number} row
 */
const isInLoss = ({ shape, target }, example, row) => !shape.softmax || (target(example, row) ?? 0) !== 0;

/** ŷ goes into the loss of its example and into the error signal. @type {(row: number, column: number, context: Known) => Selection[][]} */
function usesOfOutput(row, example, context) {
  return [
    isInLoss(context, example, row) ? [number('losses', { example })] : [],
    [number('loss_gradient', { example, row })],
    [cell('delta', depthOf(context), row, example)],
  ];
}

/** @type {Partial<Record<Quantity, (cell: CellSelection, context: Known) => Selection[][]>>} */
const USES = {
  input: usesOfSignal,
  weights: ({ layer, row, column }, context) => [
    examplesOf(context).map((n) => cell('preactivation', layer, row, n)),
    layer > 1 ? examplesOf(context).map((n) => cell('delta', layer - 1, column, n)) : [],
  ],
  bias: ({ layer, row }, context) => [examplesOf(context).map((n) => cell('preactivation', layer, row, n))],
  preactivation: ({ layer, row, column }, context) => {
    if (context.shape.softmax && layer === depthOf(context)) return [unitsOf(context, layer).map((unit) => cell('activation', layer, unit, column))];
    return [[cell('activation', layer, row, column)], [cell('derivative', layer, row, column)]];
  },
  activation: (at, context) => (at.layer === depthOf(context) ? usesOfOutput(at.row, at.column, context) : usesOfSignal(at, context)),
  derivative: ({ layer, row, column }) => [[cell('delta', layer, row, column)]],
  delta: ({ layer, row, column }, context) => [
    counts(context, column) ? unitsOf(context, layer - 1).map((unit) => cell('weight_gradient', layer, row, unit)) : [],
    counts(context, column) ? [cell('bias_gradient', layer, row, 0)] : [],
    layer > 1 ? unitsOf(context, layer - 1).map((unit) => cell('delta', layer - 1, unit, column)) : [],
  ],
  weight_gradient: ({ layer }) => [[number('gradient_norm', { layer })]],
};

/**
 * @param {Target} target
 * @param {Known} context
 * @returns {Selection[][]}
 */
function usesOfNumber({ quantity, example: n, row, column, layer }, context) {
  const depth = depthOf(context);
  const example = n ?? 0;
  if (quantity === 'losses') return [[number('loss', {})], unitsOf(context, depth).map((unit) => cell('delta', depth, unit, example))];
  if (quantity === 'targets') return usesOfOutput(row ?? 0, example, context);
  if (quantity === 'loss_gradient') {
    const units = context.shape.softmax ? unitsOf(context, depth) : [row ?? 0];
    return [units.map((unit) => cell('delta', depth, unit, example))];
  }
  if (quantity === 'jacobian' && (layer ?? depth) === depth) return [[cell('delta', layer ?? depth, column ?? 0, example)]];
  return [];
}
