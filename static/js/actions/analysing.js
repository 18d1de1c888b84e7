/**
 * What can happen to the page as a whole: analysing, editing, files and links, looking. With the modules in actions/,
 * which each see to one capability, it is the only writer of the state and the only caller of api.js.
 *
 * An edit is a pure transition (spec.js, batch.js) handed to `edit`; every edit analyses by itself.
 * @import { Analysis, Answered, PresetEntry, Quantity, Scale, Selection, Spec, State, View, ViewName } from '../model/types.js'
 * @import { Transition } from '../model/network/spec.js'
 * @import { Linked } from '../model/page/url.js'
 */
import * as api from '../edges/api.js';
import * as clipboard from '../edges/clipboard.js';
import * as files from '../edges/files.js';
import { record, redo as redone, undo as undone } from '../model/page/history.js';
import { keptFor } from '../model/network/intake.js';
import * as link from '../edges/link.js';
import { fileName } from '../model/page/naming.js';
import { openLayers } from '../model/drawing/plan.js';
import { createRecovery } from '../model/page/recovery.js';
import { FormatError, fromRequest } from '../wire/request.js';
import { createRunner } from '../model/page/runner.js';
import { isExplicitData, ownAnswer, withinReach } from '../model/page/selectors.js';
import { asEdit, cellsInSight } from '../model/network/spec.js';
import { store } from '../edges/store.js';
import { atExample, stillExists } from '../model/analysis/targets.js';
import { sameNumbers, sameSpec } from '../model/train/training.js';

/** Milliseconds that a notice stays, and at most how long an edit of one field counts as one step of undo. */
const NOTICE = 7000;
const ONE_STEP = 5000;

/** @returns {Linked} */
const linked = () => ({ spec: store.get().spec, view: store.get().view });
const runner = createRunner({ work: analyzed, done: answered, failed });
const recovery = createRecovery({ probe: api.isHealthy, recovered: () => void recovered() });
let noticeTimer = 0;
/** The last edit's key and time: an edit of the same field soon after is the same step. */
let lastEdit = { key: '', time: 0 };
/** How many specs came to the page as a whole; an edit that has to wait is for the one that it was made in. */
let taken = 0;

export const specsTaken = () => taken;

// ── Analysing ───────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * @param {AbortSignal} signal
 * @returns {Promise<{analysis: Analysis, answered: Answered}>}
 */
async function analyzed(signal) {
  const { spec, view } = store.get();
  const analysis = await api.analyze(spec, { example: view.example, maxCells: cellsInSight(spec, view.example), signal });
  return { analysis, answered: { spec, example: view.example } };
}

/** @param {{analysis: Analysis, answered: Answered}} answer */
function answered(answer) {
  const { selection, trail, training } = store.get();
  if (training.own) {
    recovery.stop();
    store.set({ training: { ...training, own: answer }, status: 'ready', problem: null });
    return;
  }
  const there = (/** @type {Selection} */ one) => stillExists(answer.analysis, one);
  const kept = selection && there(selection);
  recovery.stop();
  store.set({
    ...answer, status: 'ready', problem: null,
    selection: kept ? selection : null,
    trail: !kept ? [] : trail.every(there) ? trail : trail.filter(there),
  });
}

/** @param {unknown} error */
function failed(error) {
  if (!(error instanceof api.ApiError)) {
    const detail = `The answer cannot be shown: ${error instanceof Error ? error.message : String(error)}.`;
    store.set({ status: 'invalid', problem: { title: 'Unexpected answer', status: 0, detail, errors: [] } });
    return;
  }
  if (lost(error)) return;
  const { problem } = error;
  if (problem.errors.length > 0 && problem.errors.every(({ pointer }) => pointer === '/example')) {
    // Only the server knows how many examples there are; beyond them there is the batch.
    setView({ example: null }, { push: false });
  } else {
    store.set({ status: 'invalid', problem });
  }
}

/**
 * Where an error says that the server is gone or busy: the page says so, and analyses again as soon as it is back.
 * @param {unknown} error
 * @returns {boolean} whether it was that
 */
export function lost(error) {
  if (!(error instanceof api.ApiError) || !(error.unreachable || error.problem.status === 503)) return false;
  const { problem, retryAfter, unreachable } = error;
  store.set({ status: unreachable ? 'offline' : 'busy', problem });
  recovery.begin(retryAfter === null ? undefined : retryAfter * 1000);
  return true;
}

async function recovered() {
  if (!store.get().catalogue && !(await loadCatalogue())) return;
  if (store.get().spec.network.layers.length > 0) analyzeSoon();
  else await openLink();
}

function analyzeSoon() {
  const { status } = store.get();
  if (status !== 'offline' && status !== 'starting') store.set({ status: 'loading' });
  runner.call();
}

/**
 * How the network is trained has no part in the answer: where nothing else was edited, it stands.
 * @returns {boolean} whether it does
 */
function answerStands() {
  const state = store.get();
  const { analysis, answered: to } = ownAnswer(state);
  if (state.status !== 'ready' || !analysis || !to || to.example !== state.view.example || !sameNumbers(to.spec, state.spec)) return false;
  const own = { analysis, answered: { ...to, spec: state.spec } };
  store.set(state.training.own ? { training: { ...state.training, own } } : own);
  return true;
}

/** @returns {Promise<boolean>} */
async function loadCatalogue() {
  try {
    store.set({ catalogue: await api.catalogue() });
    return true;
  } catch (error) {
    failed(error);
    return false;
  }
}

