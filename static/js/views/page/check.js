/**
 * The check of the gradients: what central differences say of every gradient and error signal, in a dialog.
 * @import { CellSelection, Checking, QuantityCheck } from '../../model/analysis/types.js'
 * @import { Mounted, State, Store } from '../../model/page/types.js'
 */
import { chooseExample, focusLayer, select } from '../../actions/looking.js';
import { closeCheck, setEpsilon } from '../../actions/checking.js';
import { parseValue } from '../../model/network/entry.js';
import { exact, number } from '../../model/format.js';
import { openLayers } from '../../model/drawing/plan.js';
import { shownNumbers } from '../../model/page/selectors.js';
import { plain, words } from '../../model/analysis/symbols.js';
import { VERDICTS, cellOf, errorText, placeText, reason, sentence } from '../../model/analysis/verdicts.js';
import { h, setAttribute, setText, show, typeset } from '../parts/dom.js';
import { placeOf } from '../network/problems.js';

/** @type {[text: string, title: string, name: string][]} */
const HEADS = [
  ['quantity', 'What was checked', ''],
  ['verdict', 'Whether the gradient and the differences agree', ''],
  ['largest error', 'The largest |analytic − numeric|, relative to the largest magnitude of the quantity', 'amount'],
  ['resolution', 'The relative error that rounding and the width of ε can cause', 'amount'],
  ['where', 'The entry of the largest error; choose it to see it on the page', ''],
  ['analytic', 'What backpropagation gave there', 'amount'],
  ['numeric', 'What the central difference gave there', 'amount'],
  ['ε', 'Half the width of the differences: narrower where the loss bends too much for the one chosen', 'amount'],
  ['checked', 'How many entries, or random directions, were compared', 'amount'],
  ['at kinks', 'Entries left out, since ±ε passes a corner of an activation function', 'amount'],
];

const DIRECTIONS = 'Too many entries to move one by one: all are moved at once along random directions';

/**
 * @param {HTMLElement} element
 * @param {Store} store
 * @returns {Mounted}
 */
export function mount(element, store) {
  const dialog = /** @type {HTMLDialogElement} */ (element);
  const verdict = h('p', { class: 'verdict' });
  const status = h('p', { class: 'note', role: 'status' });
  const body = h('tbody');
  const table = h('div', { class: 'check-scroller', role: 'region', 'aria-label': 'Each quantity', tabindex: 0 },
    h('table', {}, h('thead', {}, h('tr', {}, ...HEADS.map(([text, title, name]) => h('th', { scope: 'col', title, class: name, text })))), body));
  const epsilon = createEpsilon();
  const result = h('div', { class: 'check-result' }, h('div', { role: 'status' }, verdict), table);
  dialog.setAttribute('aria-labelledby', 'check-title');
  dialog.append(
    h('header', {}, h('h2', { id: 'check-title', text: 'Check of the gradients' }),
      h('button', { type: 'button', class: 'button icon', 'aria-label': 'Close', onclick: () => dialog.close() }, '✕')),
    h('div', { class: 'check-body' }, h('div', { class: 'check-top' }, epsilon.element, status), result, explanation()));
  dialog.addEventListener('close', closeCheck);
  /** @type {Checking|null} */
  let last = null;
  let page = '';

  function update() {
    const state = store.get();
    const { check } = state;
    if (!check) {
      last = null;
      if (dialog.open) dialog.close();
      return;
    }
    if (!dialog.open) dialog.showModal();
    const now = `${state.status} ${isCurrent(state, check)}`;
    if (check === last && now === page) return;
    if (check.answer !== last?.answer) fill(check);
    epsilon.update(check);
    setText(status, statusText(state, check));
    status.classList.toggle('wrong', state.status === 'ready' && !check.asking && check.problem !== null);
    show(result, check.answer !== null);
    result.classList.toggle('outdated', !isCurrent(state, check));
    [last, page] = [check, now];
  }

  /** @param {Checking} check */
  function fill({ answer }) {
    if (!answer) return;
    setText(verdict, `${VERDICTS[answer.verdict].sign} ${sentence(answer)}`);
    verdict.className = `verdict ${answer.verdict}`;
    body.replaceChildren(...answer.checks.flatMap((one) => row(one, (cell) => goTo(cell, store.get(), dialog))));
  }
  return { update };
}

/**
 * Whether what the dialog shows is of what the page and the field say now.
 * @param {State} state
 * @param {Checking} check
 */
function isCurrent(state, { of, epsilon, problem }) {
  const shown = shownNumbers(state);
  return problem === null && shown !== null && of?.spec === shown.spec && of.example === shown.example && of.epsilon === epsilon;
}

/**
 * @param {State} state
 * @param {Checking} check
 * @returns {string} what is going on, where the result alone does not say it
 */
