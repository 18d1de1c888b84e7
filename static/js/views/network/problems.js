/**
 * What is wrong with the input: told at the fields that the errors' JSON pointers name, and listed with links to them;
 * where one press mends it, that is offered at both places.
 * @import { DataSpec, FieldError, Problem } from '../../model/network/types.js'
 * @import { State, Store } from '../../model/page/types.js'
 */
import { edit, settle } from '../../actions/editing.js';
import { mendable, remedied, remedyText } from '../../model/network/remedies.js';
import { h, setAttribute, show, uniqueId } from '../parts/dom.js';
import { RENDERED } from '../parts/grid.js';
import { findField } from './places.js';

/**
 * A JSON pointer in words: `/network/layers/1/weights/0/2` is `layer 2, weights, row 0, column 2`. Where the columns
 * of the data have names the service's message tells the name, and it is not told twice.
 * @param {string} pointer
 * @param {DataSpec} [data] whose columns may have names
 * @returns {string}
 */
export function placeOf(pointer, data) {
  const parts = pointer.split('/').slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const layer = parts[0] === 'network' && parts[1] === 'layers' && parts[2] !== undefined;
  const lead = layer ? [`layer ${Number(parts[2]) + 1}`] : [];
  const rest = layer ? parts.slice(3) : parts[0] === 'network' || parts[0] === 'data' ? (parts.length > 1 ? parts.slice(1) : parts) : parts;
  const indices = rest.filter((part) => /^\d+$/.test(part));
  const names = rest.filter((part) => !/^\d+$/.test(part)).map((part) => part.replaceAll('_', ' '));
  const [row, column] = indices;
  const told = parts[0] === 'data' && data !== undefined && 'inputs' in data && data.names !== undefined;
  const cell = [row === undefined ? '' : `row ${row}`, column === undefined || told ? '' : `column ${column}`].filter(Boolean);
  return [...lead, ...names, ...cell].join(', ') || 'request';
}

/**
 * @param {HTMLElement} panel
 * @param {Store} store
 * @param {(pointer: string) => boolean} reveal opens and focuses what a pointer names
 * @param {(state: State) => Problem|null} [found] what there is to be listed; what is wrong with the spec if left out
 * @returns {{element: HTMLElement, update: () => void}}
 */
export function createProblems(panel, store, reveal, found = ({ problem }) => problem) {
  const element = h('div', { class: 'problems', role: 'alert', hidden: true });
  /** @type {Problem|null} */
  let shown = null;
  const id = uniqueId('error');
  /** What each place beside a field tells, so that it stays as it is while that is the same. @type {WeakMap<Element, FieldError[]>} */
  const toldAt = new WeakMap();

  const find = (/** @type {string} */ pointer) => findField(panel, pointer);

  /** @param {FieldError} error */
  function jump({ pointer }) {
    const field = find(pointer);
    if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) {
      field.focus();
      field.scrollIntoView({ block: 'center' });
    } else reveal(pointer);
  }

  /** @param {import('../../model/network/remedies.js').Mendable} error */
  function remedyButton(error) {
    const press = () => {
      settle();
      edit((spec) => remedied(spec, error));
      jump(error); // the button goes with the error
    };
    return h('button', { type: 'button', class: 'button remedy', text: remedyText(store.get().spec, error), onclick: press });
  }

  function list() {
    const problem = shown;
    show(element, problem !== null);
    if (!problem) return;
    const mends = mendable(problem.errors);
    const items = problem.errors.map((error) =>
      h('li', {}, h('button', { type: 'button', class: 'button link', text: placeOf(error.pointer, store.get().spec.data), onclick: () => jump(error) }), `: ${error.message}`,
        ...mends.filter((mend) => mend === error).map(remedyButton)),
    );
    element.replaceChildren(
      h('strong', { text: problem.errors.length > 0 ? 'This does not fit together yet' : problem.title }),
      ...(items.length > 0 ? [h('ul', {}, ...items)] : [h('p', { text: problem.detail })]),
    );
  }

  /**
   * @param {FieldError} error
   * @param {boolean} cell whether it is told below a table, and therefore with its place
   * @returns {HTMLElement[]} its words, and what mends it
   */
  function words(error, cell) {
    const errors = shown?.errors ?? [];
    const text = cell ? `${placeOf(error.pointer, store.get().spec.data)}: ${error.message}` : error.message;
    const mend = mendable(errors).find((one) => one === error);
    return [h('span', { id: `${id}-${errors.indexOf(error)}`, class: 'error', text }), ...(mend ? [remedyButton(mend)] : [])];
  }

  /** Marks are set anew each time: fields come and go as tables scroll and layers open. */
  function mark() {
    for (const field of panel.querySelectorAll('[aria-invalid]')) {
      field.removeAttribute('aria-invalid');
      field.removeAttribute('aria-describedby');
    }
    /** @type {Map<HTMLElement, FieldError[]>} */
    const messages = new Map();
    for (const [index, error] of (shown?.errors ?? []).entries()) {
      const field = find(error.pointer);
      const host = field?.closest('[data-errors]') ?? field?.querySelector('[data-errors]');
      const slot = host?.querySelector(':scope > .errors');
      if (!field || !(slot instanceof HTMLElement)) continue;
      messages.set(slot, [...(messages.get(slot) ?? []), error]);
      if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) {
        setAttribute(field, 'aria-invalid', 'true');
        setAttribute(field, 'aria-describedby', `${id}-${index}`);
      }
    }
    for (const slot of panel.querySelectorAll('.errors')) {
      if (!(slot instanceof HTMLElement)) continue;
      const told = messages.get(slot) ?? [];
      const before = toldAt.get(slot) ?? [];
      if (told.length !== before.length || told.some((error, index) => error !== before[index])) {
        const cell = slot.parentElement?.querySelector('.grid') !== null;
        slot.replaceChildren(...told.flatMap((error) => words(error, cell)));
        toldAt.set(slot, told);
      }
      show(slot, told.length > 0);
    }
  }

  /** Scrolls a wrong field and its words clear of the list, which lies over the end of the panel: the one in hand, else the first. */
  function clear() {
    panel.style.scrollPaddingBottom = shown ? `${element.offsetHeight + 32}px` : '';
    const wrong = (shown?.errors ?? []).map(({ pointer }) => find(pointer)).filter((field) => field !== null);
    const field = wrong.find((one) => one === document.activeElement) ?? wrong[0];
    const words = document.getElementById(field?.getAttribute('aria-describedby') ?? '');
    for (const one of [words, field]) one?.scrollIntoView({ block: 'nearest' });
  }

  panel.addEventListener(RENDERED, () => {
    if (shown) mark();
  });
  return {
    element,
    update() {
      const state = store.get();
      const { status } = state;
      const wanted = status === 'offline' || status === 'busy' || status === 'starting' ? null : found(state);
      if (wanted !== shown) {
        shown = wanted;
        list();
        mark();
        clear();
      } else if (shown) mark();
    },
  };
}
