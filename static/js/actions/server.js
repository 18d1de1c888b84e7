/**
 * A server that is gone or busy: the page says so, asks whether it is back, and then goes on by itself.
 * @import { Problem } from '../model/network/types.js'
 * @import { State } from '../model/page/types.js'
 */
import { ApiError } from '../edges/api.js';
import { source } from '../edges/source.js';
import { store } from '../edges/store.js';
import { createRecovery } from '../model/page/recovery.js';

const recovery = createRecovery({ probe: () => source().isHealthy(), recovered: () => void recovered() });
/** @type {() => Promise<boolean>} */
let missing = async () => true;
let returns = 0;

/** @returns {number} how often the server has come back */
export const timesBack = () => returns;

/** Asks at once, where it is waited for. */
export const hurry = recovery.hurry;

/** It has answered: nothing is waited for any more. */
export const answered = recovery.stop;

/**
 * @param {() => Promise<boolean>} fetched gets what was never got, before the page goes on; false where it could not
 */
export function whenBack(fetched) {
  missing = fetched;
}

/**
 * @param {State} state
 * @returns {boolean} whether the server is known to be gone or busy
 */
export function isAway({ status }) {
  return status === 'offline' || status === 'busy';
}

/**
 * Where an error says that the server is gone or busy: the page says so, and asks again as soon as it is back.
 * @param {unknown} error
 * @returns {boolean} whether it was that
 */
export function lost(error) {
  if (!(error instanceof ApiError) || !(error.unreachable || error.problem.status === 503)) return false;
  const { problem, retryAfter, unreachable } = error;
  store.set({ status: unreachable ? 'offline' : 'busy', problem });
  recovery.begin(retryAfter === null ? undefined : retryAfter * 1000);
  return true;
}

/**
 * @param {unknown} error
 * @returns {Problem} what it says, or that an answer cannot be shown
 */
export function problemOf(error) {
  if (error instanceof ApiError) return error.problem;
  const detail = `The answer cannot be shown: ${error instanceof Error ? error.message : String(error)}.`;
  return { title: 'Unexpected answer', status: 0, detail, errors: [] };
}

async function recovered() {
  if (!(await missing())) return;
  returns++;
  store.set({ status: 'loading' });
}
