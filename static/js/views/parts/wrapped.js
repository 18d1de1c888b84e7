/**
 * Equations in a narrow column: MathML has no line breaks of its own, so an equation is set in pieces, each a <math>
 * element, between which the lines break: before a relation, a sum's next term, and within a wide term before a dot.
 */
import { h, math } from './dom.js';

/** @typedef {{operator: string, nodes: Element[]}} Piece what stands from one place to break to the next */

const RELATIONS = new Set(['=', '≈']);
const SUMS = new Set(['+', '−']);
const DOTS = new Set(['·', '⊙']);
const BREAKS = new Set([...RELATIONS, ...SUMS, ...DOTS]);

/**
 * @param {Element} whole a <math> element
 * @returns {HTMLElement} the same equation: what stands left of its first relation beside the lines of the rest
 */
export function wrapped(whole) {
  const lines = rowsOf(whole).flatMap((row) => line(piecesOf(row)));
  return h('div', { class: 'wrapped' }, ...lines);
}

/**
 * The rows of a table of equals signs, each as one row of elements; else the equation as one.
 * @param {Element} whole
 * @returns {Element[][]}
 */
function rowsOf(whole) {
  const [table] = whole.children;
  if (table?.tagName !== 'mtable') return [[...whole.children].flatMap(flat)];
  return [...table.children].flatMap((row) => {
    const cells = [...row.children].flatMap((cell) => [...cell.children]);
    return cells.length === 1 && cells[0]?.tagName === 'mtable' ? rowsOf(math('math', {}, cells[0])) : [cells.flatMap(flat)];
  });
}

/** @param {Element} node @returns {string} the operator that it is, or nothing */
const operatorOf = (node) => (node.tagName === 'mo' ? node.textContent ?? '' : '');

/**
 * A row with a place to break in it, as what it is made of; anything else as it is.
 * @param {Element} node
 * @returns {Element[]}
 */
function flat(node) {
  if (node.tagName !== 'mrow') return [node];
  const parts = [...node.children].flatMap(flat);
  return parts.some((part, index) => breaksBefore(parts, part, index)) ? parts : [node];
}

/**
 * A sign at the beginning, or behind another operator, belongs to the number behind it.
 * @param {Element[]} all
 * @param {Element} node
 * @param {number} index of it
 */
function breaksBefore(all, node, index) {
  const before = all[index - 1];
  return BREAKS.has(operatorOf(node)) && (RELATIONS.has(operatorOf(node)) || (before !== undefined && !isOpening(operatorOf(before))));
}

/** @param {string} operator */
const isOpening = (operator) => operator === '(' || operator === '\u2062' || BREAKS.has(operator);

/**
 * @param {Element[]} nodes of a row
 * @returns {Piece[]}
 */
function piecesOf(nodes) {
  /** @type {Piece[]} */
  const pieces = [];
  nodes.forEach((node, index) => {
    const last = pieces.at(-1);
    if (last && !breaksBefore(nodes, node, index)) last.nodes.push(node);
    else pieces.push({ operator: operatorOf(node), nodes: [node] });
  });
  return pieces;
}

/**
 * Two cells: what stands left of the first relation, and the rest, term by term.
 * @param {Piece[]} pieces
 * @returns {HTMLElement[]}
 */
function line(pieces) {
  const at = pieces.findIndex(({ operator }) => RELATIONS.has(operator));
  const [left, right] = [pieces.slice(0, Math.max(0, at)), pieces.slice(Math.max(0, at))];
  /** @type {Piece[][]} */
  const terms = [];
  for (const piece of right) {
    const last = terms.at(-1);
    if (last && DOTS.has(piece.operator)) last.push(piece);
    else terms.push([piece]);
  }
  return [
    h('div', {}, ...left.map(pieceElement)),
    h('div', { class: 'rest' }, ...terms.flatMap((term) => [h('span', { class: 'term' }, ...term.map(pieceElement)), h('wbr')])),
  ];
}

/** @param {Piece} piece */
function pieceElement({ operator, nodes }) {
  // At the beginning of its row an operator would be taken for a sign, and lose its spaces.
  if (BREAKS.has(operator)) nodes[0]?.setAttribute('form', 'infix');
  return math('math', { displaystyle: 'true' }, ...nodes);
}
