/**
 * Marks of the answers handed in, and hints on what is wrong: where, what, why.
 * @import { Explanation } from '../../model/analysis/types.js'
 * @import { Problem, Spec } from '../../model/network/types.js'
 * @import { State } from '../../model/page/types.js'
 * @import { Field, Grade, HandedIn, Mark, Marking, Verdict, Worksheet } from '../../model/practice/types.js'
 */
import { source } from '../../edges/source.js';
import { store } from '../../edges/store.js';
import { asAnswer, emptyCells, placeOf, pointed } from '../../model/practice/answer.js';
import { HINTS, isCarried } from '../../model/practice/marks.js';
import { taskOf } from '../../model/practice/task.js';
import { createFollower } from '../following.js';
import { notice } from '../telling.js';
import { change } from './changing.js';

/** @param {State} state @returns {boolean} whether the spec is known to fit together */
const fits = ({ status, answered, spec }) => status === 'ready' && answered?.spec === spec;

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
  marking.start();
  steps.start();
}
