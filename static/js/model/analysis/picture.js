/**
 * An answer made ready to be drawn: each matrix turned once and kept, and what several views ask of it. Pure but for
 * what it remembers.
 * @import { Analysis, Neuron, Quantity } from './types.js'
 * @import { Catalogue, Choice, Spec } from '../network/types.js'
 * @import { FlatSides } from '../network/catalogue.js'
 * @import { Drawn } from './figures.js'
 * @import { Context } from './provenance.js'
 */

import { LAYER_QUANTITIES } from '../../wire/quantities.js';
import { drawn, extent, valueAt } from './figures.js';
import { words } from '../format.js';
import { cancels, flatSides, isOutputOnly } from '../network/catalogue.js';
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
 * @property {(layer: number) => FlatSides} flat  where the activation of a layer is flat
 */

/**
 * @param {Choice} choice
 * @returns {string} "leaky relu (negative slope 0.2)"
 */
export function choiceText(choice) {
  if (typeof choice === 'string') return words(choice);
  const rest = Object.entries(choice).filter(([key]) => key !== 'name');
  return rest.length ? `${words(choice.name)} (${rest.map(([key, value]) => `${words(key)} ${value}`).join(', ')})` : words(choice.name);
}

/**
 * @param {Analysis} analysis
 * @param {{spec: Spec, example: number|null}} answered
 * @param {Catalogue|null} catalogue what is known of activations and losses
 * @returns {Picture}
 */
export function createPicture(analysis, { spec, example: asked }, catalogue) {
  const examples = analysis.input.shape[0];
  const example = asked === null ? null : Math.min(asked, examples - 1);
  const depth = analysis.layers.length;
  const output = nameOf(analysis.layers[depth - 1]?.activation_function);
  const isSoftmax = isOutputOnly(output, catalogue);
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
    if (flat(layer).zero && next.extent.nonFinite === 0) return here.dead;
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

  /** @type {Picture['flat']} */
  const flat = (layer) => {
    const { activation_function: choice = '', activation_parameters: parameters } = analysis.layers[layer - 1] ?? {};
    return flatSides(typeof choice === 'string' ? { name: choice, ...parameters } : choice, catalogue);
  };

  return {
    analysis, example, examples, depth, shown, common, zeroColumns, inactive, flat,
    context: {
      example,
      shape: {
        sizes: [analysis.input.shape[1], ...analysis.layers.map(({ units }) => units)],
        examples,
        softmax: isSoftmax,
        cancels: isSoftmax || cancels(spec.loss, output, catalogue),
      },
    },
  };
}

/** @type {{analysis: Analysis, example: number|null, catalogue: Catalogue|null, picture: Picture}|null} */
let last = null;

/**
 * The picture of the state's answer, the same one for as long as the answer is the same; none before the catalogue is
 * there, which tells what is flat.
 * @param {{analysis: Analysis|null, answered: {spec: Spec, example: number|null}|null, catalogue: Catalogue|null}} state
 * @returns {Picture|null}
 */
export function pictureOf({ analysis, answered, catalogue }) {
  if (!analysis || !answered || !catalogue) return null;
  if (last?.analysis !== analysis || last.example !== answered.example || last.catalogue !== catalogue) {
    last = { analysis, example: answered.example, catalogue, picture: createPicture(analysis, answered, catalogue) };
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
