/**
 * Under the worksheet: what is done with all of it, what became of it, and the way to what is to be mended first.
 * @import { State, Store } from '../../model/page/types.js'
 */
import { clearAnswers, undoAnswers } from '../../actions/practice/answering.js';
import { because, firstToMend, summary } from '../../model/practice/marks.js';
import { taskOf } from '../../model/practice/task.js';
import { plain } from '../../model/analysis/symbols.js';
import { h, setAttribute, setText, show } from '../parts/dom.js';

/**
 * @param {Store} store
 * @param {{check: () => void, toFirst: () => void}} does
 * @returns {{element: HTMLElement, update: (shown: boolean) => void}}
 */
export function createFoot(store, does) {
  const check = h('button', { type: 'button', class: 'button primary', text: 'Check my answers', onclick: does.check });
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
  const first = h('button', { type: 'button', class: 'button to-first', onclick: does.toFirst });
  const element = h('div', { class: 'practice-foot' }, h('div', { class: 'practice-buttons' }, check, clear, back), words, first);
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
      const open = state.practice.asked ? null : firstToMend(taskOf(state).fields, sheet.verdicts);
      show(first, open !== null);
      if (open) setText(first, `Go to ${plain(open.quantity, open.layer, open.output)}`);
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
