/**
 * What follows from the state of training: which run and which of its steps is looked at, where two runs part, and the
 * specs that a run stands for. Pure but for what it remembers.
 * @import { Matrix } from '../analysis/types.js'
 * @import { Catalogue, Choice, LayerSpec, NamedData, ExplicitData, Spec, TrainingSpec, Tuned, WhatIf } from '../network/types.js'
 * @import { Run, RunStep, Snapshot, TrainingState } from './types.js'
 */
import { decodeMatrix, isWhole, toRows } from '../../wire/arrays.js';
import { TRAIN } from '../../wire/defaults.js';
import { constantOf } from '../network/catalogue.js';
import { columnOf } from './timeline.js';

/** How a network is trained where nothing else is said. @type {TrainingSpec} */
const DEFAULTS = { ...TRAIN, what_if: null };

/**
 * @param {Spec} spec
 * @returns {TrainingSpec} what is left out filled in
 */
export function trainingOf(spec) {
  return { ...DEFAULTS, ...spec.training };
}

/** @typedef {'run'|'other'} Side */

/** The run, and the one beside it. */
export const SIDES = /** @type {const} */ (['run', 'other']);

/** @param {TrainingState} training @returns {Run[]} those that there are */
export function runsOf({ run, other }) {
  return [run, other].filter((one) => one !== null);
}

/**
 * @param {TrainingState} training
 * @returns {Run|null} the run that the flow shows
 */
export function shownRun({ run, other, shown }) {
  return shown === 'other' && other ? other : run;
}

/**
 * The recorded step that is looked at: the one chosen, or where the shown run has none there the last before it; the
 * newest where none is chosen. A run that left the finite numbers ends with its last good step.
 * @param {TrainingState} training
 * @returns {number|null} null where nothing is recorded
 */
export function cursorOf(training) {
  const steps = shownRun(training)?.steps ?? [];
  if (training.cursor === null) return steps.at(-1)?.step ?? null;
  const column = columnOf(steps, training.cursor + 1) - 1;
  return steps[Math.max(0, column)]?.step ?? null;
}

/**
 * @param {Run|null} run
 * @param {number|null} step
 * @returns {RunStep|null} null where that step was not recorded
 */
export function stepAt(run, step) {
  const found = run && step !== null ? run.steps[columnOf(run.steps, step)] : undefined;
  return found?.step === step ? found ?? null : null;
}

/**
 * @param {Run|null} run
 * @param {number|null} step
 * @returns {Snapshot|null} of that very step
 */
export function snapshotAt(run, step) {
  return (step !== null && run?.snapshots.get(step)) || null;
}

/**
 * @param {Run|null} run
 * @param {number|null} step
 * @returns {Snapshot|null} of that step, or the last before it that there is
 */
export function snapshotUpTo(run, step) {
  if (!run || step === null) return null;
  for (let column = columnOf(run.steps, step + 1) - 1; column >= 0; column -= 1) {
    const found = run.snapshots.get(/** @type {RunStep} */ (run.steps[column]).step);
    if (found) return found;
  }
  return null;
}

// ── Where two runs part ─────────────────────────────────────────────────────────────────────────────────────────────

/** How far two runs were compared, since what is recorded never changes. @type {WeakMap<object, {other: object, at: [number, number], found: number|null}>} */
const compared = new WeakMap();

/** @param {TrainingState} training @returns {number|null} the first recorded step at which the two runs part */
export function partingOf({ run, other }) {
  return run && other ? firstParting(run, other) : null;
}

/**
 * The first step that both recorded and at which a number, or the status of a unit, differs. The learning rate itself
 * is none of the numbers: where every gradient is zero it makes no difference.
 * @param {Run} run
 * @param {Run} other
 * @returns {number|null} null where they agree as far as both have come
 */
export function firstParting(run, other) {
  const known = compared.get(run.steps);
  const memory = known?.other === other.steps ? known : { other: other.steps, at: /** @type {[number, number]} */ ([0, 0]), found: null };
  compared.set(run.steps, memory);
  while (memory.found === null) {
    const [a, b] = [run.steps[memory.at[0]], other.steps[memory.at[1]]];
    if (!a || !b) break;
    if (a.step === b.step && differs(a, b)) memory.found = a.step;
    if (a.step <= b.step) memory.at[0] += 1;
    if (b.step <= a.step) memory.at[1] += 1;
  }
  return memory.found;
}

/** @param {RunStep} a @param {RunStep} b */
function differs(a, b) {
  return numbersOf(a).join() !== numbersOf(b).join();
}

/** @param {RunStep} step */
const numbersOf = ({ loss, accuracy, gradient_norms: norms, update_ratios: ratios, statuses }) => [loss, accuracy, ...norms, ...ratios, ...statuses];

// ── Specs ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** @type {WeakMap<Snapshot, Map<Spec, Spec|null>>} one object for each, since it is what others are remembered by */
const specs = new WeakMap();

/**
 * The spec with the numbers of a step written out, on the examples that its analysis is of.
 * @param {Spec} spec of the run
 * @param {Snapshot} snapshot
 * @returns {Spec|null} null where the snapshot has them in blocks only
 */
export function specAt(spec, snapshot) {
  const known = specs.get(snapshot) ?? new Map();
  specs.set(snapshot, known);
  if (!known.has(spec)) known.set(spec, withNumbers(spec, snapshot));
  return known.get(spec) ?? null;
}

