/**
 * How the network is trained: optimizer, learning rate, schedule, batches; and the one thing that a second run changes.
 * @import { TrainingSpec } from '../../model/network/types.js'
 * @import { Mounted, State, Store } from '../../model/page/types.js'
 */
import { setTraining } from '../../actions/train/training.js';
import { exampleCount, nameOf } from '../../model/page/selectors.js';
import { trainingOf } from '../../model/train/training.js';
import { briefly, settingsProblem } from '../../model/train/tuning.js';
import { TRAIN } from '../../wire/defaults.js';
import { h, setText } from '../parts/dom.js';
import { hint, numberField } from '../parts/fields.js';
import { createProblems } from '../network/problems.js';
import { createTunable } from './tunable.js';
import { createWhatIf } from './what-if.js';

/**
 * @param {Store} store
 * @returns {Mounted & {element: HTMLElement}}
 */
export function createSettings(store) {
  const brief = h('span', { class: 'settings-brief' });
  const [optimizer, schedule] = [createTunable(store, 'optimizer'), createTunable(store, 'schedule')];
  const counts = COUNTS.map((count) => createCount(store, count));
  const formulas = hint('formula');
  const [interference, whatIf] = [createInterferenceBox(store), createWhatIf(store)];
  const body = h('div', { class: 'settings-body' },
    h('div', { class: 'train-fields' }, optimizer.element, schedule.element, ...counts.map(({ element }) => element)),
    formulas.element, interference.element, whatIf.element);
  const element = h('details', { class: 'train-settings', open: true }, h('summary', {}, h('h3', {}, 'Settings'), brief), body);
  const problems = createProblems(body, store, () => false, ({ training, spec }) => settingsProblem(training, spec));
  body.append(problems.element);
  const parts = [optimizer, schedule, ...counts, interference, whatIf];
  /** The run that the settings made way for, by its steps. @type {object|false|null} */
  let begun = null;

  return {
    element,
    update() {
      const state = store.get();
      const { training, spec } = state;
      const wellBegun = training.run !== null && settingsProblem(training, spec) === null && training.run.steps;
      // Once a run is there its steps need the room; the settings can be opened again.
      if (wellBegun !== begun) element.open = !wellBegun;
      begun = wellBegun;
      setText(brief, briefly(spec, state.catalogue));
      for (const part of parts) part.update();
      formulas.update(formulasOf(state));
      problems.update();
    },
  };
}

/** @typedef {'clip_norm'|'steps'|'batch_size'|'record_every'|'seed'} Count */

/** @type {{name: Count, label: string, least?: number, usual: (state: State) => string, shown?: (training: TrainingSpec) => boolean}[]} */
const COUNTS = [
  { name: 'steps', label: 'steps', least: 1, usual: (state) => String(trainingOf({ ...state.spec, training: {} }).steps) },
  { name: 'batch_size', label: 'batch size', least: 1, usual: (state) => `all ${exampleCount(state) ?? ''}`.trim() },
  { name: 'seed', label: 'seed of the batches', least: 0, usual: () => '0', shown: ({ batch_size: size }) => size !== null },
  { name: 'clip_norm', label: 'clip norm', usual: () => 'none' },
  { name: 'record_every', label: 'record every', least: 1, usual: () => '1' },
];

/**
 * @param {Store} store
 * @param {typeof COUNTS[number]} count
 */
function createCount(store, { name, label, least, usual, shown }) {
  const field = numberField({
    label, pointer: `/${name}`, optional: true, placeholder: () => usual(store.get()), ...(least === undefined ? {} : { least }),
    get: () => store.get().spec.training?.[name] ?? undefined,
    set: (value) => setTraining(name, value),
  });
  return { element: field.element, update: () => field.update(!shown || shown(trainingOf(store.get().spec))) };
}

/**
 * Whether each step tells how the gradients of single examples go together.
 * @param {Store} store
 */
function createInterferenceBox(store) {
  const box = h('input', { type: 'checkbox', 'data-pointer': '/interference', onchange: () => setTraining('interference', box.checked || undefined) });
  return {
    element: h('label', { class: 'check', title: 'For each recorded step the mean cosine between the gradients of two examples, and the share of pairs that conflict' },
      box, 'interference at each step'),
    update() {
      box.checked = store.get().spec.training?.interference === true;
    },
  };
}

/**
 * @param {State} state
 * @returns {string} the update, and the factor of the learning rate where it changes
 */
function formulasOf({ spec, catalogue }) {
  const { optimizer, schedule } = trainingOf(spec);
  const update = catalogue?.optimizers.find(({ name }) => name === nameOf(/** @type {import('../../model/network/types.js').Choice} */ (optimizer)))?.formula ?? '';
  const factor = catalogue?.schedules.find(({ name }) => name === nameOf(schedule))?.formula ?? '';
  return factor === '' || nameOf(schedule) === TRAIN.schedule ? update : `${update};  η × ${factor}`;
}
