/**
 * The inspector's words on a chosen neuron.
 * @import { CellSelection, NeuronSelection } from '../../model/analysis/types.js'
 * @import { Picture } from '../../model/analysis/picture.js'
 * @import { Go } from './walk.js'
 */

import { number } from '../../model/format.js';
import { neuronOf } from '../../model/analysis/picture.js';
import { sentencesOn } from '../../model/analysis/statuses.js';
import { titleOf } from '../../model/analysis/number.js';
import { h, markShape } from '../parts/dom.js';
import { strip } from './strip.js';
import { shortSymbol, spoken } from './walk.js';

/**
 * @param {Picture} picture
 * @param {NeuronSelection} selection
 * @param {readonly string[]} life what became of it in the run that is looked at
 * @param {Go} go
 * @returns {HTMLElement[]}
 */
export function neuronView(picture, { layer, unit }, life, go) {
  const neuron = neuronOf(picture, layer, unit);
  if (!neuron) return [h('p', { class: 'advice' }, `Layer ${layer} has no neuron ${unit}.`)];
  const inactive = picture.inactive(layer, unit);
  const { headline, why, waking, certificate } = sentencesOn(neuron, inactive ? picture.example : null);
  return [
    h('h3', { tabindex: -1, 'data-key': 'name' }, `neuron ${unit}, layer ${layer}`),
    h('p', { class: `headline ${neuron.status}` }, markShape(inactive && neuron.status === 'active' ? 'inactive' : neuron.status), headline),
    ...(life.length > 0 ? [h('h4', {}, 'In this run'), h('p', { class: 'life-of' }, life.join(' '))] : []),
    strip(picture, layer, unit),
    h('h4', {}, 'Why'),
    ...why.map((sentence) => h('p', {}, sentence)),
    ways(picture, layer, unit, go),
    ...(waking === null ? [] : [h('h4', {}, 'Could it wake again?'), h('p', {}, waking)]),
    ...(certificate === null ? [] : [h('h4', {}, 'For other inputs'), h('p', {}, certificate)]),
    h('h4', {}, 'Numbers'),
    facts(picture, neuron),
  ];
}

/**
 * @param {Picture} picture
 * @param {import('../../model/analysis/types.js').Neuron} neuron
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

/**
 * To its numbers, step by step: z̃ and δ of one example, and its entry of ∇b, which is made of all its δ.
 * @param {Picture} picture
 * @param {number} layer
 * @param {number} unit
 * @param {Go} go
 */
function ways({ depth, example }, layer, unit, go) {
  /** @type {CellSelection[]} */
  const cells = [
    { kind: 'cell', layer, quantity: 'preactivation', row: unit, column: example ?? 0 },
    { kind: 'cell', layer, quantity: 'delta', row: unit, column: example ?? 0 },
    { kind: 'cell', layer, quantity: 'bias_gradient', row: unit, column: 0 },
  ];
  return h('p', { class: 'ways' }, 'Step by step: ', ...cells.map((cell, index) => h('button', {
    type: 'button', class: 'button', 'data-key': `origin ${index}`, title: `Explain ${titleOf(cell, depth)}`,
    onclick: (/** @type {Event} */ event) => go(cell, event),
  }, ...spoken(`Explain ${titleOf(cell, depth)}`, h('span', {}, shortSymbol(cell, depth))))));
}
