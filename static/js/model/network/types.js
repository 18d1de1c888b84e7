/**
 * The types of what is on the page: network, data, training, and what is pasted into them.
 * @import { Rows } from '../practice/types.js'
 *
 * @typedef {import('../../wire/wire.js').components['schemas']} Wire
 *
 * @typedef {number|string} Entry a number; or what somebody typed that is not one (the server judges it)
 *
 * @typedef {{name: string, [parameter: string]: Entry}} Named a name with its parameters
 * @typedef {string|Named} Choice an activation or an initializer: a name, or a name with parameters
 *
 * @typedef {object} LayerSpec a layer as the request says it: either `weights`, or `units` with an initializer
 * @property {Entry} [units]
 * @property {Choice} [activation]
 * @property {Choice} [initializer]
 * @property {Choice} [bias_initializer]
 * @property {Entry[][]} [weights] d_l rows of d_(l-1) entries
 * @property {Entry[]} [bias] d_l entries
 *
 * @typedef {{input_size?: Entry, layers: LayerSpec[], seed?: Entry}} NetworkSpec
 * @typedef {{inputs: Entry[][], targets: Entry[] | Entry[][], names?: string[], classes?: string[]}} ExplicitData N rows;
 *   targets are N indices or N rows; names of the columns of inputs, and then of targets; names of the classes 0, 1, …
 * @typedef {{dataset: string, size?: Entry, noise?: Entry, seed?: Entry}} NamedData
 * @typedef {ExplicitData|NamedData} DataSpec
 *
 * @typedef {object} Spec what fully determines a result: the request but for how the answer is sent; and how it is called
 * @property {NetworkSpec} network
 * @property {DataSpec} data
 * @property {string} loss
 * @property {'mean'|'sum'} reduction
 * @property {'float64'|'float32'} precision
 * @property {Partial<TrainingSpec>} [training] how it is trained; what is left out has the service's default
 * @property {string} [title] that somebody gave it, never sent to the service; left out where there is none
 *
 * @typedef {object} TrainingSpec as `POST /api/v1/train` takes it, and the one thing to change in a second run
 * @property {Choice|Tuned} optimizer
 * @property {Choice} schedule
 * @property {Entry|null} clip_norm
 * @property {Entry} steps
 * @property {Entry|null} batch_size null for the whole batch
 * @property {Entry} record_every
 * @property {Entry} seed of the order in mini-batches
 * @property {WhatIf|null} what_if
 * @property {boolean} [interference] whether each step tells how the gradients of single examples go together
 * @typedef {{name: string, [hyperparameter: string]: Entry|Entry[]}} Tuned an optimizer with its hyperparameters
 * @typedef {'activation'|'learning_rate'|'initializer'|'bias_initializer'|'optimizer'} Changeable
 * @typedef {{change: Changeable, value: Choice|Tuned|Entry}} WhatIf of every hidden layer, where it is a layer's
 *
 * @typedef {NonNullable<Wire['FieldProblem']['remedy']>} Remedy a change of the array at the pointer with which it would fit
 * @typedef {Omit<Wire['FieldProblem'], 'remedy'> & {remedy?: Remedy}} FieldError pointer: a JSON pointer into the request
 * @typedef {object} Problem problem+json, or its likeness made by the page when no server answered
 * @property {string} title
 * @property {number} status 0 when nothing answered
 * @property {string} detail
 * @property {FieldError[]} errors
 *
 * @typedef {{text: string, row: number, column: number, block: Rows}} TurnedBlock what one press would write into an answer
 * @typedef {object} Pasting
 * @property {string} at pointer of the table
 * @property {object} of the network or the answers that it holds for
 * @property {string} words
 * @property {(import('./pasting.js').Offer|TurnedBlock)[]} offers what one press would do
 *
 * @typedef {Wire['ParameterEntry']} Parameter
 * @typedef {Wire['ActivationEntry']} ActivationEntry
 * @typedef {Wire['InitializerEntry']} InitializerEntry
 * @typedef {Wire['LossEntry']} LossEntry
 * @typedef {Wire['DatasetEntry']} DatasetEntry
 * @typedef {Omit<Wire['PresetEntry'], 'request'> & {request: Partial<Spec>}} PresetEntry
 *
 * @typedef {object} Catalogue what the menus are built from
 * @property {ActivationEntry[]} activations
 * @property {InitializerEntry[]} initializers
 * @property {LossEntry[]} losses
 * @property {DatasetEntry[]} datasets
 * @property {PresetEntry[]} presets
 * @property {Wire['OptimizerEntry'][]} optimizers
 * @property {Wire['ScheduleEntry'][]} schedules
 *
 * @typedef {Wire['TableAnswer']} TableAnswer
 * @typedef {Partial<Omit<Wire['TableRequest'], 'text'|'bytes'|'encoding'>>} TableOptions what somebody chose of how to read a table
 * @typedef {{text: string}|{bytes: string}} TableSource a text, or a file in base64
 * @typedef {object} Intake a table that was pasted or opened, on its way into the data
 * @property {TableSource} source kept as it came, to be read again
 * @property {[row: number, column: number]} at the cell that it was pasted at
 * @property {boolean|null} whole whether it takes the place of all data, where somebody chose
 * @property {TableOptions} options
 * @property {boolean} asking
 * @property {TableAnswer|null} answer as last read
 * @property {Problem|null} problem why it was not read
 * @property {boolean} block whether it went, or is to go, into the table as a block of numbers
 * @property {{words: string, turns: boolean}|null} misfit why its block was not put in, and whether it would fit turned
 * @property {Spec} before what the page had before
 * @property {Spec|null} after what it made of that; null as long as nothing was taken
 * @property {boolean} open whether the choices are open
 */

export {};
