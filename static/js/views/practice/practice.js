/**
 * The Practice view: an exercise, or one's own network, worked out by hand and marked.
 * @import { Mounted, Store } from '../../model/page/types.js'
 * @import { Field } from '../../model/practice/types.js'
 */
import { redoAnswers, undoAnswers } from '../../actions/practice/answering.js';
import { checkAnswers } from '../../actions/practice/marking.js';
import { firstToMend } from '../../model/practice/marks.js';
import { canBeAnswered, isForward, taskOf } from '../../model/practice/task.js';
import { h, show } from '../parts/dom.js';
import { createBar } from './bar.js';
import { createField } from './field.js';
import { createFoot } from './foot.js';
import { createStatement } from './statement.js';

/**
 * @param {HTMLElement} element
 * @param {Store} store
 * @returns {Mounted}
 */
export function mount(element, store) {
  const bar = createBar(store);
  const statement = createStatement();
  const answers = createAnswers(store);
  const foot = createFoot(store, { check, toFirst: () => answers.mend(firstOpen(), true) });
  const scroller = h('div', { class: 'practice-scroller', role: 'region', 'aria-label': 'Practice', tabindex: 0 },
    h('div', { class: 'practice-sheet' }, statement.element, answers.element));
  element.append(bar.element, scroller, foot.element);
  answers.element.addEventListener('keydown', undoHere);
  answers.element.addEventListener('keydown', checkHere, true); // before a cell takes Enter for itself
  /** @type {readonly unknown[]} */
  let last = [];
  /** Whether a check was asked for whose marks are not there yet. */
  let checking = false;
  /** The exercise that was shown last. @type {unknown} */
  let shown = null;

  function check() {
    checking = true;
    checkAnswers();
  }

  const firstOpen = () => firstToMend(taskOf(store.get()).fields, store.get().practice.sheet?.verdicts ?? {});

  /** @param {KeyboardEvent} event */
  function checkHere(event) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    check();
  }

  /** Brings the marks into sight once they are there; a cell that is typed into stays where it is. */
  function showMarks() {
    if (!checking || store.get().practice.asked) return;
    checking = false;
    if (!answers.element.contains(document.activeElement)) answers.mend(firstOpen(), false);
  }

  /** A new exercise is read from its beginning. */
  function showStatement() {
    const { exercise } = taskOf(store.get());
    if (exercise === shown) return;
    shown = exercise;
    if (!exercise) return;
    scroller.scrollTop = 0;
    element.scrollIntoView({ block: 'nearest' });
    if (bar.element.getBoundingClientRect().top < 0) bar.element.scrollIntoView();
    if (document.activeElement === document.body) statement.focus();
  }

  function update() {
    const state = store.get();
    const { view, spec, status, practice, catalogue } = state;
    if (view.name !== 'practice') return;
    const now = [view, spec, status, practice, catalogue, state.problem, state.pasting];
    if (now.every((part, index) => part === last[index])) return;
    last = now;
    bar.update();
    statement.update(state);
    answers.update();
    foot.update(canBeAnswered(state));
    showStatement();
    showMarks();
  }
  return { update };
}

/**
 * Within the answers, undo and redo are those of the answers.
 * @param {KeyboardEvent} event
 */
function undoHere(event) {
  const key = event.key.toLowerCase();
  if (!(event.ctrlKey || event.metaKey) || event.altKey || (key !== 'z' && key !== 'y')) return;
  event.preventDefault();
  event.stopPropagation();
  if (key === 'y' || event.shiftKey) redoAnswers();
  else undoAnswers();
}

/**
 * The arrays to hand in, first those of the forward pass. Those of the same shapes stay from one network to the next.
 * @param {Store} store
 */
function createAnswers(store) {
  const [forward, backward] = [createPass('Forward'), createPass('Backward')];
  const element = h('div', { class: 'answers' }, forward.element, backward.element);
  let key = '';
  /** @type {Map<string, ReturnType<typeof createField>>} */
  let cards = new Map();
  return {
    element,
    update() {
      const state = store.get();
      const shown = canBeAnswered(state);
      show(element, shown);
      if (!shown) return;
      const { fields } = taskOf(state);
      const next = JSON.stringify(fields);
      if (next !== key) {
        key = next;
        const made = fields.map((field) => ({ field, card: createField(store, field) }));
        cards = new Map(made.map(({ field, card }) => [field.name, card]));
        forward.fill(made.filter(({ field }) => isForward(field.quantity)));
        backward.fill(made.filter(({ field }) => !isForward(field.quantity)));
      }
      for (const card of cards.values()) card.update();
    },
    /**
     * Brings the mark of an array into sight.
     * @param {Field|null} field none: nothing is done
     * @param {boolean} focus whether the keyboard goes there too
     */
    mend(field, focus) {
      cards.get(field?.name ?? '')?.mend(focus);
    },
  };
}

/** @param {string} name */
function createPass(name) {
  const heading = h('h3', { id: `practice-${name.toLowerCase()}`, text: `${name} pass` });
  const list = h('div', { class: 'answer-list' });
  const element = h('section', { 'aria-labelledby': heading.id }, heading, list);
  return {
    element,
    /** @param {{field: Field, card: {element: HTMLElement}}[]} made */
    fill(made) {
      list.replaceChildren(...made.map(({ card }) => card.element));
      show(element, made.length > 0);
    },
  };
}
