/**
 * What sets two runs apart, in words: a title for each, and the step at which they part. Pure.
 * @import { Catalogue, Changeable, LayerSpec, Spec } from '../network/types.js'
 * @import { Run } from './types.js'
 */
import { number, plural, words } from '../format.js';
import { TRAIN } from '../../wire/defaults.js';
import { choiceText } from '../analysis/picture.js';
import { columnOf } from './timeline.js';

/**
 * @param {Spec} first the spec of the first run; its `what_if` names what is changed
 * @param {Spec} second with that one thing changed
 * @param {Catalogue|null} catalogue
 * @returns {[string, string]} "learning rate 0.5", "learning rate 0.05"
 */
export function titlesOf(first, second, catalogue) {
  const change = first.training?.what_if?.change;
  if (!change) return ['this run', 'what if'];
  const title = (/** @type {Spec} */ spec) => `${NAMES[change]} ${DIFFERENCES[change](spec, catalogue)}`;
  return [title(first), title(second)];
}

/** What can be changed, as it is offered. @type {Record<Changeable, string>} */
export const NAMES = {
  learning_rate: 'learning rate', activation: 'hidden activation', initializer: 'initializer', bias_initializer: 'bias initializer', optimizer: 'optimizer',
};

/** @type {Record<Changeable, (spec: Spec, catalogue: Catalogue|null) => string>} */
const DIFFERENCES = {
  activation: ({ network }) => hidden(network.layers, ({ activation }) => (activation === undefined ? 'by default' : choiceText(activation))),
  initializer: ({ network }) => hidden(network.layers, ({ weights, initializer }) => started(weights, initializer)),
  bias_initializer: ({ network }) => hidden(network.layers, ({ bias, bias_initializer: initializer }) => started(bias, initializer)),
  optimizer: ({ training }, catalogue) => `${words(optimizerOf(training).name)} (learning rate ${rateText(training, catalogue)})`,
  learning_rate: ({ training }, catalogue) => rateText(training, catalogue),
};

/** @param {Spec['training']} training @param {Catalogue|null} catalogue */
function rateText(training, catalogue) {
  const { name, rate } = optimizerOf(training);
  const used = rate ?? catalogue?.optimizers.find((entry) => entry.name === name)?.learning_rate;
  return typeof used === 'number' ? number(used) : String(used ?? 'by default');
}

/** @param {Spec['training']} training */
function optimizerOf(training) {
  const optimizer = training?.optimizer ?? TRAIN.optimizer;
  return typeof optimizer === 'string' ? { name: optimizer, rate: undefined } : { name: optimizer.name, rate: optimizer['learning_rate'] };
}

/**
 * @param {unknown} given numbers that take the place of an initializer
 * @param {LayerSpec['initializer']} initializer
 */
function started(given, initializer) {
  if (given !== undefined) return 'numbers as given';
  return initializer === undefined ? 'by default' : choiceText(initializer);
}

/**
 * @param {LayerSpec[]} layers
 * @param {(layer: LayerSpec) => string} text
 * @returns {string} what the hidden layers have, each once
 */
function hidden(layers, text) {
  return words([...new Set(layers.slice(0, -1).map(text))].join(', ') || 'of no hidden layer');
}

/**
 * Where two runs part, in words.
 * @param {number|null} step the first recorded step at which they differ; where not every step is recorded, they may
 *   have parted in one before it
 * @param {readonly [Run, Run]} runs
 * @returns {string}
 */
export function partingWords(step, [run, other]) {
  if (step === 0) return 'The two differ from the start.';
  if (step !== null) {
    const agreed = run.steps[columnOf(run.steps, step) - 1]?.step ?? 0;
    return agreed === step - 1 ? `The two part at step ${step}.` : `The two part after step ${agreed}, at step ${step} at the latest.`;
  }
  const common = Math.min(run.steps.at(-1)?.step ?? -1, other.steps.at(-1)?.step ?? -1);
  if (common < 0) return '';
  const over = run.status === 'done' && other.status === 'done';
  const both = run.steps.at(-1)?.step === other.steps.at(-1)?.step ? plural(common, 'step') : `the ${plural(common, 'step')} that both have`;
  return over ? `The two do not part in ${both}.` : `The two have not parted up to step ${common}.`;
}
