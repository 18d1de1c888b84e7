/**
 * Whole matrices: what the page shows pooled is asked for once more, with nothing left out.
 * @import { Analysis, Matrix, Quantity } from '../../model/analysis/types.js'
 * @import { State } from '../../model/page/types.js'
 */
import { decodeAnalysis } from '../../wire/answers.js';
import { source } from '../../edges/source.js';
import { isWhole, toRows } from '../../wire/arrays.js';
import { matrixOf, ownAnswer } from '../../model/page/selectors.js';
import { store } from '../../edges/store.js';
import { cursorOf, shownRun, snapshotUpTo } from '../../model/train/training.js';
import { fetchWhole } from '../train/snapshots.js';

/** @typedef {Pick<State, 'analysis'|'answered'>} Shown */

/** @type {WeakMap<object, Promise<Analysis>>} whole answers, by the spec (and for one example, its object) */
const wholes = new WeakMap();

/**
 * The whole answer, nothing pooled, to what is shown; asked for once.
 * @param {Shown} shown
 * @returns {Promise<Analysis>}
 */
function wholeAnalysis({ answered: to }) {
  const { spec, view } = store.get();
  const key = to ?? { spec, example: view.example };
  const known = wholes.get(key);
  if (known) return known;
  const asked = to?.blocks ? wholeStep() : source().analyze(key.spec, { example: key.example, maxCells: null });
  asked.catch(() => wholes.delete(key));
  wholes.set(key, asked);
  return asked;
}

/** The step of the run that is on the page. @returns {Promise<Analysis>} */
async function wholeStep() {
  const { training } = store.get();
  const run = shownRun(training);
  const snapshot = snapshotUpTo(run, cursorOf(training));
  if (!run || !snapshot) throw new Error('this step is gone');
  const { whole } = await fetchWhole(run === training.run ? 'run' : 'other', run, snapshot);
  return decodeAnalysis(/** @type {NonNullable<typeof whole>} */ (whole));
}

/**
 * @param {Shown} shown
 * @param {number} layer 0 … L
 * @param {Quantity} quantity
 * @returns {Promise<Matrix>}
 */
async function matrixIn(shown, layer, quantity) {
  const here = shown.analysis && matrixOf(shown.analysis, layer, quantity);
  if (here && isWhole(here)) return here;
  const whole = matrixOf(await wholeAnalysis(shown), layer, quantity);
  if (!whole) throw new Error(`layer ${layer} has no ${quantity}`);
  return whole;
}

/**
 * A matrix of the answer on the page whole, never pooled, in wire orientation.
 * @param {number} layer 0 … L
 * @param {Quantity} quantity
 * @returns {Promise<Matrix>}
 */
export function fetchMatrix(layer, quantity) {
  return matrixIn(store.get(), layer, quantity);
}

/**
 * The same of the answer to the spec itself, whatever step of a run is on the page.
 * @param {number} layer 0 … L
 * @param {Quantity} quantity
 * @returns {Promise<Matrix>}
 */
export function fetchOwnMatrix(layer, quantity) {
  return matrixIn(ownAnswer(store.get()), layer, quantity);
}

/**
 * The whole batch of the spec, for a data set that is to be written out.
 * @returns {Promise<{inputs: number[][], targets: number[][]}>}
 */
export async function fetchBatch() {
  const own = ownAnswer(store.get());
  const { analysis } = own;
  const whole = analysis && isWhole(analysis.input) && isWhole(analysis.targets) ? analysis : await wholeAnalysis(own);
  return { inputs: toRows(whole.input), targets: toRows(whole.targets) };
}
