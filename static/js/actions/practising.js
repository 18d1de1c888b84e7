/**
 * Practising: exercises, the answers that somebody types, their marks and hints.
 * @import { Explanation } from '../model/analysis/types.js'
 * @import { Entry, Problem, Spec } from '../model/network/types.js'
 * @import { State } from '../model/page/types.js'
 * @import { Answers, ExerciseName, Field, Grade, HandedIn, KnownExercise, Mark, Marking, Practising, Rows, Verdict, Worksheet } from '../model/practice/types.js'
 */
import { take } from './editing.js';
import { setView } from './looking.js';
import { announce, notice } from './telling.js';
import { source } from '../edges/source.js';
import { blockShape, fitOf, shapeText } from '../model/network/block.js';
import { parseEntry } from '../model/network/entry.js';
import { record, redo as redone, undo as undone } from '../model/page/history.js';
import { HINTS, isCarried, stillHolding } from '../model/practice/marks.js';
import { asAnswer, emptyCells, isTurned, nameOf, pasted, placeOf, pointed, shapeOf, taskOf, textOf, turned, withBlock } from '../model/practice/practice.js';
import { readBlock } from '../model/network/reading.js';
import { fromRequest } from '../wire/request.js';
import { createSheets } from '../model/practice/sheets.js';
import { store } from '../edges/store.js';
import { plain } from '../model/analysis/symbols.js';
import { createFollower } from './following.js';

/** The most exercises and worksheets that the page remembers. */
const MOST_KNOWN = 40;

const sheets = createSheets(() => localStorage);
/** Worksheets of earlier specs, with their marks, by what they depend on. @type {Map<string, Worksheet>} */
const earlier = new Map();
/** The cell typed into last: what follows there is the same step of undo. */
let lastCell = '';

/** @param {Partial<Practising>} part */
function change(part) {
  store.set({ practice: { ...store.get().practice, ...part } });
}

/** @param {State} state @returns {boolean} whether the spec is known to fit together */
const fits = ({ status, answered, spec }) => status === 'ready' && answered?.spec === spec;

// ── Exercises ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** @typedef {readonly [seed: number, level: number, cause: ExerciseName]} Wanted */

const exercises = createFollower({
  /** @param {State} state @returns {Wanted|null} */
  wanted({ view, status, spec, practice: { opening, exercises: known, unknown } }) {
    if (status === 'offline' || status === 'busy' || status === 'starting') return null;
    if (opening) return opening.instead === spec ? [opening.seed, opening.level, opening] : null;
    // The worked solution is called after it too.
    const linked = view.name === 'explore' ? null : view.exercise;
    if (!linked || unknown?.of === linked || known.some((one) => isSame(one, linked))) return null;
    return [linked.seed, linked.level, linked];
  },
  async ask([seed, level], signal) {
    const answer = await source().exercise({ seed, level, signal });
    const { spec } = fromRequest(answer.request);
    return { seed, level, answer, spec, text: textOf(spec) };
  },
  begun: () => {},
  told(known, [, , cause]) {
    const { opening, exercises: others } = store.get().practice;
    const opens = opening === cause;
    change({ exercises: [...others.filter((one) => !isSame(one, known)), known].slice(-MOST_KNOWN), ...(opens ? { opening: null } : {}) });
    if (opens && opening.instead === store.get().spec) takeExercise(known);
  },
  refused(problem, [, , cause]) {
    const { opening } = store.get().practice;
    if (problem) change({ unknown: { of: cause, problem }, ...(opening === cause ? { opening: null } : {}) });
  },
});

/** @param {ExerciseName} a @param {ExerciseName} b */
const isSame = (a, b) => a.seed === b.seed && a.level === b.level;

/**
 * Takes an exercise in the place of the network on the page.
 * @param {ExerciseName} name
 */
export function openExercise({ seed, level }) {
  const { spec, practice: { exercises: all } } = store.get();
  const known = all.find((one) => isSame(one, { seed, level }));
  change({ unknown: null, opening: known ? null : { seed, level, instead: spec } });
  if (known) takeExercise(known);
}

/** @param {KnownExercise} known */
function takeExercise({ seed, level, spec, answer }) {
  const { view } = store.get();
  take({ spec, view: { ...view, name: 'practice', example: null, focus: null, open: 1, preset: null, exercise: { seed, level } } }, true);
  announce(`Exercise: ${answer.title}.`);
}

