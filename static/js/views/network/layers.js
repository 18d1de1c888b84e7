/**
 * The list of layers in the left panel: each one's units and activation, and opened, where its numbers come from.
 * @import { Catalogue } from '../../model/network/types.js'
 * @import { State, Store } from '../../model/page/types.js'
 */
import { edit } from '../../actions/editing.js';
import { openLayer } from '../../actions/looking.js';
import { words } from '../../model/format.js';
import { nameOf } from '../../model/page/selectors.js';
import { addLayer, moveLayer, setActivation, setParameter, setUnits } from '../../model/network/spec.js';
import { layerOf, unitsOf } from '../../model/network/sizes.js';
import { withFittingTargets } from '../../model/network/batch.js';
import { h, setAttribute, setText, show } from '../parts/dom.js';
import { hint, numberField, selectField } from '../parts/fields.js';
import { createNumbers } from './numbers.js';

/** @typedef {{element: HTMLElement, update: () => void, reveal: (pointer: string) => void, handle: HTMLElement}} Card */

/**
 * @param {HTMLElement} element
 * @param {Store} store
 * @returns {{update: () => void, reveal: (pointer: string) => boolean}}
 */
export function mount(element, store) {
  const list = h('ol', { class: 'layer-list' });
  const add = h('button', { type: 'button', class: 'button', text: '+ hidden layer', onclick: () => edit(addLayer) });
  element.append(h('h2', { text: 'Layers' }), list, h('div', { class: 'row' }, add));
  /** @type {Card[]} */
  const cards = [];

  return {
    update() {
      const { layers } = store.get().spec.network;
      while (cards.length > layers.length) cards.pop()?.element.remove();
      while (cards.length < layers.length) {
        const card = createCard(store, cards.length + 1, (l) => cards[l - 1]?.handle.focus());
        cards.push(card);
        list.append(card.element);
      }
      for (const card of cards) card.update();
    },
    reveal(pointer) {
      const match = /^\/network\/layers\/(\d+)/.exec(pointer);
      const l = match ? Number(match[1]) + 1 : 0;
      if (!cards[l - 1]) return false;
      openLayer(l);
      // The card opens at the next frame, and only then its grid has a size.
      requestAnimationFrame(() => requestAnimationFrame(() => cards[l - 1]?.reveal(pointer)));
      return true;
    },
  };
}

/**
 * @param {Catalogue|null} catalogue
 * @param {State} state
 * @param {number} l
 * @returns {import('../parts/fields.js').Option[]}
 */
function activationOptions(catalogue, state, l) {
  const output = l === state.spec.network.layers.length;
  const wanted = output ? outputActivation(state) : null;
  return (catalogue?.activations ?? [])
    .filter(({ name, output_only }) => (wanted === null ? !output_only : name === wanted))
    .map(({ name, formula }) => ({ value: name, text: words(name), title: formula }));
}

/**
 * @param {State} state
 * @returns {string|null} the one output activation that goes with the loss; null where any elementwise one does
 */
function outputActivation({ catalogue, spec }) {
  return catalogue?.losses.find(({ name }) => name === spec.loss)?.output_activation ?? null;
}

/**
 * @param {Store} store
 * @param {number} l
 * @param {(l: number) => void} focusHandle
 * @returns {Card}
 */
