/**
 * The types of runs.
 * @import { Analysis, Answered, Matrix } from '../analysis/types.js'
 * @import { Problem, Spec } from '../network/types.js'
 *
 * @typedef {import('../../wire/wire.js').components['schemas']} Wire
 *
 * @typedef {Omit<Wire['StepEvent'], 'loss'|'accuracy'|'learning_rate'|'gradient_norms'|'update_ratios'> & {loss: number,
 *   accuracy: number|null, learning_rate: number|null, gradient_norms: number[], update_ratios: (number|null)[]}}
 *   RunStep a recorded step, decoded
 * @typedef {Omit<Wire['LifeEvent'], 'before'|'after'|'change'|'shares'|'learning_rate'|'update_ratio'> & {
 *   kind: 'death'|'revival', before: number, after: number, change: number,
 *   shares: {bias: number, weights: number, inputs: number}, learning_rate: number, update_ratio: number|null}} LifeChange
 * @typedef {object} Snapshot a recorded step as a whole; the analysis is decoded when it is first looked at
 * @property {number} step
 * @property {Wire['AnalyzeAnswer']} wire
 * @property {Surface|null} surface
 * @property {boolean} partial whether it is of the first examples only, since the data has more than are probed
 * @property {Wire['AnalyzeAnswer']|null} whole the same with nothing pooled, where that was asked for
 * @typedef {Omit<Wire['Surface'], 'x'|'y'|'values'|'classes'> & {x: Matrix, y: Matrix, values: Matrix, classes: Matrix|null}} Surface
 *
 * @typedef {{id: string} & ({kind: 'start', start: Wire['StartEvent']} | {kind: 'step', step: RunStep}
 *   | {kind: 'snapshot', snapshot: Snapshot} | {kind: 'change', change: LifeChange} | {kind: 'done', done: Wire['DoneEvent']}
 *   | {kind: 'error', problem: Problem})} RunEvent one event of a run's stream, decoded
 *
 * @typedef {object} Run one run of training, as far as it has been told
 * @property {Spec} spec what is trained, `training` included (of a second run: with the one thing changed)
 * @property {'running'|'paused'|'done'|'failed'} status
 * @property {Wire['StartEvent']|null} start
 * @property {readonly RunStep[]} steps those recorded so far, in order
 * @property {number|null} example whose gradients the snapshots have; null for the batch
 * @property {ReadonlyMap<number, Snapshot>} snapshots by step
 * @property {readonly LifeChange[]} changes deaths and revivals, in order
 * @property {Wire['DoneEvent']|null} done
 * @property {Problem|null} problem why it failed
 * @property {string|null} lastEvent the id of the last event, from which it is taken up again
 * @property {number|null} rate steps a second, as the page sees them come
 *
 * @typedef {object} TrainingState
 * @property {Run|null} run
 * @property {Run|null} other the second run, with one thing changed
 * @property {'run'|'other'} shown which of them the flow shows
 * @property {number|null} cursor the recorded step that is looked at; null for the newest
 * @property {LifeChange|null} change the death or revival that was chosen in the life chart
 * @property {boolean} moving whether a hand moves through the steps, or a run moves on by itself
 * @property {'csv'|'npz'|null} taking the file that is on its way
 * @property {{analysis: Analysis, answered: Answered}|null} own the answer to the spec itself, while the flow shows a step of a run
 *
 * @typedef {Omit<Wire['Sparsity'], 'delta'|'activation'|'skipped_share'> & {delta: number, activation: number, skipped_share: number}} Sparsity
 * @typedef {object} Interfered how the gradients of single examples go together at a step, decoded
 * @property {Matrix} cosines N × N, NaN where a gradient is zero; pooled where N is large
 * @property {Matrix} targets
 * @property {{mean_cosine: number|null, conflicting: number|null, pairs: number, zero_gradients: number}} summary
 * @property {{index: number, activation_function: string, sparsity: Sparsity}[]} layers
 * @property {{multiplications: number, skipped: number, skipped_share: number}|null} sparsity of all layers; null where there is none
 *
 * @typedef {object} Interfering
 * @property {Interfered|null} answer the last good one
 * @property {{spec: Spec, step: number}|null} of the run and the step that it is of
 * @property {{problem: Problem, spec: Spec, step: number}|null} refused why that of a step cannot be had
 */

export {};
