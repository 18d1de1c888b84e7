/**
 * Edits of a network, as pure transitions from one spec to the next.
 *
 * An edit that changes a width makes explicit matrices follow with zeros, and says so in `notes`. What a user typed
 * that is no number stays in the spec as typed: the server judges it, and its error is shown at the field.
 * Layers are numbered l = 1 … L here as everywhere; layer l is `network.layers[l - 1]`.
 * @import { Catalogue, Choice, Entry, LayerSpec, Spec } from './types.js'
 */
import { BIAS } from '../../wire/defaults.js';
import { plural } from '../format.js';
import { initializerOf, nameOf } from '../page/selectors.js';
import { isJoint } from './catalogue.js';
import { MOST_ENTRIES, MOST_UNITS, count, isExplicit, isTooLarge, layerOf, unitsOf, widthBelow } from './sizes.js';

/** @typedef {{spec: Spec, notes: string[]}} Edit */

/** @typedef {(spec: Spec, catalogue: Catalogue|null) => Spec|Edit} Transition */

/**
 * @param {Spec|Edit} result
 * @returns {Edit}
 */
export function asEdit(result) {
  return 'spec' in result ? result : { spec: result, notes: [] };
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/**
 * @param {number} l
 * @returns {string} `⁽¹²⁾`
 */
function superscript(l) {
  return `⁽${[...String(l)].map((digit) => SUPERSCRIPTS[Number(digit)]).join('')}⁾`;
}

/**
 * @param {Spec} spec
 * @param {number} l
 * @param {LayerSpec} layer
 * @returns {Spec}
 */
function withLayer(spec, l, layer) {
  return withLayers(
    spec,
    spec.network.layers.map((old, index) => (index === l - 1 ? layer : old)),
  );
}

/**
 * @param {Spec} spec
 * @param {LayerSpec[]} layers
 * @returns {Spec}
 */
function withLayers(spec, layers) {
  return { ...spec, network: { ...spec.network, layers } };
}

/**
 * A matrix cut or filled with zeros to a shape.
 * @param {Entry[][]} rows
 * @param {number} height
 * @param {number} width
 * @returns {Entry[][]}
 */
export function resized(rows, height, width) {
  return Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (_, column) => rows[row]?.[column] ?? 0),
  );
}

/**
 * @param {number} change
 * @param {string} one
 * @param {string} many
 * @returns {string} `got 2 columns of zeros`, `lost its last column`
 */
function changed(change, one, many) {
  if (change > 0) return `got ${plural(change, one, many)} of zeros`;
  return change === -1 ? `lost its last ${one}` : `lost its last ${-change} ${many}`;
}

/**
 * Makes every explicit matrix as wide as the layer below it; one that would be too large stays as it is.
 * @param {Spec} spec
 * @param {Catalogue|null} catalogue
 * @returns {Edit}
 */
export function fitted(spec, catalogue) {
  /** @type {string[]} */
  const notes = [];
  const layers = spec.network.layers.map((layer, index) => {
    const width = widthBelow(spec, index + 1, catalogue);
    if (!isExplicit(layer) || width === null) return layer;
    const columns = layer.weights[0]?.length ?? 0;
    if (layer.weights.every((row) => row.length === width)) return layer;
    if (width > columns && isTooLarge(layer.weights.length, width)) {
      notes.push(`W${superscript(index)} keeps its ${plural(columns, 'column')}: with ${width} it would have too many numbers of your own. An initializer may draw more.`);
      return layer;
    }
    notes.push(`W${superscript(index)} ${changed(width - columns, 'column', 'columns')}.`);
    return { ...layer, weights: resized(layer.weights, layer.weights.length, width) };
  });
  return { spec: notes.length > 0 ? withLayers(spec, layers) : spec, notes };
}

/**
 * @param {Spec} spec
 * @param {number} l an explicit layer
 * @param {number} width of its matrix
 * @returns {number} the most units that it can be given
 */
function mostUnits(spec, l, width) {
  const above = layerOf(spec, l + 1).weights?.length ?? 0;
  return Math.min(MOST_UNITS, Math.floor(MOST_ENTRIES / Math.max(1, width, above)));
}

/**
 * Sets how many units a layer has. Explicit matrices grow by zeros or are cut, here and in the layer above; they do not
 * grow without measure.
 * @param {Spec} spec
 * @param {number} l
 * @param {Entry} units
 * @param {Catalogue|null} catalogue
 * @returns {Edit}
 */
export function setUnits(spec, l, units, catalogue) {
  const layer = layerOf(spec, l);
  const height = count(units);
  if (!isExplicit(layer) || height === null) return fitted(withLayer(spec, l, { ...layer, units }), catalogue);
  const { units: _, ...rest } = layer;
  const width = layer.weights[0]?.length ?? 0;
  const change = height - layer.weights.length;
  const most = mostUnits(spec, l, width);
  if (change > 0 && height > most) {
    const now = plural(layer.weights.length, 'unit');
    const kept = layer.units === undefined ? spec : withLayer(spec, l, rest);
    return { spec: kept, notes: [`Layer ${l} keeps its ${now}: with numbers of your own it can have at most ${most}. An initializer may draw more.`] };
  }
  /** @type {LayerSpec} */
  const next = { ...rest, weights: resized(layer.weights, height, width) };
  if (layer.bias) next.bias = Array.from({ length: height }, (_, row) => layer.bias?.[row] ?? 0);
  const fit = fitted(withLayer(spec, l, next), catalogue);
  const notes = change === 0 ? [] : [`W${superscript(l - 1)} and b${superscript(l - 1)} ${changed(change, 'row', 'rows')}.`];
  return { spec: fit.spec, notes: [...notes, ...fit.notes] };
}

