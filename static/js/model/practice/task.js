/**
 * What there is to practise: which arrays of which network are asked for, and why not where none is.
 * @import { Catalogue, Spec } from '../network/types.js'
 * @import { State } from '../page/types.js'
 * @import { Exercise, Field, GradedQuantity, KnownExercise } from './types.js'
 */
import { isByExample, isVector } from '../analysis/symbols.js';
import { isOutputOnly } from '../network/catalogue.js';
import { count, inputSize, unitsOf } from '../network/sizes.js';
import { nameOf as activationOf } from '../page/selectors.js';

/** The most rows or columns of an array, examples of a batch, and layers that are worth working out by hand. */
export const MOST = 12;
export const MOST_LAYERS = 8;
/** With more layers than this the arrays of the forward pass are not asked for. */
const MOST_FORWARD = 3;
/** The service's levels of exercises, in the words of its titles. */
export const LEVELS = /** @type {const} */ ({
  1: 'a softmax layer',
  2: 'a hidden layer',
  3: 'two hidden layers',
  4: 'two hidden layers and a batch',
});

const FORWARD = new Set(['preactivation', 'activation', 'derivative']);

/** @param {string} quantity @returns {boolean} whether it belongs to the forward pass */
export const isForward = (quantity) => FORWARD.has(quantity);

/**
 * What the answers depend on, written so that equal specs give equal texts.
 * @param {Spec} spec
 * @returns {string}
 */
