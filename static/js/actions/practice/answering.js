/**
 * The answers that somebody types into the worksheet of a network, kept while others are looked at, and taken back.
 * @import { Entry, Spec } from '../../model/network/types.js'
 * @import { Answers, Field, Rows, Worksheet } from '../../model/practice/types.js'
 */
import { store } from '../../edges/store.js';
import { plain } from '../../model/analysis/symbols.js';
import { blockShape, fitOf, shapeText } from '../../model/network/block.js';
import { parseEntry } from '../../model/network/entry.js';
import { readBlock } from '../../model/network/reading.js';
import { record, redo as redone, undo as undone } from '../../model/page/history.js';
import { isOpened } from '../../model/page/selectors.js';
import { isTurned, pasted, shapeOf, turned, withBlock } from '../../model/practice/answer.js';
import { stillHolding } from '../../model/practice/marks.js';
import { createSheets } from '../../model/practice/sheets.js';
import { nameOf, taskOf } from '../../model/practice/task.js';
import { setView } from '../looking.js';
import { announce } from '../telling.js';
import { MOST_KNOWN, change } from './changing.js';
import { isSame } from './exercising.js';

const sheets = createSheets(() => localStorage);
/** Worksheets of earlier specs, with their marks, by what they depend on. @type {Map<string, Worksheet>} */
const earlier = new Map();
/** The cell typed into last: what follows there is the same step of undo. */
let lastCell = '';

/** Lets the worksheet, and the exercise that the link names, follow the spec. */
function follow() {
  const state = store.get();
  const { spec, view, practice } = state;
  if (view.name !== 'practice' || !isOpened(state)) return;
  const task = taskOf(state);
  if (practice.sheet?.of !== spec || practice.sheet.text !== task.text) {
    change({ sheet: sheetOf(spec, task.text, practice.sheet), asked: null, problem: null });
  }
  const { exercise } = task;
  if (exercise && !(view.exercise && isSame(view.exercise, exercise))) {
    setView({ exercise: { seed: exercise.seed, level: exercise.level } }, { push: false });
  }
}

/**
 * @param {Spec} spec
 * @param {string} text what its answers depend on
 * @param {Worksheet|null} now the worksheet on the page
 * @returns {Worksheet}
 */
function sheetOf(spec, text, now) {
  if (now?.text === text) return { ...now, of: spec };
  if (now?.text) {
    earlier.delete(now.text);
    earlier.set(now.text, now);
    for (const [oldest] of [...earlier].slice(0, -MOST_KNOWN)) earlier.delete(oldest);
  }
  lastCell = '';
  const known = earlier.get(text);
  if (known) return { ...known, of: spec };
  return { of: spec, text, answers: text ? sheets.read(nameOf(text)) : {}, past: [], future: [], verdicts: {}, mistakes: null };
}

/**
 * @param {{past: readonly Answers[], answers: Answers, future: readonly Answers[]}} timeline
 */
function takeAnswers({ past, answers, future }) {
  const { sheet } = store.get().practice;
  if (!sheet) return;
  const verdicts = stillHolding(sheet.verdicts, sheet.answers, answers);
  change({ sheet: { ...sheet, past, answers, future, verdicts, mistakes: null }, asked: null, problem: null });
  sheets.write(nameOf(sheet.text), answers);
}

/**
 * @param {Answers} answers
 * @param {string} [cell] names the cell that was typed into
 */
function edit(answers, cell = '') {
  const { sheet } = store.get().practice;
  if (!sheet) return;
  const joined = cell !== '' && cell === lastCell;
  lastCell = cell;
  const { past, spec, future } = record({ past: [...sheet.past], spec: sheet.answers, future: [] }, answers, joined);
  takeAnswers({ past, answers: spec, future });
}

/**
 * @param {Field} field
 * @param {Rows|undefined} rows
 * @param {string} [cell]
 */
function setRows({ name }, rows, cell) {
  const { [name]: before, ...others } = store.get().practice.sheet?.answers ?? {};
  if (rows !== before) edit(rows ? { ...others, [name]: rows } : others, cell);
}

/** @param {Field} field @returns {Rows|undefined} */
const rowsOf = ({ name }) => store.get().practice.sheet?.answers[name];

/**
 * @param {Field} field
 * @param {number} row as drawn
 * @param {number} column
 * @param {Entry} entry
 */
export function setEntry(field, row, column, entry) {
  setRows(field, withBlock(field, rowsOf(field), row, column, [[entry]]), `${field.name}/${row}/${column}`);
}

/**
 * @param {Field} field
 * @param {number} row
 * @param {number} column
 * @param {string} text
 */
export function pasteInto(field, row, column, text) {
  const [height, width] = shapeOf(field, rowsOf(field));
  const { block, told, refused } = readBlock(text, parseEntry, (cells) => fitOf(blockShape(cells), [height - row, width - column]) === 'fits');
  const before = rowsOf(field);
  const none = { rows: before, words: refused, fits: false, turned: null };
  const { rows, words, fits: all, turned: upright } = refused ? none : pasted(field, before, row, column, block);
  setRows(field, rows);
  if (all) announce(`${plain(field.quantity, field.layer, field.output)}: ${words}`);
  const said = [all ? '' : words, told].filter(Boolean).join(' ');
  const of = store.get().practice.sheet?.answers;
  const offers = upright ? [{ text: `Turn it to ${shapeText(blockShape(upright))}`, row, column, block: upright }] : [];
  store.set({ pasting: said && of ? { at: `/practice/${field.name}`, of, words: said, offers } : null });
}

/**
 * What one press does with a block that lay on its side.
 * @param {Field} field
 * @param {{row: number, column: number, block: Rows}} offer
 */
export function pasteTurned(field, { row, column, block }) {
  store.set({ pasting: null });
  setRows(field, withBlock(field, rowsOf(field), row, column, block));
}

/** @param {Field} field what lies on its side in it is turned upright, its numbers kept */
export function turn(field) {
  const rows = rowsOf(field);
  if (rows && isTurned(field, rows)) setRows(field, withBlock(field, undefined, 0, 0, turned(rows)));
}

/** Empties the worksheet; `undoAnswers` brings back what was there. */
export function clearAnswers() {
  edit({});
  announce('Your answers are cleared. They can be brought back.');
}

export function undoAnswers() {
  step(undone);
}

export function redoAnswers() {
  step(redone);
}

/** @param {typeof undone} way */
function step(way) {
  const { sheet } = store.get().practice;
  if (!sheet) return;
  lastCell = '';
  const next = way({ past: [...sheet.past], spec: sheet.answers, future: [...sheet.future] });
  if (next) takeAnswers({ past: next.past, answers: next.spec, future: next.future });
}

export function start() {
  store.subscribe(follow);
}
