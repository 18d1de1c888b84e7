/**
 * Help: the notation, the colours, the marks and the keys, in two minutes.
 * @import { Mark } from '../../model/analysis/statuses.js'
 */
import { MARKS } from '../../model/analysis/statuses.js';
import { h, markShape } from '../parts/dom.js';

/** @type {[string, string][]} */
const SYMBOLS = [
  ['z̃⁽ˡ⁾', 'preactivation: W⁽ˡ⁻¹⁾ z⁽ˡ⁻¹⁾ + b⁽ˡ⁻¹⁾'],
  ['z⁽ˡ⁾', 'activation φ(z̃); z⁽⁰⁾ is the input, ŷ the output'],
  ['φ′', 'the slope of the activation function at z̃; 0 blocks the error signal'],
  ['δ⁽ˡ⁾', 'error signal ∂ℓ/∂z̃ of each example; at the output of a softmax ŷ − y'],
  ['W⁽ˡ⁻¹⁾, b⁽ˡ⁻¹⁾', 'weights and bias that lead into layer l: a row for each unit'],
  ['∇W, ∇b', 'their gradients: δ zᵀ and δ, averaged (or summed) over the batch'],
];

/** @type {[string, string][]} */
const KEYS = [
  ['?', 'this help'],
  ['Tab, Shift Tab', 'from one control to the next'],
  ['↑ ↓ ← →', 'from cell to cell, in a table of numbers and in a heatmap'],
  ['Enter, Escape', 'in a table: accept and go down; bring back what was there'],
  ['Enter', 'in a heatmap: choose the cell; again, or I: into the inspector, to the numbers it was made from'],
  ['↑ ↓ ← →, Enter', 'in the inspector: from number to number, and on to the one that is chosen'],
  ['Alt ←, Escape', 'in the inspector: back to the number before; back to the heatmap'],
  ['Alt ↑ ↓ ← →', 'in a heatmap: to the one beside it'],
  ['T', 'in a heatmap: open it as a table'],
  ['F2', 'in a table: move within the number instead'],
  ['Ctrl V', 'in a table: paste a block from a spreadsheet, NumPy or MATLAB'],
  ['Ctrl Z, Ctrl Shift Z', 'undo, redo; in Practice, within an answer, those of the answers'],
  ['Ctrl Enter', 'in Practice, within an answer: check the answers'],
  ['← →, PageUp, PageDown', 'in Train, on the line of steps: one step, ten steps; Home and End: the first, the newest'],
  ['Ctrl S', 'save as a file'],
];

/**
 * @param {string} keys
 * @returns {HTMLElement}
 */
function keyNames(keys) {
  const parts = keys.split(', ').map((chord) => chord.split(' ').map((key) => h('kbd', { text: key })));
  return h('dt', {}, ...parts.flatMap((chord, index) => [...(index > 0 ? [', '] : []), ...chord.flatMap((key, k) => (k > 0 ? [' ', key] : [key]))]));
}

/** @param {EventTarget|null} target @returns {boolean} whether a key pressed there is a character of a field */
const isTyping = (target) => target instanceof Element && target.matches('input, select, textarea');

/** @returns {{element: HTMLElement, open: () => void}} */
export function createHelp() {
  const close = h('button', { type: 'button', class: 'button', text: 'Close', onclick: () => element.close() });
  const element = h(
    'dialog',
    { id: 'help', 'aria-labelledby': 'help-title' },
    h('header', {}, h('h2', { id: 'help-title', text: 'How to read this page' }), close),
    h(
      'div',
      { class: 'text', tabindex: 0, role: 'region', 'aria-labelledby': 'help-title' },
      h('p', { text: 'Nablascope runs one forward and one backward pass of your network and shows every quantity on the way. Type over any number on the left: the whole picture follows.' }),
      h('h3', { text: 'A neuron is a row, everywhere' }),
      h('p', { text: 'In each layer, row i of W, b, z̃, z and beneath it of ∇W, ∇b, δ, φ′ belongs to neuron i. In z̃, z, δ and φ′ a column is an example; in W and ∇W a column is a unit of the layer below. Along the top of ∇W stands z of the layer below: ∇W is its outer product with δ.' }),
      h('dl', {}, ...SYMBOLS.flatMap(([symbol, meaning]) => [h('dt', { text: symbol }), h('dd', { text: meaning })])),
      h('h3', { text: 'Colours' }),
      h('p', {}, h('span', { class: 'colours', role: 'img', 'aria-label': 'from blue over the background’s colour to orange' }), ' negative, zero, positive. The scale is symmetric about zero, for each matrix by itself, or shared by all layers if you choose so. Cells that are large enough print their value.'),
      h('h3', { text: 'Marks of a neuron' }),
      h('dl', { class: 'marks' }, ...Object.entries(MARKS).flatMap(([mark, { label, meaning }]) => [
        h('dt', {}, markShape(/** @type {Mark} */ (mark)), ` ${label}`),
        h('dd', { text: meaning }),
      ])),
      h('h3', { text: 'What “dead” means' }),
      h('p', { text: 'A unit with a flat side (such as ReLU) is dead on a batch if it lies on that side for every example. Then its row of ∇W and its entry of ∇b are exactly zero: it is hatched through its whole layer, and so is its column in the next ∇W where its activation is zero too. Off on one example only is something else and harmless. With a single example the two cannot be told apart: add examples.' }),
      h('p', { text: 'Choose a neuron, and the inspector says why it is as it is, and whether training could wake it again.' }),
      h('h3', { text: 'Where a number comes from' }),
      h('p', { text: 'Choose a cell, or a number at the foot of the page, and the inspector works it out step by step. Each number that it was made from is a button that leads to it, so one can walk from a gradient to the loss and back again.' }),
      h('h3', { text: 'Practice' }),
      h('p', { text: 'Work out by hand a generated exercise, or your own network, and have it marked. An array that follows rightly from a wrong one is told as carried forward and counts as no mistake of its own. Hints come one by one: where it is wrong, what was probably done, and the worked step. What you fill in is kept in this browser, with the numbers that it belongs to.' }),
      h('h3', { text: 'Train' }),
      h('p', { text: 'Train the network step by step and see which neurons die, and of what. Step k is the network after k updates; the matrices, the inspector and the foot of the page are those of the step that is looked at. A run can be paused, continued and gone through; the same settings always give the same run. What if: a second run with one thing changed, on the same seed and the same batches, is shown beside the first.' }),
      h('h3', { text: 'Keyboard' }),
      h('dl', {}, ...KEYS.flatMap(([keys, meaning]) => [keyNames(keys), h('dd', { text: meaning })])),
      h('h3', { text: 'Links and files' }),
      h('p', { text: 'The address of the page holds everything, each weight included; Share copies it. What is too large for a link is saved and opened as a file. For scripts there is a REST interface: see ' },
      ),
    ),
  );
  element.querySelector('.text > p:last-child')?.append(h('a', { href: 'docs', text: 'its documentation' }), '.');
  element.addEventListener('click', (event) => {
    if (event.target === element) element.close(); // on the backdrop
  });
  addEventListener('keydown', (event) => {
    if (event.key !== '?' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (document.querySelector('dialog[open]')) return;
    event.preventDefault();
    element.showModal();
  });
  return { element, open: () => element.showModal() };
}