export function textOf({ network, data, loss, reduction }) {
  return JSON.stringify({ network, data, loss, reduction }, (_, value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

/**
 * A short name for a text, so far different for different ones (cyrb53, 53 bits).
 * @param {string} text
 * @returns {string}
 */
export function nameOf(text) {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36);
}

/** @typedef {{widths: number[], examples: number}} Sizes d_0 … d_L, and N */

/**
 * @param {Spec} spec
 * @param {Catalogue|null} catalogue
 * @returns {Sizes|null} null where the spec does not say them (yet)
 */
export function sizesOf(spec, catalogue) {
  const { data, network } = spec;
  const named = 'inputs' in data ? null : catalogue?.datasets.find(({ name }) => name === data.dataset);
  const examples = 'inputs' in data ? data.inputs.length : data.size === undefined ? named?.default_size : count(data.size);
  const widths = [inputSize(spec, catalogue), ...network.layers.map((_, index) => unitsOf(spec, index + 1))];
  if (!examples || network.layers.length === 0 || widths.some((width) => !width)) return null;
  return { widths: /** @type {number[]} */ (widths), examples };
}

/**
 * @param {Sizes} sizes
 * @returns {string|null} why this is too much to be worked out by hand, or null where it is not
 */
export function tooLarge({ widths, examples }) {
  const layer = widths.findIndex((width) => width > MOST);
  const found = layer === 0 ? `the network has ${widths[0]} inputs`
    : layer > 0 ? `layer ${layer} has ${widths[layer]} units`
    : examples > MOST ? `the batch has ${examples} examples`
    : widths.length - 1 > MOST_LAYERS ? `the network has ${widths.length - 1} layers` : null;
  return found && `To work out by hand this is too much: ${found}. Up to ${MOST} units a layer, ${MOST} examples and ${MOST_LAYERS} layers can be practised: take a smaller network, or an exercise.`;
}

/**
 * @param {GradedQuantity} quantity
 * @param {number} layer
 * @param {Sizes} sizes
 * @returns {Field}
 */
function fieldOf(quantity, layer, { widths, examples }) {
  const columns = isByExample(quantity) ? examples : isVector(quantity) ? 1 : widths[layer - 1];
  return {
    name: `${quantity}/${layer}`, quantity, layer, output: layer === widths.length - 1,
    rows: widths[layer] ?? 0, columns: columns ?? 0,
  };
}

/**
 * What to hand in for a network of one's own: forward from layer 1, and back from the last.
 * @param {Sizes} sizes
 * @param {(layer: number) => boolean} hasDerivative whether a layer has a φ′: a softmax has none
 * @returns {Field[]}
 */
export function ownFields(sizes, hasDerivative) {
  const layers = Array.from(sizes.widths.slice(1), (_, index) => index + 1);
  const forward = layers.length > MOST_FORWARD ? [] : layers;
  /** @type {[number[], GradedQuantity[]][]} */
  const passes = [
    [forward, ['preactivation', 'activation', 'derivative']],
    [[...layers].reverse(), ['delta', 'weight_gradient', 'bias_gradient']],
  ];
  return passes.flatMap(([order, quantities]) => order.flatMap((layer) =>
    quantities.filter((quantity) => quantity !== 'derivative' || hasDerivative(layer)).map((quantity) => fieldOf(quantity, layer, sizes))));
}

/**
 * What an exercise asks for, in its order; its shapes are those of the wire.
 * @param {Exercise} exercise
 * @param {Spec} spec the exercise's
 * @returns {Field[]}
 */
export function exerciseFields({ hand_in: asked }, spec) {
  return asked.map(({ layer, quantity, shape: [first = 1, second = 1] }) => {
    const [rows, columns] = isByExample(quantity) ? [second, first] : [first, second];
    return { name: `${quantity}/${layer}`, quantity, layer, output: layer === spec.network.layers.length, rows, columns };
  });
}

/**
 * @typedef {object} Task what there is to practise on the network of the page
 * @property {string} text what it depends on; '' where there is nothing to hand in
 * @property {KnownExercise|null} exercise the generated exercise that this is
 * @property {Sizes|null} sizes
 * @property {string|null} large why it cannot be worked out by hand
 * @property {readonly Field[]} fields
 */

/** @type {{of: readonly unknown[], task: Task}|null} */
let last = null;

/**
 * @param {Pick<State, 'spec'|'catalogue'|'practice'>} state
 * @returns {Task} the same object as long as nothing of it changed
 */
export function taskOf({ spec, catalogue, practice: { exercises } }) {
  const of = [spec, catalogue, exercises];
  if (last?.of.every((part, index) => part === of[index])) return last.task;
  const task = newTask(spec, catalogue, exercises);
  last = { of, task };
  return task;
}

/**
 * @param {Spec} spec
 * @param {Catalogue|null} catalogue
 * @param {readonly KnownExercise[]} exercises
 * @returns {Task}
 */
function newTask(spec, catalogue, exercises) {
  const sizes = sizesOf(spec, catalogue);
  const large = sizes && tooLarge(sizes);
  if (!sizes || large) return { text: '', exercise: null, sizes, large, fields: [] };
  const text = textOf(spec);
  const exercise = exercises.find((known) => known.text === text) ?? null;
  const hasDerivative = (/** @type {number} */ layer) => !isOutputOnly(activationOf(spec.network.layers[layer - 1]?.activation), catalogue);
  // Without a catalogue it is not known yet which layers have a φ′.
  const own = () => (catalogue ? ownFields(sizes, hasDerivative) : []);
  return { text, exercise, sizes, large, fields: exercise ? exerciseFields(exercise.answer, exercise.spec) : own() };
}

/**
 * Whether the exercise that the link names is still on its way.
 * @param {State} state
 */
export function isFetching({ view, status, practice: { exercises, unknown } }) {
  const name = view.exercise;
  if (!name || status === 'offline' || status === 'busy') return false;
  return unknown?.of !== name && !exercises.some(({ seed, level }) => seed === name.seed && level === name.level);
}

/**
 * Whether the spec does not fit together, as far as is known: what was wrong counts until there is an answer.
 * @param {State} state
 */
export function isWrong({ status, problem }) {
  return status === 'invalid' || (status === 'loading' && problem !== null);
}

/**
 * Whether there is a worksheet for the spec on the page.
 * @param {State} state
 */
export function canBeAnswered(state) {
  const { spec, practice: { sheet } } = state;
  return !isWrong(state) && !isFetching(state) && sheet?.of === spec && taskOf(state).fields.length > 0;
}
