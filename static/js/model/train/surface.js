/**
 * The decision surface of a network of two inputs made ready to be drawn: its frame, its colours, the examples and the
 * lines of the first layer's units, and what it says in words. Pure.
 * @import { Matrix, Selection } from '../analysis/types.js'
 * @import { Catalogue, Wire } from '../network/types.js'
 * @import { Run, Snapshot, Surface } from './types.js'
 */
import { decodeMatrix } from '../../wire/arrays.js';
import { capital, number, plural } from '../format.js';
import { listed } from '../analysis/statuses.js';
import { isOutputOnly } from '../network/catalogue.js';
import { roundUp } from './timeline.js';
import { snapshotUpTo } from './training.js';

/** @typedef {[red: number, green: number, blue: number]} Colour from 0 to 255 */
/** @typedef {Omit<Snapshot, 'surface'> & {surface: Surface}} Pictured */

/**
 * @typedef {object} Examples the probe batch as points
 * @property {number} count
 * @property {[x: number, y: number][]} points none where they were sent pooled
 * @property {number[]|null} classes of each, where each target is a class
 * @property {number[]|null} values the targets of a single output that are no classes
 */

/** @typedef {{kind: 'classes', count: number, sure: boolean}|{kind: 'scale', middle: number, half: number}} Paint */

/**
 * The surface at a step, or where that was not sent whole, the last one before it.
 * @param {Run|null} run
 * @param {number|null} step
 * @returns {Pictured|null}
 */
export function pictured(run, step) {
  const found = snapshotUpTo(run, step);
  return found?.surface ? /** @type {Pictured} */ (found) : null;
}

/**
 * @param {Pick<Wire['AnalyzeAnswer'], 'input'|'targets'>} wire
 * @returns {Examples}
 */
export function examplesOf(wire) {
  const [input, targets] = [decodeMatrix(wire.input), decodeMatrix(wire.targets)];
  const count = input.shape[0];
  if (input.rows < count || targets.rows < count) return { count, points: [], classes: null, values: null };
  const rows = Array.from({ length: count }, (_, row) => row);
  const points = rows.map((row) => /** @type {[number, number]} */ ([input.data[2 * row], input.data[2 * row + 1]]));
  const classes = classesOf(targets);
  return { count, points, classes, values: classes === null && targets.columns === 1 ? [...targets.data] : null };
}

/**
 * @param {Matrix} targets one row for each example
 * @returns {number[]|null} the class of each, from one-hot rows, or from 0 and 1 for a single output; null where some
 *   target is no class
 */
export function classesOf({ data, rows, columns }) {
  const classes = Array.from({ length: rows }, (_, row) => {
    const target = data.subarray(row * columns, (row + 1) * columns);
    if (columns === 1) return Number(target[0]);
    return target.every((entry) => entry === 0 || entry === 1) && target.reduce((a, b) => a + b, 0) === 1 ? target.indexOf(1) : -1;
  });
  return classes.every((one) => one >= 0 && Number.isInteger(one) && (columns > 1 || one <= 1)) ? classes : null;
}

/**
 * How the surface is coloured: by the class of the largest ŷ, or on a scale about the middle of the targets.
 * @param {Surface} surface
 * @param {Examples} examples
 * @param {Run['start']} start
 * @param {Catalogue|null} catalogue
 * @returns {Paint}
 */
export function paintOf({ classes }, { values }, start, catalogue) {
  const output = start?.layers.at(-1);
  if (classes !== null) return { kind: 'classes', count: output?.units ?? 2, sure: output !== undefined && isOutputOnly(output.activation_function, catalogue) };
  const [low, high] = values && values.length > 0 ? [Math.min(...values), Math.max(...values)] : [0, 1];
  return { kind: 'scale', middle: low / 2 + high / 2, half: high / 2 - low / 2 || 1 };
}

/**
 * The picture, a pixel for each point of the grid, its first row at the top.
 * @param {Surface} surface
 * @param {Paint} paint
 * @param {{classes: Colour[], scale: (share: number) => Colour}} colours share: from −1 to 1
 * @returns {Uint8ClampedArray<ArrayBuffer>} red, green, blue, opacity; nothing where ŷ is not a number
 */
