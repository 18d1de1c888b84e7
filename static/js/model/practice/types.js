/**
 * The types of exercises, answers and marks.
 * @import { Explanation } from '../analysis/types.js'
 * @import { Entry, Problem, Spec } from '../network/types.js'
 *
 * @typedef {import('../../wire/wire.js').components['schemas']} Wire
 *
 * @typedef {{seed: number, level: number}} ExerciseName
 *
 * @typedef {Wire['GradeAnswer']} Grade
 * @typedef {Wire['AnswerMark']} Mark
 * @typedef {Wire['ExerciseAnswer']} Exercise
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
 */

export {};
