/**
 * What became of a neuron, in words that hold in every case: the marks' names, the evidence, the cause, whether it
 * could wake again and what certifies that. Pure: sentences in, no elements.
 */

import { number, words } from '../format.js';
import { plain } from './symbols.js';

/** @typedef {import('./types.js').Neuron} Neuron */
/** @typedef {import('./types.js').Status} Status */
/** @typedef {Status | 'inactive'} Mark */

/**
 * @typedef {object} Circumstances  What a neuron's facts are read against.
 * @property {number} layer
 * @property {number} layers  L
 * @property {number} examples  N
 * @property {string} activation  name of the layer's activation function
 * @property {number} [slope]  its negative slope, where it has one
 * @property {boolean[]} allDead  for each layer 1 … L whether all its units are dead (index 0 is layer 1)
 * @property {number|null} example  the chosen example
 * @property {boolean} inactive  whether φ′ = 0 on the chosen example
 * @property {boolean} columnZero  whether the neuron's column of the next ∇W is exactly zero
 */

/** The marks in the order of the legend. @type {Record<Mark, {label: string, meaning: string}>} */
export const MARKS = {
  active: { label: 'active', meaning: 'φ′ ≠ 0 on some example, and an error signal reaches it' },
  inactive: { label: 'inactive', meaning: 'φ′ = 0 on the chosen example, though not on all: healthy sparsity' },
  dead: { label: 'dead', meaning: 'φ′ = 0 on every example of the batch: it cannot learn from it' },
  starved: { label: 'starved', meaning: 'φ′ ≠ 0 somewhere, yet no error signal reaches it on any example' },
  saturated: { label: 'saturated', meaning: 'a smooth unit with |φ′| < 0.001 on every example' },
  settled: { label: 'settled', meaning: 'an output whose error is zero on every example: the loss is flat there' },
  unknown: { label: 'unknown', meaning: 'a number that is not finite: nothing can be said' },
};

/** Statuses as the summary counts them, worst first. @type {Status[]} */
export const COUNTED = ['unknown', 'dead', 'starved', 'saturated', 'settled', 'active'];

/**
 * Where an activation function is flat: φ′ = 0 for z̃ ≤ below and for z̃ ≥ above (null: nowhere on that side).
 * @param {string} activation
 * @param {number} [slope]
 * @returns {{below: number|null, above: number|null}}
 */
export function flatSides(activation, slope) {
  if (activation === 'relu') return { below: 0, above: null };
  if (activation === 'leaky_relu' && slope === 0) return { below: 0, above: null };
  if (activation === 'relu6') return { below: 0, above: 6 };
  if (activation === 'hardtanh') return { below: -1, above: 1 };
  return { below: null, above: null };
}

/**
 * @param {Neuron[]} neurons
 * @returns {{status: Status, count: number}[]} the statuses that occur, worst first
 */
export function countStatuses(neurons) {
  return COUNTED.map((status) => ({ status, count: neurons.filter((one) => one.status === status).length })).filter(
    (entry) => entry.count > 0,
  );
}

/**
 * @param {number[]} indices
 * @param {string} singular
 * @param {number} [limit]  how many are named before the rest is counted
 * @returns {string} "Neuron 2", "Neurons 0 and 2", "Neurons 0, 1, 2 and 5 more"
 */
export function listed(indices, singular, limit = 5) {
  if (indices.length === 1) return `${singular} ${indices[0]}`;
  const named = indices.slice(0, limit === indices.length - 1 ? limit + 1 : limit).map(String);
  const rest = indices.length - named.length;
  const last = rest > 0 ? `${rest} more` : /** @type {string} */ (named.pop());
  return `${singular}s ${named.join(', ')} and ${last}`;
}

/**
 * Why a layer has dead units and what that makes zero.
 * @param {object} facts
 * @param {number} facts.layer
 * @param {number[]} facts.dead
 * @param {number[]} facts.zeroColumns  the dead units whose column of the next ∇W is exactly zero
 * @param {number} facts.examples
 * @param {number} facts.layers
 * @returns {string} one or two sentences, or nothing where no unit is dead
 */
