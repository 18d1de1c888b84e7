/**
 * What became of a table that was pasted: how it was read and what can be changed about that, what is asked, and what
 * was refused, with each faulty cell marked in the rows as they were pasted.
 * @import { Intake, Spec, TableAnswer, TableOptions } from '../../model/network/types.js'
 * @import { Store } from '../../model/page/types.js'
 */
import {
  dismissTable, openTableChoices, replaceByTable, rereadTable, retryTable, turnTable,
} from '../../actions/network/tables.js';
import { plural } from '../../model/format.js';
import { isUnsettled, keptWords } from '../../model/network/intake.js';
import { h, setText, show, uniqueId } from '../parts/dom.js';
import { createChoices } from './table-choices.js';

/** @param {string} text @param {() => void} onclick */
const button = (text, onclick) => h('button', { type: 'button', class: 'button', text, onclick });
/** @param {string} text @param {() => void} onclick */
const quiet = (text, onclick) => h('button', { type: 'button', class: 'button quiet', text, onclick });

/**
 * @param {Store} store
 * @param {() => void} back takes the focus when the buttons go
 * @returns {{element: HTMLElement, update: () => void}}
 */
export function createIntake(store, back) {
  const told = h('div', { class: 'intake-told', role: 'group', 'aria-label': 'Table that was pasted or opened', tabindex: -1 });
  const choices = createChoices(store);
  // What is told is made anew with its buttons; a region of words alone stays, and is read out.
  const read = h('p', { class: 'visually-hidden', role: 'status' });
  const shell = h('div', { class: 'intake', hidden: true, onkeydown: escape }, told, choices.element);
  const element = h('div', {}, shell, read);
  /** @type {Intake|null} */
  let shown = null;

  /**
   * Whether there is something to tell: what is not taken yet, or was taken and is as it was read.
   * @param {Intake|null} intake
   * @returns {Intake|null}
   */
  function current(intake) {
    const { spec } = store.get();
    return intake && (isUnsettled(intake) || intake.after?.data === spec.data) ? intake : null;
  }

  /** @param {KeyboardEvent} event Escape closes the choices, then leaves for the table */
  function escape(event) {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    if (!shown?.open) return back();
    openTableChoices(false);
    focusOn(told, 'change');
  }

  /** @param {Intake|null} intake */
  function tell(intake) {
    const { activeElement: active } = document;
    const held = active instanceof HTMLElement && told.contains(active) ? active : null;
    const key = held?.classList.contains('link') ? 'change' : held?.textContent ?? '';
    if (intake) {
      const { spec } = store.get();
      told.replaceChildren(...parts(intake, spec));
      setText(read, [...told.querySelectorAll('[data-read]')].map((one) => one.textContent?.trim()).join(' '));
      if (held) focusOn(told, key);
      else if (shell.contains(active)) requestAnimationFrame(() => active?.scrollIntoView({ block: 'nearest' })); // what is told above it has grown
    } else {
      setText(read, '');
      if (held || shell.contains(active)) back();
    }
  }

  return {
    element,
    update() {
      const intake = current(store.get().intake);
      const answered = intake !== null && intake.answer !== shown?.answer;
      if (intake !== shown) {
        shown = intake;
        tell(intake);
      }
      show(shell, intake !== null);
      // What somebody has to answer or to mend comes into sight; what merely was read does not move the panel.
      if (answered && told.querySelector('button:not(.link), table')) shell.scrollIntoView({ block: 'nearest' });
      choices.update(intake !== null && intake.open && intake.answer !== null);
    },
  };
}

/**
 * The focus on the button that had it; where it is gone, on the first there is, or on the words.
 * @param {HTMLElement} told
 * @param {string} key the button's text, `change` for the one that opens the choices
 */
function focusOn(told, key) {
  const buttons = [...told.querySelectorAll('button')].filter((one) => !one.disabled);
  const same = buttons.find((one) => (key === 'change' ? one.classList.contains('link') : one.textContent === key));
  (same ?? buttons[0] ?? told).focus({ preventScroll: true });
}

/**
 * @param {Intake} intake
 * @param {Spec} now
 * @returns {Node[]} what is to be read out has `data-read`
 */
function parts(intake, now) {
  const { answer, asking, problem, misfit } = intake;
  if (problem) return unread(intake, now);
  if (!answer) return [h('p', { class: 'remark', 'data-read': '', text: 'Reading the table …' })];
  return [
    reading(intake, answer),
    ...answer.notes.map((text) => h('p', { class: 'remark', 'data-read': '', text })),
    ...leftOut(answer),
    ...answer.questions.map((question) => asked(question, asking)),
    ...(misfit ? misfitting(misfit) : []),
    ...(answer.inputs === null && answer.faults.length > 0 ? refused(intake, answer, now) : []),
  ];
}

/**
 * @param {Intake} intake
 * @param {TableAnswer} answer
 */
