/**
 * The page's types, in one place. Those of the wire are made from the OpenAPI document (`make types`); Python computes
 * every number, the page only indexes, formats and draws.
 *
 * @typedef {import('../wire/wire.js').components['schemas']} Wire
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
 * @typedef {'each'|'shared'} Scale
 * @typedef {import('./page/views.js').ViewName} ViewName
 * @typedef {object} View what of a result is shown, and how; in the link, but without influence on the numbers
 * @property {ViewName} name
 * @property {number|null} example the chosen example, or null for the batch
 * @property {Scale} scale
 * @property {number|null} focus layer in focus, 1 … L
 * @property {number|null} open layer whose numbers are open in the left panel, 1 … L
 * @property {string|null} preset the preset that this began as
 * @property {ExerciseName|null} exercise the generated exercise that this began as
 *
 * @typedef {{seed: number, level: number}} ExerciseName
 *
 * @typedef {'input'|'preactivation'|'activation'|'derivative'|'delta'|'weights'|'bias'|'weight_gradient'
 *   |'bias_gradient'} Quantity
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
 * @typedef {Wire['GradeAnswer']} Grade
 * @typedef {Wire['AnswerMark']} Mark
 * @typedef {Wire['ExerciseAnswer']} Exercise
 *
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
 *
 * @typedef {object} LayerAnalysis one of l = 1 … L, at `layers[l - 1]`
 * @property {number} index
 * @property {number} units
 * @property {Choice} activation_function
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
 * @property {(import('./network/pasting.js').Offer|TurnedBlock)[]} offers what one press would do
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
 * @typedef {Mark['quantity']} GradedQuantity
 * @typedef {object} Field an array to hand in, shaped as on paper: a row for each unit
 * @property {string} name `delta/2`
 * @property {GradedQuantity} quantity
 * @property {number} layer
 * @property {boolean} output whether its layer is the last
 * @property {number} rows
 * @property {number} columns
 *
 * @typedef {readonly (readonly Entry[])[]} Rows an answer as drawn; '' is an empty cell
 * @typedef {Readonly<Record<string, Rows>>} Answers by the name of the field; what is empty is left out
 *
 * @typedef {object} Marking what the service said, and which hints were asked for
 * @property {'marked'} kind
 * @property {Mark} mark
 * @property {number} hints 0 … 3: none, where, what, why
 * @property {Explanation|null} why the worked step, once it is there
 * @property {Problem|null} problem why it could not be had
 * @typedef {{kind: 'partial', empty: [row: number, column: number][]}} Unfinished not handed in: some cells are empty
 * @typedef {{kind: 'refused', errors: {row: number|null, column: number|null, message: string}[]}} Refused as drawn
 * @typedef {Marking|Unfinished|Refused} Verdict
 *
 * @typedef {object} Worksheet the answers to one spec
 * @property {Spec} of
 * @property {string} text what the answers depend on; '' where nothing can be handed in
 * @property {Answers} answers
 * @property {readonly Answers[]} past
 * @property {readonly Answers[]} future
 * @property {Readonly<Record<string, Verdict>>} verdicts on answers as they stand, by the name of the field
 * @property {number|null} mistakes of the last check, while no answer was edited since
 *
 * @typedef {object} HandedIn a check that is under way
 * @property {Spec} spec
 * @property {readonly {field: Field, rows: Rows}[]} arrays in the order of the request
 *
 * @typedef {{seed: number, level: number, answer: Exercise, spec: Spec, text: string}} KnownExercise
 *
 * @typedef {object} Practising
 * @property {readonly KnownExercise[]} exercises that the service has told, the latest last
 * @property {(ExerciseName & {instead: Spec})|null} opening the exercise that is to take the place of the spec
 * @property {{of: ExerciseName, problem: Problem}|null} unknown the exercise that could not be had, and why
 * @property {Worksheet|null} sheet
 * @property {HandedIn|null} asked
 * @property {Problem|null} problem why the last check could not be had
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
 *
 * @typedef {{spec: Spec, example: number|null, blocks?: true}} Answered blocks: the spec's numbers are not those of the
 *   answer, which are known in blocks only: a step of a large network
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
 *
 * @typedef {object} State
 * @property {Spec} spec
 * @property {View} view
 * @property {Selection|null} selection
 * @property {Selection[]} trail the way walked to what is selected, the first at the front
 * @property {number} entered how many times the keys have led into the inspector
 * @property {Selection|null} hover
 * @property {Analysis|null} analysis the last good answer
 * @property {Answered|null} answered what it is the answer to
 * @property {'starting'|'loading'|'ready'|'invalid'|'offline'|'busy'} status
 * @property {Problem|null} problem
 * @property {Record<AdviceSource, readonly string[]>} dismissed advice that was put away, by what it says and where
 * @property {Catalogue|null} catalogue
 * @property {Spec[]} past
 * @property {Spec[]} future
 * @property {'system'|'light'|'dark'} theme
 * @property {string|null} notice
 * @property {string|null} announcement last words for a screen reader
 * @property {Pasting|null} pasting what is said of the block that was pasted last
 * @property {{layer: number, quantity: Quantity}|null} table the matrix shown as a table
 * @property {Explaining} explaining
 * @property {Deriving} derivation
 * @property {Checking|null} check
 * @property {Practising} practice
 * @property {TrainingState} training
 * @property {{open: boolean|null, run: Interfering, other: Interfering}} interference open: null for as the training says
 * @property {Intake|null} intake
 * @property {{network: boolean, inspector: boolean}} panels which side panels are open on a narrow window
 *
 * @typedef {{readonly get: () => State, readonly subscribe: (listener: () => void) => () => void}} Store
 *   what a view gets: it reads; only actions.js writes
 * @typedef {{update: () => void}} Mounted
 */

export {};
