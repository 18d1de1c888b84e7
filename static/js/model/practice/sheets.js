/**
 * Answers that outlive the page: one item of the browser's storage for each worksheet, the oldest dropped where there
 * are many. Storage may be forbidden or full; then nothing is kept, and nothing fails.
 * @import { Answers } from './types.js'
 */
import { isObject } from '../../wire/request.js';

/** The most worksheets that are kept. */
export const MOST_SHEETS = 40;
const PREFIX = 'nablascope:answers:';

/** @typedef {Pick<Storage, 'getItem'|'setItem'|'removeItem'|'key'|'length'>} Kept */

/**
 * @param {() => Kept} storage may throw where it is forbidden
 * @param {() => number} [now] milliseconds
 * @returns {{read: (name: string) => Answers, write: (name: string, answers: Answers) => void}}
 */
export function createSheets(storage, now = Date.now) {
  return {
    read(name) {
      try {
        return answersOf(JSON.parse(storage().getItem(PREFIX + name) ?? '{}'));
      } catch {
        return {};
      }
    },
    write(name, answers) {
      try {
        const kept = storage();
        if (Object.keys(answers).length === 0) {
          kept.removeItem(PREFIX + name);
          return;
        }
        if (kept.getItem(PREFIX + name) === null) makeRoom(kept);
        kept.setItem(PREFIX + name, JSON.stringify({ time: now(), answers }));
      } catch {
        // The worksheet then lasts until the page goes.
      }
    },
  };
}

/** @param {Kept} kept */
function makeRoom(kept) {
  const names = Array.from({ length: kept.length }, (_, index) => kept.key(index) ?? '').filter((name) => name.startsWith(PREFIX));
  const byAge = names.map((name) => ({ name, time: timeOf(kept.getItem(name)) })).sort((a, b) => a.time - b.time);
  for (const { name } of byAge.slice(0, Math.max(0, byAge.length - MOST_SHEETS + 1))) kept.removeItem(name);
}

/** @param {string|null} text */
function timeOf(text) {
  try {
    return Number(JSON.parse(text ?? '').time) || 0;
  } catch {
    return 0;
  }
}

/**
 * @param {unknown} item as it was parsed; another version of the page, or somebody, may have written it
 * @returns {Answers}
 */
function answersOf(item) {
  if (!isObject(item) || !isObject(item.answers)) return {};
  return /** @type {Answers} */ (Object.fromEntries(Object.entries(item.answers).filter(([, rows]) => isRows(rows))));
}

/**
 * @param {unknown} rows
 * @returns {boolean}
 */
function isRows(rows) {
  if (!Array.isArray(rows) || rows.length === 0) return false;
  const [first] = rows;
  return rows.every(
    (cells) =>
      Array.isArray(cells) && cells.length === first.length && cells.length > 0 &&
      cells.every((cell) => typeof cell === 'string' || typeof cell === 'number'),
  );
}
