/**
 * What a worked solution is called: after the exercise or the preset as long as its numbers are theirs, else by the
 * sizes of the network; its file after the title first, where somebody gave it one. Pure.
 * @import { State } from '../page/types.js'
 */
import { exerciseName, sizesName, slug } from '../page/naming.js';
import { sizesOf, textOf } from './task.js';
import { fromRequest } from '../../wire/request.js';

/** @typedef {{title: string|null, file: string}} Called title: null where the service's own says as much */

/** @type {{by: readonly unknown[], called: Called}|null} */
let last = null;

/**
 * @param {Pick<State, 'view'|'catalogue'|'derivation'|'practice'>} state
 * @returns {Called} the name of the solution on the page, and that of its file without the extension
 */
export function calledAs(state) {
  const { view: { exercise, preset }, catalogue, derivation: { answer, of }, practice: { exercises } } = state;
  const by = [exercise, preset, catalogue, answer, of, exercises];
  if (last?.by.every((part, index) => part === by[index])) return last.called;
  const called = titled(newName(state), of);
  last = { by, called };
  return called;
}

/** @param {Called} called @param {State['derivation']['of']} of @returns {Called} with the title in the name of the file */
function titled(called, of) {
  const name = slug(of?.spec.title ?? '');
  return of && name ? { ...called, file: `derivation-${name}-example-${of.example}` } : called;
}

/** @param {Pick<State, 'view'|'catalogue'|'derivation'|'practice'>} state @returns {Called} */
function newName({ view: { exercise, preset }, catalogue, derivation: { answer, of }, practice: { exercises } }) {
  if (!of || !answer) return { title: null, file: 'derivation' };
  const sizes = sizesOf(of.spec, catalogue);
  const known = exercise && exercises.find(({ seed, level }) => seed === exercise.seed && level === exercise.level);
  if (known && known.text === textOf(of.spec)) {
    const batch = sizes && sizes.examples > 1 ? `-example-${of.example}` : '';
    return { title: `${known.answer.title}, worked out`, file: `derivation-${exerciseName(known)}${batch}` };
  }
  const began = preset === null ? undefined : catalogue?.presets.find(({ name }) => name === preset);
  if (began && textOf(fromRequest(began.request).spec) === textOf(of.spec)) {
    const rest = answer.title.charAt(0).toLowerCase() + answer.title.slice(1);
    return { title: `${began.title}: ${rest}`, file: `derivation-${began.name.replaceAll('_', '-')}-example-${of.example}` };
  }
  return { title: null, file: `derivation-${sizesName(sizes?.widths ?? [])}-example-${of.example}` };
}
