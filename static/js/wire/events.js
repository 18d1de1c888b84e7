/**
 * The events of a run, decoded. Pure but for the surfaces, which are decoded when they are first looked at.
 * @import { Wire } from '../model/network/types.js'
 * @import { LifeChange, RunEvent, RunStep, Snapshot, Surface } from '../model/train/types.js'
 * @import { StreamEvent } from './stream.js'
 */
import { decodeProblem } from './answers.js';
import { decodeMatrix, scalar } from './arrays.js';

/** @typedef {Wire['TrainEvents']} Events */

/** @param {unknown} value */
const orNull = (value) => (value === null ? null : scalar(value));

/**
 * @param {Events['step']} wire
 * @returns {RunStep}
 */
export function decodeStep(wire) {
  return {
    ...wire,
    loss: scalar(wire.loss), accuracy: orNull(wire.accuracy), learning_rate: orNull(wire.learning_rate),
    gradient_norms: wire.gradient_norms.map(scalar), update_ratios: wire.update_ratios.map(orNull),
  };
}

/**
 * @param {LifeChange['kind']} kind
 * @param {Events['death']} wire
 * @returns {LifeChange}
 */
function decodeChange(kind, wire) {
  const { bias, weights, inputs } = wire.shares;
  return {
    ...wire, kind,
    before: scalar(wire.before), after: scalar(wire.after), change: scalar(wire.change),
    shares: { bias: scalar(bias), weights: scalar(weights), inputs: scalar(inputs) },
    learning_rate: scalar(wire.learning_rate), update_ratio: orNull(wire.update_ratio),
  };
}

/**
 * @param {Events['snapshot']} wire
 * @returns {Snapshot}
 */
function snapshotOf({ step, analysis, surface }) {
  /** @type {Surface|null} */
  let decoded = null;
  return {
    step, wire: analysis, partial: false, whole: null,
    get surface() {
      return surface && (decoded ??= decodeSurface(surface));
    },
  };
}

/** @param {Wire['Surface']} wire @returns {Surface} */
function decodeSurface({ x, y, values, classes, hinges }) {
  return { x: decodeMatrix(x), y: decodeMatrix(y), values: decodeMatrix(values), classes: classes === null ? null : decodeMatrix(classes), hinges };
}

/** @type {Record<string, (data: any) => Omit<RunEvent, 'id'>>} */
const DECODERS = {
  start: (/** @type {Events['start']} */ start) => ({ kind: 'start', start }),
  step: (/** @type {Events['step']} */ wire) => ({ kind: 'step', step: decodeStep(wire) }),
  snapshot: (/** @type {Events['snapshot']} */ wire) => ({ kind: 'snapshot', snapshot: snapshotOf(wire) }),
  death: (/** @type {Events['death']} */ wire) => ({ kind: 'change', change: decodeChange('death', wire) }),
  revival: (/** @type {Events['revival']} */ wire) => ({ kind: 'change', change: decodeChange('revival', wire) }),
  done: (/** @type {Events['done']} */ done) => ({ kind: 'done', done }),
  error: (/** @type {unknown} */ body) => ({ kind: 'error', problem: decodeProblem(body, 500) }),
};

/**
 * @param {StreamEvent} event
 * @returns {RunEvent[]} one, or none where its name says nothing to this page
 */
export function decodeEvent({ name, data, id }) {
  const decode = Object.hasOwn(DECODERS, name) ? DECODERS[name] : undefined;
  return decode ? [/** @type {RunEvent} */ ({ ...decode(JSON.parse(data)), id })] : [];
}