function reading({ open, after, block }, answer) {
  const toggle = h('button', {
    type: 'button', class: 'button link', text: open ? 'done' : 'change', 'aria-expanded': open ? 'true' : 'false',
    onclick: () => openTableChoices(!open),
  });
  const keep = after === null ? quiet('Discard', dismissTable) : null;
  const words = h('span', { 'data-read': '', text: block ? answer.reading.how : answer.reading.words });
  return h('p', { class: 'remark' }, words, ' ', toggle, keep && ' ', keep);
}

/** @param {TableAnswer} answer */
function leftOut({ left_out: rows }) {
  if (rows.length === 0) return [];
  const some = rows.slice(0, 20).map((row) => row + 1).join(', ');
  const which = rows.length === 1 ? `row ${some}` : `rows ${some}${rows.length > 20 ? ', …' : ''}`;
  return [h('p', { class: 'remark', 'data-read': '', text: `Left out: ${plural(rows.length, 'row')} with a fault (${which} of the text, counted from 1).` })];
}

/**
 * @param {TableAnswer['questions'][number]} question
 * @param {boolean} asking
 */
function asked({ text, choices }, asking) {
  const answers = choices.map((choice) => {
    const one = button(choice.text, () => void rereadTable(/** @type {TableOptions} */ (choice.options)));
    one.disabled = asking;
    return one;
  });
  return h('div', { class: 'intake-question' }, h('p', { 'data-read': '', text }), h('div', { class: 'row' }, ...answers));
}

/** @param {NonNullable<Intake['misfit']>} misfit */
function misfitting({ words, turns }) {
  const offers = [
    turns ? button('Turn it', turnTable) : null,
    button('Replace the whole table', () => void replaceByTable()),
    quiet('Leave the data as they are', dismissTable),
  ];
  return [h('div', { class: 'intake-question' }, h('p', { 'data-read': '', text: words }), h('div', { class: 'row' }, ...offers))];
}

/**
 * The rows with faults as they were pasted, each faulty cell marked, and what can be done about them.
 * @param {Intake} intake
 * @param {TableAnswer} answer
 * @param {Spec} now
 * @returns {Node[]}
 */
function refused(intake, answer, now) {
  const { faults, fault_count: count, faulty_row_count: rowCount, faulty_rows: rows, columns } = answer;
  const caption = `${plural(count, 'fault')} in ${plural(rowCount, 'row')}: the table was not taken, and ${keptWords(intake, now)}. Rows are those of the text, counted from 1.`;
  const ids = new Map(faults.map(({ pointer }) => [pointer, uniqueId('fault')]));
  const width = Math.max(columns.length, ...rows.map(({ cells }) => cells.length));
  const heads = Array.from({ length: width }, (_, index) => h('th', { scope: 'col', text: columns[index]?.name ?? String(index + 1) }));
  const lines = rows.map(({ row, cells }) =>
    h('tr', {}, h('th', { scope: 'row', text: String(row + 1) }), ...heads.map((_, column) => {
      const id = ids.get(`/rows/${row}/${column}`);
      return h('td', { text: cells[column] || (id ? '∅' : ''), 'aria-invalid': id ? 'true' : null, 'aria-describedby': id, 'data-cell': `/rows/${row}/${column}` });
    })),
  );
  const messages = faults.map(({ pointer, message }) => h('li', { id: ids.get(pointer) ?? '', text: message }));
  const more = count > faults.length ? h('li', { text: `and ${plural(count - faults.length, 'more fault')}` }) : null;
  return [
    h('p', { class: 'intake-refused', 'data-read': '', text: caption }),
    h('div', { class: 'intake-rows', tabindex: '0', role: 'region', 'aria-label': 'Rows with faults' },
      h('table', {}, h('thead', {}, h('tr', {}, h('th', { scope: 'col', text: 'row' }), ...heads)), h('tbody', {}, ...lines))),
    h('ul', { class: 'intake-faults' }, ...messages, more),
    h('div', { class: 'row' },
      button(rowCount === 1 ? 'Leave this row out' : `Leave these ${rowCount} rows out`, () => void rereadTable({ faulty_rows: 'leave_out' })),
      quiet('Leave the data as they are', dismissTable)),
  ];
}

/**
 * @param {Intake} intake
 * @param {Spec} now
 * @returns {Node[]}
 */
function unread(intake, now) {
  const { problem, asking, source } = intake;
  const { status = 0, detail = '', errors = [] } = problem ?? {};
  const away = status === 0 || status >= 500;
  const words = away ? 'The table was not read, since the server does not answer. It is kept here.' : `The table was not taken, and ${keptWords(intake, now)}.`;
  const messages = errors.length > 0 ? errors.map(({ message }) => message) : away ? [] : [detail];
  const again = button('Try again', () => void retryTable());
  again.disabled = asking;
  return [
    h('p', { class: 'intake-refused', 'data-read': '', text: words }),
    h('ul', { class: 'intake-faults' }, ...messages.map((text) => h('li', { 'data-read': '', text }))),
    h('div', { class: 'row' }, again, quiet(`Discard what was ${'bytes' in source ? 'opened' : 'pasted'}`, dismissTable)),
  ];
}
