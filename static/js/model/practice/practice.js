/**
 * Practising, as pure functions: which arrays are asked for, what somebody typed or pasted into them, and how that goes to
 * the service.
 *
 * An answer is kept as it is drawn on paper, a row for each unit; what has a row for each example on the wire is turned
 * on its way there. An empty cell is ''.
 * @import { Catalogue, Entry, FieldError, Spec } from '../network/types.js'
 * @import { State } from '../page/types.js'
 * @import { Exercise, Field, GradedQuantity, KnownExercise, Rows } from './types.js'
 */
import { blockShape, fitOf, shapeText, transposedBlock } from '../network/block.js';
import { refusal } from '../network/pasting.js';
import { count, inputSize, unitsOf } from '../network/spec.js';
import { nameOf as activationOf } from '../page/selectors.js';
import { isByExample } from '../analysis/symbols.js';

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

// ── What is practised ───────────────────────────────────────────────────────────────────────────────────────────────

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
  const columns = isByExample(quantity) ? examples : quantity === 'weight_gradient' ? widths[layer - 1] : 1;
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
  return { text, exercise, sizes, large, fields: exercise ? exerciseFields(exercise.answer, exercise.spec) : ownFields(sizes, (layer) => activationOf(spec.network.layers[layer - 1]?.activation) !== 'softmax') };
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

// ── Answers ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * An entry as it reads while nobody edits it: as it was typed where it fits, else with as many digits as do.
 * @param {Entry|undefined} entry
 * @param {number} room characters
 * @returns {string}
 */
export function fittingText(entry, room) {
  if (typeof entry !== 'number') return entry ?? '';
  const written = (/** @type {string} */ text) => text.replaceAll('-', '−').replace('e+', 'e');
  const rounded = Array.from({ length: room }, (_, less) => Number(entry.toPrecision(room - less)));
  const texts = [entry, ...rounded].flatMap((value) => [String(value), value.toExponential()].map(written));
  return texts.find((text) => text.length <= room) ?? written(String(entry));
}

/** @param {Entry} entry */
const isBlank = (entry) => typeof entry === 'string' && entry.trim() === '';

/**
 * @param {Field} field
 * @returns {Rows}
 */
export function emptyRows({ rows, columns }) {
  return Array.from({ length: rows }, () => new Array(columns).fill(''));
}

/**
 * The shape of an answer as it is drawn: the one that is asked for, or the transposed one.
 * @param {Field} field
 * @param {Rows|undefined} rows
 * @returns {[number, number]}
 */
export function shapeOf(field, rows) {
  return rows ? [rows.length, rows[0]?.length ?? 0] : [field.rows, field.columns];
}

/**
 * @param {Field} field
 * @param {Rows|undefined} rows
 * @returns {boolean} whether what was pasted lies on its side
 */
export function isTurned(field, rows) {
  return rows !== undefined && (rows.length !== field.rows || rows[0]?.length !== field.columns);
}

/** Rows and columns exchanged. */
export const turned = /** @type {(rows: Rows) => Rows} */ (transposedBlock);

/**
 * Writes a block into an answer; an answer with nothing in it is none.
 * @param {Field} field
 * @param {Rows|undefined} rows
 * @param {number} row
 * @param {number} column
 * @param {readonly (readonly Entry[])[]} block
 * @returns {Rows|undefined}
 */
export function withBlock(field, rows, row, column, block) {
  const next = (rows ?? emptyRows(field)).map((cells, r) => cells.map((cell, c) => block[r - row]?.[c - column] ?? cell));
  return next.every((cells) => cells.every(isBlank)) ? undefined : next;
}

/** @typedef {{rows: Rows|undefined, words: string, fits: boolean, turned: Rows|null}} PastedAnswer fits: whether it was written; turned: the block on its side, where that would fit */

/**
 * What a pasted block makes of an answer. A whole array may be pasted into the first cell in the shape that is asked
 * for, or in the transposed one, which is then kept as it is for the service to judge; only a vector has no sides. Any
 * other block fits from its cell on, or changes nothing.
 * @param {Field} field
 * @param {Rows|undefined} rows
 * @param {number} row
 * @param {number} column
 * @param {Entry[][]} block
 * @returns {PastedAnswer}
 */