export function layerSentence({ layer, dead, zeroColumns, examples, layers }) {
  if (dead.length === 0) return '';
  const one = dead.length === 1;
  const off = examples === 1
    ? `${one ? 'is' : 'are'} off on the only example: add examples to tell sparsity from death.`
    : `${one ? 'is' : 'are'} dead: off on all ${examples} examples.`;
  const zero = `φ′ = 0, so δ = 0, and ${one ? 'its row' : 'their rows'} of ${plain('weight_gradient', layer)} and ` +
    `${one ? 'entry' : 'entries'} of ${plain('bias_gradient', layer)} are zero`;
  return `${listed(dead, 'Neuron')} ${off} ${zero}${columnClause(dead, zeroColumns, layer, layers)}.`;
}

/**
 * @param {number[]} dead
 * @param {number[]} zeroColumns
 * @param {number} layer
 * @param {number} layers
 */
function columnClause(dead, zeroColumns, layer, layers) {
  if (layer === layers || zeroColumns.length === 0) return '';
  const next = plain('weight_gradient', layer + 1);
  if (zeroColumns.length === dead.length) return `, and ${dead.length === 1 ? 'its column' : 'their columns'} of ${next} too`;
  return `, and of ${next} ${listed(zeroColumns, 'column')}`;
}

/**
 * @param {Neuron} neuron
 * @param {Circumstances} where
 * @returns {string} the status in a few words, as a heading
 */
export function headline(neuron, where) {
  const { status } = neuron;
  if (status === 'dead') return where.examples === 1 ? 'off on the only example' : 'dead on this batch';
  if (where.inactive) return `${MARKS[status].label}, but inactive on example ${where.example}`;
  return status === 'active' ? 'active' : `${MARKS[status].label} on this batch`;
}

/**
 * The evidence and what follows, as sentences a student understands.
 * @param {Neuron} neuron
 * @param {Circumstances} where
 * @returns {string[]}
 */
export function evidence(neuron, where) {
  const say = SENTENCES[neuron.status](neuron, where);
  if (where.inactive && neuron.status !== 'dead') {
    say.push(`On example ${where.example} φ′ = 0, so δ = 0 there and it learns nothing from that example; others still teach it.`);
  }
  return say;
}

/** @type {Record<Status, (neuron: Neuron, where: Circumstances) => string[]>} */
const SENTENCES = {
  dead: (neuron, where) => [
    where.examples === 1
      ? `It is off on the only example (${range(neuron, where)}): add examples to tell sparsity from death.`
      : `It is off on all ${where.examples} examples: ${range(neuron, where)}.`,
    ...(neuron.cause ? [sentence(neuron.cause)] : []),
    consequence(where),
  ],
  starved: (neuron) => [
    `φ′ is not zero everywhere, so it could pass a gradient on, yet δ is zero to rounding on every example${because(neuron)}.`,
    'Nothing is wrong with the neuron itself; what stands behind it sends no error signal back.',
  ],
  saturated: (neuron, where) => [
    `|φ′| < 0.001 on every example: z̃ lies between ${number(neuron.min_preactivation)} and ` +
      `${number(neuron.max_preactivation)}, where ${words(where.activation)} is almost flat.`,
    'Almost no gradient gets through it, so it learns very slowly.',
  ],
  settled: (neuron) => [
    `δ = 0 on every example although φ′ does not block it${because(neuron)}.`,
    'There is nothing left for it to learn from this batch.',
  ],
  unknown: (neuron) => [
    `A number that is not finite reached it${because(neuron)}, so neither alive nor dead can be said.`,
  ],
  active: (neuron, where) => [activeShare(neuron, where)],
};

/**
 * @param {Neuron} neuron
 * @param {Circumstances} where
 */
function range(neuron, where) {
  const { below, above } = flatSides(where.activation, where.slope);
  const low = neuron.min_preactivation;
  const high = neuron.max_preactivation;
  if (where.examples === 1) return `z̃ = ${number(high)}`;
  if (typeof high === 'number' && low === high) return `z̃ = ${number(high)} on every one`;
  if (below !== null && typeof high === 'number' && high <= below) return `z̃ ≤ ${number(high)} on every one`;
  if (above !== null && typeof low === 'number' && low >= above) return `z̃ ≥ ${number(low)} on every one`;
  return `z̃ ≤ ${number(below ?? low)} or z̃ ≥ ${number(above ?? high)} on every one`;
}