// ── Answers ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Lets the worksheet, and the exercise that the link names, follow the spec. */
function follow() {
  const state = store.get();
  const { spec, view, practice } = state;
  if (view.name !== 'practice' || spec.network.layers.length === 0) return;
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

// ── Marks ───────────────────────────────────────────────────────────────────────────────────────────────────────────

const marking = createFollower({
  /** @param {State} state @returns {readonly [HandedIn]|null} */
  wanted: (state) => (state.practice.asked && fits(state) && state.practice.asked.spec === state.spec ? [state.practice.asked] : null),
  ask: ([{ spec, arrays }], signal) => source().grade(spec, { answers: arrays.map(({ field, rows }) => asAnswer(field, rows)), signal }),
  begun: () => {},
  told: (grade, [asked]) => takeMarks(grade, asked),
  refused(problem, [asked]) {
    if (problem) takeRefusal(problem, asked);
  },
});

/** Hands in every array that is filled in; of the others, the empty cells are named. */
export function checkAnswers() {
  const state = store.get();
  const { sheet, asked } = state.practice;
  if (!sheet || asked) return;
  const filled = taskOf(state).fields.flatMap((field) => {
    const rows = sheet.answers[field.name];
    return rows ? [{ field, rows, empty: emptyCells(rows) }] : [];
  });
  const whole = filled.filter(({ empty }) => empty.length === 0).map(({ field, rows }) => ({ field, rows }));
  /** @type {Record<string, Verdict>} */
  const partial = Object.fromEntries(
    filled.filter(({ empty }) => empty.length > 0).map(({ field: { name }, empty }) => [name, { kind: 'partial', empty }]),
  );
  if (filled.length === 0) notice('There is nothing to mark yet: fill in an array first.');
  change({
    sheet: { ...sheet, verdicts: { ...sheet.verdicts, ...partial } },
    asked: whole.length > 0 ? { spec: state.spec, arrays: whole } : null,
    problem: null,
  });
}

/**
 * The worksheet with verdicts on what was handed in; an edit in the meantime has called the check off.
 * @param {HandedIn} asked
 * @param {(index: number, before: Verdict|undefined) => Verdict|null} verdictOf
 * @returns {Worksheet|null} null where the check was called off
 */
function withVerdicts(asked, verdictOf) {
  const { sheet, asked: now } = store.get().practice;
  if (now !== asked || !sheet) return null;
  const found = asked.arrays.flatMap(({ field: { name } }, index) => {
    const verdict = verdictOf(index, sheet.verdicts[name]);
    return verdict ? [[name, verdict]] : [];
  });
  return { ...sheet, verdicts: { ...sheet.verdicts, ...Object.fromEntries(found) } };
}

/**
 * @param {Grade} grade
 * @param {HandedIn} asked
 */
function takeMarks({ answers: marks, mistakes }, asked) {
  const sheet = withVerdicts(asked, (index, before) => newMarking(marks[index], before));
  if (sheet) change({ asked: null, sheet: { ...sheet, mistakes } });
}

/**
 * @param {Mark|undefined} mark
 * @param {Verdict|undefined} before on the same array as it stands, whose hints stay
 * @returns {Marking|null}
 */
function newMarking(mark, before) {
  if (!mark) return null;
  const same = before?.kind === 'marked' && JSON.stringify(before.mark) === JSON.stringify(mark);
  return same ? before : { kind: 'marked', mark, hints: 0, why: null, problem: null };
}

/**
 * @param {Problem} problem
 * @param {HandedIn} asked
 */
function takeRefusal(problem, asked) {
  const places = problem.errors.map((error) => ({ at: pointed(error), message: error.message }));
  const sheet = withVerdicts(asked, (index) => {
    const { field } = asked.arrays[index] ?? {};
    const mine = places.flatMap(({ at, message }) => (field && at?.index === index ? [{ ...placeOf(field, at.row, at.column), message }] : []));
    return mine.length > 0 ? { kind: 'refused', errors: mine } : null;
  });
  if (!sheet) return;
  const elsewhere = places.length === 0 || places.some(({ at }) => at === null);
  // What can be read is marked without what cannot.
  const rest = elsewhere ? [] : asked.arrays.filter((_, index) => places.every(({ at }) => at?.index !== index));
  const again = rest.length > 0 && rest.length < asked.arrays.length ? { ...asked, arrays: rest } : null;
  change({ asked: again, problem: elsewhere ? problem : null, sheet: { ...sheet, mistakes: null } });
}

// ── Hints ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** @param {State} state @returns {readonly [Spec, string, Marking]|null} the worked step that is wanted next */
function wantedStep(state) {
  if (!fits(state) || state.practice.sheet?.of !== state.spec) return null;
  for (const [name, verdict] of Object.entries(state.practice.sheet.verdicts)) {
    if (verdict.kind === 'marked' && verdict.hints === HINTS && !verdict.why && !verdict.problem) return [state.spec, name, verdict];
  }
  return null;
}

const steps = createFollower({
  wanted: wantedStep,
  async ask([spec, , { mark: { first_wrong: first } }], signal) {
    if (!first) throw new Error('there is no wrong entry');
    return source().explain(spec, { example: null, target: first.target, signal });
  },
  begun: () => {},
  told: (/** @type {Explanation} */ why, [, name, { mark }]) => setHint(name, mark, { why }),
  refused(problem, [, name, { mark }]) {
    if (problem) setHint(name, mark, { problem });
  },
});

/**
 * @param {string} name
 * @param {Mark} mark that it belongs to
 * @param {Partial<Marking>} part
 */
function setHint(name, mark, part) {
  const { sheet } = store.get().practice;
  const verdict = sheet?.verdicts[name];
  if (sheet && verdict?.kind === 'marked' && verdict.mark === mark) {
    change({ sheet: { ...sheet, verdicts: { ...sheet.verdicts, [name]: { ...verdict, ...part } } } });
  }
}

/**
 * One hint more on a wrong answer: where, what, why.
 * @param {Field} field
 */
export function giveHint({ name }) {
  const verdict = store.get().practice.sheet?.verdicts[name];
  if (verdict?.kind !== 'marked' || verdict.mark.correct || isCarried(verdict)) return;
  if (verdict.hints < HINTS) setHint(name, verdict.mark, { hints: verdict.hints + 1 });
  else if (verdict.problem) setHint(name, verdict.mark, { problem: null });
}

export function start() {
  store.subscribe(follow);
  exercises.start();
  marking.start();
  steps.start();
}
