/**
 * A layer of the flow that is folded: its rail and its gradient norm, a button that opens it.
 * @import { LayerView } from './layer.js'
 */
import { focusLayer } from '../../actions/looking.js';
import { plain } from '../../model/analysis/symbols.js';
import { number } from '../../model/format.js';
import { breakable, h } from '../parts/dom.js';
import { createRail } from './rail.js';

/**
 * A layer that is folded: its rail and its gradient norm, a button that opens it.
 * @param {number} layer
 * @returns {LayerView}
 */
export function createFolded(layer) {
  const rail = createRail(layer);
  const norm = h('span', { class: 'norm' });
  const name = h('span', {}, 'layer', h('br'), String(layer));
  const open = h('button', { type: 'button', class: 'unfold', 'aria-expanded': 'false', onclick: () => focusLayer(layer) }, name, norm);
  const element = h('section', { class: 'block folded', 'aria-label': `layer ${layer}, folded` }, open, rail.element);
  return {
    element,
    update({ picture, selection }) {
      const value = picture.analysis.layers[layer - 1]?.gradient_norm ?? NaN;
      norm.replaceChildren(...breakable(number(Number(value.toPrecision(1)))));
      open.title = `Open layer ${layer}; ‖${plain('weight_gradient', layer)}‖ = ${number(value)}`;
      rail.update({ picture, layer, rowHeight: 14, pool: 1, selection });
    },
    close: () => undefined,
  };
}