export function pixels({ values, classes }, paint, colours) {
  const { rows, columns } = values;
  const out = new Uint8ClampedArray(rows * columns * 4);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const from = row * columns + column;
      const value = values.data[from] ?? NaN;
      if (Number.isNaN(value)) continue;
      const [colour, opacity] = shade(value, classes?.data[from] ?? 0, paint, colours);
      out.set([...colour, Math.round(255 * opacity)], ((rows - 1 - row) * columns + column) * 4);
    }
  }
  return out;
}

/**
 * @param {number} value
 * @param {number} index of the class
 * @param {Paint} paint
 * @param {{classes: Colour[], scale: (share: number) => Colour}} colours
 * @returns {[Colour, number]}
 */
function shade(value, index, paint, { classes, scale }) {
  if (paint.kind === 'scale') return [scale(Math.max(-1, Math.min(1, (value - paint.middle) / paint.half))), 0.75];
  const chance = 1 / paint.count;
  const certainty = paint.sure ? Math.max(0, (value - chance) / (1 - chance)) : 0.5;
  return [/** @type {Colour} */ (classes[index % classes.length]), 0.06 + 0.54 * Math.min(1, certainty)];
}

/**
 * @typedef {object} Frame where the picture stands, in the units of its drawing
 * @property {{low: number, high: number}} x
 * @property {{low: number, high: number}} y
 * @property {{x: number, y: number, width: number, height: number}} box
 */

/** The whole drawing's width, and the room about the picture: numbers of the axes, and of the units. */
export const WIDTH = 340;
const ROOM = { left: 38, right: 26, top: 18, bottom: 22 };
/** Two numbers of units are no nearer to each other than this: of lines that end together one is numbered. */
const APART = 14;

/**
 * A unit of x is as long as one of y, unless the picture would become too low or too high.
 * @param {Surface} surface
 * @returns {Frame}
 */
export function frameOf({ x, y }) {
  const ends = (/** @type {Matrix} */ { data }) => ({ low: data[0] ?? 0, high: data.at(-1) ?? 1 });
  const [across, up] = [ends(x), ends(y)];
  const width = WIDTH - ROOM.left - ROOM.right;
  const shape = (up.high - up.low) / (across.high - across.low);
  const height = Math.round(width * Math.max(0.55, Math.min(1, Number.isFinite(shape) ? shape : 1)));
  return { x: across, y: up, box: { x: ROOM.left, y: ROOM.top, width, height } };
}

/** @param {Frame} frame @returns {number} the whole drawing's height */
export const heightOf = ({ box }) => box.y + box.height + ROOM.bottom;

/**
 * @param {Frame} frame
 * @param {readonly number[]} point
 * @returns {[number, number]} in the drawing
 */
export function placeOf({ x, y, box }, [across = 0, up = 0]) {
  const share = (/** @type {number} */ value, /** @type {{low: number, high: number}} */ { low, high }) =>
    (value / 2 - low / 2) / (high / 2 - low / 2); // halved first: the difference of two large numbers may overflow
  return [box.x + share(across, x) * box.width, box.y + (1 - share(up, y)) * box.height];
}

/**
 * @param {{low: number, high: number}} range
 * @param {number} most
 * @returns {number[]} round numbers within it
 */
export function ticks({ low, high }, most) {
  const size = roundUp((high / 2 - low / 2) / most * 2);
  const [first, last] = [Math.ceil(low / size), Math.floor(high / size)];
  if (!Number.isFinite(size) || !(last - first < 2 * most)) return [];
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * size).toPrecision(12)));
}

/** @typedef {{unit: number, dead: boolean, path: string, label: {x: number, y: number, anchor: 'start'|'middle'}|null}} Line */

/**
 * The lines, each with a place for its unit's number: outside the picture at the top or on the right, where no
 * numbers of the axes stand, else just inside; and of the two ends the one that is farther from those already placed.
 * @param {Surface['hinges']} hinges
 * @param {Frame} frame
 * @returns {Line[]}
 */
