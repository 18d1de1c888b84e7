/**
 * Marks of a worksheet, as pure functions: which of them still hold after an edit, and what hints and summary say.
 * @import { Place } from './answer.js'
 * @import { Problem } from '../network/types.js'
 * @import { Answers, Field, Marking, Rows, Verdict } from './types.js'
 */
import { plural } from '../format.js';
import { cellWords, isTurned, placeOf, shapeOf } from './answer.js';
import { isForward } from './task.js';
import { plain } from '../analysis/symbols.js';

/**
 * Whether one array is worked out from another: what was marked wrong there may have been carried from here.
 * @param {string} name of a field
 * @param {string} from of another
 */
export function followsFrom(name, from) {
  const [[quantity = '', layer], [source = '', below]] = [name, from].map((one) => one.split('/')).map(([q, l]) => [q, Number(l)]);
  if (source === 'weight_gradient' || source === 'bias_gradient' || name === from) return false;
  if (source === 'delta') return !isForward(String(quantity)) && Number(layer) <= Number(below);
  return !isForward(String(quantity)) || Number(layer) >= Number(below);
}

/**
 * The verdicts that still hold: none on what was edited, nor on what was wrong and may have been so on its account.
 * @param {Readonly<Record<string, Verdict>>} verdicts
 * @param {Answers} before
 * @param {Answers} after
 * @returns {Record<string, Verdict>}
 */
export function stillHolding(verdicts, before, after) {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const edited = [...names].filter((name) => before[name] !== after[name]);
  return Object.fromEntries(
    Object.entries(verdicts).filter(([name, verdict]) => {
      const right = verdict.kind === 'marked' && verdict.mark.correct;
      return !edited.includes(name) && (right || !edited.some((from) => followsFrom(name, from)));
    }),
  );
}

/** @param {Marking} verdict @returns {boolean} whether it is wrong only because of another answer */
export function isCarried({ mark }) {
  return !mark.correct && mark.diagnosis.some(({ code }) => code === 'carried_forward') && mark.diagnosis.length === 1;
}

/** The most steps of a hint: where, what, why. */
export const HINTS = 3;

/**
 * The first hint: where it is wrong.
 * @param {Field} field
 * @param {Rows|undefined} rows
 * @param {Marking} verdict
 * @returns {string}
 */
export function whereHint(field, rows, { mark }) {
  const written = plain(field.quantity, field.layer, field.output);
  if (isTurned(field, rows)) {
    const [height, width] = shapeOf(field, rows);
    return `The shape is wrong: ${written} is ${field.rows} × ${field.columns}, and this is ${height} × ${width}.`;
  }
  const place = firstWrong(field, rows, { mark });
  if (!place || mark.entries === 1) return 'It is wrong.';
  const where = cellWords(field, place);
  if (mark.wrong === 1) return `Only one of ${mark.entries} entries is wrong: ${where}.`;
  return `The first wrong entry is ${where}; ${mark.wrong} of ${mark.entries} are wrong.`;
}

/**
 * The cell that the first hint marks, as drawn.
 * @param {Field} field
 * @param {Rows|undefined} rows
 * @param {Pick<Marking, 'mark'>} verdict
 * @returns {Place|null}
 */
export function firstWrong(field, rows, { mark: { first_wrong: first } }) {
  return first && !isTurned(field, rows) ? placeOf(field, first.row, first.column) : null;
}

/**
 * The second hint: what was probably done. Where several mistakes give the same numbers, each stands on a line.
 * @param {Marking} verdict
 * @returns {string}
 */
export function whatHint({ mark: { diagnosis, wrong, entries } }) {
  if (diagnosis.length === 0) return `No usual mistake gives these numbers${2 * wrong < entries ? ': it may be a slip of arithmetic' : ''}.`;
  if (diagnosis.length === 1) return diagnosis.map(({ message }) => message).join('');
  return diagnosis.map(({ message }, index) => `${index === 0 ? 'Either' : 'or'}: ${message}`).join('\n');
}

/**
 * What to look at first after a check: a mistake, then what could not be marked, then what was carried forward.
 * @param {readonly Field[]} fields in their order
 * @param {Readonly<Record<string, Verdict>>} verdicts
 * @returns {Field|null}
 */
export function firstToMend(fields, verdicts) {
  const ranks = fields.map(({ name }) => rankOf(verdicts[name]));
  const least = Math.min(...ranks);
  return Number.isFinite(least) ? fields[ranks.indexOf(least)] ?? null : null;
}

/** @param {Verdict|undefined} verdict @returns {number} the lower, the sooner to be mended; infinite for what need not be */
function rankOf(verdict) {
  if (verdict === undefined) return Infinity;
  if (verdict.kind !== 'marked') return 1;
  return verdict.mark.correct ? Infinity : isCarried(verdict) ? 2 : 0;
}

/**
 * @param {Problem} problem
 * @returns {string} what the service says, to end a sentence with: ": that is too much."
 */
export function because({ errors, detail }) {
  return `: ${(errors[0]?.message ?? detail).replace(/\.$/, '')}.`;
}

const LIST = new Intl.ListFormat('en-GB');

/**
 * @param {Readonly<Record<string, Verdict>>} verdicts
 * @param {number|null} mistakes of the last check, while nothing was edited since
 * @param {readonly Field[]} fields what is asked for
 * @returns {string} what became of the last check
 */
export function summary(verdicts, mistakes, fields) {
  const asked = fields.length;
  const all = Object.values(verdicts);
  const marked = all.flatMap((verdict) => (verdict.kind === 'marked' ? [verdict] : []));
  const right = marked.filter(({ mark }) => mark.correct).length;
  const carried = marked.filter(isCarried).length;
  const partial = all.filter(({ kind }) => kind === 'partial').length;
  const unread = fields.filter(({ name }) => verdicts[name]?.kind === 'refused').map(({ quantity, layer, output }) => plain(quantity, layer, output));
  const open = (unread.length > 0 ? ` ${LIST.format(unread)} cannot be read as ${unread.length === 1 ? 'it stands' : 'they stand'}.` : '')
    + (partial > 0 ? ` ${plural(partial, 'array')} not marked: some cells are empty.` : '');
  if (marked.length === 0) return unread.length > 0 ? `Nothing was marked:${open}` : open.trim();
  if (right === marked.length) {
    const whole = right === asked ? (asked === 1 ? 'It is right.' : `All ${asked} arrays are right.`) : `${right} of ${asked} arrays handed in so far, ${right === 1 ? 'and it is right' : 'all right'}.`;
    return whole + open;
  }
  const told = mistakes === null ? '' : `: ${plural(mistakes, 'mistake')}${carried > 0 ? `, ${plural(carried, 'array')} carried forward` : ''}`;
  return `${right} of ${marked.length} right${told}.${open}`;
}
