/**
 * The types of the state of the page, and of what a view is.
 * @import { AdviceSource, Analysis, Answered, Checking, Deriving, Explaining, Quantity, Selection } from '../analysis/types.js'
 * @import { Catalogue, Intake, Pasting, Problem, Spec } from '../network/types.js'
 * @import { ExerciseName, Practising } from '../practice/types.js'
 * @import { Interfering, TrainingState } from '../train/types.js'
 *
 * @typedef {'each'|'shared'} Scale
 * @typedef {import('./views.js').ViewName} ViewName
 * @typedef {object} View what of a result is shown, and how; in the link, but without influence on the numbers
 * @property {ViewName} name
 * @property {number|null} example the chosen example, or null for the batch
 * @property {Scale} scale
 * @property {number|null} focus layer in focus, 1 … L
 * @property {number|null} open layer whose numbers are open in the left panel, 1 … L
 * @property {string|null} preset the preset that this began as
 * @property {ExerciseName|null} exercise the generated exercise that this began as
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
