/**
 * Edits of a layer's numbers. Those of an initializer are first written out, which may have to wait for an answer.
 * @import { Transition } from '../../model/network/spec.js'
 */
import { edit, specsTaken } from '../editing.js';
import { notice } from '../telling.js';
import { toRows } from '../../wire/arrays.js';
import { ownAnswer } from '../../model/page/selectors.js';
import { asEdit, makeExplicit } from '../../model/network/spec.js';
import { isTooLarge, unitsOf, widthBelow } from '../../model/network/sizes.js';
import { store } from '../../edges/store.js';
import { fetchOwnMatrix } from './matrices.js';

/** Edits of numbers that wait for those of an initializer, one after the other. @type {Promise<void>|null} */
let writing = null;

/**
 * Edits a layer's numbers; those of an initializer are first written out, which may have to wait for the answer to an
 * edit just before. What is typed in the meantime waits its turn, so that nothing is lost or overtaken; once another
 * preset, file or link is opened, it is for numbers that are gone.
 * @param {number} l
 * @param {Transition} transition of a spec in which layer l is explicit
 * @param {string} [key]
 */
export async function editNumbers(l, transition, key = '') {
  if (writing === null && layerIsExplicit(l)) {
    edit(transition, key);
    return;
  }
  const { spec, catalogue } = store.get();
  if (isTooLarge(unitsOf(spec, l) ?? 0, widthBelow(spec, l, catalogue) ?? 0)) {
    notice(`Layer ${l} has too many numbers to be written out: its initializer goes on drawing them.`);
    return;
  }
  const of = specsTaken();
  const mine = (writing ?? Promise.resolve()).then(() => writeOut(l, transition, key, of));
  writing = mine;
  await mine;
  if (writing === mine) writing = null;
}

/** @param {number} l */
const layerIsExplicit = (l) => store.get().spec.network.layers[l - 1]?.weights !== undefined;

/**
 * @param {number} l
 * @param {Transition} transition
 * @param {string} key
 * @param {number} of the spec that it is for
 */
async function writeOut(l, transition, key, of) {
  try {
    while (specsTaken() === of && !layerIsExplicit(l)) {
      await networkAnswered();
      if (specsTaken() !== of) return;
      const { network } = store.get().spec;
      const { weights, bias } = await numbersOf(l);
      if (store.get().spec.network !== network) continue;
      edit((current, catalogue) => {
        const { spec: next, notes } = asEdit(transition(makeExplicit(current, l, weights, bias), catalogue));
        return { spec: next, notes: [`Layer ${l} now keeps its numbers: its initializer draws it no more.`, ...notes] };
      }, key);
      return;
    }
    if (specsTaken() === of) edit(transition, key);
  } catch (error) {
    if (specsTaken() === of) notice(`The numbers of layer ${l} are not known yet: ${error instanceof Error ? error.message : error}`);
  }
}

/**
 * Until the answer on the page is that to the network as it stands.
 * @returns {Promise<void>} rejected where that will not come
 */
function networkAnswered() {
  return new Promise((resolve, reject) => {
    let stop = () => {};
    const look = () => {
      const { spec, status } = store.get();
      const { answered: to } = ownAnswer(store.get());
      const known = to?.spec.network === spec.network;
      if (!known && status === 'loading') return;
      stop();
      if (known) resolve();
      else reject(new Error('the network has errors to mend first.'));
    };
    // An edit sets the spec first and its status after that, so a look waits until both are there.
    stop = store.subscribe(() => queueMicrotask(look));
    look();
  });
}

/**
 * @param {number} l
 * @returns {Promise<{weights: number[][], bias: number[]}>}
 */
async function numbersOf(l) {
  const { spec } = store.get();
  const { answered: to } = ownAnswer(store.get());
  if (to?.spec.network !== spec.network) throw new Error('the network has errors to mend first.');
  const [weights, bias] = await Promise.all([fetchOwnMatrix(l, 'weights'), fetchOwnMatrix(l, 'bias')]);
  return { weights: toRows(weights), bias: [...bias.data] };
}
