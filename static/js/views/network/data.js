/**
 * The batch in the left panel: a data set with its few numbers, or a table of inputs and targets to type into.
 * @import { ExplicitData } from '../../model/network/types.js'
 * @import { Store } from '../../model/page/types.js'
 * @import { GridModel } from '../parts/grid.js'
 */
import { edit } from '../../actions/editing.js';
import { notice } from '../../actions/telling.js';
import { fetchBatch } from '../../actions/network/matrices.js';
import { pasteTable } from '../../actions/network/tables.js';
import { addExample, removeExample, setDataField, setDataset, setExplicitData, setFeatures, setTableBlock, targetsFor } from '../../model/network/batch.js';
import { areIndices, columnNames, headOf, widthsOf } from '../../model/network/table.js';
import { plural } from '../../model/format.js';
import { isExplicitData, ownAnswer } from '../../model/page/selectors.js';
import { unitsOf } from '../../model/network/sizes.js';
import { h, setAttribute, show } from '../parts/dom.js';
import { hint, numberField, selectField } from '../parts/fields.js';
import { createGrid } from '../parts/grid.js';
import { createIntake } from './table-intake.js';

/** The menu's entry for a table of one's own. */
const OWN = '';
/** What the table has where the examples are drawn: its cells may still be asked as they go. @type {ExplicitData} */
const NO_ROWS = { inputs: [], targets: [] };

/**
 * @param {number} limit exclusive
 * @returns {number} a seed at random
 */
export function anySeed(limit = 10_000) {
  return Math.floor(Math.random() * limit);
}

/**
 * @param {HTMLElement} element
 * @param {Store} store
 * @returns {{update: () => void, reveal: (pointer: string) => boolean}}
 */
export function mount(element, store) {
  const source = selectField({
    label: 'examples from',
    pointer: '/data/dataset',
    options: () => [
      { value: OWN, text: 'my own table' },
      ...(store.get().catalogue?.datasets ?? []).map(({ name, title }) => ({ value: name, text: title })),
    ],
    get: () => ('dataset' in store.get().spec.data ? /** @type {any} */ (store.get().spec.data).dataset : OWN),
    set(value) {
      const entry = store.get().catalogue?.datasets.find(({ name }) => name === value);
      if (entry) edit((spec, catalogue) => setDataset(spec, entry, catalogue));
      else void writeOutAndGo();
    },
  });
  const named = createNamed(store, () => void writeOutAndGo());
  const table = createTable(store);
  const intake = createIntake(store, () => {
    if (!table.reveal('/data/inputs/0/0')) source.element.querySelector('select')?.focus();
  });
  const about = hint();
  element.append(h('h2', { text: 'Data' }), source.element, named.element, table.element, intake.element, about.element);
  /** Writes the examples out and goes to the first: the button that was pressed is gone. */
  async function writeOutAndGo() {
    await writeOut(store);
    requestAnimationFrame(() => requestAnimationFrame(() => table.reveal('/data/inputs/0/0')));
  }

  return {
    update() {
      const explicit = isExplicitData(store.get().spec);
      source.update();
      show(named.element, !explicit);
      show(table.element, explicit);
      if (explicit) table.update();
      else named.update();
      intake.update();
      about.update(explicit ? 'Paste a table from a spreadsheet or a CSV file into any cell; its last column is the target.' : '');
    },
    reveal: (pointer) => pointer.startsWith('/data') && table.reveal(pointer),
  };
}

/**
 * Writes a data set's examples out as a table.
 * @param {Store} store
 */
async function writeOut(store) {
  const { spec } = store.get();
  try {
    const { inputs, targets } = await fetchBatch();
    if (store.get().spec !== spec) return;
    edit((current, catalogue) => {
      const outputs = unitsOf(current, current.network.layers.length) ?? 1;
      return setExplicitData(current, { inputs, targets: targetsFor(targets, current.loss, outputs, catalogue) }, catalogue);
    });
  } catch (error) {
    notice(`The examples are not known yet: ${error instanceof Error ? error.message : error}`);
  }
}

/**
 * The few numbers of a data set.
 * @param {Store} store
 * @param {() => void} writeOutNow
 * @returns {{element: HTMLElement, update: () => void}}
 */
