/**
 * What a block pasted over a layer's numbers makes of them, decided before anything is changed: it fits into W or b and
 * is written there, or it is told why not, with what one press would do.
 * @import { Catalogue, Entry, Spec } from './types.js'
 * @import { Shape } from './block.js'
 * @import { Edit, Part } from './spec.js'
 */
import { blockShape, fitOf, raggedRow, shapeText, transposedBlock } from './block.js';
import { plural } from '../format.js';
import { setNumbers, setUnits } from './spec.js';
import { plain } from '../analysis/symbols.js';

/** The most cells that are no numbers and are written all the same, each to be marked at its place. */
const MOST_FAULTS = 20;

/**
 * @typedef {object} Target the cell that a block is pasted at, and the layer's shape
 * @property {number} l
 * @property {Part} part
 * @property {number} row
 * @property {number} column of W; 0 of b
 * @property {number} units
 * @property {number} inputs
 */
/** @typedef {'write'|'split'|'units'} Kind `split`: the last column is b; `units`: the layer first gets as many as it needs */
/** @typedef {{kind: Kind, text: string, target: Target, block: Entry[][]}} Offer what one press would do */
/** @typedef {{offer: Offer|null, words: string, offers: Offer[]}} Pasted offer: what is done at once */

/**
 * @param {Target} target
 * @returns {Shape} the cells from there to the end of W or b
 */
export function roomAt({ part, row, column, units, inputs }) {
  return part === 'bias' ? [units - row, 1] : [units - row, inputs - column];
}

/**
 * @param {Target} target
 * @returns {string} `W⁽¹⁾ is 3 × 2`
 */
function whatIsThere(target) {
  const { l, part, row, column } = target;
  const name = plain(part, l, false);
  const from = row > 0 || column > 0 ? ` from row ${row}${part === 'bias' ? '' : `, column ${column}`} on` : '';
  return `${name}${from} is ${shapeText(roomAt(target))}`;
}

/**
 * @param {Entry[][]} block
 * @param {Target} target
 * @returns {Pasted}
 */
export function pastedOver(block, target) {
  const refused = refusal(block);
  if (refused) return { offer: null, words: refused, offers: [] };
  const isLying = target.part === 'bias' && block.length === 1;
  const upright = isLying ? transposedBlock(block) : block;
  const fit = fitOf(blockShape(upright), roomAt(target));
  if (fit === 'fits') return { offer: { kind: 'write', text: '', target, block: upright }, words: '', offers: [] };
  const words = `${whatIsThere(target)} and the block ${shapeText(blockShape(block))}`;
  if (fit === 'transpose') return { offer: null, words: `${words}: its transpose would fit. Nothing was changed.`, offers: [turned(block, target)] };
  if (isHeaded(block)) {
    const names = (block[0] ?? []).map((cell) => String(cell).slice(0, 20)).join(', ');
    return { offer: null, words: `${words}, whose row 0 is text (${names}). Nothing was changed.`, offers: beneath(block, target) };
  }
  const offers = others(block, target);
  return { offer: null, words: `${words}: it does not fit, nor does its transpose. Nothing was changed.`, offers };
}

/** @param {Entry[][]} block @returns {boolean} whether its first row is text and all others are numbers */
function isHeaded([first = [], ...rest]) {
  return rest.length > 0 && first.some((cell) => cell !== '') && first.every(isFault) && !rest.flat().some(isFault);
}

/**
 * @param {Entry[][]} block with names in its first row
 * @param {Target} target
 * @returns {Offer[]} what the numbers beneath them may be
 */
function beneath(block, target) {
  const rest = block.slice(1);
  const fit = fitOf(blockShape(rest), roomAt(target));
  if (fit === 'fits') return [{ kind: 'write', text: 'Leave row 0 out', target, block: rest }];
  if (fit === 'transpose') return [{ ...turned(rest, target), text: 'Leave row 0 out and turn the rest' }];
  return others(rest, target).map((offer) => ({ ...offer, text: `Leave row 0 out. ${offer.text}` }));
}

/**
 * @param {Entry[][]} block
 * @param {Target} target
 * @returns {Offer}
 */
function turned(block, target) {
  const upright = transposedBlock(block);
  return { kind: 'write', text: `Turn it to ${shapeText(blockShape(upright))}`, target, block: upright };
}

/**
 * @param {Entry[][]} block that fits neither way
 * @param {Target} target
 * @returns {Offer[]} what else it may be: W and b side by side, or a layer of more units
 */
function others(block, target) {
  const { l, part, row, column, units, inputs } = target;
  const [height, width] = blockShape(block);
  if (part === 'bias') return [];
  const name = plain('bias', l, false);
  if (row === 0 && column === 0 && height === units && width === inputs + 1) return [{ kind: 'split', text: `Take the last column as ${name}`, target, block }];
  if (column + width > inputs) return [];
  return [{ kind: 'units', text: `Give layer ${l} ${plural(row + height, 'unit')}`, target, block }];
}

/**
 * @param {readonly (readonly Entry[])[]} block
 * @returns {string} why a block is not taken at all, or ''
 */
export function refusal(block) {
  const [rows, columns] = blockShape(block);
  if (columns === 0) return 'Nothing was pasted: no numbers were found.';
  const odd = raggedRow(block);
  if (odd !== null) {
    const usual = block.find((_, row) => row !== odd)?.length ?? 0;
    return `Row ${odd} of the block (its first is row 0) has ${plural(block[odd]?.length ?? 0, 'number')}, and ${rows > 2 ? 'most rows have' : 'the other has'} ${usual}. Nothing was changed.`;
  }
  const faults = block.flatMap((cells, row) => cells.flatMap((cell, column) => (isFault(cell) ? [`row ${row}, column ${column}: “${String(cell).slice(0, 20)}”`] : [])));
  if (faults.length <= MOST_FAULTS) return '';
  return `${faults.length} of the ${rows * columns} cells of the block are no numbers: ${faults.slice(0, MOST_FAULTS).join('; ')} … Nothing was changed.`;
}

/** @param {Entry} cell @returns {boolean} whether it is neither a number nor a fraction of two */
const isFault = (cell) => typeof cell === 'string' && !/^[+−-]?[\d.]+\/[+−-]?[\d.]+$/.test(cell.trim());

/**
 * @param {Spec} spec in which the layer is explicit
 * @param {Offer} offer
 * @param {Catalogue|null} catalogue
 * @returns {Spec|Edit}
 */
export function taken(spec, { kind, target: { l, part, row, column, inputs }, block }, catalogue) {
  if (kind === 'write') return setNumbers(spec, l, part, row, column, block);
  if (kind === 'units') {
    const grown = setUnits(spec, l, row + block.length, catalogue);
    return grown.spec === spec ? grown : { spec: setNumbers(grown.spec, l, part, row, column, block), notes: grown.notes };
  }
  const weights = setNumbers(spec, l, 'weights', 0, 0, block.map((cells) => cells.slice(0, inputs)));
  return setNumbers(weights, l, 'bias', 0, 0, block.map((cells) => cells.slice(inputs)));
}
