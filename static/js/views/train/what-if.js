/**
 * What if: one thing that a second run changes, on the same seed and the same batches.
 * @import { Catalogue, Changeable, Choice, Entry, WhatIf } from '../../model/network/types.js'
 * @import { Store } from '../../model/page/types.js'
 */
import { setTraining } from '../../actions/train/training.js';
import { NAMES } from '../../model/train/contrast.js';
import { words } from '../../model/format.js';
import { constantOf } from '../../model/network/catalogue.js';
import { nameOf } from '../../model/page/selectors.js';
import { trainingOf } from '../../model/train/training.js';
import { firstChange, hyperparameterOf, withHyperparameter } from '../../model/train/tuning.js';
import { h } from '../parts/dom.js';
import { hint, numberField, selectField } from '../parts/fields.js';

/** @typedef {Exclude<Changeable, 'learning_rate'>} Named */

/**
 * What may be chosen instead, and the one number that goes with it.
 * @type {Record<Named, {names: (catalogue: Catalogue) => {name: string, formula: string}[], number: (catalogue: Catalogue, name: string) => {name: string, default: number}|null}>}
 */
const MENUS = {
  activation: {
    names: ({ activations }) => activations.filter(({ output_only: output }) => !output),
    number: ({ activations }, name) => activations.find((entry) => entry.name === name)?.parameters[0] ?? null,
  },
  initializer: { names: ({ initializers }) => initializers, number: scaleOf },
  bias_initializer: { names: ({ initializers }) => initializers.filter((entry) => entry.for_bias), number: scaleOf },
  optimizer: {
    names: ({ optimizers }) => optimizers,
    number: ({ optimizers }, name) => ({ name: 'learning_rate', default: optimizers.find((entry) => entry.name === name)?.learning_rate ?? 0 }),
  },
};

/** @param {Catalogue} catalogue @param {string} name */
function scaleOf({ initializers }, name) {
  return (initializers.find((entry) => entry.name === name)?.scale ?? null) === null ? null : { name: 'scale', default: 1 };
}

/**
 * @param {Store} store
 * @returns {{element: HTMLElement, update: () => void}}
 */
export function createWhatIf(store) {
  const now = () => trainingOf(store.get().spec).what_if;
  const set = (/** @type {WhatIf['value']} */ value, key = '') => {
    const whatIf = now();
    if (whatIf) setTraining('what_if', { ...whatIf, value }, key === '' ? 'what_if' : `what_if:${key}`);
  };
  const menu = () => MENUS[/** @type {Named} */ (now()?.change)];
  const extra = () => {
    const { catalogue } = store.get();
    return catalogue && menu() ? menu().number(catalogue, nameOf(/** @type {Choice} */ (now()?.value))) : null;
  };

  const change = selectField({
    label: 'what if one thing were different', pointer: '/what_if',
    options: () => [{ value: '', text: 'nothing' }, ...Object.entries(NAMES).map(([value, text]) => ({ value, text }))],
    get: () => now()?.change ?? '',
    set(value) {
      const { spec, catalogue } = store.get();
      setTraining('what_if', value === '' ? undefined : firstChange(spec, /** @type {Changeable} */ (value), catalogue));
    },
  });
  const choice = selectField({
    label: 'instead', pointer: '/what_if/value',
    options: () => {
      const { catalogue } = store.get();
      return catalogue && menu() ? menu().names(catalogue).map(({ name, formula }) => ({ value: name, text: words(name), title: formula })) : [];
    },
    get: () => nameOf(/** @type {Choice|undefined} */ (now()?.value)),
    set: (value) => set(value),
  });
  const rate = numberField({
    label: 'learning rate instead', pointer: '/what_if/value',
    get: () => /** @type {Entry|undefined} */ (now()?.value),
    set: (value) => set(value ?? '', 'rate'),
  });
  const parameter = numberField({
    label: 'parameter', pointer: '/what_if/value/parameter', optional: true,
    placeholder: () => String(extra()?.default ?? ''),
    get: () => hyperparameterOf(/** @type {Choice} */ (now()?.value), extra()?.name ?? ''),
    set: (value) => set(withHyperparameter(/** @type {Choice} */ (now()?.value), extra()?.name ?? '', value, []), 'parameter'),
  });
  const label = parameter.element.querySelector('label');
  const note = hint();
  return {
    element: h('div', { class: 'what-if' }, h('div', { class: 'train-fields' }, change.element, choice.element, rate.element, parameter.element), note.element),
    update() {
      const whatIf = now();
      change.update();
      choice.update(whatIf !== null && whatIf.change !== 'learning_rate');
      rate.update(whatIf?.change === 'learning_rate');
      parameter.update(extra() !== null);
      if (label) label.textContent = words(extra()?.name ?? '');
      note.update(whatIf === null ? '' : noteOf(store, whatIf));
    },
  };
}

/**
 * What a change does to layers whose numbers are written out.
 * @param {Store} store
 * @param {WhatIf} whatIf
 */
function noteOf(store, { change, value }) {
  const { spec: { network }, catalogue } = store.get();
  const hidden = network.layers.slice(0, -1);
  const always = 'A second run, on the same seed and the same batches.';
  if (change === 'learning_rate' || change === 'optimizer') return always;
  if (hidden.length === 0) return 'There is no hidden layer: nothing changes.';
  const written = hidden.filter((layer) => layer.weights !== undefined).length;
  if (written === 0 || change === 'activation') return always;
  if (change === 'initializer') return `${always} Hidden layers whose numbers are written out are drawn anew, their biases too.`;
  const kept = constantOf(/** @type {Choice} */ (value), catalogue) === null;
  return kept ? `${always} Hidden layers whose numbers are written out keep their biases.` : always;
}
