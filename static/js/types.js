/**
 * The page's types, in one place. Those of the wire are made from the OpenAPI document (`make types`); Python computes
 * every number, the page only indexes, formats and draws.
 *
 * @typedef {import('./wire.js').components['schemas']} Wire
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
 * @typedef {{inputs: Entry[][], targets: Entry[] | Entry[][]}} ExplicitData N rows; targets are N indices or N rows
 * @typedef {{dataset: string, size?: Entry, noise?: Entry, seed?: Entry}} NamedData
 * @typedef {ExplicitData|NamedData} DataSpec
 *
 * @typedef {object} Spec what fully determines a result: the request but for how the answer is sent
 * @property {NetworkSpec} network
 * @property {DataSpec} data
 * @property {string} loss
 * @property {'mean'|'sum'} reduction
 * @property {'float64'|'float32'} precision
 *
 * @typedef {'each'|'shared'} Scale
 * @typedef {object} View what of a result is shown, and how; in the link, but without influence on the numbers
 * @property {'explore'} name
 * @property {number|null} example the chosen example, or null for the batch
 * @property {Scale} scale
 * @property {number|null} focus layer in focus, 1 … L
 * @property {number|null} open layer whose numbers are open in the left panel, 1 … L
 * @property {string|null} preset the preset that this began as
 *
 * @typedef {'input'|'preactivation'|'activation'|'derivative'|'delta'|'weights'|'bias'|'weight_gradient'
 *   |'bias_gradient'} Quantity
 *
 * @typedef {{kind: 'neuron', layer: number, unit: number}} NeuronSelection
 * @typedef {{kind: 'cell', layer: number, quantity: Quantity, row: number, column: number}} CellSelection
 *   row and column are full-resolution indices as drawn: row is the unit; column the example (or input unit; or 0)
 * @typedef {NeuronSelection|CellSelection} Selection
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
 * @typedef {{layer: number, quantity: Quantity, count: number}} NonFinite
 *
 * @typedef {Wire['FieldProblem']} FieldError pointer: a JSON pointer into the request
 * @typedef {object} Problem problem+json, or its likeness made by the page when no server answered
 * @property {string} title
 * @property {number} status 0 when nothing answered
 * @property {string} detail
 * @property {FieldError[]} errors
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
 *
 * @typedef {object} State
 * @property {Spec} spec
 * @property {View} view
 * @property {Selection|null} selection
 * @property {Selection|null} hover
 * @property {Analysis|null} analysis the last good answer
 * @property {{spec: Spec, example: number|null}|null} answered what it is the answer to
 * @property {'starting'|'loading'|'ready'|'invalid'|'offline'|'busy'} status
 * @property {Problem|null} problem
 * @property {Catalogue|null} catalogue
 * @property {Spec[]} past
 * @property {Spec[]} future
 * @property {'system'|'light'|'dark'} theme
 * @property {string|null} notice
 * @property {string|null} announcement last words for a screen reader
 * @property {{layer: number, quantity: Quantity}|null} table the matrix shown as a table
 * @property {{network: boolean, inspector: boolean}} panels which side panels are open on a narrow window
 *
 * @typedef {{readonly get: () => State, readonly subscribe: (listener: () => void) => () => void}} Store
 *   what a view gets: it reads; only actions.js writes
 * @typedef {{update: () => void}} Mounted
 */

export {};
