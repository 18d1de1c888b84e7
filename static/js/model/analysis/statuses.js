/**
 * The marks of neurons with their names, and the sentences that the service says of a neuron. Pure.
 */

import { SATURATED_BELOW } from '../../wire/defaults.js';

/** @typedef {import('./types.js').Neuron} Neuron */
/** @typedef {import('./types.js').Status} Status */
/** @typedef {Status | 'inactive'} Mark */

/** The marks in the order of the legend. @type {Record<Mark, {label: string, meaning: string}>} */
export const MARKS = {
  active: { label: 'active', meaning: 'φ′ ≠ 0 on some example, and an error signal reaches it' },
  inactive: { label: 'inactive', meaning: 'φ′ = 0 on the chosen example, though not on all: healthy sparsity' },
  dead: { label: 'dead', meaning: 'φ′ = 0 on every example of the batch: it cannot learn from it' },
  starved: { label: 'starved', meaning: 'φ′ ≠ 0 somewhere, yet no error signal reaches it on any example' },
  saturated: { label: 'saturated', meaning: `a smooth unit with |φ′| < ${SATURATED_BELOW} on every example` },
  settled: { label: 'settled', meaning: 'an output whose error is zero on every example: the loss is flat there' },
  unknown: { label: 'unknown', meaning: 'a number that is not finite: nothing can be said' },
};

/** Statuses as the summary counts them, worst first. @type {Status[]} */
export const COUNTED = ['unknown', 'dead', 'starved', 'saturated', 'settled', 'active'];

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

/** @typedef {{headline: string, why: readonly string[], waking: string|null, certificate: string|null}} Said */

/**
 * The service's sentences on a neuron, with those on an example on which it is inactive.
 * @param {Neuron} neuron
 * @param {number|null} example that one, null where it is not inactive
 * @returns {Said}
 */
export function sentencesOn({ status, sentences }, example) {
  if (!sentences) return { headline: MARKS[status].label, why: [], waking: null, certificate: null };
  const { headline, why, inactive, waking, certificate } = sentences;
  if (example === null || !inactive) return { headline, why, waking, certificate };
  const filled = (/** @type {string} */ text) => text.replaceAll('{example}', String(example));
  return { headline: filled(inactive.headline), why: [...why, filled(inactive.why)], waking, certificate };
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
