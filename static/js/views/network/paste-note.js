/**
 * What is said of a block that was pasted, beside its table, with what one press would do. It is gone with the next edit.
 * @import { Store } from '../../model/page/types.js'
 */
import { dismissPaste } from '../../actions/network/pasting.js';
import { h, setText, show } from '../parts/dom.js';

/**
 * @template {{text: string}} Offer
 * @param {Store} store
 * @param {object} table
 * @param {string} table.at its pointer
 * @param {string} table.label
 * @param {() => unknown} table.of what the words hold for; once that is another, they are gone
 * @param {(offer: Offer) => void} table.take
 * @param {() => void} table.back takes the focus when the buttons go
 * @returns {{element: HTMLElement, update: () => void}}
 */
export function createPasteNote(store, { at, label, of, take, back }) {
  const words = h('p', {});
  const buttons = h('div', { class: 'row' });
  const element = h('div', {
    class: 'paste-note', role: 'group', 'aria-label': label, hidden: true,
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key === 'Escape') close();
    },
  }, words, buttons);
  /** @type {unknown} */
  let shown = null;

  function close() {
    dismissPaste();
    back();
  }

  /** @param {Offer} offer */
  const button = (offer) => h('button', {
    type: 'button', class: 'button', text: offer.text,
    onclick: () => {
      take(offer);
      back();
    },
  });

  return {
    element,
    update() {
      const { pasting } = store.get();
      const told = pasting?.at === at && pasting.of === of() ? pasting : null;
      show(element, told !== null);
      if (!told || told === shown) return;
      shown = told;
      setText(words, told.words);
      buttons.replaceChildren(
        .../** @type {Offer[]} */ (/** @type {unknown} */ (told.offers)).map(button),
        h('button', { type: 'button', class: 'button quiet', text: 'Dismiss', onclick: close }),
      );
      element.scrollIntoView({ block: 'nearest' });
    },
  };
}
