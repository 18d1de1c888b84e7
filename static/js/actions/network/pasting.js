/**
 * Blocks pasted over a layer's numbers: held against W or b first; what does not fit waits for one press, or is told.
 * @import { Offer, Target } from '../../model/network/pasting.js'
 */
import { announce } from '../telling.js';
import { blockShape, fitOf } from '../../model/network/block.js';
import { parseValue } from '../../model/network/entry.js';
import { pastedOver, roomAt, taken } from '../../model/network/pasting.js';
import { readBlock } from '../../model/network/reading.js';
import { store } from '../../edges/store.js';
import { editNumbers } from './numbers.js';

/**
 * @param {Target} target
 * @param {string} text
 */
export async function pasteNumbers(target, text) {
  const { block, told, refused } = readBlock(text, parseValue, (cells) => fitOf(blockShape(cells), roomAt(target)) === 'fits');
  const { offer, words, offers } = refused ? { offer: null, words: refused, offers: [] } : pastedOver(block, target);
  dismissPaste();
  if (offer) await write(offer);
  if (!offer || told) tell(target.l, [words, told].filter(Boolean).join(' '), offers);
}

/** @param {Offer} offer */
export async function takeOffer(offer) {
  dismissPaste();
  await write(offer);
}

/** @param {Offer} offer */
async function write(offer) {
  await editNumbers(offer.target.l, (spec, catalogue) => taken(spec, offer, catalogue));
}

/**
 * @param {number} l
 * @param {string} words
 * @param {Offer[]} offers
 */
function tell(l, words, offers) {
  const { spec } = store.get();
  store.set({ pasting: { at: `/network/layers/${l - 1}`, of: spec.network, words, offers } });
  announce(words);
}

export function dismissPaste() {
  if (store.get().pasting) store.set({ pasting: null });
}
