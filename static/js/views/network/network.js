/**
 * The left panel: title, data, layers, loss, seed, and what the server finds wrong with them.
 * @import { Store } from '../../model/page/types.js'
 */
import { edit } from '../../actions/editing.js';
import { setLoss } from '../../model/network/batch.js';
import { words } from '../../model/format.js';
import { setSeed } from '../../model/network/spec.js';
import { createAdvice } from './advice.js';
import * as data from './data.js';
import { h } from '../parts/dom.js';
import { hint, numberField, selectField } from '../parts/fields.js';
import * as layers from './layers.js';
import { createProblems } from './problems.js';
import * as title from './title.js';

/**
 * @param {HTMLElement} element
 * @param {Store} store
 * @returns {import('../../model/page/types.js').Mounted}
 */
export function mount(element, store) {
  const titleSection = h('div');
  const named = title.mount(titleSection, store);
  const dataSection = h('section', { class: 'section' });
  const layersSection = h('section', { class: 'section' });
  const lossSection = h('section', { class: 'section' });
  const views = [data.mount(dataSection, store), layers.mount(layersSection, store), mountLoss(lossSection, store)];
  const problems = createProblems(element, store, (pointer) => views.some((view) => view.reveal(pointer)));
  const advice = createAdvice(element, store);
  const sections = [titleSection, dataSection, layersSection, lossSection, advice.element];
  element.append(h('div', { class: 'sections' }, ...sections), problems.element);
  return {
    update() {
      named.update();
      for (const view of views) view.update();
      advice.update();
      problems.update();
    },
  };
}

/**
 * @param {HTMLElement} element
 * @param {Store} store
 * @returns {{update: () => void, reveal: (pointer: string) => boolean}}
 */
function mountLoss(element, store) {
  const spec = () => store.get().spec;
  const loss = selectField({
    label: 'loss',
    pointer: '/loss',
    options: () => (store.get().catalogue?.losses ?? []).map(({ name }) => ({ value: name, text: words(name) })),
    get: () => spec().loss,
    set: (value) => edit((current, catalogue) => setLoss(current, value, catalogue)),
  });
  const formula = hint('formula');
  const reduction = selectField({
    label: '∇W over the batch',
    pointer: '/reduction',
    options: () => [{ value: 'mean', text: 'mean' }, { value: 'sum', text: 'sum' }],
    get: () => spec().reduction,
    set: (value) => edit((current) => ({ ...current, reduction: value === 'sum' ? 'sum' : 'mean' })),
  });
  const precision = selectField({
    label: 'precision',
    pointer: '/precision',
    options: () => [{ value: 'float64', text: 'float64' }, { value: 'float32', text: 'float32' }],
    get: () => spec().precision,
    set: (value) => edit((current) => ({ ...current, precision: value === 'float32' ? 'float32' : 'float64' })),
  });
  const again = h('button', {
    type: 'button', class: 'button icon', text: '⚂', title: 'Draw other weights', 'aria-label': 'Draw other weights',
    onclick: () => edit((current) => setSeed(current, data.anySeed())),
  });
  const seed = numberField({
    label: 'seed of the weights',
    pointer: '/network/seed',
    least: 0,
    beside: again,
    get: () => spec().network.seed,
    set: (value) => edit((current) => setSeed(current, value ?? 0), 'seed'),
  });
  element.append(
    h('h2', { text: 'Loss' }),
    loss.element,
    formula.element,
    h('div', { class: 'layer-fields' }, reduction.element, precision.element),
    seed.element,
  );
  return {
    update() {
      loss.update();
      formula.update(store.get().catalogue?.losses.find(({ name }) => name === spec().loss)?.formula ?? '');
      reduction.update();
      precision.update();
      // Weights that are all written out need no seed.
      seed.update(spec().network.layers.some((layer) => layer.weights === undefined));
    },
    reveal: () => false,
  };
}
