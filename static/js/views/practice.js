/**
 * The Practice view: an exercise, or one's own network, worked out by hand and marked.
 * @import { Field, Mounted, State, Store } from '../types.js'
 */
import { checkAnswers, clearAnswers, redoAnswers, undoAnswers } from '../actions/practising.js';
import { because, summary } from '../marks.js';
import { canBeAnswered, isForward, taskOf } from '../practice.js';
import { h, setAttribute, setText, show } from './dom.js';
import { createBar } from './practice-bar.js';
import { createField } from './practice-field.js';
import { createStatement } from './practice-statement.js';

/**
 * @param {HTMLElement} element
 * @param {Store} store
 * @returns {Mounted}
 */
export function mount(element, store) {
  const bar = createBar(store);
  const statement = createStatement();
  const answers = createAnswers(store);
  const foot = createFoot(store);
  const scroller = h('div', { class: 'practice-scroller', role: 'region', 'aria-label': 'Practice', tabindex: 0 },
    h('div', { class: 'practice-sheet' }, statement.element, answers.element));
  element.append(bar.element, scroller, foot.element);
  answers.element.addEventListener('keydown', undoHere);
  answers.element.addEventListener('keydown', checkHere, true); // before a cell takes Enter for itself
  /** @type {readonly unknown[]} */
  let last = [];

  function update() {
    const state = store.get();
    const { view, spec, status, practice, catalogue } = state;
    if (view.name !== 'practice') return;
    const now = [view, spec, status, practice, catalogue, state.problem];
    if (now.every((part, index) => part === last[index])) return;
    last = now;
    bar.update();
    statement.update(state);
    answers.update();
    foot.update(canBeAnswered(state));
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

/** @param {KeyboardEvent} event */
function checkHere(event) {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.stopPropagation();
  checkAnswers();
}

/**
 * The arrays to hand in, first those of the forward pass. Those of the same shapes stay from one network to the next.
 * @param {Store} store
 */
function createAnswers(store) {
  const [forward, backward] = [createPass('Forward'), createPass('Backward')];
  const element = h('div', { class: 'answers' }, forward.element, backward.element);
  let key = '';
  /** @type {{update: () => void}[]} */
  let cards = [];
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
        cards = made.map(({ card }) => card);
        forward.fill(made.filter(({ field }) => isForward(field.quantity)));
        backward.fill(made.filter(({ field }) => !isForward(field.quantity)));
      }
      for (const card of cards) card.update();
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

/**
 * What is done with the whole worksheet, and what became of it.
 * @param {Store} store
 */
function createFoot(store) {
  const check = h('button', { type: 'button', class: 'button primary', text: 'Check my answers', onclick: checkAnswers });
  const clear = h('button', {
    type: 'button', class: 'button', text: 'Clear my answers',
    onclick: () => {
      if (clear.getAttribute('aria-disabled') === 'true') return;
      clearAnswers();
      focusSoon(back);
    },
  });
  const back = h('button', {
    type: 'button', class: 'button', text: 'Bring my answers back',
    onclick: () => {
      undoAnswers();
      focusSoon(clear);
    },
  });
  const words = h('p', { class: 'practice-words', role: 'status' });
  const element = h('div', { class: 'practice-foot' }, h('div', { class: 'practice-buttons' }, check, clear, back), words);
  return {
    element,
    /** @param {boolean} shown */
    update(shown) {
      const state = store.get();
      const { sheet } = state.practice;
      show(element, shown);
      if (!shown || !sheet) return;
      const empty = Object.keys(sheet.answers).length === 0;
      setAttribute(check, 'aria-disabled', String(state.practice.asked !== null));
      show(clear, !empty || sheet.past.length === 0);
      setAttribute(clear, 'aria-disabled', String(empty));
      show(back, empty && sheet.past.length > 0);
      setText(words, footWords(state));
    },
  };
}

/**
 * Moves the focus to a button that the next repaint shows in the place of the one that was pressed.
 * @param {HTMLElement} button
 */
function focusSoon(button) {
  requestAnimationFrame(() => requestAnimationFrame(() => button.focus()));
}

/**
 * @param {State} state
 * @returns {string}
 */
function footWords(state) {
  const { status, practice: { sheet, asked, problem } } = state;
  const waits = asked ? ' Your answers are marked as soon as it is back.' : ' Your answers stay here.';
  if (status === 'offline') return `The server is gone.${waits}`;
  if (status === 'busy') return `The server is busy.${asked ? ' Your answers are marked as soon as it has time.' : ''}`;
  if (asked) return 'Marking …';
  if (problem) return `Nothing was marked${because(problem)}`;
  return sheet ? summary(sheet.verdicts, sheet.mistakes, taskOf(state).fields) : '';
}