/**
 * Adds a hidden layer below the output: as the one below it, or of the first activation of the catalogue.
 * @param {Spec} spec
 * @param {Catalogue|null} catalogue
 * @returns {Edit}
 */
export function addLayer(spec, catalogue) {
  const { layers } = spec.network;
  const [output, below] = [layers.at(-1), layers.at(-2)];
  const activation = below?.activation ?? catalogue?.activations[0]?.name;
  if (!output || activation === undefined) return { spec, notes: [] };
  const initializer = initializerOf({ activation }, catalogue);
  /** @type {LayerSpec} */
  const hidden = { units: unitsOf(spec, layers.length - 1) ?? 4, activation, ...(initializer === undefined ? {} : { initializer }) };
  return fitted(withLayers(spec, [...layers.slice(0, -1), hidden, output]), catalogue);
}

/**
 * Removes a layer; of the output, the layer below takes its place and its activation.
 * @param {Spec} spec
 * @param {number} l
 * @param {Catalogue|null} catalogue
 * @returns {Edit}
 */
export function removeLayer(spec, l, catalogue) {
  const { layers } = spec.network;
  if (layers.length < 2) return { spec, notes: ['A network has at least one layer.'] };
  const kept = layers.filter((_, index) => index !== l - 1);
  const last = kept.at(-1);
  if (l === layers.length && last) {
    const { activation } = layerOf(spec, l);
    if (activation !== undefined) kept[kept.length - 1] = { ...last, activation };
  }
  return fitted(withLayers(spec, kept), catalogue);
}

/**
 * Moves a hidden layer to another place among the hidden layers; the output stays last.
 * @param {Spec} spec
 * @param {number} from
 * @param {number} to
 * @param {Catalogue|null} catalogue
 * @returns {Edit}
 */
export function moveLayer(spec, from, to, catalogue) {
  const { layers } = spec.network;
  const last = layers.length - 1;
  if (from === to || from < 1 || to < 1 || from > last || to > last) return { spec, notes: [] };
  const order = [...layers];
  const [moved] = order.splice(from - 1, 1);
  if (moved) order.splice(to - 1, 0, moved);
  return fitted(withLayers(spec, order), catalogue);
}

/**
 * @param {Spec} spec
 * @param {number} l
 * @param {Choice} activation
 * @returns {Spec}
 */
export function setActivation(spec, l, activation) {
  return withLayer(spec, l, { ...layerOf(spec, l), activation });
}

/**
 * Sets a parameter of an activation or an initializer; undefined leaves it to its default.
 * @param {Spec} spec
 * @param {number} l
 * @param {'activation'|'initializer'|'bias_initializer'} field
 * @param {string} parameter
 * @param {Entry|undefined} value
 * @param {Choice} [now] what the field stands for where it is left out
 * @returns {Spec}
 */
export function setParameter(spec, l, field, parameter, value, now = '') {
  const layer = layerOf(spec, l);
  const name = nameOf(layer[field] ?? now);
  const choice = value === undefined ? name : { name, [parameter]: value };
  return withLayer(spec, l, { ...layer, [field]: choice });
}

/**
 * Draws a layer's weights from an initializer (again, where they were explicit).
 * @param {Spec} spec
 * @param {number} l
 * @param {Choice} initializer
 * @param {Catalogue|null} catalogue
 * @returns {Spec}
 */
export function setInitializer(spec, l, initializer, catalogue) {
  const { weights, bias: _, bias_initializer, ...rest } = layerOf(spec, l);
  /** @type {LayerSpec} */
  const next = { ...rest, units: rest.units ?? weights?.length ?? 1, initializer };
  if (bias_initializer !== undefined && !isJoint(initializer, catalogue)) next.bias_initializer = bias_initializer;
  return withLayer(spec, l, next);
}

/**
 * @param {Spec} spec
 * @param {number} l
 * @param {Choice} initializer
 * @returns {Spec}
 */
export function setBiasInitializer(spec, l, initializer) {
  const { bias_initializer: _, ...rest } = layerOf(spec, l);
  return withLayer(spec, l, initializer === BIAS ? rest : { ...rest, bias_initializer: initializer });
}

/**
 * Writes a layer's numbers out.
 * @param {Spec} spec
 * @param {number} l
 * @param {Entry[][]} weights
 * @param {Entry[]} bias
 * @returns {Spec}
 */
export function makeExplicit(spec, l, weights, bias) {
  const { units: _u, initializer: _i, bias_initializer: _b, ...rest } = layerOf(spec, l);
  return withLayer(spec, l, { ...rest, weights, bias });
}

/** @typedef {'weights'|'bias'} Part */

/**
 * Writes a block into the weights or the bias of a layer, its upper left cell at (row, column); a bias is one column.
 * Nothing outside the block changes, and nothing of it is written outside the part.
 * @param {Spec} spec
 * @param {number} l an explicit layer
 * @param {Part} part
 * @param {number} row
 * @param {number} column
 * @param {readonly (readonly Entry[])[]} block
 * @returns {Spec}
 */
export function setNumbers(spec, l, part, row, column, block) {
  const layer = layerOf(spec, l);
  const weights = layer.weights ?? [];
  if (part === 'bias') {
    return withLayer(spec, l, { ...layer, bias: weights.map((_, r) => block[r - row]?.[0] ?? layer.bias?.[r] ?? 0) });
  }
  const written = weights.map((values, r) => (block[r - row] ? values.map((old, c) => block[r - row]?.[c - column] ?? old) : values));
  return withLayer(spec, l, { ...layer, weights: written });
}

/**
 * @param {Spec} spec
 * @param {Entry} seed
 * @returns {Spec}
 */
export function setSeed(spec, seed) {
  return { ...spec, network: { ...spec.network, seed } };
}
