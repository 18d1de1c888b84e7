/**
 * The inspector's words on a chosen neuron.
 * @import { NeuronSelection } from '../types.js'
 * @import { Picture } from '../picture.js'
 */

import { number } from '../format.js';
import { neuronOf } from '../picture.js';
import { certificate, evidence, headline, waking } from '../statuses.js';
import { h, markShape } from './dom.js';
import { strip } from './strip.js';

/**
 * @param {Picture} picture
 * @param {NeuronSelection} selection
 * @returns {HTMLElement[]}
 */
export function neuronView(picture, { layer, unit }) {
  const neuron = neuronOf(picture, layer, unit);
  if (!neuron) return [h('p', { class: 'advice' }, `Layer ${layer} has no neuron ${unit}.`)];
  const where = picture.circumstances(layer, unit);
  const [wake, certified] = [waking(neuron, where), certificate(neuron)];
  return [
    h('h3', {}, `neuron ${unit}, layer ${layer}`),
    h('p', { class: `headline ${neuron.status}` }, markShape(where.inactive && neuron.status === 'active' ? 'inactive' : neuron.status), headline(neuron, where)),
    strip(picture, layer, unit),
    h('h4', {}, 'Why'),
    ...evidence(neuron, where).map((sentence) => h('p', {}, sentence)),
    ...(wake === null ? [] : [h('h4', {}, 'Could it wake again?'), h('p', {}, wake)]),
    ...(certified === null ? [] : [h('h4', {}, 'For other inputs'), h('p', {}, certified)]),
    h('h4', {}, 'Numbers'),
    facts(picture, neuron),
  ];
}

/**
 * @param {Picture} picture
 * @param {import('../types.js').Neuron} neuron
 */
function facts({ examples }, { active_fraction: share, min_preactivation: low, max_preactivation: high, dormancy }) {
  const known = typeof share === 'number';
  const active = known ? `${Math.round(share * examples)} of ${examples} examples (${number(share * 100)} %)` : 'has no φ′ of its own';
  /** @type {[string, string, string][]} */
  const rows = [
    ['active on', active, 'the share of examples with φ′ ≠ 0'],
    ['smallest z̃', number(low), ''],
    ['largest z̃', number(high), ''],
    ['dormancy', number(dormancy), 'its mean |z| over the average of its layer; 1 is average, 0 is silent'],
  ];
  return h('dl', { class: 'facts' }, ...rows.flatMap(([name, value, note]) =>
    [h('dt', {}, name), h('dd', {}, value, note && h('span', { class: 'note' }, note))]));
}
