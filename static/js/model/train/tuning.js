/**
 * Edits of how a network is trained, as pure transitions: an optimizer's or a schedule's hyperparameters, and the one
 * thing that a second run changes.
 * @import { Catalogue, Changeable, Choice, Entry, Problem, Spec, Tuned, WhatIf } from '../network/types.js'
 * @import { TrainingState } from './types.js'
 */
import { shortText } from '../network/entry.js';
import { BIAS, TRAIN } from '../../wire/defaults.js';
import { words } from '../format.js';
import { choiceText } from '../analysis/picture.js';
import { initializerOf, nameOf } from '../page/selectors.js';
import { sameSpec, trainingOf } from './training.js';

/** @typedef {Choice|Tuned} Tunable */

/** The two entries of a pair, by the names that they have in the listings. */
const BETAS = ['beta1', 'beta2'];

/** @typedef {{name: string, field: string, default: number, minimum: number, description: string, whole: boolean}} Hyperparameter */

/**
 * @param {Catalogue|null} catalogue
 * @param {'optimizer'|'schedule'} part
 * @returns {Catalogue['schedules']}
 */
export function listingOf(catalogue, part) {
  return (part === 'optimizer' ? catalogue?.optimizers : catalogue?.schedules) ?? [];
}

/**
 * The numbers of an optimizer, its learning rate first, or of a schedule.
 * @param {Catalogue|null} catalogue
 * @param {'optimizer'|'schedule'} part
 * @param {string} name
 * @returns {Hyperparameter[]}
 */
export function hyperparametersOf(catalogue, part, name) {
  const entry = listingOf(catalogue, part).find((one) => one.name === name);
  const rate = catalogue?.optimizers.find((one) => part === 'optimizer' && one.name === name)?.learning_rate;
  const first = { name: 'learning_rate', field: 'learning_rate', minimum: 0, description: 'how far a step goes', whole: false };
  return [...(rate === undefined ? [] : [{ ...first, default: rate }]), ...(entry?.hyperparameters ?? [])];
}

/**
 * @param {Tunable} choice
 * @param {string} name of a hyperparameter
 * @returns {Entry|undefined} undefined where it is left to its default
 */
export function hyperparameterOf(choice, name) {
  if (typeof choice === 'string') return undefined;
  const index = BETAS.indexOf(name);
  const { betas } = /** @type {Tuned} */ (choice);
  if (index >= 0) return Array.isArray(betas) ? betas[index] : undefined;
  return /** @type {Entry|undefined} */ (choice[name]);
}

/**
 * @param {Tunable} choice
 * @param {string} name of a hyperparameter
 * @param {Entry|undefined} value undefined leaves it to its default
 * @param {readonly {name: string, default: number}[]} known the hyperparameters that there are
 * @returns {Tunable} a name alone where nothing is set
 */
export function withHyperparameter(choice, name, value, known) {
  const { name: own, ...rest } = typeof choice === 'string' ? { name: choice } : /** @type {Tuned} */ (choice);
  const index = BETAS.indexOf(name);
  const key = index < 0 ? name : 'betas';
  const next = index < 0 ? value : pairWith(index, value, choice, known);
  const { [key]: _, ...others } = /** @type {Record<string, Entry|Entry[]>} */ (rest);
  const all = next === undefined ? others : { ...others, [key]: next };
  return Object.keys(all).length > 0 ? /** @type {Tuned} */ ({ name: own, ...all }) : own;
}

/**
 * @param {number} index
 * @param {Entry|undefined} value
 * @param {Tunable} choice
 * @param {readonly {name: string, default: number}[]} known
 * @returns {Entry[]|undefined} undefined where both have their default
 */
function pairWith(index, value, choice, known) {
  const usual = BETAS.map((name) => known.find((entry) => entry.name === name)?.default ?? 0);
  const pair = BETAS.map((name, at) => (at === index ? value : hyperparameterOf(choice, name)) ?? usual[at] ?? 0);
  return pair.every((one, at) => one === usual[at]) ? undefined : pair;
}

