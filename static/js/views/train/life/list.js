/**
 * All deaths and revivals of a run, each leading to its step and its words.
 * @import { State } from '../../../model/page/types.js'
 * @import { LifeChange, Run } from '../../../model/train/types.js'
 */
import { chooseChange } from '../../../actions/train/training.js';
import { SIGNS, changeTitle, countChanges, countsText, mayHaveMore } from '../../../model/train/deaths.js';
import { capital } from '../../../model/format.js';
import { h, setAttribute, setText, show } from '../../parts/dom.js';

/** Entries of the list at most; the chart leads to all. */
const MOST = 300;

/** @returns {{element: HTMLElement, update: (run: Run, state: State) => void}} */
export function createLifeList() {
  const summary = h('summary');
  const items = h('ol', { class: 'life-items' });
  const more = h('p', { class: 'note' });
  const details = h('details', { class: 'life-list', open: true }, summary, items, more);
  /** @type {LifeChange[]} */
  let listed = [];

  /** Adds what has come, or begins anew. @param {readonly LifeChange[]} changes */
  function fill(changes) {
    if (listed.length > changes.length || listed[0] !== changes[0]) {
      listed = [];
      items.replaceChildren();
    }
    const fresh = changes.slice(listed.length, MOST);
    listed.push(...fresh);
    items.append(...fresh.map(item));
  }

  return {
    element: details,
    update(run, { training: { change } }) {
      const { changes } = run;
      const there = change !== null && changes.includes(change);
      show(details, changes.length > 0);
      setText(summary, `${mayHaveMore(run) ? 'The first ' : ''}${countsText(countChanges(changes))}`);
      fill(changes);
      setText(more, changes.length > MOST ? `… and ${changes.length - MOST} more: in the life chart the keys n and p lead to each.` : '');
      const chosen = there ? listed.indexOf(change) : -1;
      [...items.children].forEach((one, index) => setAttribute(/** @type {Element} */ (one.firstElementChild), 'aria-pressed', String(index === chosen)));
    },
  };
}

/** @param {LifeChange} change */
function item(change) {
  const { kind, step, layer, neuron, example } = change;
  return h('li', {}, h('button', {
    type: 'button', class: `life-item ${kind}`, 'aria-pressed': 'false', onclick: () => chooseChange(change),
    'data-kind': kind, 'data-step': step, 'data-layer': layer, 'data-unit': neuron,
  }, h('span', { class: 'sign', 'aria-hidden': 'true' }, SIGNS[kind]), `${capital(changeTitle(change))}, on example ${example}`));
}
