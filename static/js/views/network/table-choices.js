/**
 * How a table that was pasted is to be read: decimal and thousands mark, separator, header, and what each column is for.
 * Each choice reads the same text again.
 * @import { Intake, TableAnswer, TableOptions } from '../../model/network/types.js'
 * @import { Store } from '../../model/page/types.js'
 * @import { Option } from '../parts/fields.js'
 */
import { rereadTable } from '../../actions/network/tables.js';
import { h, setText, show } from '../parts/dom.js';
import { selectField } from '../parts/fields.js';

/** Columns whose use is chosen one by one; of more it is the last that is the target. */
const MOST_COLUMNS = 40;

/** @type {Record<'decimal'|'thousands'|'separator'|'header', Option[]>} */
const OPTIONS = {
  decimal: [{ value: '.', text: 'point: 0.5' }, { value: ',', text: 'comma: 0,5' }],
  thousands: [
    { value: '', text: 'none: 1000' }, { value: ',', text: 'comma: 1,000' }, { value: '.', text: 'point: 1.000' },
    { value: ' ', text: 'blank: 1 000' }, { value: "'", text: 'apostrophe: 1’000' },
  ],
  separator: [
    { value: ',', text: 'commas' }, { value: ';', text: 'semicolons' }, { value: '\t', text: 'tabs' }, { value: '|', text: 'bars' },
    { value: ' ', text: 'blanks' }, { value: '', text: 'nothing: one column' }, { value: '[', text: 'brackets' },
  ],
  header: [{ value: 'true', text: 'names' }, { value: 'false', text: 'an example' }],
};

/** @type {Record<keyof OPTIONS, string>} */
const LABELS = { decimal: 'decimal mark', thousands: 'thousands mark', separator: 'between columns', header: 'first row' };

/** @type {Option[]} */
const ROLES = [
  { value: 'input', text: 'input' }, { value: 'target', text: 'target' },
  { value: 'classes', text: 'target: classes' }, { value: 'ignored', text: 'left out' },
];

/**
 * @param {Store} store
 * @returns {{element: HTMLElement, update: (shown: boolean) => void}}
 */
export function createChoices(store) {
  const intake = () => /** @type {Intake} */ (store.get().intake);
  const answer = () => /** @type {TableAnswer} */ (intake().answer);
  const fields = /** @type {(keyof OPTIONS)[]} */ (Object.keys(OPTIONS)).map((name) =>
    selectField({
      label: LABELS[name],
      pointer: `/table/${name}`,
      options: () => [...OPTIONS[name]],
      get: () => String(answer().reading[name] ?? ''),
      set: (value) => void rereadTable(/** @type {TableOptions} */ ({ [name]: name === 'header' ? value === 'true' : value, faulty_rows: 'tell' })),
    }),
  );
  /** @type {Map<number, ReturnType<typeof selectField>>} */
  const columns = new Map();
  const list = h('div', { class: 'layer-fields' });
  const caption = h('p', { class: 'numbers-caption', text: 'What each column is for' });
  const element = h('div', { class: 'intake-choices', hidden: true }, h('div', { class: 'layer-fields' }, ...fields.map((field) => field.element)), caption, list);

  /** @param {number} index */
  function createColumn(index) {
    const field = selectField({
      label: '',
      name: `use of column ${index + 1}`,
      pointer: `/table/columns/${index}`,
      options: () => [...ROLES],
      get: () => rolesOf(intake())[index] ?? 'input',
      set: (value) => void rereadTable(withRole(rolesOf(intake()), index, value)),
    });
    columns.set(index, field);
    list.append(field.element);
    return field;
  }

  return {
    element,
    update(shown) {
      show(element, shown);
      if (!shown) return;
      for (const field of fields) field.update();
      const few = answer().columns.length <= MOST_COLUMNS;
      show(caption, few);
      show(list, few);
      for (const { index, name } of few ? answer().columns : []) {
        const field = columns.get(index) ?? createColumn(index);
        const label = field.element.querySelector('label');
        if (label) setText(label, name ?? `column ${index + 1}`);
      }
      for (const [index, field] of columns) field.update(index < answer().columns.length);
    },
  };
}

/**
 * What each column is for: as it was chosen, of which the reading may still be under way, else as it was read.
 * @param {Intake} intake
 * @returns {string[]} input, target, classes or ignored
 */
function rolesOf({ answer, options: { targets, ignore, target_kind: kind } }) {
  const { columns } = /** @type {TableAnswer} */ (answer);
  if (!targets) return columns.map((column) => (column.kind === 'classes' ? 'classes' : column.role));
  const target = kind === 'classes' ? 'classes' : 'target';
  return columns.map(({ index }) => (targets.includes(index) ? target : ignore?.includes(index) ? 'ignored' : 'input'));
}

/**
 * The options with which a column is for something else. Classes stand in one column only.
 * @param {string[]} roles
 * @param {number} index
 * @param {string} role
 * @returns {TableOptions}
 */
function withRole(roles, index, role) {
  const next = roles.map((one, place) => (place === index ? role : one));
  const isTarget = (/** @type {string} */ one) => one === 'target' || one === 'classes';
  const targets = role === 'classes' ? [index] : next.flatMap((one, place) => (isTarget(one) ? [place] : []));
  const ignore = next.flatMap((one, place) => (one === 'ignored' ? [place] : []));
  const kind = role === 'classes' ? 'classes' : role === 'target' ? 'numbers' : next.includes('classes') ? 'classes' : null;
  return { targets, ignore, target_kind: kind, faulty_rows: 'tell' };
}
