/**
 * Everything that can happen to the page: the only writer of its state and the only caller of api.js.
 * @import { Matrix, Quantity, Scale, Selection } from './types.js'
 */
import { store } from './store.js';

/** @param {Selection|null} selection */
export function select(selection) {
  store.set({ selection });
}

/** @param {Selection|null} hover */
export function hover(hover) {
  store.set({ hover });
}

/** @param {number|null} example */
export function chooseExample(example) {
  store.set({ view: { ...store.get().view, example } });
}

/** @param {Scale} scale */
export function setScale(scale) {
  store.set({ view: { ...store.get().view, scale } });
}

/** @param {number|null} focus */
export function focusLayer(focus) {
  store.set({ view: { ...store.get().view, focus } });
}

/** @param {number|null} open layer whose numbers are open in the left panel */
export function openLayer(open) {
  store.set({ view: { ...store.get().view, open } });
}

/** @param {string} announcement words for a screen reader */
export function announce(announcement) {
  store.set({ announcement });
}

/** @param {string|null} notice words for everybody */
export function notice(notice) {
  store.set({ notice });
}

/** @param {{layer: number, quantity: Quantity}|null} table */
export function openTable(table) {
  store.set({ table });
}

/**
 * A matrix of the current answer whole, never pooled, in wire orientation.
 * @param {number} layer
 * @param {Quantity} quantity
 * @returns {Promise<Matrix>}
 */
export function fetchMatrix(layer, quantity) {
  return Promise.reject(new Error(`layer ${layer} has no ${quantity}`));
}

export async function start() {
  await Promise.resolve();
}
