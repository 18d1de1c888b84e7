/**
 * The address bar: the fragment always says what is on the page, so a reload or a copied link brings it back.
 *
 * A spec too long for a link lives in the tab's session storage, and the fragment names it. What was not yet written
 * when the page went away is kept there too.
 * @import { Linked } from '../model/page/url.js'
 */
import { FormatError } from '../wire/request.js';
import { MOST_CHARACTERS, decode, encode, fromDocument, toDocument } from '../model/page/url.js';

const LOCAL = 'tab.';
const KEY = 'nablascope:';
const PENDING = `${KEY}pending`;
/** The most specs that are too long for a link and are kept in one tab. */
const MOST_KEPT = 6;
/** Milliseconds that edits may rest before the address follows; browsers allow only so many changes a second. */
const REST = 250;

/** @type {Promise<unknown>} */
let writing = Promise.resolve();
let timer = 0;
/** @type {(() => Linked)|null} */
let pending = null;
/** @type {(message: string) => void} */
let complain = () => {};

/** @returns {string} */
function fragment() {
  return location.hash.slice(1);
}

/**
 * Keeps a text in this tab, dropping the oldest where there is no room.
 * @param {string} id
 * @param {string} text
 * @returns {boolean}
 */
function keep(id, text) {
  const kept = Object.keys(sessionStorage).filter((key) => key.startsWith(KEY + LOCAL) && key !== KEY + id);
  kept.sort();
  while (kept.length >= MOST_KEPT) sessionStorage.removeItem(kept.shift() ?? '');
  for (;;) {
    try {
      sessionStorage.setItem(KEY + id, text);
      return true;
    } catch {
      const oldest = kept.shift();
      if (oldest === undefined) return false;
      sessionStorage.removeItem(oldest);
    }
  }
}

/**
 * @param {Linked} linked
 * @param {boolean} push
 */
async function write(linked, push) {
  let next = await encode(linked);
  if (next.length > MOST_CHARACTERS) {
    const current = fragment();
    const reuse = !push && current.startsWith(LOCAL);
    next = reuse ? current : LOCAL + Date.now().toString(36) + Math.random().toString(36).slice(2, 8);
    if (!keep(next, JSON.stringify(toDocument(linked)))) {
      complain('This network is too large to survive a reload of the page. Save it as a file.');
    }
  }
  if (next === fragment()) return;
  try {
    history[push ? 'pushState' : 'replaceState'](null, '', `#${next}`);
  } catch {
    // A browser may refuse many changes in a short time; the next rest writes again.
  }
}

/**
 * @param {() => Linked} current
 * @param {boolean} push
 * @returns {Promise<unknown>}
 */
function enqueue(current, push) {
  const linked = current();
  writing = writing.then(() => write(linked, push));
  return writing;
}

/** Writes at once what an edit left to be written. Call it before a change that makes a new entry. */
export function flush() {
  clearTimeout(timer);
  if (pending) void enqueue(pending, false);
  pending = null;
}

/**
 * Lets the address follow the page: an edit replaces the entry of the history, anything else makes a new one.
 * @param {() => Linked} current
 * @param {boolean} push
 */
export function follow(current, push) {
  clearTimeout(timer);
  if (push) {
    pending = null;
    void enqueue(current, true);
    return;
  }
  pending = current;
  timer = setTimeout(flush, REST);
}

/**
 * What the address stands for.
 * @returns {Promise<Linked|null>} null where it says nothing
 * @throws {FormatError}
 */
export async function read() {
  const unwritten = takePending();
  if (unwritten) return unwritten;
  const text = fragment();
  if (text === '') return null;
  if (!text.startsWith(LOCAL)) return decode(text);
  const kept = sessionStorage.getItem(KEY + text);
  if (kept === null) throw new FormatError('it names a network too large for a link, which only the tab where it was made knows');
  return fromDocument(JSON.parse(kept));
}

/** @returns {Linked|null} */
function takePending() {
  try {
    const kept = sessionStorage.getItem(PENDING);
    sessionStorage.removeItem(PENDING);
    const { fragment: at, document } = JSON.parse(kept ?? '{}');
    return document && at === fragment() ? fromDocument(document) : null;
  } catch {
    return null;
  }
}

/**
 * The address of what is on the page, or null where it is too long for a link.
 * @param {() => Linked} current
 * @returns {Promise<string|null>}
 */
export async function share(current) {
  flush();
  await enqueue(current, false);
  const text = await encode(current());
  return text.length > MOST_CHARACTERS ? null : new URL(`#${text}`, location.href).href;
}

/**
 * @param {() => void} moved told when Back, Forward or an edited address asks for something else
 * @param {(message: string) => void} complaint
 */
export function watch(moved, complaint) {
  complain = complaint;
  addEventListener('popstate', () => {
    clearTimeout(timer);
    pending = null;
    moved();
  });
  addEventListener('pagehide', () => {
    if (!pending) return;
    try {
      sessionStorage.setItem(PENDING, JSON.stringify({ fragment: fragment(), document: toDocument(pending()) }));
    } catch {
      // No storage, or full: what was typed in the last quarter of a second is lost.
    }
  });
}
