/**
 * Advice in the left panel, each piece beside the field that its pointer names; at the end of the panel where there is none.
 * @import { Advice } from '../../model/analysis/types.js'
 * @import { Mounted, Store } from '../../model/page/types.js'
 */
import { edit, settle } from '../../actions/editing.js';
import { dismiss } from '../../actions/advising.js';
import { keyOf, remaining } from '../../model/analysis/advice.js';
import { remedied, remedyText } from '../../model/network/remedies.js';
import { ownAnswer } from '../../model/page/selectors.js';
import { h, setText, svg, uniqueId } from '../parts/dom.js';
import { findField } from './places.js';

/** @typedef {import('../../model/network/remedies.js').Mendable} Mendable */

/** An i in a circle, on 14 × 14. */
const ICON = 'M7 1.2a5.8 5.8 0 1 0 .01 0ZM7 6.4v3.8M7 3.8v1.2';

/**
 * @param {Advice} advice
 * @param {HTMLElement} panel that keeps the focus when the last piece is dismissed
 * @param {() => void} putAway
 * @param {HTMLElement|null} [remedy]
 * @returns {HTMLElement}
 */
export function createNote({ message }, panel, putAway, remedy = null) {
  const id = uniqueId('advice');
  const away = h('button', {
    type: 'button', class: 'button quiet dismiss', text: '✕', title: 'Dismiss', 'aria-label': 'Dismiss this advice', 'aria-describedby': id,
    onclick() {
      const others = [...panel.querySelectorAll('.advice-note .dismiss')].filter((one) => one !== away);
      const next = others.find((one) => one instanceof HTMLElement && one.offsetParent !== null);
      (next instanceof HTMLElement ? next : panel).focus({ preventScroll: true });
      putAway();
    },
  });
  return h('div', { class: 'advice-note' },
    svg('svg', { class: 'advice-icon', viewBox: '0 0 14 14', width: 14, height: 14, 'aria-hidden': 'true' }, svg('path', { d: ICON })),
    h('div', { class: 'advice-words' }, h('p', { id }, h('strong', { text: 'Advice: ' }), message), remedy),
    away);
}

/**
 * @param {HTMLElement} panel
 * @param {Store} store
 * @returns {Mounted & {element: HTMLElement}}
 */
export function createAdvice(panel, store) {
  const rest = h('div', { class: 'advice-list' });
  // The notes come and go; a region that stays is read out.
  const read = h('p', { class: 'visually-hidden', role: 'status' });
  const element = h('div', { class: 'advice-rest' }, rest, read);
  /** @type {Map<string, HTMLElement>} */
  const notes = new Map();

  /** @param {Mendable} advice */
  function remedyButton(advice) {
    const press = () => {
      const state = store.get();
      // A second press, before the answer to the first, would change the numbers once more.
      if (ownAnswer(state).answered?.spec !== state.spec) return;
      settle();
      edit((spec) => remedied(spec, advice));
    };
    return h('button', { type: 'button', class: 'button remedy', text: remedyText(store.get().spec, advice), onclick: press });
  }

  /** @param {Advice} advice */
  function noteOf(advice) {
    const known = notes.get(keyOf(advice));
    if (known) return known;
    const { remedy } = advice;
    const note = createNote(advice, panel, () => dismiss('analyze', advice), remedy ? remedyButton({ ...advice, remedy }) : null);
    notes.set(keyOf(advice), note);
    return note;
  }

  /**
   * @param {string} pointer
   * @returns {HTMLElement} that the note is appended to; a table that scrolls keeps it in one place
   */
  function hostOf(pointer) {
    const field = findField(panel, pointer);
    const near = field?.closest('.grid-host')?.parentElement ?? field?.closest('[data-errors]') ?? field;
    return near instanceof HTMLElement ? near : rest;
  }

  function update() {
    const state = store.get();
    const said = state.status === 'invalid' ? [] : remaining(ownAnswer(state).analysis?.advice ?? [], state.dismissed, ['analyze']);
    const keys = new Set(said.map(keyOf));
    for (const [key, note] of notes) {
      if (keys.has(key)) continue;
      const held = note.contains(document.activeElement);
      note.remove();
      notes.delete(key);
      if (held) panel.focus({ preventScroll: true }); // the remedy goes with the advice
    }
    for (const advice of said) {
      const [note, host] = [noteOf(advice), hostOf(advice.pointer)];
      if (note.parentElement !== host) host.append(note);
    }
    setText(read, said.map(({ message }) => `Advice: ${message}.`).join(' '));
  }

  // No field is in sight while the panel of a narrow window is closed.
  new ResizeObserver(update).observe(panel);
  return { element, update };
}
