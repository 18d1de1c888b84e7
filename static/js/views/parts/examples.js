/**
 * The chosen example: one step back and on, or its number; and where it makes sense, the whole batch.
 * @import { State } from '../../model/page/types.js'
 */
import { chooseExample } from '../../actions/looking.js';
import { h, setText, show } from './dom.js';

/**
 * @param {{batch?: boolean, label?: string}} [options] batch: whether no example may be chosen; if not, none stands for
 *   example 0
 * @returns {{element: HTMLElement, update: (state: State, count: number) => void}}
 */
export function createExamples({ batch: withBatch = true, label = 'Example, counted from 0' } = {}) {
  let count = 1;
  /** @type {number|null} */
  let chosen = null;
  const go = (/** @type {number} */ index) => chooseExample(Math.max(0, Math.min(count - 1, index)));
  const back = h('button', { type: 'button', class: 'step', 'aria-label': 'Previous example', onclick: () => go((chosen ?? count) - 1) }, '◂');
  const on = h('button', { type: 'button', class: 'step', 'aria-label': 'Next example', onclick: () => go((chosen ?? -1) + 1) }, '▸');
  const field = h('input', {
    type: 'number', min: 0, step: 1, inputmode: 'numeric', 'aria-label': label, placeholder: '–',
    onchange: () => (field.value === '' && withBatch ? chooseExample(null) : go(Math.round(Number(field.value)) || 0)),
  });
  const of = h('span', { class: 'of' });
  const batch = h('button', { type: 'button', class: 'toggle', 'aria-pressed': 'true', onclick: () => chooseExample(chosen === null ? 0 : null) }, 'batch');
  const only = h('span', { class: 'only' });
  const element = h('div', { class: 'examples', role: 'group', 'aria-label': withBatch ? 'Example or batch' : 'Example' },
    h('span', { class: 'tool-name' }, 'example'), back, field, of, on, withBatch && batch, only);
  return {
    element,
    update({ view }, examples) {
      count = examples;
      chosen = view.example ?? (withBatch ? null : 0);
      const single = count === 1;
      for (const control of [back, on, field]) control.disabled = single;
      show(batch, !single);
      field.max = String(count - 1);
      const value = chosen === null ? (single ? '0' : '') : String(chosen);
      if (field.value !== value && document.activeElement !== field) field.value = value;
      else if (document.activeElement === field && chosen !== null && Number(field.value) !== chosen) field.value = value;
      // The numbers that there are, not how many: "0 of 4" would read as a count of none.
      setText(of, single ? '' : `0–${count - 1}`);
      batch.setAttribute('aria-pressed', String(chosen === null));
      setText(only, single ? 'the only one' : '');
    },
  };
}
