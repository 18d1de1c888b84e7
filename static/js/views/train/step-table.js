/**
 * The recorded steps up to the one looked at, as a table: for those who do not see the charts, and for exact reading.
 * @import { Run, RunStep } from '../../model/train/types.js'
 */
import { exact, number } from '../../model/format.js';
import { columnOf } from '../../model/train/timeline.js';
import { h } from '../parts/dom.js';

/** Steps in the table. */
const ROWS = 20;

/** @returns {{element: HTMLElement, update: (run: Run|null, step: number|null) => void}} */
export function createStepTable() {
  const table = h('table', { class: 'step-table' });
  const scroller = h('div', { class: 'step-table-scroller', role: 'region', 'aria-label': 'Table of recorded steps', tabindex: 0 }, table);
  const element = h('details', { class: 'step-table-details' }, h('summary', {}, 'Table of the last steps'), scroller);
  /** @type {[Run|null, number|null]} */
  let last = [null, null];
  /** @type {[Run|null, number|null]} */
  let wanted = [null, null];
  const fill = () => {
    const [run, step] = wanted;
    if (!element.open || !run?.start || (last[0] === run && last[1] === step)) return;
    last = wanted;
    table.replaceChildren(...contents(run, run.start.layers.map(({ index }) => index), step));
  };
  element.addEventListener('toggle', fill);
  return {
    element,
    update(run, step) {
      wanted = [run, step];
      fill();
    },
  };
}

/**
 * @param {Run} run
 * @param {number[]} layers
 * @param {number|null} at
 * @returns {HTMLElement[]}
 */
function contents({ steps }, layers, at) {
  const end = at === null ? steps.length : Math.min(steps.length, columnOf(steps, at) + 1);
  const rows = steps.slice(Math.max(0, end - ROWS), end);
  const heads = ['step', 'loss', 'accuracy', 'learning rate', ...layers.map((layer) => `‖∇W‖ ${layer}`),
    ...layers.map((layer) => `dead ${layer}`), ...layers.map((layer) => `starved ${layer}`)];
  return [
    h('caption', {}, `Steps ${rows[0]?.step ?? '–'} to ${rows.at(-1)?.step ?? '–'}: the last ${rows.length} recorded ones up to the step looked at, numbered by layer`),
    h('thead', {}, h('tr', {}, ...heads.map((head) => h('th', { scope: 'col' }, head)))),
    h('tbody', {}, ...rows.map(row)),
  ];
}

/** @param {RunStep} step */
function row({ step, loss, accuracy, learning_rate: rate, gradient_norms: norms, dead, starved }) {
  const cell = (/** @type {number|null} */ value) => h('td', { title: exact(value) }, number(value));
  return h('tr', {}, h('th', { scope: 'row' }, String(step)), ...[loss, accuracy, rate, ...norms].map(cell),
    ...[...dead, ...starved].map((count) => h('td', {}, String(count))));
}
