/**
 * The title: a field at the top of the left panel, the browser's tab, and the first line on paper.
 * @import { Mounted, Store } from '../../model/page/types.js'
 */
import { edit, settle } from '../../actions/editing.js';
import { MOST_CHARACTERS, asTitle, tabTitle, withTitle } from '../../model/page/title.js';
import { h, setText, show } from '../parts/dom.js';

/**
 * @param {HTMLElement} element of the panel
 * @param {Store} store
 * @returns {Mounted}
 */
export function mount(element, store) {
  const title = () => store.get().spec.title ?? '';
  const input = h('input', {
    id: 'title', type: 'text', placeholder: 'Untitled', maxlength: MOST_CHARACTERS, autocomplete: 'off',
    oninput: () => edit((spec) => withTitle(spec, input.value), 'title'),
    onblur: () => {
      settle();
      input.value = title();
    },
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key === 'Enter') settle();
    },
  });
  element.classList.add('title-field', 'field');
  element.append(h('label', { for: input.id, text: 'Title' }), input);
  const printed = /** @type {HTMLElement} */ (document.getElementById('printed-title'));

  return {
    update() {
      const now = title();
      // A space at the end is no part of the title, but of what is being typed.
      if (asTitle(input.value) !== now) input.value = now;
      setText(printed, now);
      show(printed, now !== '');
      const tab = tabTitle(store.get().spec);
      if (document.title !== tab) document.title = tab;
    },
  };
}
