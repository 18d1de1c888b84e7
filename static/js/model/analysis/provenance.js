/**
 * From which cells a cell was made: the regions to mark in every matrix. Pure.
 *
 * Regions are in drawn, full-resolution indices: a row is a unit; a column an example (z̃, z, δ, φ′), an input unit
 * (W, ∇W) or 0 (b, ∇b).
 */

/** @typedef {import('./types.js').Quantity} Quantity */
/** @typedef {import('./types.js').Selection} Selection */

/**
 * @typedef {object} Shape
 * @property {number[]} sizes  d₀ … d_L
 * @property {number} examples  N
 * @property {boolean} softmax  whether the output is a softmax
 * @property {boolean} cancels  whether the loss cancels φ′ at the output, so that δ⁽ᴸ⁾ = ŷ − y
 */

/**
 * @typedef {object} Region  Inclusive ranges.
 * @property {number} layer
 * @property {Quantity} quantity
 * @property {[number, number]} rows
 * @property {[number, number]} columns
 */

/** @typedef {{layer: number, quantity: Quantity, row: number, column: number}} Cell */
/** @typedef {{shape: Shape, example: number|null}} Context */

/**
 * @param {Quantity} quantity
 * @param {number} layer
 * @param {number|[number, number]} rows
 * @param {number|[number, number]} columns
 * @returns {Region}
 */
function region(quantity, layer, rows, columns) {
  return {
    layer,
    quantity,
    rows: typeof rows === 'number' ? [rows, rows] : rows,
    columns: typeof columns === 'number' ? [columns, columns] : columns,
  };
}

/**
 * z⁽ˡ⁻¹⁾ as it is drawn: the input below layer 1, an activation elsewhere.
 * @param {number} layer
 * @returns {[Quantity, number]}
 */
export function below(layer) {
  return layer === 1 ? ['input', 0] : ['activation', layer - 1];
}

/** @type {Record<Quantity, (cell: Cell, context: Context) => Region[]>} */
const RULES = {
  input: () => [],
  weights: () => [],
  bias: () => [],
  preactivation: ({ layer, row, column }, { shape: { sizes } }) => [
    region('weights', layer, row, [0, last(sizes, layer - 1)]),
    region('bias', layer, row, 0),
    region(...below(layer), [0, last(sizes, layer - 1)], column),
  ],
  activation: ({ layer, row, column }, { shape: { sizes, softmax } }) => {
    const whole = softmax && layer === sizes.length - 1;
    return [region('preactivation', layer, whole ? [0, last(sizes, layer)] : row, column)];
  },
  derivative: ({ layer, row, column }) => [region('preactivation', layer, row, column)],
  delta: ({ layer, row, column }, { shape }) => {
    if (layer === shape.sizes.length - 1) {
      const output = region('activation', layer, row, column);
      return shape.cancels ? [output] : [output, region('derivative', layer, row, column)];
    }
    const units = /** @type {[number, number]} */ ([0, last(shape.sizes, layer + 1)]);
    return [
      region('weights', layer + 1, units, row),
      region('delta', layer + 1, units, column),
      region('derivative', layer, row, column),
    ];
  },
  weight_gradient: ({ layer, row, column }, context) => {
    const examples = summedOver(context);
    return [region('delta', layer, row, examples), region(...below(layer), column, examples)];
  },
  bias_gradient: ({ layer, row }, context) => [region('delta', layer, row, summedOver(context))],
};

/**
 * @param {number[]} sizes
 * @param {number} layer
 */
function last(sizes, layer) {
  return /** @type {number} */ (sizes[layer]) - 1;
}

/**
 * The examples a gradient was summed over.
 * @param {Context} context
 * @returns {[number, number]}
 */
function summedOver({ shape, example }) {
  return example === null ? [0, shape.examples - 1] : [example, example];
}

/**
 * The regions that a cell was made from; none for weights, biases and inputs, which are given.
 * @param {Cell} cell
 * @param {Context} context
 * @returns {Region[]}
 */
export function sources(cell, context) {
  return RULES[cell.quantity](cell, context);
}

/**
 * Everything that belongs to a neuron: its row in each matrix of its layer, and its column in the next ∇W and W.
 * @param {number} layer
 * @param {number} unit
 * @param {Context} context
 * @returns {Region[]}
 */
export function belongings(layer, unit, { shape: { sizes, examples } }) {
  const inputs = /** @type {[number, number]} */ ([0, last(sizes, layer - 1)]);
  const batch = /** @type {[number, number]} */ ([0, examples - 1]);
  const own = [
    region('weights', layer, unit, inputs),
    region('bias', layer, unit, 0),
    region('preactivation', layer, unit, batch),
    region('activation', layer, unit, batch),
    region('weight_gradient', layer, unit, inputs),
    region('bias_gradient', layer, unit, 0),
    region('delta', layer, unit, batch),
    region('derivative', layer, unit, batch),
  ];
  if (layer === sizes.length - 1) return own;
  const next = /** @type {[number, number]} */ ([0, last(sizes, layer + 1)]);
  return [...own, region('weights', layer + 1, next, unit), region('weight_gradient', layer + 1, next, unit)];
}

/**
 * @param {Selection[]} selections
 * @returns {Region[]} the cells among them
 */
export function places(selections) {
  return selections.flatMap((one) => (one.kind === 'cell' ? [region(one.quantity, one.layer, one.row, one.column)] : []));
}

/**
 * @param {Selection} selection
 * @param {Context} context
 * @returns {Region[]}
 */
export function marks(selection, context) {
  if (selection.kind === 'number') return [];
  return selection.kind === 'neuron'
    ? belongings(selection.layer, selection.unit, context)
    : sources(selection, context);
}