/** @param {Circumstances} where */
function consequence({ layer, layers, columnZero }) {
  const zero = `φ′ = 0, so δ = 0, and its row of ${plain('weight_gradient', layer)} and its entry of ` +
    `${plain('bias_gradient', layer)} are exactly zero`;
  if (layer === layers) return `${zero}.`;
  const column = `its column of ${plain('weight_gradient', layer + 1)}`;
  return columnZero
    ? `${zero}; so is ${column}.`
    : `${zero}. Its activation is not zero, so ${column} need not be.`;
}

/**
 * @param {Neuron} neuron
 * @param {Circumstances} where
 */
function activeShare({ active_fraction: share }, { examples }) {
  if (share === null) return 'A softmax output has no φ′ of its own: its δ is ŷ − y, which nothing blocks.';
  if (typeof share !== 'number') return 'Its share of active examples is not known.';
  const count = Math.round(share * examples);
  if (examples === 1) return count ? 'φ′ ≠ 0 on the only example.' : 'φ′ = 0 on the only example, yet δ is not blocked by it.';
  return count === examples
    ? `φ′ ≠ 0 on all ${examples} examples.`
    : `φ′ ≠ 0 on ${count} of ${examples} examples; on the others it is off, which is healthy sparsity.`;
}

/** @param {string} phrase @returns {string} as a sentence of its own */
function sentence(phrase) {
  return `${phrase[0].toUpperCase()}${phrase.slice(1)}.`;
}

/** @param {Neuron} neuron */
function because({ cause }) {
  return cause ? `: ${cause}` : '';
}

/**
 * Whether a dead neuron could wake again, and why.
 * @param {Neuron} neuron
 * @param {Circumstances} where
 * @returns {string|null} null for a neuron that is not dead
 */
export function waking(neuron, where) {
  if (neuron.status !== 'dead') return null;
  if (!neuron.permanent) {
    return 'It may wake again: its own weights get no gradient, but the layers below still move and can change what reaches it.';
  }
  const never = 'Plain gradient descent on this batch can never wake it';
  if (where.layer === 1) return `${never}: its own weights get no gradient, and what it reads is the data, which does not change.`;
  const blocked = where.allDead.findIndex((dead, index) => dead && index + 1 >= where.layer - 1) + 1;
  if (blocked === where.layer - 1) return `${never}: all of layer ${blocked} below it is dead, so what it reads never changes.`;
  const layer = blocked === where.layer ? 'its whole layer is dead' : `all of layer ${blocked} is dead`;
  return `${never}: ${layer}, so no error signal gets past it to the layers below, and nothing this neuron reads will change.`;
}

/**
 * What certifies a death, or why nothing does.
 * @param {Neuron} neuron
 * @returns {string|null} null for a neuron that is not dead
 */
export function certificate(neuron) {
  if (neuron.status !== 'dead') return null;
  if (neuron.certified_dead === null) return 'Not certified either way: one example spans no range of inputs.';
  return neuron.certified_dead
    ? 'Certified: interval bounds show it flat for every input whose features lie within the ranges this batch spans.'
    : 'Not certified: it is off on every example seen, but the interval bounds leave room for an input within the ' +
        'ranges this batch spans that turns it on.';
}

/**
 * The name of a mark as a tool tip and to a screen reader.
 * @param {Neuron} neuron
 * @param {boolean} inactive
 * @param {number|null} example
 * @param {number} examples
 * @returns {string} "neuron 2: dead"
 */
export function markLabel(neuron, inactive, example, examples) {
  const name = `neuron ${neuron.index}`;
  if (neuron.status === 'dead') return `${name}: ${examples === 1 ? 'dead (off on the only example)' : 'dead'}`;
  return inactive ? `${name}: ${neuron.status}, inactive on example ${example}` : `${name}: ${neuron.status}`;
}