/**
 * The learning rate that a spec is trained with.
 * @param {Spec} spec
 * @param {Catalogue|null} catalogue
 * @returns {Entry|undefined}
 */
export function learningRateOf(spec, catalogue) {
  const { optimizer } = trainingOf(spec);
  return hyperparameterOf(optimizer, 'learning_rate') ?? catalogue?.optimizers.find(({ name }) => name === nameOf(/** @type {Choice} */ (optimizer)))?.learning_rate;
}

/**
 * What a change begins with: something else than what there is.
 * @param {Spec} spec
 * @param {Changeable} change
 * @param {Catalogue|null} catalogue
 * @returns {WhatIf}
 */
export function firstChange(spec, change, catalogue) {
  const hidden = spec.network.layers[0];
  const other = (/** @type {unknown} */ now, /** @type {[string, string]} */ [first, second]) => (nameOf(/** @type {Choice|undefined} */ (now)) === first ? second : first);
  /** @type {Record<Changeable, () => WhatIf['value']>} */
  const values = {
    learning_rate() {
      const rate = learningRateOf(spec, catalogue);
      return typeof rate === 'number' ? Number((rate / 10).toPrecision(6)) : 0.001;
    },
    activation: () => other(hidden?.activation, ['leaky_relu', 'relu']),
    initializer: () => other(hidden && initializerOf(hidden, catalogue), ['he_normal', 'glorot_normal']),
    bias_initializer: () => other(hidden?.bias_initializer ?? BIAS, ['zeros', 'constant']),
    optimizer: () => other(trainingOf(spec).optimizer, ['adam', 'sgd']),
  };
  return { change, value: values[change]() };
}

/**
 * The settings in a line.
 * @param {Spec} spec
 * @param {Catalogue|null} catalogue
 * @returns {string} "sgd, learning rate 0.1 · 200 steps · batches of 16 · what if: relu"
 */
export function briefly(spec, catalogue) {
  const { optimizer, schedule, steps, batch_size: size, what_if: whatIf } = trainingOf(spec);
  const rate = learningRateOf(spec, catalogue);
  const how = `${words(nameOf(/** @type {Choice} */ (optimizer)))}${rate === undefined ? '' : `, learning rate ${shortText(rate)}`}`;
  const value = whatIf && (typeof whatIf.value === 'object' ? choiceText(/** @type {Choice} */ (whatIf.value)) : shortText(whatIf.value));
  return [
    how, nameOf(schedule) === TRAIN.schedule ? '' : `${words(nameOf(schedule))} schedule`, `${shortText(steps)} steps`,
    size === null ? '' : `batches of ${shortText(size)}`, whatIf ? `what if: ${words(whatIf.change)} ${words(String(value))}` : '',
  ].filter((part) => part !== '').join(' · ');
}

/**
 * What the service found wrong with the settings of the runs, as long as these are the settings still; a fault of its
 * own is none of theirs. What it found wrong with the second run is said of the change.
 * @param {TrainingState} training
 * @param {Spec} spec
 * @returns {Problem|null}
 */
export function settingsProblem({ run, other }, spec) {
  if (!run || !sameSpec(run.spec, spec)) return null;
  const [first, second] = [run, other].map((one) => (one?.status === 'failed' && isOfRequest(one.problem) ? one.problem : null));
  if (first || !second) return first ?? null;
  const errors = second.errors.map(({ pointer, message }) => ({ pointer: '/what_if/value', message: `${message} (${pointer.slice(1).replaceAll('/', ', ').replaceAll('_', ' ')})` }));
  return { ...second, errors };
}

/** Is it what was asked for, and not the server, that is at fault? @param {Problem|null} problem */
const isOfRequest = (problem) => problem !== null && problem.status >= 400 && problem.status < 500;
