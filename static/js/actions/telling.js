/** Words for whoever uses the page: on it, or read out. */
import { store } from '../edges/store.js';

/** Milliseconds that a notice stays. */
const NOTICE = 7000;
let noticeTimer = 0;

/** @param {string} announcement words for a screen reader */
export function announce(announcement) {
  store.set({ announcement });
}

/**
 * Words for everybody.
 * @param {string|null} text
 * @param {{stays?: boolean}} [options] stays: until the next notice
 */
export function notice(text, { stays = false } = {}) {
  clearTimeout(noticeTimer);
  store.set({ notice: text });
  if (text !== null && !stays) noticeTimer = setTimeout(() => store.set({ notice: null }), NOTICE);
}
