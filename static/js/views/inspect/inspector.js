/**
 * The right panel: what is chosen, in words and numbers, how it came about, and the ways on from there by mouse and keys.
 * @import { Selection } from '../../model/analysis/types.js'
 * @import { Mounted, State, Store } from '../../model/page/types.js'
 * @import { Picture } from '../../model/analysis/picture.js'
 * @import { Go } from './walk.js'
 */

import { setPanel } from '../../actions/looking.js';
import { announce } from '../../actions/telling.js';
import { walkBack, walkTo } from '../../actions/explaining.js';
import { lifeSentences } from '../../model/train/deaths.js';
import { number } from '../../model/format.js';
import { pictureOf } from '../../model/analysis/picture.js';
import { presetOf } from '../../model/network/presets.js';
import { showsFlow } from '../../model/page/selectors.js';
import { numberOf } from '../../model/analysis/number.js';
import { stillExists } from '../../model/analysis/targets.js';
import { cursorOf, shownRun } from '../../model/train/training.js';
import { cellView } from './cell.js';
import { h } from '../parts/dom.js';
import { found } from './explanation.js';
import { addKeys, createFocus } from '../parts/focus.js';
import { neuronView } from './neuron.js';
import { trailView } from './walk.js';

/** Statuses in which nothing newer than the picture is to come by itself. */
const SETTLED = new Set(['invalid', 'offline', 'busy']);

/**
 * @param {HTMLElement} element
 * @param {Store} store
 * @returns {Mounted}
 */
export function mount(element, store) {
  const content = h('div', { class: 'inspected' });
  // It scrolls, and the words on a neuron have little in them that takes the focus.
  element.tabIndex = 0;
  element.append(h('h2', {}, 'Inspector'), content);
  const focus = createFocus(element, content);

  /** @type {Go} */
  const go = (selection, event) => {
    focus.expect(byKeys(event));
    walkTo(selection);
  };
  const back = (/** @type {number|undefined} */ place, /** @type {Event} */ event) => {
    focus.expect(byKeys(event));
    walkBack(place);
  };
  addKeys(element, content, {
    back: (event) => (store.get().trail.length ? back(undefined, event) : announce('The way here began with this number.')),
    leave: () => leave(store.get()),
  });

  /** @type {unknown[]} */
  let last = [];
  let entered = 0;

  function update() {
    const state = store.get();
    if (!showsFlow(state)) return;
    const picture = pictureOf(state);
    const former = SETTLED.has(state.status) && state.training.own === null && state.answered?.spec !== state.spec;
    const parts = [
      picture, state.selection, state.trail, state.explaining, former, state.status === 'offline' || state.status === 'busy',
      lifeOf(state).join(' '), state.selection ? null : presetOf(state),
    ];
    if (state.entered !== entered) {
      entered = state.entered;
      focus.expect(true);
    } else if (parts.every((part, index) => part === last[index])) return;
    const another = last.length > 0 && last[1] !== state.selection;
    const place = focus.place();
    content.replaceChildren(...(former && state.selection ? [formerNote()] : []), ...view(picture, state, go, back));
    last = parts;
    // To read where it is would lay the page out in the middle of a repaint.
    if (another) element.scrollTop = 0;
    const { current, problem } = found(state);
    focus.settle(place, current || problem !== null, () => picture && state.selection && announce(spoken(picture, state.selection)));
  }
  return { update };
}

/**
 * Leaves for the cell that is inspected, or the last on the way here that the flow shows.
 * @param {State} state
 */
function leave({ selection, trail }) {
  const places = [...trail, selection].reverse().map((one) => one && placeOf(one));
  const found = places.map((place) => place && document.querySelector(`#flow ${place}`)).find((one) => one instanceof HTMLElement);
  // Where the panel lies over the flow, it makes way for it.
  setPanel('inspector', false);
  (found ?? /** @type {HTMLElement|null} */ (document.querySelector('#flow .scroller')))?.focus();
}

/**
 * @param {Selection} selection
 * @returns {string|null} where the flow shows it
 */
function placeOf(selection) {
  if (selection.kind === 'neuron') return `[data-layer="${selection.layer}"][data-neuron="${selection.unit}"]`;
  return selection.kind === 'cell' ? `.heatmap[data-layer="${selection.layer}"][data-quantity="${selection.quantity}"]` : null;
}

/**
 * A click that a key made has no clicks to count.
 * @param {Event} event
 */
const byKeys = (event) => event instanceof KeyboardEvent || (event instanceof MouseEvent && event.detail === 0);

/**
 * @param {Picture} picture
 * @param {Selection} selection
 */
function spoken({ analysis }, selection) {
  const { title, value } = numberOf(analysis, selection);
  return title + (value === null ? '' : `: ${number(value)}`);
}

/**
 * @param {Picture|null} picture
 * @param {State} state
 * @param {Go} go
 * @param {(place: number, event: Event) => void} back
 * @returns {HTMLElement[]}
 */
function view(picture, state, go, back) {
  const { selection } = state;
  if (!picture || !selection) return hint(state);
  const trail = trailView(state, picture, back);
  const described = numberOf(picture.analysis, selection);
  if (!stillExists(picture.analysis, selection)) return [...trail, h('p', { class: 'advice' }, `${described.title} is not in this network.`)];
  const views = selection.kind === 'neuron' ? neuronView(picture, selection, lifeOf(state), go) : cellView(picture, { ...described, selection }, found(state), go);
  return [...trail, ...views];
}

/** The words on numbers that are no longer those of what was typed. */
function formerNote() {
  return h('p', { class: 'remark former-note' }, 'These are the numbers of the last input that was computed.');
}

/** @param {State} state @returns {string[]} what became of the chosen neuron in the run whose step is looked at */
function lifeOf({ view, training, selection, catalogue }) {
  const [run, at] = [shownRun(training), cursorOf(training)];
  return view.name === 'train' && run && at !== null && selection?.kind === 'neuron' ? lifeSentences(run, selection, at, catalogue) : [];
}

/** What the preset shows, and what to do when nothing is chosen. @param {State} state */
function hint(state) {
  const preset = presetOf(state);
  return [...(preset ? [h('div', { class: 'preset-words' }, h('h3', {}, preset.title), h('p', {}, preset.description))] : []), h('div', { class: 'advice' },
    h('p', {}, 'Choose a mark beside the matrices to read what became of a neuron and why.'),
    h('p', {}, 'Choose a cell, or a number below, to see how it came about step by step; from there one walks on to the numbers that it was made from.'),
    h('p', {}, 'A symbol above or below a matrix opens it as a table.'))];
}
