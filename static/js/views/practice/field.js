/**
 * One array to hand in: its symbol and shape, its cells to type into, its mark and its hints.
 * @import { TurnedBlock } from '../../model/network/types.js'
 * @import { Store } from '../../model/page/types.js'
 * @import { Field, Marking, Rows, Verdict } from '../../model/practice/types.js'
 * @import { GridModel } from '../parts/grid.js'
 */
import { pasteInto, pasteTurned, setEntry, turn } from '../../actions/practice/answering.js';
import { giveHint } from '../../actions/practice/marking.js';
import { HINTS, because, firstWrong, isCarried, whatHint, whereHint } from '../../model/practice/marks.js';
import { cellWords, fittingText, isTurned, shapeOf } from '../../model/practice/answer.js';
import { isByExample, plain, words } from '../../model/analysis/symbols.js';
import { h, setAttribute, setText, show, typeset, uniqueId } from '../parts/dom.js';
import { createGrid } from '../parts/grid.js';
import { reachWide, wrappedEquation } from '../parts/maths.js';
import { createPasteNote } from '../network/paste-note.js';

/** Pixels of a column, and the characters that fit beside a mark. */
const COLUMN = { width: 108, room: 10, brief: fittingText };
/** How many empty cells are named one by one. */
const NAMED = 4;

/**
 * @param {Store} store
 * @param {Field} field
 * @returns {{element: HTMLElement, update: () => void, mend: (focus: boolean) => void}}
 */
export function createField(store, field) {
  const written = plain(field.quantity, field.layer, field.output);
  const [title, faults] = [uniqueId('answer'), uniqueId('faults')];
  const rows = () => store.get().practice.sheet?.answers[field.name];
  const verdict = () => store.get().practice.sheet?.verdicts[field.name] ?? null;
  const grid = createGrid(`${written}, ${words(field.quantity, field.layer, field.output)}`, model, { ...COLUMN, eager: true });
  const turnButton = h('button', {
    type: 'button', class: 'button', text: `Turn to ${field.rows} × ${field.columns}`,
    onclick: () => {
      turn(field);
      grid.focusCell(0, 0);
    },
  });
  const pastedNote = createPasteNote(store, {
    at: `/practice/${field.name}`,
    label: `what was pasted into ${written}`,
    of: () => store.get().practice.sheet?.answers,
    take: (/** @type {TurnedBlock} */ offer) => pasteTurned(field, offer),
    back: () => grid.focusCell(...grid.current()),
  });
  const turnWords = h('span');
  const turnedNote = h('p', { class: 'turned' }, turnWords, turnButton);
  const errors = h('p', { class: 'errors', id: faults });
  const marks = createMarks(field);
  const element = h('section', { class: 'answer', 'data-field': field.name, 'aria-labelledby': title },
    h('h4', { id: title, title: words(field.quantity, field.layer, field.output) },
      typeset(field.quantity, field.layer, field.output), h('span', { class: 'note', text: `${field.rows} × ${field.columns}` })),
    h('p', { class: 'in-words', text: words(field.quantity, field.layer, field.output) }),
    grid.element, pastedNote.element, turnedNote, errors, marks.element);

  /** @returns {GridModel} */
  function model() {
    const answer = rows();
    const [height, width] = shapeOf(field, answer);
    const lying = isTurned(field, answer);
    const byExample = isByExample(field.quantity);
    const flags = flagsOf(field, answer, verdict());
    return {
      rows: height,
      columns: width,
      corner: lying || field.quantity === 'weight_gradient' ? 'row' : 'unit',
      head: (column) => (byExample && !lying ? `example ${column}` : field.quantity === 'bias_gradient' ? '∇b' : String(column)),
      side: String,
      pointer: (row, column) => `/practice/${field.name}/${row}/${column}`,
      name: (row, column) => `${written}, ${lying ? `row ${row}, column ${column}` : cellWords(field, { row, column })}`,
      get: (row, column) => answer?.[row]?.[column] ?? '',
      set: (row, column, entry) => setEntry(field, row, column, entry),
      paste: (row, column, text) => pasteInto(field, row, column, text),
      flag: (row, column) => {
        const fault = flags.get(`${row} ${column}`);
        return fault ? { fault, id: fault === 'invalid' ? faults : marks.id } : null;
      },
    };
  }

  return {
    element,
    update() {
      const answer = rows();
      const now = verdict();
      grid.update();
      pastedNote.update();
      const lying = isTurned(field, answer);
      show(turnedNote, lying);
      const [height, width] = shapeOf(field, answer);
      if (lying) setText(turnWords, `Pasted as ${height} × ${width}, and marked so; ${field.rows} × ${field.columns} is asked for.`);
      setText(errors, errorWords(field, now));
      show(errors, errors.textContent !== '');
      marks.update(now, answer);
      setAttribute(element, 'data-verdict', stateOf(now));
      element.classList.toggle('reading', now?.kind === 'marked' && now.hints === HINTS);
    },
    mend(focus) {
      element.scrollIntoView({ block: 'nearest' });
      (errors.hidden ? marks.line : errors).scrollIntoView({ block: 'nearest' });
      if (!focus) return;
      if (!marks.button.hidden && !marks.line.hidden) marks.button.focus();
      else grid.focusCell(...firstFault(verdict()));
    },
  };
}

/** @param {Verdict|null} verdict @returns {[row: number, column: number]} the first cell that keeps an array from being marked */
function firstFault(verdict) {
  if (verdict?.kind === 'partial') return verdict.empty[0] ?? [0, 0];
  const error = verdict?.kind === 'refused' ? verdict.errors[0] : undefined;
  return [error?.row ?? 0, error?.column ?? 0];
}

