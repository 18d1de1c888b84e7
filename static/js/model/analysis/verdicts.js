/**
 * What a check of the gradients has shown, in words. Pure.
 * @import { CellSelection, GradientCheck, QuantityCheck, CheckVerdict } from './types.js'
 */
import { number, plural } from '../format.js';
import { plain } from './symbols.js';

/** Each verdict by a sign and a word, told apart without colour. @type {Record<CheckVerdict, {sign: string, word: string}>} */
export const VERDICTS = {
  agree: { sign: '✓', word: 'agree' },
  differ: { sign: '✕', word: 'differ' },
  unresolved: { sign: '?', word: 'unresolved' },
};

/** The most quantities that a sentence names. */
const NAMED = 4;

/** A resolution beyond which a wrong gradient might go unseen. */
const COARSE = 0.1;

/**
 * @param {string[]} items
 * @returns {string} "a, b and c"
 */
function listed(items) {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** @param {QuantityCheck[]} checks @returns {string} "∇W⁽⁰⁾, ∇b⁽⁰⁾ and 3 more" */
function names(checks) {
  const all = checks.map(({ layer, quantity }) => plain(quantity, layer));
  return listed(all.length > NAMED ? [...all.slice(0, NAMED - 1), `${all.length - NAMED + 1} more`] : all);
}

/**
 * @param {QuantityCheck[]} checks
 * @returns {string} "17 gradients, 10 error signals and 64 values along random directions"
 */
function counted(checks) {
  const sum = (/** @type {(one: QuantityCheck) => boolean} */ which) =>
    checks.filter(which).reduce((total, { checked }) => total + checked, 0);
  const gradients = sum(({ method, quantity }) => method === 'coordinates' && quantity !== 'delta');
  const signals = sum(({ method, quantity }) => method === 'coordinates' && quantity === 'delta');
  const directions = sum(({ method }) => method === 'directions');
  return listed([
    ...(gradients > 0 ? [plural(gradients, 'gradient')] : []),
    ...(signals > 0 ? [plural(signals, 'error signal')] : []),
    ...(directions > 0 ? [`${plural(directions, 'value')} along random directions`] : []),
  ]);
}

/**
 * @param {number|null} error
 * @returns {string} a relative error in two digits
 */
export function errorText(error) {
  return number(error, 2);
}

/** @param {QuantityCheck[]} checks */
const largest = (checks) => Math.max(...checks.map(({ relative_error: error }) => error ?? 0));

/**
 * The check as a whole.
 * @param {GradientCheck} check
 * @returns {string}
 */
export function sentence({ checks, tolerance }) {
  const having = (/** @type {CheckVerdict} */ wanted) => checks.filter(({ verdict }) => verdict === wanted);
  const [agreeing, differing, open] = [having('agree'), having('differ'), having('unresolved')];
  if (differing.length > 0) {
    const what = differing.length === 1 ? `${names(differing)} differs` : `${names(differing)} differ`;
    return `${what} from central differences; the largest relative error is ${errorText(largest(differing))}. ` +
      'A gradient on this page is wrong. Do not rely on it, and report this network: Save writes it to a file.';
  }
  const unresolved = open.length > 0 ? `Of ${names(open)} nothing can be said; the table says why.` : '';
  if (counted(agreeing) === '') return unresolved || 'There is nothing to check.';
  const kinks = checks.reduce((total, one) => total + one.kinks, 0);
  const all = kinks === 0 && open.length === 0 ? 'All ' : '';
  const left = kinks > 0 ? `; ${plural(kinks, 'is', 'are')} left out at kinks` : '';
  const worst = largest(agreeing);
  const why = worst > tolerance ? ', no more than rounding and the width of ε explain' : '';
  const agree = agreeing.reduce((total, { checked }) => total + checked, 0) === 1 ? 'agrees' : 'agree';
  return `${all}${counted(agreeing)} ${agree} with central differences; the largest relative error is ${errorText(worst)}${why}${left}. ${unresolved}`.trim();
}

/**
 * Why nothing could be said of a quantity, or what is wrong with it.
 * @param {QuantityCheck} one
 * @returns {string} nothing where it agrees
 */
export function reason({ verdict, checked, kinks, relative_error: error, resolution }) {
  if (verdict === 'agree') return '';
  if (verdict === 'differ') return 'The gradient that was computed is not the one that the differences show.';
  if (checked === 0 && kinks > 0) return 'Nothing is left to be checked: every entry lies at a kink.';
  if (checked === 0) return 'There is nothing to be checked.';
  if (error === null || !Number.isFinite(error)) return 'There are numbers among these that are not finite.';
  if (!(resolution <= COARSE)) return `Rounding or too wide an ε hides the answer: here they can cause a relative error of ${errorText(resolution)}. Another ε may tell.`;
  return 'The differences do not settle as ε gets smaller, so they prove nothing either way. Another ε may tell.';
}

/**
 * The cell of the largest error, as the page draws it: a row is a unit.
 * @param {QuantityCheck} one
 * @returns {CellSelection|null} null where it has no place, as with random directions
 */
export function cellOf({ layer, quantity, where }) {
  if (where === null || where.row === null) return null;
  const column = quantity === 'delta' ? where.example : where.column;
  return { kind: 'cell', layer, quantity, row: where.row, column: column ?? 0 };
}

/**
 * @param {CellSelection} cell
 * @returns {string} "neuron 2, example 0", "row 1, column 0", "row 1"
 */
export function placeText({ quantity, row, column }) {
  if (quantity === 'delta') return `neuron ${row}, example ${column}`;
  return quantity === 'bias_gradient' ? `row ${row}` : `row ${row}, column ${column}`;
}
