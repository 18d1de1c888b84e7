/**
 * What the catalogue tells of activations, losses and initializers: where they are flat, what they cancel, what they
 * take. Pure.
 * @import { Catalogue, Choice } from './types.js'
 */
import { ANALYZE } from '../../wire/defaults.js';
import { nameOf, parameterOf } from '../page/selectors.js';

/** @typedef {{below: number|null, above: number|null, zero: boolean}} FlatSides φ′ = 0 for z̃ ≤ below and z̃ ≥ above; zero: φ = 0 there too */

/** @type {FlatSides} */
const NOWHERE = { below: null, above: null, zero: false };

/**
 * @param {string} name
 * @param {Catalogue|null} catalogue
 */
const entryOf = (name, catalogue) => catalogue?.activations.find((entry) => entry.name === name);

/**
 * @param {Choice} choice an activation with its parameters
 * @param {Catalogue|null} catalogue
 * @returns {FlatSides}
 */
export function flatSides(choice, catalogue) {
  const entry = entryOf(nameOf(choice), catalogue);
  if (!entry) return NOWHERE;
  const { flat_below: below, flat_above: above, flat_with: only, zero_where_flat: zero } = entry;
  /** @type {Record<string, unknown>} */
  const given = typeof choice === 'string' ? {} : choice;
  const isFlat = Object.entries(only).every(([name, value]) => given[name] === value);
  return isFlat ? { below, above, zero } : NOWHERE;
}

/**
 * @param {string} name of an activation
 * @param {Catalogue|null} catalogue
 * @returns {boolean} whether it has a flat side, be it with some parameters alone; without a catalogue it may
 */
export function mayBeFlat(name, catalogue) {
  if (!catalogue) return true;
  const entry = entryOf(name, catalogue);
  return entry !== undefined && (entry.flat_below !== null || entry.flat_above !== null);
}

/**
 * @param {string} name of an activation
 * @param {Catalogue|null} catalogue
 * @returns {boolean} whether it stands at the output alone and has a Jacobian instead of a φ′
 */
export function isOutputOnly(name, catalogue) {
  return entryOf(name, catalogue)?.output_only ?? false;
}

/**
 * @param {string} loss
 * @param {string} output the activation of the output
 * @param {Catalogue|null} catalogue
 * @returns {boolean} whether the loss cancels the φ′ of the output
 */
export function cancels(loss, output, catalogue) {
  return lossOf(loss, catalogue)?.output_activation === output;
}

/**
 * @param {string} loss
 * @param {Catalogue|null} catalogue
 */
export const lossOf = (loss, catalogue) => catalogue?.losses.find(({ name }) => name === loss);

/**
 * @param {string} loss
 * @param {Catalogue|null} catalogue
 * @returns {boolean} whether its targets may be class indices; without a catalogue those of the usual loss may
 */
export function takesClasses(loss, catalogue) {
  return catalogue ? lossOf(loss, catalogue)?.takes_classes === true : loss === ANALYZE.loss;
}

/**
 * @param {string} name of an activation
 * @param {Catalogue|null} catalogue
 * @returns {readonly number[]} where its φ′ jumps
 */
export function kinksOf(name, catalogue) {
  return entryOf(name, catalogue)?.kinks ?? [];
}

/**
 * @param {Choice} initializer
 * @param {Catalogue|null} catalogue
 * @returns {number|null} what every number of it is; null where they differ, or where that is not known
 */
export function constantOf(initializer, catalogue) {
  const fixed = catalogue?.initializers.find(({ name }) => name === nameOf(initializer))?.fixed ?? null;
  const scale = parameterOf(initializer, 'scale') ?? 1;
  return fixed === null || typeof scale !== 'number' ? null : fixed * scale;
}

/**
 * @param {Choice|undefined} initializer
 * @param {Catalogue|null} catalogue
 * @returns {boolean} whether it draws the bias together with the weights
 */
export function isJoint(initializer, catalogue) {
  return catalogue?.initializers.find(({ name }) => name === nameOf(initializer))?.for_bias === false;
}
