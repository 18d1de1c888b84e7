/**
 * What follows from the state, derived when asked.
 * @import { Analysis, Matrix, Quantity } from '../analysis/types.js'
 * @import { Catalogue, Choice, Entry, LayerSpec, Spec } from '../network/types.js'
 * @import { State, View } from './types.js'
 */
import { transposed } from '../../wire/arrays.js';
import { shows } from './views.js';

/** Quantities whose wire rows are examples; drawn with one row a unit, they are transposed. */
const BY_EXAMPLE = new Set(['input', 'preactivation', 'activation', 'derivative', 'delta']);

/**
 * Whether a network is on the page: from then on there is something to change, to keep and to pass on.
 * @param {Pick<State, 'spec'>} state
 * @returns {boolean}
 */
export function isOpened({ spec }) {
  return spec.network.layers.length > 0;
}

/**
 * Whether the picture on the page is not (yet) that of the spec; a step of a run is what it is.
 * @param {State} state
 * @returns {boolean}
 */
export function outdated(state) {
  return state.analysis !== null && state.training.own === null && state.status !== 'ready';
}

/**
 * The answer to the spec itself, which is not on the page while the flow shows a step of a run.
 * @param {Pick<State, 'analysis'|'answered'|'training'>} state
 * @returns {Pick<State, 'analysis'|'answered'>}
 */
export function ownAnswer({ analysis, answered, training }) {
  return training.own ?? { analysis, answered };
}

/**
 * What numbers the flow is of: those of the spec, or of a step of a run once it rests.
 * @param {Pick<State, 'spec'|'view'|'answered'|'training'>} state
 * @returns {{spec: Spec, example: number|null}|null} null where they are not known one by one
 */
export function shownNumbers({ spec, view, answered, training }) {
  if (!training.own) return { spec, example: view.example };
  return answered && !answered.blocks && !training.moving ? answered : null;
}

/**
 * Whether the view has the flow, and the inspector beside it.
 * @param {Pick<State, 'view'>} state
 * @returns {boolean}
 */
export function showsFlow({ view }) {
  return shows(view.name, 'flow');
}

/**
 * A quantity of a layer in wire orientation; layer 0 has only the input.
 * @param {Analysis} analysis
 * @param {number} layer 0 … L
 * @param {Quantity} quantity
 * @returns {Matrix|null}
 */
export function matrixOf(analysis, layer, quantity) {
  if (layer === 0 || quantity === 'input') return analysis.input;
  return analysis.layers[layer - 1]?.[quantity] ?? null;
}

/**
 * A quantity of a layer as the page draws it: one row a unit.
 * @param {Analysis} analysis
 * @param {number} layer 0 … L
 * @param {Quantity} quantity
 * @returns {Matrix|null}
 */
export function drawn(analysis, layer, quantity) {
  const matrix = matrixOf(analysis, layer, quantity);
  return matrix && BY_EXAMPLE.has(quantity) ? transposed(matrix) : matrix;
}

/**
 * @param {Analysis} analysis
 * @returns {number} N
 */
export function batchSize(analysis) {
  return analysis.input.shape[0];
}

/**
 * The name of an activation, an initializer, …, with or without parameters.
 * @param {Choice|undefined} choice
 * @returns {string}
 */
export function nameOf(choice) {
  if (choice === undefined) return '';
  return typeof choice === 'string' ? choice : choice.name;
}

/**
 * What a layer's weights are drawn from: where it names nothing, the usual initializer of its activation.
 * @param {LayerSpec} layer
 * @param {Catalogue|null} catalogue
 * @returns {Choice|undefined} undefined where only the server knows
 */
export function initializerOf({ initializer, activation }, catalogue) {
  return initializer ?? catalogue?.activations.find(({ name }) => name === nameOf(activation))?.default_initializer;
}

/**
 * A parameter of a choice, or undefined where it is left to its default.
 * @param {Choice|undefined} choice
 * @param {string} parameter
 * @returns {Entry|undefined}
 */
export function parameterOf(choice, parameter) {
  return typeof choice === 'object' ? choice[parameter] : undefined;
}

/**
 * How many examples the answer on the page has, or the explicit data has; null where only the server knows.
 * @param {State} state
 * @returns {number|null}
 */
export function exampleCount(state) {
  if ('inputs' in state.spec.data) return state.spec.data.inputs.length;
  const { analysis } = ownAnswer(state);
  return analysis ? batchSize(analysis) : null;
}

/**
 * @param {Spec} spec
 * @returns {boolean} whether the batch is written out
 */
export function isExplicitData(spec) {
  return 'inputs' in spec.data;
}

/**
 * The view with what it names brought back within the spec.
 * @param {State} state
 * @returns {View}
 */
export function withinReach({ view, spec }) {
  const layers = spec.network.layers.length;
  const size = 'inputs' in spec.data ? spec.data.inputs.length : spec.data.size;
  const known = typeof size === 'number' && Number.isInteger(size) && size >= 1 ? size : null;
  const beyond = view.example !== null && known !== null && view.example >= known;
  const example = beyond ? known - 1 : view.example;
  const focus = view.focus !== null && view.focus > layers ? null : view.focus;
  const open = view.open !== null && view.open > layers ? null : view.open;
  const same = example === view.example && focus === view.focus && open === view.open;
  return same ? view : { ...view, example, focus, open };
}
