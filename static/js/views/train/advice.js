/**
 * Advice on the shown run: what its first event says and, where it left the finite numbers, its last.
 * @import { Advice, AdviceSource } from '../../model/analysis/types.js'
 * @import { Mounted, Store } from '../../model/page/types.js'
 */
import { dismiss } from '../../actions/advising.js';
import { keyOf, remaining } from '../../model/analysis/advice.js';
import { shownRun } from '../../model/train/training.js';
import { createNote } from '../network/advice.js';
import { h, setText } from '../parts/dom.js';

/**
 * @param {HTMLElement} panel
 * @param {Store} store
 * @returns {Mounted & {element: HTMLElement}}
 */
export function createTrainAdvice(panel, store) {
  const notes = h('div', { class: 'train-advice' });
  // The notes come and go; a region of words alone stays, and is read out.
  const read = h('p', { class: 'visually-hidden', role: 'status' });
  const element = h('div', {}, notes, read);
  let shown = '';
  return {
    element,
    update() {
      const { training, dismissed } = store.get();
      const run = shownRun(training);
      /** @param {AdviceSource} source @param {readonly Advice[]} advice */
      const left = (source, advice) => remaining(advice, dismissed, ['analyze', source]).map((one) => /** @type {const} */ ([source, one]));
      const said = [...left('start', run?.start?.advice ?? []), ...left('done', run?.done?.advice ?? [])];
      const key = said.map(([source, one]) => `${source}|${keyOf(one)}`).join('\n');
      if (key === shown) return;
      shown = key;
      notes.replaceChildren(...said.map(([source, one]) => createNote(one, panel, () => dismiss(source, one))));
      setText(read, said.map(([, { message }]) => `Advice: ${message}.`).join(' '));
    },
  };
}