export function pasted(field, rows, row, column, block) {
  const refused = refusal(block);
  if (refused) return { rows, words: refused, fits: false, turned: null };
  const [height, width] = blockShape(block);
  const words = `Pasted ${height} × ${width}.`;
  const whole = (/** @type {Rows} */ all) => ({ rows: withBlock(field, undefined, 0, 0, all), words, fits: true, turned: null });
  const first = row === 0 && column === 0;
  if (first && height === field.rows && width === field.columns) return whole(block);
  if (first && height === field.columns && width === field.rows) {
    return isVector(field) ? whole(turned(block)) : { rows: block, words, fits: true, turned: null };
  }
  const now = shapeOf(field, rows);
  const room = /** @type {const} */ ([now[0] - row, now[1] - column]);
  const written = (/** @type {Rows} */ upright) => ({ rows: withBlock(field, rows, row, column, upright), words, fits: true, turned: null });
  const fit = fitOf([height, width], room);
  if (fit === 'fits') return written(block);
  if (fit === 'transpose' && isVector(field)) return written(turned(block));
  const there = `${first ? 'The array' : `From row ${row}, column ${column} on it`} is ${shapeText(room)} and the block ${height} × ${width}`;
  const why = fit === 'transpose' ? 'its transpose would fit' : 'it does not fit, nor does its transpose';
  return { rows, words: `${there}: ${why}. Nothing was changed.`, fits: false, turned: fit === 'transpose' ? turned(block) : null };
}

/**
 * A vector has no sides: it may be pasted lying or standing. A gradient of weights is a matrix, however narrow.
 * @param {Field} field
 */
function isVector({ quantity, rows, columns }) {
  return quantity !== 'weight_gradient' && (rows === 1 || columns === 1);
}

/**
 * @param {Rows} rows
 * @returns {[row: number, column: number][]}
 */
export function emptyCells(rows) {
  return rows.flatMap((cells, row) => cells.flatMap((cell, column) => (isBlank(cell) ? [/** @type {[number, number]} */ ([row, column])] : [])));
}

/**
 * @param {Field} field
 * @param {Rows} rows without an empty cell
 * @returns {{layer: number, quantity: GradedQuantity, values: readonly Entry[]|Rows}} as the service takes it
 */
export function asAnswer({ layer, quantity }, rows) {
  const values = quantity === 'bias_gradient' ? rows.map(([entry = '']) => entry) : isByExample(quantity) ? turned(rows) : rows;
  return { layer, quantity, values };
}

/**
 * @typedef {object} Place a cell as drawn, or (row null) the whole array
 * @property {number|null} row
 * @property {number|null} column
 */

/**
 * A cell of the wire as it is drawn.
 * @param {Field} field
 * @param {number|null} row
 * @param {number|null} column
 * @returns {Place}
 */
export function placeOf({ quantity }, row, column) {
  return isByExample(quantity) ? { row: column, column: row } : { row, column: row === null ? null : column ?? 0 };
}

/** @typedef {{index: number, row: number|null, column: number|null}} Pointed an answer of a request, and its entry as on the wire */

/**
 * @param {FieldError} error
 * @returns {Pointed|null} what a pointer into a request's answers names; null for any other pointer
 */
export function pointed({ pointer }) {
  const match = /^\/answers\/(\d+)(?:\/values(?:\/(\d+))?(?:\/(\d+))?)?/.exec(pointer);
  if (!match) return null;
  const at = (/** @type {string|undefined} */ text) => (text === undefined ? null : Number(text));
  return { index: Number(match[1]), row: at(match[2]), column: at(match[3]) };
}

/**
 * @param {Field} field
 * @param {Place} place
 * @returns {string} "row 1, column 0" of a matrix, "unit 1, example 0" of what has examples, "unit 1" of a vector
 */
export function cellWords({ quantity, columns }, { row, column }) {
  if (row === null) return 'all of it';
  if (column === null) return `row ${row}`;
  if (quantity === 'weight_gradient') return `row ${row}, column ${column}`;
  return columns === 1 ? `unit ${row}` : `unit ${row}, example ${column}`;
}