/** @param {Spec} spec @param {Snapshot} snapshot @returns {Spec|null} */
function withNumbers(spec, { wire, whole, partial }) {
  const source = whole ?? wire;
  const numbers = source.layers.map(({ weights, bias }) => ({ weights: decodeMatrix(weights), bias: decodeMatrix(bias) }));
  const data = partial ? firstExamples(spec.data, source) : spec.data;
  if (data === null || numbers.some(({ weights, bias }) => !isWhole(weights) || !isWhole(bias))) return null;
  const layers = numbers.map(({ weights, bias }, index) => withLayerNumbers(spec.network.layers[index], weights, bias));
  return { ...spec, network: { ...spec.network, layers }, data };
}

/**
 * @param {LayerSpec|undefined} layer
 * @param {Matrix} weights
 * @param {Matrix} bias
 * @returns {LayerSpec}
 */
function withLayerNumbers(layer, weights, bias) {
  const activation = layer?.activation;
  return { weights: toRows(weights), bias: [...bias.data], ...(activation === undefined ? {} : { activation }) };
}

/**
 * @param {ExplicitData|NamedData} data
 * @param {Snapshot['wire']} wire
 * @returns {ExplicitData|null}
 */
function firstExamples(data, { input, targets }) {
  const [inputs, rows] = [decodeMatrix(input), decodeMatrix(targets)];
  if ('inputs' in data) {
    const count = inputs.shape[0];
    return { inputs: data.inputs.slice(0, count), targets: /** @type {ExplicitData['targets']} */ (data.targets.slice(0, count)) };
  }
  return isWhole(inputs) && isWhole(rows) ? { inputs: toRows(inputs), targets: toRows(rows) } : null;
}

/** What a spec is, written out, for as long as it is there. @type {WeakMap<Spec, string>} */
const texts = new WeakMap();

/** @param {Spec} spec */
function textOf(spec) {
  const { title: _, ...rest } = spec;
  const known = texts.get(spec) ?? JSON.stringify(rest, (_, value) => (isRecord(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value));
  texts.set(spec, known);
  return known;
}

/** @param {unknown} value @returns {value is object} */
const isRecord = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * @param {Spec} a
 * @param {Spec} b
 * @returns {boolean} whether they say the same, how it is trained included, whatever they are called
 */
export function sameSpec(a, b) {
  return a === b || textOf(a) === textOf(b);
}

/**
 * @param {Run} run
 * @param {Spec} spec
 * @returns {boolean} whether the spec is no longer the one that the run is of
 */
export function isStale(run, spec) {
  return !sameSpec(run.spec, spec);
}

/**
 * @param {Spec} a
 * @param {Spec} b
 * @returns {boolean} whether the same parts make up both, but for how they are trained
 */
export function sameNumbers(a, b) {
  return a.network === b.network && a.data === b.data && a.loss === b.loss && a.reduction === b.reduction && a.precision === b.precision;
}

/**
 * @template {keyof TrainingSpec} Field
 * @param {Spec} spec
 * @param {Field} field
 * @param {TrainingSpec[Field]|undefined} value undefined leaves it to its default
 * @returns {Spec}
 */
export function withTrainingField({ training, ...spec }, field, value) {
  const { [field]: _, ...rest } = training ?? {};
  const next = value === undefined ? rest : { ...rest, [field]: value };
  return Object.keys(next).length > 0 ? { ...spec, training: /** @type {Partial<TrainingSpec>} */ (next) } : spec;
}

/**
 * The second run's spec: the first's with one thing changed. A changed initializer takes the place of numbers that
 * were written out.
 * @param {Spec} spec
 * @param {WhatIf} whatIf
 * @param {Catalogue|null} catalogue
 * @returns {Spec}
 */
export function changed(spec, { change, value }, catalogue) {
  const { training, network } = spec;
  const choice = /** @type {Choice} */ (value);
  if (change === 'optimizer') return withTraining(spec, { optimizer: choice });
  if (change === 'learning_rate') return withTraining(spec, { optimizer: tuned(training?.optimizer ?? DEFAULTS.optimizer, value) });
  const last = network.layers.length - 1;
  const layers = network.layers.map((layer, index) => (index === last ? layer : CHANGES[change](layer, choice, catalogue)));
  return withTraining({ ...spec, network: { ...network, layers } }, {});
}

/** @param {Spec} spec @param {Partial<TrainingSpec>} part @returns {Spec} */
function withTraining(spec, part) {
  return { ...spec, training: { ...spec.training, ...part, what_if: null } };
}

/** @param {Choice|Tuned} optimizer @param {WhatIf['value']} rate @returns {Tuned} */
function tuned(optimizer, rate) {
  const named = typeof optimizer === 'string' ? { name: optimizer } : optimizer;
  return /** @type {Tuned} */ ({ ...named, learning_rate: rate });
}

/** @type {Record<'activation'|'initializer'|'bias_initializer', (layer: LayerSpec, value: Choice, catalogue: Catalogue|null) => LayerSpec>} */
const CHANGES = {
  activation: (layer, activation) => ({ ...layer, activation }),
  initializer({ weights, bias: _, ...layer }, initializer) {
    return { ...layer, units: layer.units ?? weights?.length ?? '', initializer };
  },
  bias_initializer(layer, initializer, catalogue) {
    if (!layer.weights) return { ...layer, bias_initializer: initializer };
    // Beside weights that are written out the service takes a bias that is written out too.
    const constant = constantOf(initializer, catalogue);
    return constant === null ? layer : { ...layer, bias: layer.weights.map(() => constant) };
  },
};
