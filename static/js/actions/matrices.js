/**
 * Whole matrices: what the page shows pooled is asked for once more, with nothing left out.
 * @import { Analysis, Matrix, Quantity } from '../types.js'
 */
import * as api from '../api.js';
import { isWhole, toRows } from '../arrays.js';
import { matrixOf } from '../selectors.js';
import { store } from '../store.js';

/** @type {WeakMap<object, Promise<Analysis>>} whole answers, by the spec (and for one example, its object) */
const wholes = new WeakMap();

/**
 * The whole answer, nothing pooled, to what is on the page; asked for once.
 * @returns {Promise<Analysis>}
 */
function wholeAnalysis() {
  const { answered: to, spec, view } = store.get();
  const key = to ?? { spec, example: view.example };
  const known = wholes.get(key);
  if (known) return known;
  const asked = api.analyze(key.spec, { example: key.example, maxCells: null });
  asked.catch(() => wholes.delete(key));
  wholes.set(key, asked);
  return asked;
}

/**
 * A matrix of the answer on the page whole, never pooled, in wire orientation.
 * @param {number} layer 0 … L
 * @param {Quantity} quantity
 * @returns {Promise<Matrix>}
 */
export async function fetchMatrix(layer, quantity) {
  const { analysis } = store.get();
  const here = analysis && matrixOf(analysis, layer, quantity);
  if (here && isWhole(here)) return here;
  const whole = matrixOf(await wholeAnalysis(), layer, quantity);
  if (!whole) throw new Error(`layer ${layer} has no ${quantity}`);
  return whole;
}

/**
 * The whole batch of the answer on the page, for a data set that is to be written out.
 * @returns {Promise<{inputs: number[][], targets: number[][]}>}
 */
export async function fetchBatch() {
  const { analysis } = store.get();
  const whole = analysis && isWhole(analysis.input) && isWhole(analysis.targets) ? analysis : await wholeAnalysis();
  return { inputs: toRows(whole.input), targets: toRows(whole.targets) };
}