/** @param {Verdict|null} verdict @returns {'correct'|'carried'|'wrong'|'partial'|'refused'|null} */
function stateOf(verdict) {
  if (verdict === null) return null;
  if (verdict.kind !== 'marked') return verdict.kind;
  return verdict.mark.correct ? 'correct' : isCarried(verdict) ? 'carried' : 'wrong';
}

/**
 * What is the matter with which cell, by `row column` as drawn.
 * @param {Field} field
 * @param {Rows|undefined} rows
 * @param {Verdict|null} verdict
 * @returns {Map<string, 'invalid'|'wrong'>}
 */
function flagsOf(field, rows, verdict) {
  if (verdict?.kind === 'refused') return new Map(verdict.errors.map(({ row, column }) => [`${row} ${column}`, 'invalid']));
  if (verdict?.kind !== 'marked' || verdict.hints === 0) return new Map();
  const place = firstWrong(field, rows, verdict);
  return place ? new Map([[`${place.row} ${place.column}`, 'wrong']]) : new Map();
}

/**
 * @param {Field} field
 * @param {Verdict|null} verdict
 * @returns {string} what keeps the array from being marked
 */
function errorWords(field, verdict) {
  if (verdict?.kind === 'refused') return verdict.errors.map((error) => `${cellWords(field, error)}: ${error.message}`).join('; ');
  if (verdict?.kind !== 'partial') return '';
  const [named, more] = [verdict.empty.slice(0, NAMED), verdict.empty.length - NAMED];
  const places = named.map(([row, column]) => cellWords(field, { row, column })).join('; ');
  return `Not marked. Still empty: ${places}${more > 0 ? `; and ${more} more` : ''}.`;
}

/** @type {Record<'correct'|'carried'|'wrong', [sign: string, words: string]>} */
const SIGNS = {
  correct: ['✓', 'correct'],
  carried: ['↪', 'carried forward'],
  wrong: ['✗', 'not right yet'],
};

/**
 * The mark, and beneath it the hints that were asked for.
 * @param {Field} field
 */
function createMarks(field) {
  const id = uniqueId('hint');
  const [sign, word] = [h('span', { class: 'sign', 'aria-hidden': 'true' }), h('span', { class: 'word' })];
  const button = h('button', { type: 'button', class: 'button', onclick: () => giveHint(field) });
  const line = h('p', { class: 'mark-line' }, sign, word, button);
  const remark = h('p', { class: 'mark-remark' });
  const where = h('p', { id });
  const what = h('p', { class: 'what' });
  const why = h('div', { class: 'worked' });
  const reach = reachWide(why);
  const hints = h('div', { class: 'hints', role: 'status' }, where, what, why);
  const element = h('div', { class: 'marks' }, line, remark, hints);
  /** @type {{why: Marking['why'], problem: Marking['problem'], hints: number}|null} */
  let told = null;

  /**
   * What was asked for comes into sight; what was there already stays where it is.
   * @param {typeof told} before
   * @param {Marking} now
   */
  function showNew(before, now) {
    const more = before && (now.hints > before.hints || (now.hints === before.hints && (now.why !== before.why || now.problem !== before.problem)));
    if (more && element.contains(document.activeElement)) hints.scrollIntoView({ block: 'nearest' });
  }

  /** @param {Marking} verdict */
  function fillWhy(verdict) {
    const before = told;
    if (told && told.why === verdict.why && told.problem === verdict.problem && told.hints === verdict.hints) return;
    told = verdict;
    why.replaceChildren(...whyView(verdict));
    reach();
    showNew(before, verdict);
  }

  return {
    element,
    id,
    line,
    button,
    /** @param {Verdict|null} verdict @param {Rows|undefined} rows */
    update(verdict, rows) {
      const state = stateOf(verdict);
      const marked = verdict?.kind === 'marked' && (state === 'correct' || state === 'carried' || state === 'wrong');
      show(line, marked);
      show(remark, marked);
      show(hints, marked && state === 'wrong' && verdict.hints > 0);
      if (!marked) return;
      setText(sign, SIGNS[state][0]);
      setText(word, SIGNS[state][1]);
      setText(remark, state === 'wrong' ? '' : verdict.mark.diagnosis.map(({ message }) => message).join(' '));
      show(remark, remark.textContent !== '');
      show(button, state === 'wrong');
      const all = verdict.hints === HINTS && !verdict.problem;
      setAttribute(button, 'aria-disabled', String(all));
      setText(button, verdict.problem ? 'Ask again' : all ? 'No more hints' : verdict.hints === 0 ? 'Give me a hint' : 'Another hint');
      if (state !== 'wrong') return;
      setText(where, verdict.hints > 0 ? whereHint(field, rows, verdict) : '');
      setText(what, verdict.hints > 1 ? whatHint(verdict) : '');
      show(what, verdict.hints > 1);
      show(why, verdict.hints > 2);
      fillWhy(verdict);
    },
  };
}

/**
 * @param {Marking} verdict
 * @returns {HTMLElement[]}
 */
function whyView({ why, problem, hints }) {
  if (hints < HINTS) return [];
  if (problem) return [h('p', { text: `The worked step could not be had${because(problem)}` })];
  if (!why) return [h('p', { class: 'advice', text: 'Working out the step …' })];
  return [
    ...why.steps.map(wrappedEquation),
    ...[...why.blocked.map(({ message }) => message), ...why.notes].map((text) => h('p', { text })),
  ];
}
