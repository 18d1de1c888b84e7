/**
 * Labelled fields. What is typed takes effect at once where it is a number already; anything else when the field is
 * left or Enter is pressed, so that a lone minus sign is no error yet. Escape brings back what was there.
 * @import { Entry } from '../../model/network/types.js'
 */
import { settle } from '../../actions/editing.js';
import { entryText, parseEntry, parseValue } from '../../model/network/entry.js';
import { fittingEntry } from '../../model/drawing/fitting.js';
import { fitsInto } from './letters.js';
import { h, setAttribute, setText, show, uniqueId } from './dom.js';

/** Characters of a text that certainly has room in a field. */
const BRIEF = 9;

/**
 * How an entry reads in a field: with the digits that it has room for, as wide as it is now.
 * @param {HTMLInputElement} input
 * @param {() => void} changed told when the room has become another
 * @returns {(entry: Entry|undefined) => string}
 */
function fittingField(input, changed) {
  /** @type {import('../../model/drawing/fitting.js').Fits} */
  let fits = () => true;
  new ResizeObserver((entries) => {
    const width = entries.at(-1)?.contentRect.width ?? 0;
    if (width === 0) return;
    fits = fitsInto(width, Number.parseFloat(getComputedStyle(input).fontSize));
    changed();
  }).observe(input);
  return (entry) => fittingEntry(entry, fits);
}

/**
 * Ties an input to an entry of the spec.
 * @param {HTMLInputElement} input
 * @param {object} parts
 * @param {() => Entry|undefined} parts.get
 * @param {(entry: Entry|undefined) => void} parts.set
 * @param {boolean} [parts.optional] whether empty means left out
 * @param {(entry: Entry|undefined) => string} [parts.brief] how it reads while nobody edits it; as a rule with the
 *   digits that the field has room for
 * @param {boolean} [parts.late] taken at Enter or on leaving only, since half a number would already destroy something
 * @param {boolean} [parts.eager] taken at once and as typed: fractions, and what is no number (yet)
 * @returns {{refresh: () => void, commit: () => void}}
 */
export function bindEntry(input, { get, set, optional = false, brief, late = false, eager = false }) {
  const written = brief ?? fittingField(input, () => refresh());
  let unread = false;
  /** @type {Entry|undefined} */
  let before;

  const parse = eager ? parseEntry : parseValue;
  const read = () => (optional && input.value.trim() === '' ? undefined : parse(input.value));

  function commit() {
    if (!unread) return;
    unread = false;
    const entry = read();
    if (entry !== get()) set(entry);
  }

  function refresh() {
    if (document.activeElement === input) {
      if (!unread && read() !== get()) input.value = entryText(get());
      return;
    }
    const entry = get();
    const text = written(entry);
    if (input.value !== text) input.value = text;
    const whole = entryText(entry);
    const room = typeof entry === 'number' || text.length <= BRIEF; // a number has been written as it fits
    setAttribute(input, 'title', room && whole.replaceAll('-', '−') === text ? null : whole);
  }

  input.addEventListener('focus', () => {
    before = get();
    unread = false;
    input.value = entryText(before);
    input.select();
  });
  input.addEventListener('input', () => {
    const entry = read();
    unread = late || (typeof entry === 'string' && !eager);
    if (!unread && entry !== get()) set(entry);
  });
  input.addEventListener('change', commit);
  input.addEventListener('blur', () => {
    commit();
    settle();
    refresh();
  });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') {
      commit();
      settle();
    }
    if (event.key !== 'Escape' || (!unread && get() === before)) return;
    event.stopPropagation();
    unread = false;
    if (get() !== before) set(before);
    input.value = entryText(before);
    input.select();
  });
  return { refresh, commit };
}

/**
 * @typedef {object} Field
 * @property {HTMLElement} element
 * @property {(shown?: boolean) => void} update
 */

