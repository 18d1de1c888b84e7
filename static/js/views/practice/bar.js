/**
 * Above the worksheet: which exercise, and the next.
 * @import { Store } from '../../model/page/types.js'
 * @import { ExerciseName } from '../../model/practice/types.js'
 */
import { openExercise } from '../../actions/practice/exercising.js';
import { because } from '../../model/practice/marks.js';
import { LEVELS, taskOf } from '../../model/practice/task.js';
import { h, setAttribute, setText } from '../parts/dom.js';

/** The first exercise, where none was open. */
const FIRST = { seed: 1, level: 1 };

/**
 * @param {Store} store
 * @returns {{element: HTMLElement, update: () => void}}
 */
export function createBar(store) {
  const level = h('select', { id: 'practice-level', onchange: mark },
    ...Object.entries(LEVELS).map(([value, words]) => h('option', { value, text: `${value}: ${words}` })));
  const seed = h('input', { id: 'practice-seed', type: 'text', inputmode: 'numeric', autocomplete: 'off', spellcheck: 'false', oninput: mark, 'aria-describedby': 'practice-bar-words' });
  const open = h('button', { type: 'submit', class: 'button', text: 'Open', title: 'Open the exercise of this level and number' });
  const next = h('button', { type: 'button', class: 'button primary', text: 'New exercise', title: 'The next exercise of this level', onclick: openNext });
  const words = h('p', { class: 'bar-words', id: 'practice-bar-words', role: 'status' });
  const element = h('form', { class: 'practice-bar', 'aria-label': 'Exercise', onsubmit: submit },
    h('span', { class: 'bar-field' }, h('label', { for: 'practice-level', text: 'Level' }), level),
    h('span', { class: 'bar-field' }, h('label', { for: 'practice-seed', text: 'Number' }), seed), open, next, words);
  /** The exercise that the fields showed last: an edit of them stays until there is another. @type {ExerciseName|null} */
  let shown = null;
  setFields(FIRST);

  /** @param {ExerciseName} name */
  function setFields(name) {
    level.value = String(name.level);
    seed.value = String(name.seed);
  }

  /** @returns {ExerciseName|null} what the fields say; null where the number is none */
  function draft() {
    const text = seed.value.trim();
    return /^\d{1,15}$/.test(text) ? { seed: Number(text), level: Number(level.value) } : null;
  }

  /** @returns {ExerciseName|null} the exercise on the page */
  const current = () => taskOf(store.get()).exercise;

  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    const name = draft();
    if (name) openExercise(name);
    mark();
  }

  function openNext() {
    const name = draft() ?? { ...FIRST, level: Number(level.value) };
    const here = current() ?? store.get().view.exercise;
    openExercise(here && here.level === name.level && here.seed === name.seed ? { ...name, seed: name.seed + 1 } : name);
  }

  function mark() {
    const name = draft();
    const here = current();
    const { opening, unknown } = store.get().practice;
    setAttribute(open, 'aria-disabled', String(name !== null && here?.seed === name.seed && here.level === name.level));
    setAttribute(seed, 'aria-invalid', name ? null : 'true');
    const problem = unknown?.problem;
    setText(words, name === null ? 'The number of an exercise is a whole number from 0.'
      : opening ? `Fetching exercise ${opening.seed} of level ${opening.level} …`
      : problem ? `This exercise could not be had${because(problem)}` : '');
  }

  return {
    element,
    update() {
      const { exercise } = store.get().view;
      if (exercise && (exercise.seed !== shown?.seed || exercise.level !== shown.level)) setFields(exercise);
      shown = exercise;
      mark();
    },
  };
}
