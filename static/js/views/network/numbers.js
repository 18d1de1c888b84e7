/**
 * An opened layer: where its numbers come from, and the numbers themselves to type into.
 * @import { Analysis, Matrix } from '../../model/analysis/types.js'
 * @import { Entry } from '../../model/network/types.js'
 * @import { Store } from '../../model/page/types.js'
 * @import { Offer } from '../../model/network/pasting.js'
 * @import { GridModel } from '../parts/grid.js'
 */
import { edit } from '../../actions/editing.js';
import { notice } from '../../actions/telling.js';
import { fetchOwnMatrix } from '../../actions/network/matrices.js';
import { editNumbers } from '../../actions/network/numbers.js';
import { pasteNumbers, takeOffer } from '../../actions/network/pasting.js';
import { at, isWhole } from '../../wire/arrays.js';
import { BIAS } from '../../wire/defaults.js';
import { words } from '../../model/format.js';
import { initializerOf, nameOf, ownAnswer, parameterOf } from '../../model/page/selectors.js';
import { isJoint } from '../../model/network/catalogue.js';
import { moveLayer, removeLayer, setBiasInitializer, setInitializer, setNumbers, setParameter } from '../../model/network/spec.js';
import { isExplicit, layerOf, unitsOf } from '../../model/network/sizes.js';
import { h, setText, show } from '../parts/dom.js';
import { hint, numberField, selectField } from '../parts/fields.js';
import { createGrid } from '../parts/grid.js';
import { createPasteNote } from './paste-note.js';

/** The menu's entry for numbers of one's own. */
const OWN = '';

/**
 * @param {Store} store
 * @param {number} l
 * @param {() => void} leave takes the focus when the layer goes
 * @returns {{element: HTMLElement, update: () => void, reveal: (pointer: string) => boolean}}
 */
export function createNumbers(store, l, leave) {
  const pointer = `/network/layers/${l - 1}`;
  const layer = () => layerOf(store.get().spec, l);
  const source = createSource(store, l);
  const caption = h('p', { class: 'numbers-caption' });
  const about = hint();
  const grid = createGrid(`weights and bias of layer ${l}`, model);
  const pasted = createPasteNote(store, {
    at: pointer,
    label: `what was pasted over layer ${l}`,
    of: () => store.get().spec.network,
    take: (/** @type {Offer} */ offer) => void takeOffer(offer),
    back: () => grid.focusCell(...grid.current()),
  });
  const waiting = hint();
  const all = h('button', { type: 'button', class: 'button', text: 'Show its numbers', onclick: () => void fetchAll() });
  /** The numbers of a drawn layer that the answer holds only pooled, and the answer that they belong to. */
  /** @type {{of: Analysis, weights: Matrix, bias: Matrix}|null} */
  let whole = null;
  /** @param {string} text @param {string} label @param {() => void} onclick */
  const button = (text, label, onclick) => h('button', { type: 'button', class: 'button quiet', text, 'aria-label': label, onclick });
  const up = button('↑ earlier', `Move layer ${l} earlier`, () => edit((spec, catalogue) => moveLayer(spec, l, l - 1, catalogue)));
  const down = button('↓ later', `Move layer ${l} later`, () => edit((spec, catalogue) => moveLayer(spec, l, l + 1, catalogue)));
  const remove = button('✕ remove', `Remove layer ${l}`, () => {
    if (l === store.get().spec.network.layers.length) leave();
    edit((spec, catalogue) => removeLayer(spec, l, catalogue));
  });
  const element = h(
    'div',
    {},
    source.element,
    h('div', { 'data-pointer': `${pointer}/weights`, class: 'numbers' }, caption, grid.element),
    pasted.element,
    about.element,
    waiting.element,
    h('div', { class: 'row' }, all),
    h('div', { class: 'row' }, up, down, remove),
  );

  /** @returns {{weights: (row: number, column: number) => Entry, bias: (row: number) => Entry, rows: number, columns: number}|null} */
  function numbers() {
    const explicit = layer();
    if (isExplicit(explicit)) {
      const { weights, bias } = explicit;
      return {
        weights: (row, column) => weights[row]?.[column] ?? '',
        bias: (row) => bias?.[row] ?? 0,
        rows: weights.length,
        columns: Math.max(0, ...weights.map((row) => row.length)),
      };
    }
    const { spec } = store.get();
    const { analysis } = ownAnswer(store.get());
    const shown = analysis?.layers[l - 1];
    if (!shown || shown.units !== unitsOf(spec, l)) return null;
    const { weights, bias } = whole?.of === analysis ? whole : shown;
    if (!isWhole(weights) || !isWhole(bias)) return null;
    return { weights: (row, column) => at(weights, row, column), bias: (row) => at(bias, row, 0), rows: weights.rows, columns: weights.columns };
  }

  async function fetchAll() {
    const { analysis } = ownAnswer(store.get());
    if (!analysis) return;
    try {
      const [weights, bias] = await Promise.all([fetchOwnMatrix(l, 'weights'), fetchOwnMatrix(l, 'bias')]);
      whole = { of: analysis, weights, bias };
      update();
      grid.focusCell(0, 0);
    } catch (error) {
      notice(`The numbers of layer ${l} cannot be fetched: ${error instanceof Error ? error.message : error}`);
    }
  }

  /** @returns {GridModel} */
  function model() {
    const { rows = 0, columns = 0, weights, bias } = numbers() ?? {};
    return {
      rows,
      columns: columns + 1,
      corner: 'unit',
      head: (column) => (column === columns ? 'b' : String(column)),
      side: String,
      apart: (column) => column === columns,
      pointer: (row, column) => (column === columns ? `${pointer}/bias/${row}` : `${pointer}/weights/${row}/${column}`),
      name: (row, column) =>
        column === columns ? `bias of layer ${l}, row ${row}` : `weight of layer ${l}, row ${row}, column ${column}`,
      get: (row, column) => (column === columns ? bias?.(row) : weights?.(row, column)),
      set(row, column, entry) {
        const [part, c] = column === columns ? /** @type {const} */ (['bias', 0]) : /** @type {const} */ (['weights', column]);
        void editNumbers(l, (spec) => setNumbers(spec, l, part, row, c, [[entry]]), `${l}:${row}:${column}`);
      },
      paste(row, column, text) {
        const part = column === columns ? 'bias' : 'weights';
        void pasteNumbers({ l, part, row, column: part === 'bias' ? 0 : column, units: rows, inputs: columns }, text);
      },
    };
  }

  function update() {
    const { spec } = store.get();
    const { analysis } = ownAnswer(store.get());
    const shown = numbers();
    const last = spec.network.layers.length;
    source.update();
    setText(caption, shown ? `W is ${shown.rows} × ${shown.columns}: a row for each unit, a column for each of its inputs. Last, b.` : '');
    grid.update(shown !== null);
    pasted.update();
    about.update(shown && !isExplicit(layer()) ? 'Drawn by the initializer. Type over a number and all of them become your own.' : '');
    const pooled = !shown && analysis?.layers[l - 1]?.units === unitsOf(spec, l);
    waiting.update(shown ? '' : pooled ? 'This layer is large; its numbers are fetched on demand.' : 'Its numbers show here once they are computed.');
    show(all, pooled);
    up.disabled = l === 1 || l === last;
    down.disabled = l >= last - 1;
    show(up, last > 2);
    show(down, last > 2);
    remove.disabled = last < 2;
  }

  return {
    element,
    update,
    reveal(target) {
      const match = /\/(weights|bias)\/(\d+)(?:\/(\d+))?$/.exec(target);
      const columns = numbers()?.columns ?? 0;
      if (!target.startsWith(`${pointer}/weights`) && !target.startsWith(`${pointer}/bias`)) return false;
      grid.focusCell(Number(match?.[2] ?? 0), match?.[1] === 'bias' ? columns : Number(match?.[3] ?? 0));
      return true;
    },
  };
}