function createNamed(store, writeOutNow) {
  const data = () => /** @type {import('../../model/network/types.js').NamedData} */ (store.get().spec.data);
  const entry = () => store.get().catalogue?.datasets.find(({ name }) => name === data().dataset);
  /**
   * @param {'size'|'noise'|'seed'} field
   * @param {number|undefined} least
   * @param {() => string} placeholder
   * @param {HTMLElement|null} [beside]
   */
  const field = (field, least, placeholder, beside = null) =>
    numberField({
      label: field,
      name: `${field} of the data`,
      pointer: `/data/${field}`,
      optional: true,
      placeholder,
      beside,
      get: () => data()[field],
      set: (value) => edit((spec) => setDataField(spec, field, value), `data:${field}`),
      ...(least === undefined ? {} : { least }),
    });
  const again = h('button', {
    type: 'button', class: 'button icon', text: '⚂', title: 'Draw other examples', 'aria-label': 'Draw other examples',
    onclick: () => edit((spec) => setDataField(spec, 'seed', anySeed())),
  });
  const size = field('size', 1, () => String(entry()?.default_size ?? ''));
  const noise = field('noise', undefined, () => String(entry()?.noise ?? ''));
  const seed = field('seed', 0, () => '0', again);
  const about = hint();
  const write = h('button', { type: 'button', class: 'button', text: 'Edit as a table', onclick: writeOutNow });
  const element = h(
    'div',
    { class: 'stack' },
    about.element,
    h('div', { class: 'layer-fields' }, size.element, noise.element, seed.element),
    h('div', { class: 'row' }, write),
  );
  return {
    element,
    update() {
      const known = entry();
      about.update(known ? `${known.description} ${plural(known.features.length, 'feature')}, ${plural(known.classes.length, 'class', 'classes')}.` : '');
      size.update();
      noise.update((known && known.noise !== null) || data().noise !== undefined);
      seed.update();
      write.disabled = !ownAnswer(store.get()).analysis;
    },
  };
}

/**
 * The table of inputs and targets.
 * @param {Store} store
 * @returns {{element: HTMLElement, update: () => void, reveal: (pointer: string) => boolean}}
 */
function createTable(store) {
  const data = () => {
    const { spec } = store.get();
    return isExplicitData(spec) ? /** @type {ExplicitData} */ (spec.data) : NO_ROWS;
  };
  const features = () => widthsOf(data())[0];
  const grid = createGrid('inputs and targets, one row for each example', model);
  /** @param {string} text @param {() => void} onclick */
  const button = (text, onclick) => h('button', { type: 'button', class: 'button quiet', text, onclick });
  const addRow = button('+ example', () => {
    edit(addExample);
    requestAnimationFrame(() => requestAnimationFrame(() => grid.focusCell(data().inputs.length - 1, 0)));
  });
  const removeRow = button('✕ example', () => edit((spec) => removeExample(spec, grid.current()[0])));
  const addColumn = button('+ input', () => edit((spec, catalogue) => setFeatures(spec, features() + 1, catalogue)));
  const removeColumn = button('✕ input', () => edit((spec, catalogue) => setFeatures(spec, features() - 1, catalogue)));
  const classes = hint();
  const element = h(
    'div',
    {},
    h('div', { 'data-pointer': '/data' }, grid.element),
    h('div', { class: 'row' }, addRow, removeRow, addColumn, removeColumn),
    classes.element,
  );

  /** @returns {GridModel} */
  function model() {
    const { inputs, targets } = data();
    const names = columnNames(data());
    const [width, outputs] = widthsOf(data());
    const indices = areIndices(targets);
    /** @param {number} column */
    const called = (column) => {
      const place = column < width ? `input ${column}` : indices ? 'class' : `target ${column - width}`;
      return names?.[column] === undefined ? place : `${place}, ${names[column]},`;
    };
    return {
      rows: inputs.length,
      columns: width + outputs,
      corner: 'n',
      head: (column) => headOf(data(), column),
      side: String,
      apart: (column) => column === width,
      pointer(row, column) {
        if (column < width) return `/data/inputs/${row}/${column}`;
        return indices ? `/data/targets/${row}` : `/data/targets/${row}/${column - width}`;
      },
      name: (row, column) => `${called(column)} of example ${row}`,
      get(row, column) {
        if (column < width) return inputs[row]?.[column];
        const target = targets[row];
        return Array.isArray(target) ? target[column - width] : target;
      },
      set: (row, column, entry) =>
        edit((spec, catalogue) => setTableBlock(spec, row, column, [[entry]], catalogue), `data:${row}:${column}`),
      paste: (row, column, text) => void pasteTable(row, column, text),
    };
  }

  return {
    element,
    update() {
      grid.update();
      classes.update(classWords(data().classes ?? []));
      const [row] = grid.current();
      setAttribute(removeRow, 'aria-label', `Remove example ${Math.min(row, data().inputs.length - 1)}`);
      removeRow.disabled = data().inputs.length < 2;
      removeColumn.disabled = features() < 2;
    },
    reveal(pointer) {
      const match = /^\/data\/(inputs|targets)\/(\d+)(?:\/(\d+))?/.exec(pointer);
      if (!match || !isExplicitData(store.get().spec)) return false;
      const column = Number(match[3] ?? 0);
      grid.focusCell(Number(match[2]), match[1] === 'inputs' ? column : features() + column);
      return true;
    },
  };
}

/**
 * @param {string[]} classes
 * @returns {string}
 */
function classWords(classes) {
  const some = classes.slice(0, 12).map((name, index) => `${name} = ${index}`).join(', ');
  return classes.length > 0 ? `Classes: ${some}${classes.length > 12 ? ', …' : ''}.` : '';
}
