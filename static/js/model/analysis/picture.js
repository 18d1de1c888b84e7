/**
 * An answer made ready to be drawn: each matrix turned once and kept, and what several views ask of it. Pure but for
 * what it remembers.
 * @import { Analysis, Neuron, Quantity } from './types.js'
 * @import { Choice, Spec } from '../network/types.js'
 * @import { Drawn } from './figures.js'
 * @import { Circumstances } from './statuses.js'
 * @import { Context } from './provenance.js'
 */

import { LAYER_QUANTITIES } from '../../wire/quantities.js';
import { drawn, extent, valueAt } from './figures.js';
import { words } from '../format.js';
import { largest } from '../drawing/scales.js';
import { matrixOf, nameOf } from '../page/selectors.js';

/** @typedef {{drawn: Drawn, own: number, extent: ReturnType<typeof extent>}} Shown */

/**
 * @typedef {object} Picture
 * @property {Analysis} analysis
 * @property {number|null} example  the chosen example
 * @property {number} examples  N
 * @property {number} depth  L
 * @property {Context} context  for the provenance
 * @property {(layer: number, quantity: Quantity) => Shown|null} shown
 * @property {() => number} common  the largest finite magnitude of all matrices
 * @property {(layer: number) => number[]} zeroColumns  dead units whose column of the next ∇W is exactly zero
 * @property {(layer: number, unit: number) => boolean} inactive  φ′ = 0 on the chosen example, and not dead
 * @property {(layer: number, unit: number) => Circumstances} circumstances
 */

/** Activation functions whose value on their flat side is zero. */
const ZERO_WHERE_FLAT = new Set(['relu', 'leaky_relu']);

/**
 * @param {Choice} choice
 * @returns {string} "leaky relu (negative slope 0.2)"
 */
export function choiceText(choice) {
  if (typeof choice === 'string') return words(choice);
  const rest = Object.entries(choice).filter(([key]) => key !== 'name');
  return rest.length ? `${words(choice.name)} (${rest.map(([key, value]) => `${words(key)} ${value}`).join(', ')})` : words(choice.name);
}

/** @param {Choice} choice */
function slopeOf(choice) {
  const slope = typeof choice === 'string' ? undefined : choice['negative_slope'];
  return typeof slope === 'number' ? slope : undefined;
}

/**
 * @param {Analysis} analysis
 * @param {{spec: Spec, example: number|null}} answered
 * @returns {Picture}
 */
export function createPicture(analysis, { spec, example: asked }) {
  const examples = analysis.input.shape[0];
  const example = asked === null ? null : Math.min(asked, examples - 1);
  const depth = analysis.layers.length;
  const output = nameOf(analysis.layers[depth - 1]?.activation_function);
  /** @type {Map<string, Shown|null>} */
  const kept = new Map();
  /** @type {number|null} */
  let most = null;

  /** @type {Picture['shown']} */
  const shown = (layer, quantity) => {
    const key = `${layer} ${quantity}`;
    let found = kept.get(key);
    if (found === undefined) {
      const matrix = matrixOf(analysis, layer, quantity);
      const turned = matrix && drawn(matrix, quantity, example);
      found = turned && { drawn: turned, own: largest(turned), extent: extent(turned) };
      kept.set(key, found);
    }
    return found;
  };

  /** @type {Picture['common']} */
  const common = () => {
    most ??= Math.max(
      shown(0, 'input')?.own ?? 0,
      ...analysis.layers.flatMap((_, index) => LAYER_QUANTITIES.map((quantity) => shown(index + 1, quantity)?.own ?? 0)),
    );
    return most;
  };

  /** @type {Picture['zeroColumns']} */
  const zeroColumns = (layer) => {
    const here = analysis.layers[layer - 1];
    const next = shown(layer + 1, 'weight_gradient');
    if (!here || !next) return [];
    if (ZERO_WHERE_FLAT.has(nameOf(here.activation_function)) && next.extent.nonFinite === 0) return here.dead;
    const { z, pool } = next.drawn;
    return here.dead.filter((unit) => z.every((row) => row[Math.floor(unit / pool[1])] === 0));
  };

  /** @type {Picture['inactive']} */
  const inactive = (layer, unit) => {
    const derivative = shown(layer, 'derivative')?.drawn;
    if (example === null || !derivative || analysis.layers[layer - 1]?.neurons[unit]?.status === 'dead') return false;
    // A pooled block tells only when all of it is zero; then this unit's entry is zero too.
    return valueAt(derivative, unit, derivative.first) === 0;
  };

  /** @type {Picture['circumstances']} */
  const circumstances = (layer, unit) => {
    const choice = analysis.layers[layer - 1]?.activation_function ?? '';
    const slope = slopeOf(choice);
    return {
      layer, layers: depth, examples, example,
      activation: nameOf(choice),
      ...(slope === undefined ? {} : { slope }),
      allDead: analysis.layers.map(({ dead, units }) => dead.length === units),
      inactive: inactive(layer, unit),
      columnZero: zeroColumns(layer).includes(unit),
    };
  };

  return {
    analysis, example, examples, depth, shown, common, zeroColumns, inactive, circumstances,
    context: {
      example,
      shape: {
        sizes: [analysis.input.shape[1], ...analysis.layers.map(({ units }) => units)],
        examples,
        softmax: output === 'softmax',
        cancels: output === 'softmax' || (output === 'sigmoid' && spec.loss === 'binary_cross_entropy'),
      },
    },
  };
}

/** @type {{analysis: Analysis, example: number|null, picture: Picture}|null} */
let last = null;

/**
 * The picture of the state's answer, the same one for as long as the answer is the same.
 * @param {{analysis: Analysis|null, answered: {spec: Spec, example: number|null}|null}} state
 * @returns {Picture|null}
 */
export function pictureOf({ analysis, answered }) {
  if (!analysis || !answered) return null;
  if (last?.analysis !== analysis || last.example !== answered.example) {
    last = { analysis, example: answered.example, picture: createPicture(analysis, answered) };
  }
  return last.picture;
}

/**
 * @param {Picture} picture
 * @param {number} layer
 * @param {number} unit
 * @returns {Neuron|null}
 */
export function neuronOf(picture, layer, unit) {
  return picture.analysis.layers[layer - 1]?.neurons[unit] ?? null;
}