/**
 * The menus of initializers, with their scales.
 * @param {Store} store
 * @param {number} l
 * @returns {{element: HTMLElement, update: () => void}}
 */
function createSource(store, l) {
  const pointer = `/network/layers/${l - 1}`;
  const layer = () => layerOf(store.get().spec, l);
  /** @param {'initializer'|'bias_initializer'} field */
  const chosen = (field) => (field === 'initializer' ? initializerOf(layer(), store.get().catalogue) : layer()[field] ?? BIAS);
  /** @param {'initializer'|'bias_initializer'} field */
  const entryOf = (field) => store.get().catalogue?.initializers.find(({ name }) => name === nameOf(chosen(field)));
  const rows = () => store.get().catalogue?.initializers ?? [];

  const weights = selectField({
    label: 'numbers from',
    name: `initializer of layer ${l}`,
    pointer: `${pointer}/initializer`,
    options: () => [
      { value: OWN, text: 'my own' },
      ...rows().map(({ name, formula }) => ({ value: name, text: words(name), title: formula })),
    ],
    get: () => (isExplicit(layer()) ? OWN : nameOf(chosen('initializer'))),
    set(value) {
      // Own numbers begin as those that are there.
      if (value === OWN) void editNumbers(l, (spec) => spec);
      else edit((spec, catalogue) => setInitializer(spec, l, value, catalogue));
    },
  });
  const bias = selectField({
    label: 'bias from',
    name: `bias initializer of layer ${l}`,
    pointer: `${pointer}/bias_initializer`,
    options: () => rows().filter((row) => row.for_bias).map(({ name, formula }) => ({ value: name, text: words(name), title: formula })),
    get: () => nameOf(chosen('bias_initializer')),
    set: (value) => edit((spec) => setBiasInitializer(spec, l, value)),
  });
  const scales = /** @type {const} */ (['initializer', 'bias_initializer']).map((field) => {
    const whose = field === 'initializer' ? 'scale' : 'scale of bias';
    const number = numberField({
      label: 'scale',
      name: `${whose} of layer ${l}`,
      pointer: `${pointer}/${field}/scale`,
      optional: true,
      placeholder: () => '1',
      get: () => parameterOf(layer()[field], 'scale'),
      set: (value) => edit((spec) => setParameter(spec, l, field, 'scale', value, chosen(field)), `${field}:${l}`),
    });
    return { ...number, hasScale: () => Boolean(entryOf(field)?.scale), meaning: () => entryOf(field)?.scale ?? '' };
  });
  const [scale, biasScale] = scales;
  const formula = hint('formula');
  const element = h(
    'div',
    { class: 'numbers-source' },
    h('div', { class: 'layer-fields' }, weights.element, scale?.element ?? null),
    formula.element,
    h('div', { class: 'layer-fields' }, bias.element, biasScale?.element ?? null),
  );
  return {
    element,
    update() {
      const drawn = !isExplicit(layer());
      const joint = isJoint(layer().initializer, store.get().catalogue);
      weights.update();
      scale?.update(drawn && scale.hasScale());
      bias.update(drawn && !joint);
      biasScale?.update(drawn && !joint && biasScale.hasScale());
      formula.update(drawn ? (entryOf('initializer')?.formula ?? '') : '');
      if (scale) scale.input.title = scale.meaning();
    },
  };
}
