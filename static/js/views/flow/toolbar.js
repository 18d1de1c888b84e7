/**
 * Above the flow: which example, which colour scale, what the colours mean, and the cell under the cursor.
 * @import { State } from '../../model/page/types.js'
 * @import { Picture } from '../../model/analysis/picture.js'
 */

import { setScale } from '../../actions/looking.js';
import { openCheck } from '../../actions/checking.js';
import { number } from '../../model/format.js';
import { outdated } from '../../model/page/selectors.js';
import { drawnName } from '../../model/analysis/symbols.js';
import { numberOf } from '../../model/analysis/number.js';
import { h, setText } from '../parts/dom.js';
import { createExamples } from '../parts/examples.js';

/** @typedef {{element: HTMLElement, readout: HTMLElement, update: (state: State, picture: Picture|null) => void}} Toolbar */

/** @returns {Toolbar} */
export function createToolbar() {
  const examples = createExamples();
  const scale = createScale();
  const check = h('button', {
    type: 'button', class: 'button', 'aria-haspopup': 'dialog', onclick: openCheck,
    title: 'Compare every gradient and error signal with central differences of the loss',
  }, 'Check gradients');
  const [name, value] = [h('span'), h('span', { class: 'readout-value' })];
  const readout = h('output', { class: 'readout', 'aria-hidden': 'true' }, name, value);
  const stale = h('span', { class: 'stale visually-hidden', role: 'status' });
  const printed = h('span', { class: 'printed' });
  const element = h('div', { class: 'flow-tools' }, examples.element, printed, scale.element, check, stale);
  return {
    element,
    readout,
    update(state, picture) {
      examples.update(state, picture?.examples ?? 1);
      scale.update(state, picture);
      setText(printed, picture ? examplesText(picture) : '');
      const at = picture ? pointedAt(state, picture) : null;
      setText(name, at?.name ?? '');
      setText(value, at ? `: ${at.value}` : '');
      setText(stale, picture && outdated(state) && state.status !== 'loading' ? 'outdated' : '');
    },
  };
}

/**
 * @param {Picture} picture
 * @returns {string} on paper, in the place of the controls
 */
function examplesText({ example, examples }) {
  if (examples === 1) return 'one example';
  return example === null ? `batch of ${examples} examples` : `example ${example}, numbered from 0 to ${examples - 1}`;
}

/**
 * @param {State} state
 * @param {Picture} picture
 * @returns {{name: string, value: string}|null} the cell under the cursor, else the chosen one
 */
function pointedAt({ hover, selection }, picture) {
  const at = hover ?? selection;
  if (at?.kind !== 'cell') return null;
  const { value } = numberOf(picture.analysis, at);
  const shown = picture.shown(at.layer, at.quantity);
  return value === null || !shown ? null : { name: drawnName(at, shown.drawn, at.layer === picture.depth), value: number(value) };
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
