/**
 * Tables that were pasted or opened, once the service has read them: whether one takes the place of the data or only of
 * a block in them, and what becomes of the spec. Pure; the reading itself is the service's.
 * @import { Catalogue, Entry, ExplicitData, Intake, Spec, TableAnswer, TableOptions } from './types.js'
 * @import { Edit } from './spec.js'
 */
import { setExplicitData, setTableBlock } from './batch.js';
import { takesClasses } from './catalogue.js';
import { areIndices, headOf, tableOf } from './table.js';
import { blockShape, fitOf, shapeText, transposedBlock } from './block.js';
import { plural } from '../format.js';
import { isExplicitData } from '../page/selectors.js';

/**
 * The rows of an answer as they stood in the text: the inputs with the targets behind them.
 * @param {TableAnswer} answer
 * @returns {number[][]} none where nothing was read
 */
export function rowsOf({ inputs, targets }) {
  const rows = /** @type {number[][]|null} */ (inputs) ?? [];
  return rows.map((row, n) => {
    const target = /** @type {(number|number[])[]|null} */ (targets)?.[n];
    return target === undefined ? row : row.concat(target);
  });
}

/**
 * How many cells a block meets, from the one that it is pasted at. Rows beyond the last are new examples, but only for a
 * block that spans all columns.
 * @param {ExplicitData} data
 * @param {number} row
 * @param {number} column
 * @param {number} width of the block
 * @returns {[rows: number, columns: number]}
 */
export function roomAt(data, row, column, width) {
  const [height, all] = blockShape(tableOf(data));
  const spans = column === 0 && width === all;
  return [spans ? Number.POSITIVE_INFINITY : height - row, all - column];
}

/**
 * Whether what was read takes the place of all data: it has names or classes of its own, or it is pasted at the first
 * cell and fits into the table neither as it is nor turned.
 * @param {ExplicitData} data
 * @param {[row: number, column: number]} at
 * @param {TableAnswer} answer
 * @returns {boolean}
 */
export function isWhole(data, [row, column], answer) {
  if (answer.reading.header === true || answer.columns.some(({ kind }) => kind === 'classes')) return true;
  const [height, width] = answer.inputs === null ? [1, answer.columns.length] : blockShape(rowsOf(answer));
  return row === 0 && column === 0 && width > 1 && fitOf([height, width], roomAt(data, row, column, width)) !== 'fits';
}

/**
 * The columns that are to be targets where nobody said so: as many as there are now, where they are rows of numbers.
 * @param {ExplicitData} data
 * @param {TableAnswer} answer
 * @returns {number[]|null} null for the service's own choice, the last one
 */
export function wantedTargets({ targets: [first] }, { columns }) {
  const outputs = Array.isArray(first) ? first.length : 1;
  const kept = columns.filter(({ role }) => role !== 'ignored').map(({ index }) => index);
  const classes = columns.some(({ kind }) => kind === 'classes');
  return outputs > 1 && kept.length > outputs && !classes ? kept.slice(-outputs) : null;
}

/**
 * Takes a table in the place of the data, with the names of its columns and classes.
 * @param {Spec} spec
 * @param {TableAnswer} answer with inputs
 * @param {Catalogue|null} catalogue
 * @param {'Pasted'|'Opened'} verb how it came
 * @returns {Edit}
 */
