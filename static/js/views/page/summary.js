/**
 * The foot of the page: loss, accuracy, gradient norms on a log scale, and how many neurons have which status.
 * @import { Analysis, Target } from '../../model/analysis/types.js'
 * @import { Spec } from '../../model/network/types.js'
 * @import { Mounted, State, Store } from '../../model/page/types.js'
 */

import { select } from '../../actions/looking.js';
import { at } from '../../wire/arrays.js';
import { exact, number, words } from '../../model/format.js';
import { bars, rangeText, verdict } from '../../model/analysis/norms.js';
import { COUNTED, MARKS } from '../../model/analysis/statuses.js';
import { lossOf } from '../../model/network/catalogue.js';
import { plain } from '../../model/analysis/symbols.js';
import { keyOf } from '../../model/analysis/targets.js';
import { h, markShape, setAttribute, setText } from '../parts/dom.js';

/** With more layers than this the norms are told by their bars alone. */
const LABELLED = 6;

/**
 * @param {HTMLElement} element
 * @param {Store} store
 * @returns {Mounted}
 */
export function mount(element, store) {
  const [loss, lossNote] = [h('output', { class: 'figure-value' }), h('span', { class: 'note' })];
  const [accuracy, accuracyNote] = [h('output', { class: 'figure-value' }), h('span', { class: 'note' })];
  const [lossButton, accuracyButton] = [numberButton({ quantity: 'loss' }, loss), numberButton({ quantity: 'accuracy' }, accuracy)];
  const [norms, range, word] = [h('ol', { class: 'norms' }), h('span', { class: 'note' }), h('span', { class: 'word' })];
  const counts = h('dl', { class: 'status-counts' });
  const broken = h('p', { class: 'non-finite', role: 'status' });
  element.append(
    h('h2', { class: 'visually-hidden' }, 'Summary'),
    h('div', { class: 'part' }, h('h3', {}, 'loss'), lossButton, lossNote),
    h('div', { class: 'part' }, h('h3', {}, 'accuracy'), accuracyButton, accuracyNote),
    h('div', { class: 'part broad' }, h('h3', {}, h('span', {}, '‖∇W‖ by layer '), range), norms, word),
    h('div', { class: 'part broad' }, h('h3', {}, 'neurons, layer by layer'), counts),
    broken,
  );
  /** @type {Analysis|null} */
  let last = null;
  /** @type {State['selection']} */
  let selected = null;

  function update() {
    const { analysis, answered, selection } = store.get();
    if (!analysis || (analysis === last && selection === selected)) return;
    selected = selection;
    if (analysis !== last) draw(analysis, answered);
    last = analysis;
    for (const button of element.querySelectorAll('[data-target]')) setAttribute(button, 'aria-pressed', String(button.getAttribute('data-target') === keyOf(selection)));
  }

  /** @param {Analysis} analysis @param {State['answered']} answered */
  function draw(analysis, answered) {
    const spec = answered?.spec ?? store.get().spec;
    const examples = analysis.input.shape[0];
    setText(loss, number(analysis.loss));
    lossButton.title = `${exact(analysis.loss)}: how it came about`;
    accuracyButton.disabled = analysis.accuracy === null;
    accuracyButton.title = analysis.accuracy === null ? '' : `${exact(analysis.accuracy)}: how it came about`;
    setText(lossNote, examples === 1 ? 'of the one example' : `${spec.reduction === 'sum' ? 'sum' : 'mean'} over ${examples}${ofExample(analysis, answered?.example ?? null)}`);
    setText(accuracy, number(analysis.accuracy));
    setText(accuracyNote, accuracyWords(analysis, spec, store.get().catalogue));
    drawNorms(norms, analysis);
    const values = analysis.layers.map(({ gradient_norm: norm }) => norm);
    setText(range, rangeText(values));
    setText(word, verdict(values));
    drawCounts(counts, analysis);
    setText(broken, brokenWords(analysis));
  }
  return { update };
}

/**
 * A number that no heatmap shows; the button has it explained.
 * @param {Target} target
 * @param {...(Node|string|false)} children
 */
function numberButton(target, ...children) {
  const selection = /** @type {const} */ ({ kind: 'number', target });
  return h('button', {
    type: 'button', class: 'explains', 'data-target': keyOf(selection), 'aria-pressed': 'false', onclick: () => select(selection),
  }, ...children);
}

/**
 * @param {Analysis} analysis
 * @param {Spec} spec
 * @param {import('../../model/network/types.js').Catalogue|null} catalogue
 * @returns {string} what the accuracy is the share of, or why there is none
 */
function accuracyWords({ accuracy }, { loss }, catalogue) {
  const row = lossOf(loss, catalogue);
  return (accuracy === null ? row?.no_accuracy : row?.accuracy) ?? '';
}

/** @param {Analysis} analysis */
function brokenWords({ non_finite: found, layers }) {
  if (!found) return '';
  const { layer, quantity, count } = found;
  const name = /** @type {string} */ (quantity) === 'losses' ? 'the losses' : plain(quantity, layer, layer === layers.length);
  return `Not finite: first in ${name}, ${count} ${count === 1 ? 'entry' : 'entries'}`;
}

/**
 * @param {HTMLElement} list
 * @param {Analysis} analysis
 */
function drawNorms(list, { layers }) {
  const values = layers.map(({ gradient_norm: norm }) => norm);
  const found = bars(values);
  list.classList.toggle('many', values.length > LABELLED);
  list.replaceChildren(...values.map((value, index) => {
    const share = found[index]?.share ?? null;
    const name = `‖${plain('weight_gradient', index + 1)}‖ = ${number(value)}`;
    return h('li', { title: name }, numberButton({ quantity: 'gradient_norm', layer: index + 1 }, h('span', { class: 'visually-hidden' }, name),
      h('span', { class: 'bar', 'aria-hidden': 'true' }, share === null ? h('b', {}, number(value)) : h('i', { style: `height:${(share * 100).toFixed(1)}%` })),
      h('span', { class: 'which', 'aria-hidden': 'true' }, String(index + 1)),
      share !== null && h('span', { class: 'norm', 'aria-hidden': 'true' }, number(value))));
  }));
}

/**
 * For each status that occurs: "dead 1 of 4 · 0 of 3". Dead is always told.
 * @param {HTMLElement} list
 * @param {Analysis} analysis
 */
function drawCounts(list, { layers }) {
  const of = layers.map(({ neurons }) => neurons);
  const occurring = COUNTED.filter((status) => status === 'dead' || of.some((neurons) => neurons.some((one) => one.status === status)));
  list.replaceChildren(...occurring.flatMap((status) => {
    const parts = of.map((neurons, index) => {
      const hits = neurons.filter((one) => one.status === status);
      const text = `${hits.length} of ${neurons.length}`;
      const first = hits[0];
      return first === undefined || status === 'active' ? h('span', {}, text)
        : h('button', { type: 'button', class: `count ${status}`, title: `Layer ${index + 1}: show the first`,
          onclick: () => select({ kind: 'neuron', layer: index + 1, unit: first.index }) }, text);
    });
    return [h('dt', {}, markShape(status), MARKS[status].label),
      h('dd', {}, ...parts.flatMap((part, index) => (index ? [' · ', part] : [part])))];
  }));
  list.title = words(COUNTED.map((status) => `${status}: ${MARKS[status].meaning}`).join('\n'));
}

/**
 * The chosen example's own loss beside that of the batch.
 * @param {Analysis} analysis
 * @param {number|null} example
 */
function ofExample(analysis, example) {
  return example === null ? '' : `; ${number(at(analysis.losses, example, 0))} on example ${example}`;
}
