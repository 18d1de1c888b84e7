/**
 * What the actions of practising share: how its part of the state changes.
 * @import { Practising } from '../../model/practice/types.js'
 */
import { store } from '../../edges/store.js';

/** The most exercises and worksheets that the page remembers. */
export const MOST_KNOWN = 40;

/** @param {Partial<Practising>} part */
export function change(part) {
  store.set({ practice: { ...store.get().practice, ...part } });
}