export function takeTable(spec, answer, catalogue, verb = 'Pasted') {
  if (answer.targets === null) {
    return { spec, notes: ['Nothing was taken: a table of inputs and targets has at least two columns.'] };
  }
  const inRows = isExplicitData(spec) ? !areIndices(/** @type {ExplicitData} */ (spec.data).targets) : !takesClasses(spec.loss, catalogue);
  const inputs = answer.columns.filter(({ role }) => role === 'input');
  const targets = answer.columns.filter(({ role }) => role === 'target');
  const classes = targets.find(({ kind }) => kind === 'classes')?.classes ?? null;
  const flat = /** @type {number[]|number[][]} */ (answer.targets);
  const asRows = classes === null && targets.length === 1 && inRows;
  /** @type {ExplicitData} */
  const data = {
    inputs: /** @type {number[][]} */ (answer.inputs),
    targets: asRows ? /** @type {number[]} */ (flat).map((target) => [target]) : flat,
    ...(answer.reading.header ? { names: [...inputs, ...targets].map(({ name, index }) => name ?? `column ${index + 1}`) } : {}),
    ...(classes ? { classes } : {}),
  };
  const edit = setExplicitData(spec, data, catalogue);
  if (edit.spec === spec) return edit;
  const named = classes ? ` Classes: ${classes.map((name, index) => `${name} = ${index}`).join(', ')}.` : '';
  const told = `${verb} ${plural(data.inputs.length, 'example')} of ${plural(inputs.length, 'input')}.${named}`;
  return { spec: edit.spec, notes: [told, ...edit.notes] };
}

/**
 * What a block comes to: an edit, or words on why not.
 * @typedef {{edit: Edit, fit: 'fits'}|{fit: 'transpose'|'neither', words: string}} Fitted
 */

/**
 * Puts a block into the table where it fits; nothing outside it changes.
 * @param {Spec} spec an explicit one
 * @param {[row: number, column: number]} at
 * @param {Entry[][]} block
 * @param {Catalogue|null} catalogue
 * @returns {Fitted}
 */
export function takeBlock(spec, [row, column], block, catalogue) {
  const data = /** @type {ExplicitData} */ (spec.data);
  const [height, width] = blockShape(block);
  const fit = fitOf([height, width], roomAt(data, row, column, width));
  if (fit === 'fits') return { fit, edit: setTableBlock(spec, row, column, block, catalogue) };
  const [rows, columns] = blockShape(tableOf(data));
  const meets = `${shapeText([rows - row, columns - column])} cells from n = ${row}, ${headOf(data, column)} on`;
  const words = `What was pasted is ${shapeText([height, width])} and meets ${meets}.`;
  if (fit === 'transpose') return { fit, words: `${words} Turned, it would be ${shapeText([width, height])} and fit.` };
  const more = height > rows - row && width <= columns - column ? ' Rows beyond the last are examples only where all columns are pasted.' : '';
  return { fit, words: `${words}${more}` };
}

/**
 * @param {Intake} intake that was not taken as it was read last
 * @param {Spec} now
 * @returns {string} which data there are
 */
export function keptWords({ after }, now) {
  return after?.data === now.data ? 'the data are still those of the reading before' : 'the data are as before';
}

/**
 * @param {TableAnswer} answer
 * @returns {number[][]} its rows turned
 */
export const turned = (answer) => transposedBlock(rowsOf(answer));

/**
 * What is asked of the service: the options chosen, and that faults be told rather than refused, so that they can be
 * shown in the text.
 * @param {TableOptions} options
 * @returns {TableOptions}
 */
export function askedOptions(options) {
  return { ...options, faulty_rows: options.faulty_rows ?? 'tell' };
}

/**
 * @param {Intake} intake
 * @returns {boolean} whether something is still to be decided about it: refused, in question, or not read yet
 */
export function isUnsettled({ after, asking, answer, problem, misfit }) {
  return after === null || asking || problem !== null || misfit !== null || answer?.inputs === null;
}

/**
 * What remains of a table that was pasted once a step of undo or another source has brought other data: what is still to
 * be decided about it was meant for the data that it met.
 * @param {Intake|null} intake
 * @param {Spec} now
 * @param {Spec} next
 * @returns {Intake|null}
 */
export function keptFor(intake, now, next) {
  if (intake === null || !isUnsettled(intake)) return intake;
  return [now, intake.before, intake.after].some((spec) => spec?.data === next.data) ? intake : null;
}
