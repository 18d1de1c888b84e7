/**
 * The types of answers about one pass, decoded, and of what is selected in them.
 * @import { Choice, Entry, Problem, Spec } from '../network/types.js'
 * @import { LayerQuantity } from '../../wire/quantities.js'
 *
 * @typedef {import('../../wire/wire.js').components['schemas']} Wire
 *
 * @typedef {'input'|LayerQuantity} Quantity
 *
 * @typedef {{kind: 'neuron', layer: number, unit: number}} NeuronSelection
 * @typedef {{kind: 'cell', layer: number, quantity: Quantity, row: number, column: number}} CellSelection
 *   row and column are full-resolution indices as drawn: row is the unit; column the example (or input unit; or 0)
 * @typedef {{kind: 'number', target: Target}} NumberSelection a number that no heatmap shows: the loss, a target, …
 * @typedef {NeuronSelection|CellSelection|NumberSelection} Selection
 *
 * @typedef {Wire['TargetRequest']} Target a number, as the service addresses it
 * @typedef {Omit<Wire['Cell'], 'value'> & {value: number}} Cell a number that others are made from
 * @typedef {Omit<Wire['Blocked'], 'preactivation'> & {preactivation: number}} Blocked a unit that lets nothing through
 * @typedef {Omit<Wire['ExplainAnswer'], 'value'|'inputs'|'blocked'> & {value: number, inputs: Cell[], blocked: Blocked[]}}
 *   Explanation the service's answer, decoded
 * @typedef {Wire['Step']} Step
 * @typedef {Wire['DerivationAnswer']} Derivation
 * @typedef {Wire['TextBlock']|Wire['EquationBlock']} Block
 * @typedef {'agree'|'differ'|'unresolved'} CheckVerdict
 * @typedef {Omit<Wire['QuantityCheck'], 'relative_error'|'resolution'|'analytic'|'numeric'> & {relative_error: number|null,
 *   resolution: number, analytic: number|null, numeric: number|null}} QuantityCheck one quantity of one layer
 * @typedef {{epsilon: number, tolerance: number, max_relative_error: number|null, verdict: CheckVerdict,
 *   checks: QuantityCheck[]}} GradientCheck the service's answer, decoded
 * @typedef {object} Matrix an array of the answer in wire orientation; a vector has one column
 * @property {Float64Array} data row by row, rows × columns of it
 * @property {number} rows
 * @property {number} columns
 * @property {[number, number]} shape the true size; larger than rows × columns where the matrix is pooled
 * @property {[number, number]} pool true cells for each cell of data; [1, 1] when whole
 *
 * @typedef {'unknown'|'dead'|'settled'|'starved'|'saturated'|'active'} Status
 * @typedef {object} Neuron
 * @property {number} index
 * @property {Status} status
 * @property {string|null} cause
 * @property {number|null} active_fraction
 * @property {number} min_preactivation
 * @property {number} max_preactivation
 * @property {number} dormancy
 * @property {boolean|null} certified_dead
 * @property {boolean} permanent
 * @property {Wire['NeuronSentences']} [sentences] of an answer that was asked for them
 *
 * @typedef {object} LayerAnalysis one of l = 1 … L, at `layers[l - 1]`
 * @property {number} index
 * @property {number} units
 * @property {Choice} activation_function
 * @property {Record<string, number>|null} [activation_parameters]
 * @property {Matrix} preactivation N × d_l
 * @property {Matrix} activation N × d_l
 * @property {Matrix|null} derivative N × d_l; null where the output is a softmax
 * @property {Matrix} delta N × d_l
 * @property {Matrix} weights d_l × d_(l-1)
 * @property {Matrix} bias d_l × 1
 * @property {Matrix} weight_gradient d_l × d_(l-1)
 * @property {Matrix} bias_gradient d_l × 1
 * @property {Neuron[]} neurons
 * @property {number[]} dead
 * @property {number[]} dead_examples
 * @property {number} gradient_norm
 * @property {string} [sentence]
 *
 * @typedef {object} Analysis the server's answer, decoded
 * @property {number} loss
 * @property {Matrix} losses N × 1
 * @property {number|null} accuracy
 * @property {Matrix} input N × d_0
 * @property {Matrix} targets N × d_L
 * @property {LayerAnalysis[]} layers
 * @property {NonFinite|null} non_finite
 * @property {readonly Advice[]} advice
 * @typedef {Wire['AdviceAnswer']} Advice what numbers that are taken hide; pointer: a JSON pointer into the request
 * @typedef {'analyze'|'start'|'done'} AdviceSource the answer to the spec, and the first and the last event of a run
 * @typedef {{layer: number, quantity: Quantity, count: number}} NonFinite
 *
 * @typedef {object} Explaining the steps of what is selected
 * @property {Explanation|null} answer the last good one
 * @property {{spec: Spec, example: number|null, key: string}|null} of what it explains: a number of which analysis
 * @property {boolean} asking whether another is under way
 * @property {Problem|null} problem why the one asked for last could not be had
 *
 * @typedef {object} Deriving the worked solution on the page
 * @property {Derivation|null} answer the last good one
 * @property {{spec: Spec, example: number}|null} of what it is the solution of
 * @property {boolean} asking whether another is under way
 * @property {Problem|null} problem why the one asked for last could not be had
 *
 * @typedef {object} Checking the check of the gradients, while its dialog is open
 * @property {Entry|null} epsilon as typed; null for the service's own
 * @property {GradientCheck|null} answer the last good one
 * @property {{spec: Spec, example: number|null, epsilon: Entry|null}|null} of what it is the check of
 * @property {boolean} asking
 * @property {Problem|null} problem why the one asked for last could not be had
 *
 * @typedef {{spec: Spec, example: number|null, blocks?: true}} Answered blocks: the spec's numbers are not those of the
 *   answer, which are known in blocks only: a step of a large network
 */

export {};
