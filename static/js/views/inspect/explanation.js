/**
 * How a number came about, as the service explains it: what blocks it, its equations step by step, and what it was
 * made from.
 * @import { Blocked, Explaining, Explanation, Step } from '../../model/analysis/types.js'
 * @import { Problem } from '../../model/network/types.js'
 * @import { State } from '../../model/page/types.js'
 * @import { Picture } from '../../model/analysis/picture.js'
 * @import { Go } from './walk.js'
 */

import { keyOf } from '../../model/analysis/targets.js';
import { h, markShape } from '../parts/dom.js';
import { wrappedEquation } from '../parts/maths.js';
import { madeFrom } from './walk.js';

/** @type {Record<Step['kind'], string>} */
const KINDS = { rule: 'the rule', indices: 'for this entry', numbers: 'with its numbers', result: 'result' };

/**
 * @typedef {object} Found what the page knows of the steps of what is selected
 * @property {Explanation|null} answer  of this number, or null
 * @property {boolean} current  whether it is of the numbers on the page
 * @property {Problem|null} problem
 * @property {boolean} away  whether the server is gone or busy
 */

/**
 * @param {Pick<State, 'explaining'|'selection'|'answered'|'status'>} state
 * @returns {Found}
 */
export function found({ explaining, selection, answered, status }) {
  const { answer, of, problem } = explaining;
  const same = of !== null && of.key === keyOf(selection);
  return { answer: same ? answer : null, current: same && isOf(explaining, answered), problem, away: status === 'offline' || status === 'busy' };
}

/**
 * @param {Explaining} explaining
 * @param {State['answered']} answered
 */
function isOf({ of }, answered) {
  return of !== null && answered !== null && of.spec === answered.spec && of.example === answered.example;
}

/**
 * @param {Found} known
 * @param {Picture} picture
 * @param {Go} go
 * @returns {HTMLElement[]}
 */
export function explanationView({ answer, current, problem, away }, picture, go) {
  const waiting = () => h('p', { class: 'waiting', role: 'status' }, away ? 'The steps follow as soon as the server answers.' : 'Working it out …');
  if (!answer || (problem && !current)) return [problem ? refusal(problem) : waiting()];
  const { blocked, steps, notes, inputs, more_inputs: more } = answer;
  return [h('div', { class: current ? 'explained' : 'explained former', 'aria-busy': String(!current) },
    current ? null : waiting(),
    ...blocked.map((unit) => blockedView(unit, go)),
    ...(steps.length ? [h('h4', {}, 'Step by step'), h('ol', { class: 'steps' }, ...steps.map(stepView))] : []),
    ...notes.map((note) => h('p', { class: 'remark' }, note)),
    ...(inputs.length ? [h('h4', {}, 'Made from'), ...madeFrom(inputs, more, picture, go)] : []))];
}

/** @param {Step} step */
function stepView(step) {
  return h('li', {}, h('span', { class: 'step-kind' }, KINDS[step.kind]), wrappedEquation(step));
}

/**
 * Why nothing comes through, with the way to the neuron that is to blame.
 * @param {Blocked} blocked
 * @param {Go} go
 */
function blockedView({ layer, unit, message }, go) {
  return h('div', { class: 'blocked' }, markShape('dead'),
    h('p', {}, h('strong', {}, 'Blocked. '), message, ' ', h('button', {
      type: 'button', class: 'button link', 'data-key': `blocked ${layer} ${unit}`,
      onclick: (/** @type {Event} */ event) => go({ kind: 'neuron', layer, unit }, event),
    }, `Look at neuron ${unit} of layer ${layer}`)));
}

/** @param {Problem} problem */
function refusal({ detail, errors }) {
  return h('div', { class: 'refusal', role: 'alert' }, h('p', {}, 'The steps cannot be shown. ', detail),
    ...errors.map(({ message }) => h('p', {}, message)));
}
