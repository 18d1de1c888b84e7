/**
 * What is looked at, and how: view, example, selection, panels, theme.
 * @import { Quantity, Selection } from '../model/analysis/types.js'
 * @import { Scale, State, View, ViewName } from '../model/page/types.js'
 * @import { Linked } from '../model/page/url.js'
 */
import * as link from '../edges/link.js';
import { store } from '../edges/store.js';
import { atExample } from '../model/analysis/targets.js';
import { openLayers } from '../model/drawing/plan.js';
import { isOpened } from '../model/page/selectors.js';

/** @returns {Linked} what a link to the page stands for */
export const linked = () => ({ spec: store.get().spec, view: store.get().view });

/**
 * Lets the address follow, once there is something that it could stand for.
 * @param {boolean} push a new entry of the browser's history, or the same
 */
export function follow(push) {
  if (isOpened(store.get())) link.follow(linked, push);
}

/**
 * @param {Partial<View>} change
 * @param {{push: boolean}} options
 */
export function setView(change, { push }) {
  const { view } = store.get();
  const next = { ...view, ...change };
  const keys = /** @type {(keyof View)[]} */ (Object.keys(change));
  if (keys.every((key) => view[key] === next[key])) return;
  if (push) link.flush();
  store.set({ view: next });
  follow(push);
}

/**
 * Chooses what is inspected; what was walked before is no way to it.
 * @param {Selection|null} selection
 */
export function select(selection) {
  const { panels } = store.get();
  store.set({ selection, trail: [], panels: selection && !panels.inspector ? { ...panels, inspector: true } : panels });
}

/** @param {Selection|null} hover */
export function hover(hover) {
  store.set({ hover });
}

/**
 * Chooses an example, and of what is inspected the same number of that example.
 * @param {number|null} example null for the batch; stepping from one example to the next makes no new entry
 */
export function chooseExample(example) {
  const { view: { example: now }, selection, trail } = store.get();
  if (example !== null && selection) {
    store.set({ selection: atExample(selection, example), trail: trail.map((one) => atExample(one, example)) });
  }
  setView({ example }, { push: (now === null) !== (example === null) });
}

/** @param {ViewName} name */
export function openView(name) {
  setView({ name }, { push: true });
}

/** @param {Scale} scale */
export function setScale(scale) {
  setView({ scale }, { push: true });
}

/** @param {number|null} focus */
export function focusLayer(focus) {
  setView({ focus }, { push: true });
}

/**
 * Opens a layer where it is folded, without an entry of its own in the browser's history.
 * @param {number} layer
 */
export function reveal(layer) {
  const { analysis, view } = store.get();
  if (analysis && layer >= 1 && !openLayers(analysis.layers.length, view.focus).includes(layer)) setView({ focus: layer }, { push: false });
}

/** @param {number|null} open layer whose numbers are open in the left panel */
export function openLayer(open) {
  setView({ open }, { push: false });
}

/** @param {{layer: number, quantity: Quantity}|null} table */
export function openTable(table) {
  store.set({ table });
}

/**
 * @param {'network'|'inspector'} panel
 * @param {boolean} open
 */
export function setPanel(panel, open) {
  store.set({ panels: { ...store.get().panels, [panel]: open } });
}

/** @param {State['theme']} theme */
export function setTheme(theme) {
  try {
    localStorage.setItem('nablascope:theme', theme);
  } catch {
    // Storage may be forbidden; then the choice lasts until the page goes.
  }
  dispatchEvent(new CustomEvent('nablascope:theme', { detail: theme }));
  store.set({ theme });
}