export function linesOf(hinges, frame) {
  /** @type {{x: number, y: number}[]} */
  const taken = [];
  return hinges.map(({ unit, dead, segments }) => {
    const drawn = segments.map((ends) => ends.map((end) => placeOf(frame, end)));
    const path = drawn.map(([a, b]) => `M${point(a)}L${point(b)}`).join('');
    const places = drawn.flatMap(([a, b]) => (a && b ? [outside(a, b, frame), outside(b, a, frame)] : []));
    const free = (/** @type {{x: number, y: number}} */ place) =>
      Math.min(Infinity, ...taken.map((one) => Math.hypot(one.x - place.x, one.y - place.y)));
    const best = places.reduce((far, place) => (far === null || free(place) > free(far) ? place : far), /** @type {Line['label']} */ (null));
    const label = best && free(best) >= APART ? best : null;
    if (label) taken.push(label);
    return { unit, dead, path, label };
  });
}

/** @param {[number, number]|undefined} at */
const point = (at) => (at ?? [0, 0]).map((value) => value.toFixed(2)).join(' ');

/**
 * @param {[number, number]} end
 * @param {[number, number]} other
 * @param {Frame} frame
 * @returns {NonNullable<Line['label']>}
 */
function outside([x, y], [otherX, otherY], { box }) {
  if (y <= box.y + 0.5) return { x, y: y - 5, anchor: 'middle' };
  if (x >= box.x + box.width - 0.5) return { x: x + 4, y: y + 4, anchor: 'start' };
  const length = Math.hypot(otherX - x, otherY - y) || 1;
  const inwards = Math.min(14, length / 2) / length;
  return { x: x + (otherX - x) * inwards, y: y + (otherY - y) * inwards + 4, anchor: 'middle' };
}

/**
 * @param {Selection|null} selection
 * @returns {number|null} the unit of layer 1 that it is of
 */
export function unitOf(selection) {
  if (selection?.kind === 'neuron') return selection.layer === 1 ? selection.unit : null;
  if (selection?.kind === 'cell') return selection.layer === 1 && selection.quantity !== 'input' ? selection.row : null;
  return null;
}

/** Where the lines of the first layer are: at its kinks, or where it has none, at 0. @param {readonly number[]} kinks */
export function lineWords(kinks) {
  const at = kinks.length > 0 ? kinks : [0];
  return `where ${at.map((kink) => `z̃\u00a0=\u00a0${number(kink)}`).join(' or ')}`;
}

/**
 * The picture in words.
 * @param {Surface} surface
 * @param {Paint} paint
 * @param {Examples} examples
 * @returns {string} "2 classes, 64 examples; the lines of 3 of 8 units of layer 1 cross the picture; units 1 and 4 are dead."
 */
export function captionOf({ hinges, values }, paint, { count }) {
  const crossing = hinges.filter(({ segments }) => segments.length > 0).length;
  const dead = hinges.filter((hinge) => hinge.dead).map(({ unit }) => unit);
  const unknown = values.data.some((value) => Number.isNaN(value));
  const of = hinges.length === 1 ? 'the only unit' : `${crossing} of ${hinges.length} units`;
  return capital([
    `${paint.kind === 'classes' ? plural(paint.count, 'class', 'classes') : 'one output'}, ${plural(count, 'example')}`,
    crossing === 0 ? 'no line of layer 1 crosses the picture' : `the line${crossing === 1 ? '' : 's'} of ${of} of layer 1 cross${crossing === 1 ? 'es' : ''} the picture`,
    dead.length === 0 ? 'none is dead' : `${listed(dead, 'unit', 12)} ${dead.length === 1 ? 'is' : 'are'} dead`,
    ...(unknown ? ['where nothing is drawn ŷ is not a number'] : []),
  ].join('; ')) + '.';
}

/**
 * @param {Paint} paint
 * @returns {string} what the colours mean
 */
export function colourWords(paint) {
  if (paint.kind === 'scale') {
    const [low, middle, high] = [paint.middle - paint.half, paint.middle, paint.middle + paint.half].map((value) => number(value));
    return `Blue: ŷ = ${low} or less; orange: ${high} or more; neither: ${middle}`;
  }
  return paint.sure ? 'Colour: the class of the largest ŷ, weaker the less it leads' : 'Colour: the class of the largest ŷ';
}
