/**
 * A menu of optimizers or of schedules, and a field for each hyperparameter of the one that is chosen.
 * @import { Choice } from '../../model/network/types.js'
 * @import { Store } from '../../model/page/types.js'
 */
import { setTraining } from '../../actions/train/training.js';
import { words } from '../../model/format.js';
import { nameOf } from '../../model/page/selectors.js';
import { trainingOf } from '../../model/train/training.js';
import { hyperparameterOf, hyperparametersOf, listingOf, withHyperparameter } from '../../model/train/tuning.js';
import { h } from '../parts/dom.js';
import { numberField, selectField } from '../parts/fields.js';

/**
 * @param {Store} store
 * @param {'optimizer'|'schedule'} part
 * @returns {{element: HTMLElement, update: () => void}}
 */
export function createTunable(store, part) {
  const chosen = () => /** @type {Choice} */ (trainingOf(store.get().spec)[part]);
  const menu = selectField({
    label: part, pointer: `/${part}`,
    options: () => listingOf(store.get().catalogue, part).map(({ name, formula }) => ({ value: name, text: words(name), title: formula })),
    get: () => nameOf(chosen()),
    set: (name) => setTraining(part, name),
  });
  const element = h('div', { class: 'tunable' }, menu.element);
  /** @type {ReturnType<typeof numberField>[]} */
  let fields = [];
  let key = '';

  return {
    element,
    update() {
      menu.update();
      const known = hyperparametersOf(store.get().catalogue, part, nameOf(chosen()));
      const next = known.map(({ name }) => name).join();
      if (next !== key) {
        key = next;
        for (const field of fields) field.element.remove();
        fields = known.map(createField);
        element.append(...fields.map((field) => field.element));
      }
      for (const field of fields) field.update();
    },
  };

  /** @param {import('../../model/train/tuning.js').Hyperparameter} hyperparameter */
  function createField({ name, field: where, default: usual, description, whole, minimum }) {
    const field = numberField({
      label: words(name), pointer: `/${part}/${where}`, optional: true, placeholder: () => String(usual), ...(whole ? { least: minimum } : {}),
      get: () => hyperparameterOf(chosen(), name),
      set(value) {
        const all = hyperparametersOf(store.get().catalogue, part, nameOf(chosen()));
        setTraining(part, /** @type {any} */ (withHyperparameter(chosen(), name, value, all)), `${part}:${name}`);
      },
    });
    field.element.title = description;
    return field;
  }
}
