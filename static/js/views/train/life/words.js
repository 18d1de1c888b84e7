/**
 * Who died of what: the words on the death or revival that was chosen. Their place is kept as soon as there is any to
 * choose, so that nothing moves when they come.
 * @import { Mounted, Store } from '../../../model/page/types.js'
 */
import { changeSentences } from '../../../model/train/deaths.js';
import { shownRun } from '../../../model/train/training.js';
import { h, setAttribute, setText, show } from '../../parts/dom.js';

const INVITATION = 'Choose a ▼ or a ▲ in the life chart, or in the list under it, to read who died of what.';

/**
 * @param {Store} store
 * @returns {Mounted & {element: HTMLElement}}
 */
export function createLifeWords(store) {
  const words = h('p', { class: 'life-words', role: 'status' });
  return {
    element: words,
    update() {
      const { view, training } = store.get();
      if (view.name !== 'train') return;
      const { change } = training;
      const changes = shownRun(training)?.changes ?? [];
      const chosen = change !== null && changes.includes(change) ? change : null;
      setText(words, chosen ? changeSentences(chosen).join(' ') : INVITATION);
      setAttribute(words, 'data-kind', chosen?.kind ?? null);
      show(words, changes.length > 0);
    },
  };
}
