/**
 * Above the flow: which example, which colour scale, what the colours mean, and the cell under the cursor.
 * @import { State } from '../types.js'
 * @import { Picture } from '../picture.js'
 */

import { chooseExample, setScale } from '../actions.js';
import { number } from '../format.js';
import { valueAt } from '../figures.js';
import { cellName } from '../symbols.js';
import { h, setText } from './dom.js';

/** @typedef {{element: HTMLElement, readout: HTMLElement, update: (state: State, picture: Picture|null) => void}} Toolbar */

/** @returns {Toolbar} */
export function createToolbar() {
  const examples = createExamples();
  const scale = createScale();
  const readout = h('output', { class: 'readout', 'aria-hidden': 'true' });
  const stale = h('span', { class: 'stale visually-hidden', role: 'status' });
  const element = h('div', { class: 'flow-tools' }, examples.element, scale.element, stale);
  return {
    element,
    readout,
    update(state, picture) {
      examples.update(state, picture);
      scale.update(state, picture);
      setText(readout, picture ? readoutText(state, picture) : '');
      setText(stale, picture && state.status !== 'ready' && state.status !== 'loading' ? 'outdated' : '');
    },
  };
}

/**
 * @param {State} state
 * @param {Picture} picture
 */
function readoutText({ hover, selection }, picture) {
  const at = hover ?? selection;
  if (at?.kind !== 'cell') return '';
  const shown = picture.shown(at.layer, at.quantity);
  if (!shown) return '';
  return `${cellName(at, at.layer === picture.depth)}: ${number(valueAt(shown.drawn, at.row, at.column))}`;
}

/** The chosen example, or the whole batch. */
function createExamples() {
  let count = 1;
  /** @type {number|null} */
  let chosen = null;
  const go = (/** @type {number} */ index) => chooseExample(Math.max(0, Math.min(count - 1, index)));
  const back = h('button', { type: 'button', class: 'step', 'aria-label': 'Previous example', onclick: () => go((chosen ?? count) - 1) }, '◂');
  const on = h('button', { type: 'button', class: 'step', 'aria-label': 'Next example', onclick: () => go((chosen ?? -1) + 1) }, '▸');
  const field = h('input', {
    type: 'number', min: 0, step: 1, inputmode: 'numeric', 'aria-label': 'Example, counted from 0', placeholder: '–',
    onchange: () => (field.value === '' ? chooseExample(null) : go(Math.round(Number(field.value)) || 0)),
  });
  const of = h('span', { class: 'of' });
  const batch = h('button', { type: 'button', class: 'toggle', 'aria-pressed': 'true', onclick: () => chooseExample(chosen === null ? 0 : null) }, 'batch');
  const only = h('span', { class: 'only' });
  const element = h('div', { class: 'examples', role: 'group', 'aria-label': 'Example or batch' },
    h('span', { class: 'tool-name' }, 'example'), back, field, of, on, batch, only);
  return {
    element,
    /** @param {State} state @param {Picture|null} picture */
    update({ view }, picture) {
      count = picture?.examples ?? 1;
      chosen = view.example;
      const single = count === 1;
      for (const control of [back, on, field]) control.disabled = single;
      batch.disabled = single;
      field.max = String(count - 1);
      const value = chosen === null ? (single ? '0' : '') : String(chosen);
      if (field.value !== value && document.activeElement !== field) field.value = value;
      else if (document.activeElement === field && chosen !== null && Number(field.value) !== chosen) field.value = value;
      setText(of, `of ${count}`);
      batch.setAttribute('aria-pressed', String(chosen === null));
      setText(only, single ? 'the only one' : '');
    },
  };
}

/** One colour scale for each matrix or one for all, and its legend. */
function createScale() {
  const radios = /** @type {const} */ (['each', 'shared']).map((name) => {
    const input = h('input', { type: 'radio', name: 'scale', value: name, onchange: () => setScale(name) });
    const title = name === 'each' ? 'Each matrix has a colour scale of its own' : 'All matrices share one colour scale';
    return { name, input, label: h('label', { title }, input, name) };
  });
  const [low, high] = [h('span'), h('span')];
  const legend = h('span', { class: 'ramp-legend' }, low, h('span', { class: 'ramp', 'aria-hidden': 'true' }), high);
  const element = h('div', { class: 'scale', role: 'radiogroup', 'aria-label': 'Colour scale' },
    h('span', { class: 'tool-name' }, 'scale'), ...radios.map(({ label }) => label), legend);
  return {
    element,
    /** @param {State} state @param {Picture|null} picture */
    update({ view: { scale } }, picture) {
      for (const { name, input } of radios) input.checked = name === scale;
      const range = scale === 'shared' && picture ? number(picture.common()) : null;
      setText(low, range === null ? '−max' : range === '0' ? '0' : `−${range}`);
      setText(high, range ?? 'max');
      legend.title = range === null ? 'Each matrix: from minus to plus its own largest magnitude, white at zero'
        : `All matrices: from −${range} to ${range}, white at zero`;
    },
  };
}