// ── Editing ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * Takes another spec or view as a whole: a preset, a file, a link, or a step of undo.
 * @param {Partial<State>} change
 * @param {{push: boolean|null}} options push: a new entry of the browser's history, the same, or (null) none
 */
function replace(change, { push }) {
  if (push) link.flush();
  const now = { ...store.get(), ...change };
  store.set({ ...change, view: withinReach(now), hover: null });
  if (push !== null) link.follow(linked, push);
  if (push !== false || !answerStands()) analyzeSoon();
}

/**
 * Makes one edit of the spec.
 * @param {Transition} transition
 * @param {string} [key] names the field, so that what is typed into it is one step of undo
 */
export function edit(transition, key = '') {
  const state = store.get();
  const { spec, notes } = asEdit(transition(state.spec, state.catalogue));
  if (notes.length > 0) notice(notes.join(' '));
  if (spec === state.spec) return;
  const joined = key !== '' && key === lastEdit.key && performance.now() - lastEdit.time < ONE_STEP;
  lastEdit = { key, time: performance.now() };
  const leavesTable = isExplicitData(state.spec) && !isExplicitData(spec);
  replace({ ...record(state, spec, joined), ...(leavesTable ? pastesFor(spec) : {}) }, { push: false });
}

/** Ends a step of undo: the next edit of the same field is another. */
export function settle() {
  lastEdit = { key: '', time: 0 };
}

/**
 * @param {Spec} next
 * @returns {Pick<State, 'intake'>} what remains of a pasted table beside it
 */
function pastesFor(next) {
  const { intake, spec } = store.get();
  return { intake: keptFor(intake, spec, next) };
}

export function undo() {
  settle();
  const earlier = undone(store.get());
  if (earlier) replace({ ...earlier, ...pastesFor(earlier.spec), notice: null }, { push: false });
}

export function redo() {
  settle();
  const later = redone(store.get());
  if (later) replace({ ...later, ...pastesFor(later.spec) }, { push: false });
}

/**
 * Takes a spec with its view in the place of what is on the page.
 * @param {Linked} next
 * @param {boolean|null} push a new entry of the browser's history, the same, or (null) none
 */
export function take({ spec, view }, push) {
  settle();
  const state = store.get();
  const first = state.spec.network.layers.length === 0;
  // The way back to another view of the same spec is no edit.
  const same = !first && sameSpec(spec, state.spec) && spec.title === state.spec.title;
  const change = first ? { spec } : same ? {} : record(state, spec);
  if (!same) taken += 1;
  // What was pasted and not taken was meant for what was there.
  replace({ ...change, ...(same ? {} : { intake: null, pasting: null }), view, selection: null, trail: [] }, { push });
}

/** The runs are of what was on the page before; their streams end with them. */
export function dropRuns() {
  const { training } = store.get();
  store.set({ training: { ...training, run: null, other: null, shown: 'run', cursor: null, change: null } });
}

/**
 * What a preset begins with; where it has numbers of its own, they are open, and where it is to be trained, that view.
 * @param {PresetEntry} preset
 * @returns {Linked}
 */
function fromPreset({ name, request, training }) {
  const { spec, example } = fromRequest(training ? { ...request, training } : request);
  const open = spec.network.layers[0]?.weights ? 1 : null;
  const { view } = store.get();
  return { spec, view: { ...view, name: training ? 'train' : view.name, example, focus: null, open, preset: name, exercise: null } };
}

/** @param {string} name of a preset */
export function choosePreset(name) {
  const preset = store.get().catalogue?.presets.find((entry) => entry.name === name);
  if (!preset) return;
  store.set({ interference: { ...store.get().interference, open: null } });
  dropRuns();
  take(fromPreset(preset), true);
  announce(`Preset: ${preset.title}. ${preset.description}`);
}

// ── Files and links ─────────────────────────────────────────────────────────────────────────────────────────────────

export function saveFile() {
  files.save(`${fileName(store.get(), store.get().spec.title)}.json`, files.toText(linked()));
}

export async function share() {
  const address = await link.share(linked);
  if (address === null) {
    notice('This network is too large for a link. Save it as a file instead.', { stays: true });
    return;
  }
  const copied = await clipboard.copy(address);
  notice(copied ? 'Link copied. It holds everything, each weight included.' : 'Copy the address of this page: it holds everything.');
}

async function openLink() {
  try {
    const found = await link.read();
    if (found) take(found, null);
    else openDefault();
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    if (store.get().spec.network.layers.length === 0) openDefault();
    notice(`This link cannot be opened: ${error.message}.`, { stays: true });
  }
}

function openDefault() {
  const preset = store.get().catalogue?.presets[0];
  if (!preset) return;
  const { spec, view } = fromPreset(preset);
  take({ spec, view: { ...view, name: 'explore' } }, null);
}

// ── Looking ─────────────────────────────────────────────────────────────────────────────────────────────────────────

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
  link.follow(linked, push);
  if ('example' in change) analyzeSoon();
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

/** Begins: takes what the link says, else the first preset, and analyses it. */
export async function start() {
  link.watch(() => void openLink(), (message) => notice(message, { stays: true }));
  for (const event of ['online', 'focus']) addEventListener(event, recovery.hurry);
  const theme = document.documentElement.dataset.choice;
  store.set({ theme: theme === 'light' || theme === 'dark' ? theme : 'system' });
  const catalogue = loadCatalogue();
  if (location.hash.length > 1) await openLink();
  if ((await catalogue) && store.get().spec.network.layers.length === 0) await openLink();
}
