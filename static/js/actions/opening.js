/**
 * What comes onto the page as a whole: presets, files and links, and how all three are kept and passed on.
 * @import { PresetEntry } from '../model/network/types.js'
 * @import { Linked } from '../model/page/url.js'
 */
import { source } from '../edges/source.js';
import * as clipboard from '../edges/clipboard.js';
import * as files from '../edges/files.js';
import * as link from '../edges/link.js';
import { store } from '../edges/store.js';
import { fileName } from '../model/page/naming.js';
import { isOpened } from '../model/page/selectors.js';
import { FormatError, fromRequest } from '../wire/request.js';
import { take } from './editing.js';
import { linked, setPanel } from './looking.js';
import { openTable } from './network/tables.js';
import { hurry, lost, problemOf, whenBack } from './server.js';
import { announce, notice } from './telling.js';

/** @returns {Promise<boolean>} whether it is there now */
async function loadCatalogue() {
  try {
    store.set({ catalogue: await source().catalogue() });
    return true;
  } catch (error) {
    if (!lost(error)) store.set({ status: 'invalid', problem: problemOf(error) });
    return false;
  }
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

/** @param {File} file */
export async function openFile(file) {
  try {
    const opened = await files.open(file);
    if ('table' in opened) return await tabled(file.name, opened.table);
    dropRuns();
    take(opened.linked, true);
    notice(`Opened ${file.name}.`);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    notice(`${file.name} was not opened: ${error.message}.`, { stays: true });
  }
}

/**
 * As when the whole table is pasted; how it was read is told beside the data, which are therefore in sight.
 * @param {string} name
 * @param {Uint8Array} bytes
 */
function tabled(name, bytes) {
  setPanel('network', true);
  notice(`${name} is a table: it is read as the data of this network.`);
  return openTable(bytes);
}

/** @returns {boolean} whether there is something to pass on; else it is said that there is not */
function hasContent() {
  const opened = isOpened(store.get());
  if (!opened) notice('There is nothing to save or to share yet: the page is starting.');
  return opened;
}

export function saveFile() {
  if (!hasContent()) return;
  files.save(`${fileName(store.get(), store.get().spec.title)}.json`, files.toText(linked()));
}

export async function share() {
  if (!hasContent()) return;
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
    if (!isOpened(store.get())) openDefault();
    notice(`This link cannot be opened: ${error.message}.`, { stays: true });
  }
}

/** What an address that says nothing stands for; at first in the view that was chosen while the page was starting. */
function openDefault() {
  const preset = store.get().catalogue?.presets[0];
  if (!preset) return;
  const { spec, view } = fromPreset(preset);
  const name = isOpened(store.get()) ? 'explore' : store.get().view.name;
  take({ spec, view: { ...view, name } }, name === 'explore' ? null : false);
}

/** What the page could not begin without, where it is still missing. */
async function begun() {
  if (!store.get().catalogue && !(await loadCatalogue())) return false;
  if (!isOpened(store.get())) await openLink();
  return true;
}

/** Begins: takes what the link says, else the first preset. */
export async function start() {
  whenBack(begun);
  link.watch(() => void openLink(), (message) => notice(message, { stays: true }));
  for (const event of ['online', 'focus']) addEventListener(event, hurry);
  const theme = document.documentElement.dataset.choice;
  store.set({ theme: theme === 'light' || theme === 'dark' ? theme : 'system' });
  const catalogue = loadCatalogue();
  if (location.hash.length > 1) await openLink();
  if ((await catalogue) && !isOpened(store.get())) await openLink();
}