function createCard(store, l, focusHandle) {
  const pointer = `/network/layers/${l - 1}`;
  const spec = () => store.get().spec;
  const isOutput = () => l === spec().network.layers.length;
  const isOpen = () => store.get().view.open === l;

  // No button element: browsers do not let one be dragged.
  const handle = h('span', {
    role: 'button',
    tabindex: 0,
    class: 'handle',
    draggable: 'true',
    title: 'Drag to another place, or press ↑ and ↓',
    text: '⠿',
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
      if (step === 0) return;
      event.preventDefault();
      move(l + step);
    },
  });
  const title = h('span', { class: 'layer-title' });
  const toggle = h('button', { type: 'button', class: 'layer-toggle', onclick: () => openLayer(isOpen() ? null : l) }, title, h('span', { class: 'chevron', 'aria-hidden': 'true', text: '›' }));

  const units = numberField({
    label: 'units',
    name: `units of layer ${l}`,
    pointer: `${pointer}/units`,
    least: 1,
    late: true,
    get: () => layerOf(spec(), l).units ?? unitsOf(spec(), l) ?? undefined,
    set: (value) =>
      edit((current, catalogue) => {
        const { spec: next, notes } = setUnits(current, l, value ?? '', catalogue);
        return { spec: isOutput() ? withFittingTargets(next) : next, notes };
      }, `units:${l}`),
  });
  const activation = selectField({
    label: 'activation',
    name: `activation of layer ${l}`,
    pointer: `${pointer}/activation`,
    options: () => activationOptions(store.get().catalogue, store.get(), l),
    get: () => nameOf(layerOf(spec(), l).activation),
    set: (value) => edit((current) => setActivation(current, l, value)),
  });
  const parameters = createParameter(store, l);
  const why = hint();
  const numbers = createNumbers(store, l, () => element.previousElementSibling?.querySelector('button')?.focus());
  const body = h('div', { class: 'layer-body' }, numbers.element);
  const element = h(
    'li',
    { class: 'layer-card', 'data-pointer': pointer },
    h('div', { class: 'layer-head' }, handle, toggle),
    h('div', { class: 'layer-fields' }, units.element, activation.element, parameters.element),
    why.element,
    body,
  );
  addDragging();

  /** @param {number} to */
  function move(to) {
    const hidden = spec().network.layers.length - 1;
    if (to < 1 || to > hidden || isOutput()) return;
    edit((current, catalogue) => moveLayer(current, l, to, catalogue));
    requestAnimationFrame(() => focusHandle(to));
  }

  function addDragging() {
    handle.addEventListener('dragstart', (event) => {
      event.dataTransfer?.setData('application/x-nablascope-layer', String(l));
      event.dataTransfer?.setDragImage(element, 16, 16);
    });
    element.addEventListener('dragover', (event) => {
      if (isOutput() || !event.dataTransfer?.types.includes('application/x-nablascope-layer')) return;
      event.preventDefault();
      element.classList.add('drop-here');
    });
    for (const end of ['dragleave', 'drop', 'dragend']) element.addEventListener(end, () => element.classList.remove('drop-here'));
    element.addEventListener('drop', (event) => {
      const from = Number(event.dataTransfer?.getData('application/x-nablascope-layer'));
      if (!from) return;
      event.preventDefault();
      edit((current, catalogue) => moveLayer(current, from, l, catalogue));
    });
  }

  return {
    element,
    handle,
    update() {
      const state = store.get();
      const output = isOutput();
      const open = isOpen();
      setText(title, output ? `Layer ${l} · output` : `Layer ${l}`);
      setAttribute(handle, 'aria-label', `Move layer ${l}`);
      handle.style.visibility = output ? 'hidden' : ''; // the output stays last
      setAttribute(toggle, 'aria-expanded', String(open));
      element.classList.toggle('open', open);
      units.update();
      activation.update();
      parameters.update();
      const wanted = output ? outputActivation(state) : null;
      activation.select.disabled = wanted !== null && wanted === activation.select.value;
      why.update(wanted ? `${words(wanted)}, because the loss is ${words(spec().loss)}` : '');
      show(body, open);
      if (open) numbers.update();
    },
    reveal(target) {
      const field = element.querySelector(`[data-pointer="${CSS.escape(target)}"]`);
      if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.focus();
      else if (!numbers.reveal(target)) toggle.focus();
    },
  };
}

/**
 * The field of an activation's parameter, where it has one.
 * @param {Store} store
 * @param {number} l
 * @returns {{element: HTMLElement, update: () => void}}
 */
function createParameter(store, l) {
  const entry = () => {
    const { catalogue, spec } = store.get();
    const name = nameOf(layerOf(spec, l).activation);
    return catalogue?.activations.find((activation) => activation.name === name)?.parameters[0];
  };
  const field = numberField({
    label: 'parameter',
    pointer: `/network/layers/${l - 1}/activation/parameter`,
    optional: true,
    placeholder: () => String(entry()?.default ?? ''),
    get: () => {
      const choice = layerOf(store.get().spec, l).activation;
      return typeof choice === 'object' ? choice[entry()?.name ?? ''] : undefined;
    },
    set: (value) => {
      const name = entry()?.name;
      if (name) edit((spec) => setParameter(spec, l, 'activation', name, value), `parameter:${l}`);
    },
  });
  const label = field.element.querySelector('label');
  return {
    element: field.element,
    update() {
      const parameter = entry();
      field.update(parameter !== undefined);
      if (!parameter) return;
      if (label) setText(label, words(parameter.name));
      setAttribute(field.input, 'aria-label', `${words(parameter.name)} of layer ${l}`);
      setAttribute(field.input, 'data-pointer', `/network/layers/${l - 1}/activation/${parameter.name}`);
    },
  };
}
