/**
 * The right panel: what is chosen, in words and numbers.
 * @import { Mounted, Selection, Store } from '../types.js'
 * @import { Picture } from '../picture.js'
 */

import { pictureOf } from '../picture.js';
import { cellView } from './cell.js';
import { h } from './dom.js';
import { neuronView } from './neuron.js';

/**
 * @param {HTMLElement} element
 * @param {Store} store
 * @returns {Mounted}
 */
export function mount(element, store) {
  const content = h('div', { class: 'inspected' });
  // It scrolls, and the words on a neuron have nothing in them that takes the focus.
  element.tabIndex = 0;
  element.append(h('h2', {}, 'Inspector'), content);
  /** @type {{picture: Picture|null, selection: Selection|null}|undefined} */
  let last;

  function update() {
    const state = store.get();
    const picture = pictureOf(state);
    const { selection } = state;
    if (last && last.picture === picture && last.selection === selection) return;
    const another = last?.selection !== selection;
    if (another || selection) content.replaceChildren(...view(picture, selection, state.answered?.spec ?? state.spec));
    // To read where it is would lay the page out in the middle of a repaint.
    if (another && last) element.scrollTop = 0;
    last = { picture, selection };
  }
  return { update };
}

/**
 * @param {Picture|null} picture
 * @param {Selection|null} selection
 * @param {import('../types.js').Spec} spec
 * @returns {HTMLElement[]}
 */
function view(picture, selection, spec) {
  if (!picture || !selection) return hint();
  if (selection.layer > picture.depth) return [h('p', { class: 'advice' }, `There is no layer ${selection.layer} any more.`)];
  return selection.kind === 'neuron' ? neuronView(picture, selection) : cellView(picture, selection, spec);
}

/** What to do when nothing is chosen. */
function hint() {
  return [h('div', { class: 'advice' },
    h('p', {}, 'Choose a mark beside the matrices to read what became of a neuron and why.'),
    h('p', {}, 'Choose a cell to read its value and what it was made from; pointing at it marks those cells in every matrix.'),
    h('p', {}, 'A symbol above or below a matrix opens it as a table.'))];
}
