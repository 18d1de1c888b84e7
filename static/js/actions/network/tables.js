/**
 * Tables that are pasted or opened: read by the service, then put into the data. What was pasted is kept until it is
 * taken or let go, so that it can be read again otherwise, or when the service is back.
 * @import { ExplicitData, Intake, Problem, Spec, TableAnswer, TableOptions, TableSource } from '../../model/network/types.js'
 * @import { Edit } from '../../model/network/spec.js'
 */
import { edit } from '../editing.js';
import { lost } from '../server.js';
import { ApiError } from '../../edges/api.js';
import { source } from '../../edges/source.js';
import { askedOptions, isWhole, takeBlock, takeTable, turned, rowsOf, wantedTargets } from '../../model/network/intake.js';
import { isExplicitData } from '../../model/page/selectors.js';
import { store } from '../../edges/store.js';
import { base64 } from '../../wire/typed.js';

let asked = new AbortController();

/**
 * A text pasted into the table of the data.
 * @param {number} row
 * @param {number} column
 * @param {string} text
 */
export function pasteTable(row, column, text) {
  return begin({ text }, [row, column], null);
}

/**
 * A file of a table in the place of the data, whatever they are.
 * @param {Uint8Array} bytes
 */
export function openTable(bytes) {
  return begin({ bytes: base64(bytes) }, [0, 0], true);
}

/**
 * @param {TableSource} source
 * @param {[number, number]} at
 * @param {boolean|null} whole
 */
function begin(source, at, whole) {
  const before = store.get().spec;
  store.set({ intake: { source, at, whole, options: {}, asking: true, answer: null, problem: null, block: false, misfit: null, before, after: null, open: false } });
  return ask();
}

/** @param {Partial<Intake>} part */
function change(part) {
  const { intake } = store.get();
  if (intake) store.set({ intake: { ...intake, ...part } });
}

/** Reads what was pasted with the options chosen; a reading under way is called off. */
async function ask() {
  asked.abort();
  const call = (asked = new AbortController());
  const { intake } = store.get();
  if (!intake) return;
  change({ asking: true, problem: null, misfit: null });
  try {
    const answer = await read(intake, call.signal);
    if (asked === call) take(answer);
  } catch (error) {
    if (asked !== call || (error instanceof DOMException && error.name === 'AbortError')) return;
    if (!(error instanceof ApiError)) throw error;
    change({ asking: false, problem: /** @type {Problem} */ (error.problem) });
    lost(error);
  }
}

/**
 * The service's reading; once more where the table has other targets than the last column.
 * @param {Intake} intake
 * @param {AbortSignal} signal
 * @returns {Promise<TableAnswer>}
 */
async function read({ source: given, options, at, whole, before }, signal) {
  const chosen = askedOptions(options);
  const first = await source().readTable(given, { options: chosen, signal });
  if (!isExplicitData(before) || options.targets) return first;
  const data = /** @type {ExplicitData} */ (before.data);
  if (first.reading.header === null && (at[0] > 0 || at[1] > 0)) {
    return source().readTable(given, { options: { ...chosen, header: false }, signal }); // within the table no row is a header
  }
  const targets = (whole ?? isWhole(data, at, first)) ? wantedTargets(data, first) : null;
  return targets === null ? first : source().readTable(given, { options: { ...chosen, targets }, signal });
}

/**
 * Puts what was read into the data: into those from before, if nothing else was edited since a first reading.
 * @param {TableAnswer} answer
 */
function take(answer) {
  const { intake } = store.get();
  if (!intake) return;
  change({ answer, asking: false });
  if (answer.inputs === null) return;
  /** @type {Intake['misfit']} */
  let misfit = null;
  let block = false;
  /** @param {Spec} spec @param {import('../../model/network/types.js').Catalogue|null} catalogue @returns {Edit} */
  const transition = (spec, catalogue) => {
    const base = spec === intake.after ? intake.before : spec;
    const data = isExplicitData(base) ? /** @type {ExplicitData} */ (base.data) : null;
    if (!data || (intake.whole ?? isWhole(data, intake.at, answer))) return takeTable(base, answer, catalogue, 'bytes' in intake.source ? 'Opened' : 'Pasted');
    block = true;
    const fitted = takeBlock(base, intake.at, rowsOf(answer), catalogue);
    if (fitted.fit === 'fits') return fitted.edit;
    misfit = { words: fitted.words, turns: fitted.fit === 'transpose' };
    return { spec, notes: [] };
  };
  put(transition, () => misfit);
  change({ block });
}

/**
 * @param {(spec: Spec, catalogue: import('../../model/network/types.js').Catalogue|null) => Edit} transition
 * @param {() => Intake['misfit']} [misfit] why nothing was put in
 */
function put(transition, misfit = () => null) {
  const { intake, spec: now } = store.get();
  if (!intake) return;
  const before = now === intake.after ? intake.before : now;
  edit(transition);
  const { spec } = store.get();
  const why = misfit();
  change(why ? { misfit: why } : spec === now ? {} : { before, after: spec, misfit: null });
}

/**
 * Reads the same text again, otherwise.
 * @param {TableOptions} options those that change
 */
export function rereadTable(options) {
  const { intake } = store.get();
  if (!intake) return;
  change({ options: { ...intake.options, ...options } });
  return ask();
}

/** Reads it again as before, since the service did not answer. */
export function retryTable() {
  return ask();
}

/** Puts a block in with its rows and columns exchanged. */
export function turnTable() {
  const { intake } = store.get();
  const { answer } = intake ?? {};
  if (!intake || !answer) return;
  put((spec, catalogue) => {
    const fitted = takeBlock(spec, intake.at, turned(answer), catalogue);
    return fitted.fit === 'fits' ? fitted.edit : { spec, notes: [fitted.words] };
  });
}

/** Takes what was pasted as the whole table, in the place of all data. */
export function replaceByTable() {
  change({ whole: true });
  return ask();
}

/** Lets go of what was pasted; the data stay as they are. */
export function dismissTable() {
  asked.abort();
  store.set({ intake: null });
}

/** @param {boolean} open whether the choices of how to read it are open */
export function openTableChoices(open) {
  change({ open });
}
