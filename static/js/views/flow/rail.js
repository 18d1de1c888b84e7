/**
 * The neuron rail: one mark of fixed size for each neuron, whatever becomes of the heatmaps' pixels.
 * @import { Mark } from '../../model/analysis/statuses.js'
 * @import { Picture } from '../../model/analysis/picture.js'
 * @import { Selection } from '../../model/analysis/types.js'
 */

import { select } from '../../actions/looking.js';
import { neuronOf } from '../../model/analysis/picture.js';
import { markLabel } from '../../model/analysis/statuses.js';
import { h, markShape } from '../parts/dom.js';

/** @typedef {{picture: Picture, layer: number, rowHeight: number, pool: number, selection: Selection|null}} RailContent */

/** How far a key goes along the rail; infinities lead to its ends. @type {Record<string, number|undefined>} */
const STEPS = {
  ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1, PageUp: -10, PageDown: 10, Home: -Infinity, End: Infinity,
};

/**
 * @param {number} layer
 * @returns {{element: HTMLElement, update: (content: RailContent) => void}}
 */
export function createRail(layer) {
  const element = h('div', { class: 'rail', role: 'toolbar', 'aria-label': `Neurons of layer ${layer}`, 'aria-orientation': 'vertical' });
  const buttons = () => /** @type {HTMLButtonElement[]} */ ([...element.children]);

  element.addEventListener('keydown', (event) => {
    const step = STEPS[event.key];
    if (event.key === 'Escape') select(null);
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const all = buttons();
    const at = all.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    all[Math.max(0, Math.min(all.length - 1, at + step))]?.focus();
    event.preventDefault();
  });
  element.addEventListener('focusin', (event) => {
    for (const button of buttons()) button.tabIndex = button === event.target ? 0 : -1;
  });
  element.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (!button) return;
    const chosen = button.getAttribute('aria-pressed') === 'true';
    select(chosen ? null : { kind: 'neuron', layer, unit: Number(button.dataset['neuron']) });
  });

  return {
    element,
    update({ picture, rowHeight, pool, selection }) {
      const units = picture.analysis.layers[layer - 1]?.units ?? 0;
      while (element.childElementCount > units) element.lastElementChild?.remove();
      while (element.childElementCount < units) element.append(createMark(layer, element.childElementCount));
      element.style.setProperty('--row', `${rowHeight}px`);
      element.style.setProperty('--across', String(pool));
      element.classList.toggle('pooled', pool > 1);
      buttons().forEach((button, unit) => updateMark(button, picture, layer, unit, selection));
    },
  };
}

/**
 * @param {number} layer
 * @param {number} unit
 */
function createMark(layer, unit) {
  return h('button', { type: 'button', tabindex: unit === 0 ? 0 : -1, 'data-layer': layer, 'data-neuron': unit },
    h('span', { class: 'index', 'aria-hidden': 'true' }, String(unit)));
}

/**
 * @param {HTMLButtonElement} button
 * @param {Picture} picture
 * @param {number} layer
 * @param {number} unit
 * @param {Selection|null} selection
 */
function updateMark(button, picture, layer, unit, selection) {
  const neuron = neuronOf(picture, layer, unit);
  if (!neuron) return;
  const inactive = picture.inactive(layer, unit);
  const pressed = selection?.kind === 'neuron' && selection.layer === layer && selection.unit === unit;
  const label = markLabel(neuron, inactive, picture.example, picture.examples);
  button.setAttribute('aria-pressed', String(pressed));
  if (button.getAttribute('aria-label') === label && button.dataset['status'] === neuron.status) return;
  button.setAttribute('aria-label', label);
  button.title = label;
  button.dataset['status'] = neuron.status;
  button.toggleAttribute('data-inactive', inactive);
  button.querySelector('svg')?.remove();
  button.append(markShape(shownMark(neuron.status, inactive)));
}

/**
 * The shape of a mark: a smooth or starved unit keeps its own, an active one shows that it is off here.
 * @param {import('../../model/analysis/types.js').Status} status
 * @param {boolean} inactive
 * @returns {Mark}
 */
function shownMark(status, inactive) {
  return inactive && status === 'active' ? 'inactive' : status;
}

/**
 * The same marks again beside the lower half, for the eye only.
 * @returns {{element: HTMLElement, update: (content: RailContent) => void}}
 */
export function createEcho() {
  const element = h('div', { class: 'rail echo', 'aria-hidden': 'true' });
  let drawn = '';
  return {
    element,
    update({ picture, layer, rowHeight, pool }) {
      element.style.setProperty('--row', `${rowHeight}px`);
      element.style.setProperty('--across', String(pool));
      element.classList.toggle('pooled', pool > 1);
      const neurons = picture.analysis.layers[layer - 1]?.neurons ?? [];
      const marks = neurons.map(({ status, index }) => shownMark(status, picture.inactive(layer, index)));
      if (marks.join() === drawn) return;
      drawn = marks.join();
      element.replaceChildren(...marks.map((mark, unit) => h('span', {}, h('span', { class: 'index' }, String(unit)), markShape(mark))));
    },
  };
}