/**
 * @param {string} label
 * @param {HTMLElement} control
 * @param {string} extra class names
 * @param {...(HTMLElement|null)} beside
 * @returns {HTMLElement}
 */
function labelled(label, control, extra, ...beside) {
  const id = uniqueId('field');
  control.id = id;
  return h(
    'div',
    { class: `field ${extra}`, 'data-errors': true },
    h('label', { for: id, text: label }),
    h('div', { class: 'field-row' }, control, ...beside),
    h('p', { class: 'errors', hidden: true }),
  );
}

/**
 * A field for one number. Up and down step a whole one.
 * @param {object} parts
 * @param {string} parts.label
 * @param {string} parts.pointer what it edits, as a JSON pointer into the request
 * @param {() => Entry|undefined} parts.get
 * @param {(entry: Entry|undefined) => void} parts.set
 * @param {boolean} [parts.optional]
 * @param {() => string} [parts.placeholder] the default that an empty field stands for
 * @param {number} [parts.least] where up and down stop; without it they do nothing
 * @param {boolean} [parts.late] taken at Enter or on leaving only
 * @param {string} [parts.name] a longer name for screen readers
 * @param {string} [parts.extra] class names
 * @param {HTMLElement|null} [parts.beside]
 * @returns {Field & {input: HTMLInputElement}}
 */
export function numberField({ label, pointer, get, set, optional, placeholder, least, late, name, extra = '', beside = null }) {
  const input = h('input', {
    type: 'text',
    inputmode: least === undefined ? 'decimal' : 'numeric',
    autocomplete: 'off',
    spellcheck: 'false',
    'data-pointer': pointer,
    'aria-label': name,
  });
  const bound = bindEntry(input, { get, set, ...(optional === undefined ? {} : { optional }), ...(late === undefined ? {} : { late }) });
  input.addEventListener('keydown', (event) => {
    const step = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    const value = get();
    if (step === 0 || least === undefined || typeof value !== 'number') return;
    event.preventDefault();
    set(Math.max(least, Math.round(value) + step));
  });
  const element = labelled(label, input, extra, beside);
  return {
    element,
    input,
    update(shown = true) {
      show(element, shown);
      if (!shown) return;
      if (placeholder) setAttribute(input, 'placeholder', placeholder());
      bound.refresh();
    },
  };
}

/** @typedef {{value: string, text: string, title?: string}} Option */

/**
 * A menu of choices.
 * @param {object} parts
 * @param {string} parts.label
 * @param {string} parts.pointer
 * @param {() => Option[]} parts.options
 * @param {() => string} parts.get
 * @param {(value: string) => void} parts.set
 * @param {string} [parts.name] a longer name for screen readers
 * @param {string} [parts.extra]
 * @returns {Field & {select: HTMLSelectElement}}
 */
export function selectField({ label, pointer, options, get, set, name, extra = '' }) {
  const select = h('select', {
    'data-pointer': pointer,
    'aria-label': name,
    onchange: () => {
      settle();
      set(select.value);
    },
  });
  const element = labelled(label, select, extra);
  let known = '';
  return {
    element,
    select,
    update(shown = true) {
      show(element, shown);
      if (!shown) return;
      const value = get();
      const wanted = options();
      if (!wanted.some((option) => option.value === value)) wanted.unshift({ value, text: value || '–' });
      const key = JSON.stringify(wanted);
      if (key !== known) {
        known = key;
        select.replaceChildren(...wanted.map((option) => h('option', { value: option.value, text: option.text, title: option.title })));
      }
      if (select.value !== value) select.value = value;
    },
  };
}

/**
 * A short text under a field or a section, empty at times.
 * @param {string} [extra]
 * @returns {{element: HTMLElement, update: (text: string) => void}}
 */
export function hint(extra = '') {
  const element = h('p', { class: `remark ${extra}` });
  return {
    element,
    update(text) {
      setText(element, text);
      show(element, text !== '');
    },
  };
}