function statusText(state, check) {
  if (isCurrent(state, check) && !check.asking) return '';
  const before = check.answer ? ' Below is the last check that could be made.' : '';
  if (state.status === 'offline') return `The server is gone. It will be checked as soon as it is back.${before}`;
  if (state.status === 'busy') return `The server is busy. It will be checked as soon as there is room.${before}`;
  if (state.status === 'invalid') return `The input does not fit together yet, so there is nothing to check.${before}`;
  const { problem } = check;
  if (check.asking || !problem || state.status !== 'ready') return check.answer ? 'Checking again …' : 'Checking every gradient …';
  if (problem.status === 413) return `This network is too costly to check: ${problem.detail}.${before}`;
  const others = problem.errors.filter(({ pointer }) => pointer !== '/epsilon');
  if (problem.errors.length === 0) return `${problem.detail}${before}`;
  return others.map(({ pointer, message }) => `${placeOf(pointer)}: ${message}.`).join(' ') + before;
}

/** The field of ε: taken at Enter or on leaving it; empty, it is the service's own. */
function createEpsilon() {
  const input = h('input', {
    id: 'check-epsilon', type: 'text', inputmode: 'decimal', autocomplete: 'off', spellcheck: 'false', 'data-pointer': '/epsilon',
    'aria-describedby': 'check-epsilon-error',
    onchange: () => setEpsilon(input.value.trim() === '' ? null : parseValue(input.value)),
  });
  const error = h('p', { id: 'check-epsilon-error', class: 'error' });
  const element = h('div', { class: 'check-epsilon' },
    h('label', { for: input.id, title: 'Half the width of the differences' }, 'ε'), input, error);
  return {
    element,
    /** @param {Checking} check */
    update({ answer, epsilon, of, asking, problem }) {
      if (epsilon === null && answer && of?.epsilon === null && document.activeElement !== input) input.placeholder = String(answer.epsilon);
      const found = asking ? undefined : problem?.errors.find(({ pointer }) => pointer === '/epsilon');
      setText(error, found?.message ?? '');
      setAttribute(input, 'aria-invalid', found ? 'true' : null);
    },
  };
}

/**
 * @param {QuantityCheck} one
 * @param {(cell: CellSelection) => void} go
 * @returns {HTMLElement[]}
 */
function row(one, go) {
  const { layer, quantity, method, epsilon, checked, kinks, relative_error: error, resolution, analytic, numeric, verdict } = one;
  const { sign, word } = VERDICTS[verdict];
  const cell = cellOf(one);
  const why = reason(one);
  const amount = (/** @type {string} */ text, /** @type {string} */ title = '') => h('td', { class: 'amount', title: title || null }, text);
  const line = h('tr', { class: verdict, 'data-layer': layer, 'data-quantity': quantity, 'data-verdict': verdict },
    h('th', { scope: 'row', title: words(quantity, layer) }, typeset(quantity, layer)),
    h('td', {}, h('span', { class: `verdict-mark ${verdict}` }, h('span', { 'aria-hidden': 'true' }, `${sign} `), word)),
    amount(errorText(error), exact(error)),
    amount(errorText(resolution), exact(resolution)),
    h('td', {}, cell ? h('button', {
      type: 'button', class: 'button link', title: 'Close, and choose this cell', 'aria-label': `Choose ${plain(quantity, layer)}, ${placeText(cell)}`,
      onclick: () => go(cell),
    }, placeText(cell)) : method === 'directions' && checked > 0 ? h('span', { class: 'note', title: DIRECTIONS }, 'random direction') : '–'),
    amount(number(analytic, 10), exact(analytic)),
    amount(number(numeric, 10), exact(numeric)),
    amount(number(epsilon)),
    amount(method === 'directions' ? `${checked} by directions` : String(checked), method === 'directions' ? DIRECTIONS : ''),
    amount(String(kinks)));
  return why ? [line, h('tr', { class: `why ${verdict}` }, h('td', { colspan: HEADS.length }, h('span', {}, why)))] : [line];
}

/**
 * Closes the dialog and chooses the cell, in sight and with the keys on it.
 * @param {CellSelection} cell
 * @param {State} state
 * @param {HTMLDialogElement} dialog
 */
function goTo(cell, { spec, view }, dialog) {
  dialog.close();
  if (cell.quantity === 'delta' && view.example !== null && view.example !== cell.column) chooseExample(cell.column);
  if (!openLayers(spec.network.layers.length, view.focus).includes(cell.layer)) focusLayer(cell.layer);
  select(cell);
  const find = () => document.querySelector(`#flow .heatmap[data-layer="${cell.layer}"][data-quantity="${cell.quantity}"]`);
  requestAnimationFrame(() => requestAnimationFrame(() => /** @type {HTMLElement|null} */ (find())?.focus()));
}

/** How the check goes about it. */
function explanation() {
  return h('div', { class: 'check-words' },
    h('p', {}, 'Each weight and bias θ is moved by ±ε and the loss computed anew: (ℓ(θ + ε) − ℓ(θ − ε)) / 2ε must be its gradient. Each preactivation is moved likewise, so that the error signals δ are checked by themselves. An error is relative to the largest magnitude of its quantity.'),
    h('p', {}, 'A kink is a corner of an activation function, such as that of ReLU at 0: where ±ε passes one, a difference spans two slopes and says nothing about either, so such entries are left out and counted.'));
}
