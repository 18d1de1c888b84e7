/**
 * The worked solution of the network on the page: asked for while its view is open, and taken along as a document.
 * @import { Problem, Spec } from '../model/network/types.js'
 * @import { State } from '../model/page/types.js'
 */
import { lost } from './server.js';
import { notice } from './telling.js';
import { ApiError } from '../edges/api.js';
import { source } from '../edges/source.js';
import * as files from '../edges/files.js';
import { calledAs } from '../model/practice/solution.js';
import { store } from '../edges/store.js';
import { createFollower, isSettled } from './following.js';

/** @typedef {readonly [spec: Spec, example: number]} Question */

const follower = createFollower({
  /** @param {State} state @returns {Question|null} */
  wanted: (state) => (state.view.name === 'derivation' && isSettled(state) ? [state.spec, state.view.example ?? 0] : null),
  ask: ([spec, example], signal) => source().derive(spec, { example, signal }),
  begun: () => change({ asking: true, problem: null }),
  told: (answer, [spec, example]) => change({ answer, of: { spec, example }, asking: false }),
  refused: (/** @type {Problem|null} */ problem) => change({ asking: false, problem }),
});

/** @param {Partial<State['derivation']>} part */
function change(part) {
  store.set({ derivation: { ...store.get().derivation, ...part } });
}

export const start = follower.start;

/** @typedef {'latex'|'markdown'} Format */

/** @type {Record<Format, {extension: string, type: string, name: string}>} */
const DOCUMENTS = {
  latex: { extension: 'tex', type: 'application/x-tex;charset=utf-8', name: 'LaTeX' },
  markdown: { extension: 'md', type: 'text/markdown;charset=utf-8', name: 'Markdown' },
};

/**
 * Saves the solution on the page as a file.
 * @param {Format} format
 */
export async function download(format) {
  const { derivation: { answer, of } } = store.get();
  if (!answer || !of) return;
  const { title, file } = calledAs(store.get());
  const { extension, type, name } = DOCUMENTS[format];
  try {
    const text = await source().derivationText(of.spec, { example: of.example, format });
    // Each form writes the title once and as it is, at the top.
    files.save(`${file}.${extension}`, title ? text.replace(answer.title, () => title) : text, type);
    notice(`Downloaded the derivation as ${name}.`);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    lost(error);
    notice(`The derivation was not downloaded: ${error.message}`, { stays: true });
  }
}
