/**
 * The words on a layer of the flow: its heading, the names of its matrices, and what is said of its dead neurons.
 * @import { Picture, Shown } from '../../model/analysis/picture.js'
 * @import { Quantity } from '../../model/analysis/types.js'
 * @import { LayerPlan } from '../../model/drawing/plan.js'
 * @import { LayerContent } from './layer.js'
 */
import { openTable, select } from '../../actions/looking.js';
import { choiceText } from '../../model/analysis/picture.js';
import { below } from '../../model/analysis/provenance.js';
import { MARKS, countStatuses } from '../../model/analysis/statuses.js';
import { shapeText, words } from '../../model/analysis/symbols.js';
import { GRID, PRINT, TALL } from '../../model/drawing/plan.js';
import { plural } from '../../model/format.js';
import { h, setBox, setText, typeset } from '../parts/dom.js';

/**
 * @param {HTMLElement} title
 * @param {HTMLElement} counts
 * @param {Picture} picture
 * @param {number} layer
 */
export function head(title, counts, picture, layer) {
  const answer = picture.analysis.layers[layer - 1];
  if (!answer) return;
  setText(title, `layer ${layer} · ${choiceText(answer.activation_function)} · ${plural(answer.units, 'unit')}`);
  const found = countStatuses(answer.neurons);
  const text = found.map(({ status, count }) => `${count} ${MARKS[status].label}`).join(' · ');
  if (counts.dataset['text'] === text) return;
  counts.dataset['text'] = text;
  counts.replaceChildren(...found.flatMap(({ status, count }, index) => {
    const words = `${count} ${MARKS[status].label}`;
    const show = () => {
      const neurons = picture.analysis.layers[layer - 1]?.neurons ?? [];
      const unit = neurons.findIndex((neuron) => neuron.status === status);
      if (unit >= 0) select({ kind: 'neuron', layer, unit });
    };
    const part = status === 'active' ? h('span', {}, words)
      : h('button', { type: 'button', class: `plain ${status}`, title: `Show the first: ${MARKS[status].meaning}`, onclick: show }, words);
    return index ? [' · ', part] : [part];
  }));
}

/**
 * @param {HTMLElement} upper
 * @param {HTMLElement} lower
 * @param {HTMLElement} along
 * @param {LayerContent} content
 * @param {number} layer
 */
export function label(upper, lower, along, { picture, plan }, layer) {
  const output = layer === picture.depth;
  for (const [parent, names] of /** @type {[HTMLElement, Exclude<Quantity, 'input'>[]][]} */ ([[upper, GRID[0]], [lower, GRID[1]]])) {
    const buttons = names.map((name, index) => {
      const shown = picture.shown(layer, name);
      const column = plan.columns[/** @type {'weights'} */ (GRID[0]?.[index])];
      return shown && labelButton(layer, name, output, shown, `left:${column.x}px;min-width:${column.width}px`);
    });
    parent.replaceChildren(...buttons.filter((button) => button !== null));
  }
  const [quantity, from] = below(layer);
  const shown = picture.shown(from, quantity);
  along.replaceChildren(...(shown ? [labelButton(from, quantity, false, shown, '')] : []));
  const { y, height } = plan.boxes.below;
  along.style.cssText = `top:${y}px;height:${height}px;width:${plan.rail + 8}px`;
}

/**
 * A quantity's symbol with its shape beneath; it opens the matrix as a table.
 * @param {number} layer
 * @param {Quantity} quantity
 * @param {boolean} output
 * @param {Shown} shown
 * @param {string} style
 */
function labelButton(layer, quantity, output, { drawn: { shape } }, style) {
  const size = shapeText(shape[0], shape[1], quantity);
  const name = words(quantity, layer, output);
  return h('button', { type: 'button', class: 'label', style, title: `${name}; opens as a table`, onclick: () => openTable({ layer, quantity }) },
    typeset(quantity, layer, output), h('span', { class: 'shape' }, size), h('span', { class: 'visually-hidden' }, `, ${name}: open as a table`));
}

/**
 * The word "dead" at each dead neuron's band: under its mark where rows are tall, else on the band itself.
 * @param {HTMLElement} parent
 * @param {number[]} units
 * @param {number} total  units of the layer
 * @param {LayerPlan} plan
 * @param {number} pool
 */
export function nameDead(parent, units, total, plan, pool) {
  const tall = plan.rowHeight >= TALL && pool === 1;
  const { preactivation, weights } = plan.boxes;
  const roomy = preactivation.width >= 34 ? preactivation : weights;
  const printed = plan.rowHeight >= PRINT.height;
  /** @type {Map<number, number>} */
  const rows = new Map();
  for (const unit of units) rows.set(Math.floor(unit / pool), (rows.get(Math.floor(unit / pool)) ?? 0) + 1);
  const chips = [...rows].flatMap(([row, count]) => plan.railTops.map((top) => {
    const y = top + row * plan.rowHeight;
    const chip = h('span', { class: tall ? 'chip under' : 'chip' }, h('span', {}, count === Math.min(pool, total - row * pool) ? 'dead' : `${count} of ${pool} dead`));
    setBox(chip, tall ? { x: 0, y: y + plan.rowHeight / 2 + 5, width: plan.rail + 8, height: 10 }
      : { x: roomy.x, y, width: roomy.width, height: plan.rowHeight });
    return chip;
  }));
  // A word on the band would cover the very number that explains it; the mark and the hatch say it there.
  parent.replaceChildren(...(tall || !printed ? chips : []));
}
