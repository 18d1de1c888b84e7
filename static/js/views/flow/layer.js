/**
 * One layer of the flow: its heading, its rails, its heatmaps with what lies over them, and the words on its dead
 * neurons.
 * @import { Quantity, Selection } from '../../model/analysis/types.js'
 * @import { LayerPlan } from '../../model/drawing/plan.js'
 * @import { Picture, Shown } from '../../model/analysis/picture.js'
 * @import { Region } from '../../model/analysis/provenance.js'
 * @import { Palette } from '../../model/drawing/scales.js'
 * @import { Overlay } from './overlay.js'
 */

import { focusLayer, openTable, select } from '../../actions/looking.js';
import { alongTheTop, layerFigure } from '../../model/analysis/figures.js';
import { number, plural } from '../../model/format.js';
import { choiceText } from '../../model/analysis/picture.js';
import { PRINT, TALL, onPaper } from '../../model/drawing/plan.js';
import { below } from '../../model/analysis/provenance.js';
import { halfWidth } from '../../model/drawing/scales.js';
import { MARKS, countStatuses, layerSentence, listed } from '../../model/analysis/statuses.js';
import { plain, shapeText, words } from '../../model/analysis/symbols.js';
import { breakable, h, setBox, setText, typeset } from '../parts/dom.js';
import { createHeatmaps } from '../parts/plot.js';
import { createOverlay } from './overlay.js';
import { createEcho, createRail } from './rail.js';

/**
 * @typedef {object} LayerContent
 * @property {Picture} picture
 * @property {LayerPlan} plan
 * @property {Palette} palette
 * @property {'each'|'shared'} scale
 * @property {Region[]} marks
 * @property {Selection|null} selection
 * @property {Selection|null} hover
 * @property {boolean} moving  whether another picture follows in a moment
 */

/** Height of a layer's heading and of the words beneath it. */
export const AROUND = 160;

/** @typedef {{element: HTMLElement, update: (content: LayerContent) => void, close: () => void}} LayerView */

/** The heatmaps as they stand, row by row, for the keys that go from one to the next. @type {Exclude<Quantity, 'input'>[][]} */
const GRID = [['weights', 'bias', 'preactivation', 'activation'], ['weight_gradient', 'bias_gradient', 'delta', 'derivative']];

/**
 * @param {number} layer
 * @param {(from: number, step: number, row: number) => void} leave  go to a heatmap of the next or last layer
 * @returns {LayerView & {focusOn: (column: number, row: number) => void}}
 */
export function createLayer(layer, leave) {
  const title = h('h3', { tabindex: -1, id: `layer-${layer}` });
  const counts = h('p', { class: 'counts' });
  const figure = h('div', { class: 'figure', 'aria-hidden': 'true' });
  const upperLabels = h('div', { class: 'labels upper' });
  const lowerLabels = h('div', { class: 'labels lower' });
  const upper = h('div', { class: 'half' }, upperLabels);
  const lower = h('div', { class: 'half end' }, lowerLabels);
  const along = h('div', { class: 'along' });
  const dead = h('div', { class: 'dead-words', 'aria-hidden': 'true' });
  const [rail, echo] = [createRail(layer), createEcho()];
  const sentence = h('p', { class: 'why' });
  const overlays = createOverlays(layer, leave);
  const body = h('div', { class: 'matrices' }, figure, upper, lower, along, rail.element, echo.element,
    ...overlays.all.map(({ element }) => element), dead);
  const element = h('section', { class: 'block', 'aria-labelledby': `layer-${layer}` },
    h('header', {}, title, counts), body, sentence);
  const heatmaps = createHeatmaps(figure);
  /** @type {LayerContent|null} */
  let last = null;
  /** @type {{rows: number[], columns: number[]}} */
  let bands = { rows: [], columns: [] };

  /** @param {LayerContent} content */
  const update = (content) => {
    const { picture, plan } = content;
    const before = last;
    last = content;
    const moved = before?.plan !== plan;
    const fresh = before?.picture !== picture;
    if (moved) arrange(body, [upper, lower], [rail.element, echo.element], plan);
    if (fresh || moved) {
      bands = { rows: picture.analysis.layers[layer - 1]?.dead ?? [], columns: layer > 1 ? picture.zeroColumns(layer - 1) : [] };
      head(title, counts, picture, layer);
      setText(sentence, explain(picture, layer));
      label(upperLabels, lowerLabels, along, content, layer);
      nameDead(dead, bands.rows, picture.context.shape.sizes[layer] ?? 0, plan, rowsOf(picture, layer));
    }
    if (fresh || moved || before?.selection !== content.selection) {
      const railContent = { picture, layer, rowHeight: plan.rowHeight, pool: rowsOf(picture, layer), selection: content.selection };
      rail.update(railContent);
      echo.update(railContent);
    }
    const colours = before?.palette !== content.palette || before?.scale !== content.scale;
    const rested = before?.moving === true && !content.moving;
    if (fresh || moved || colours || rested) {
      if (content.moving) heatmaps.sketch(() => sketchOf(content, layer));
      else heatmaps.draw(() => layerFigure(placedIn(content, layer), plan, { palette: content.palette, scale: content.scale, common: commonOf(content) }));
    }
    for (const overlay of overlays.all) updateOverlay(overlay, content, bands);
  };
  return { element, update, close: heatmaps.close, focusOn: overlays.focusOn };
}

/**
 * @param {number} layer
 * @param {(from: number, step: number, row: number) => void} leave
 */
function createOverlays(layer, leave) {
  const [quantity, from] = below(layer);
  const shownIn = (/** @type {number} */ row) => GRID[row]?.map((name) => grid[name]).filter(({ element }) => !element.hidden) ?? [];
  const go = (/** @type {number} */ column, /** @type {number} */ row) => {
    const overlays = shownIn(row);
    overlays[Math.max(0, Math.min(overlays.length - 1, column))]?.focus();
  };
  const make = (/** @type {Exclude<Quantity, 'input'>} */ name, /** @type {number} */ column, /** @type {number} */ row) =>
    createOverlay({ layer, quantity: name, along: false, owner: layer }, ([across, down]) => {
      if (down === 1 && row === 0 && column === 0) top.focus();
      else if (down === -1 && row === 1 && column === 0) top.focus();
      else if (down) go(column, row + down);
      else if (column + across < 0 || column + across >= shownIn(row).length) leave(layer, across, row);
      else go(column + across, row);
    });
  const grid = /** @type {Record<Exclude<Quantity, 'input'>, Overlay>} */ (
    Object.fromEntries(GRID.flatMap((names, row) => names.map((name, column) => [name, make(name, column, row)])))
  );
  const top = createOverlay({ layer: from, quantity, along: true, owner: layer }, ([across, down]) => {
    if (down) go(0, down > 0 ? 1 : 0);
    else if (across < 0) leave(layer, -1, 1);
    else go(1, 1);
  });
  const [first = [], second = []] = GRID.map((names) => names.map((name) => grid[name]));
  return { all: [...first, top, ...second], focusOn: go };
}

/**
 * @param {Picture} picture
 * @param {number} layer
 * @returns {number} units that a drawn row stands for
 */
function rowsOf(picture, layer) {
  return picture.shown(layer, 'preactivation')?.drawn.pool[0] ?? 1;
}

/**
 * @param {HTMLElement} body
 * @param {HTMLElement[]} halves
 * @param {HTMLElement[]} rails
 * @param {LayerPlan} plan
 */
function arrange(body, halves, rails, plan) {
  const { shrink, broken } = onPaper(plan, AROUND);
  body.style.cssText = `width:${plan.width}px;height:${plan.height}px;--shrink:${shrink}`;
  body.parentElement?.classList.toggle('broken', broken);
  halves.forEach((half, index) => half.style.setProperty('--rows', `${index ? plan.lower : plan.upper}px`));
  rails.forEach((rail, index) => {
    rail.style.top = `${plan.railTops[/** @type {0|1} */ (index)]}px`;
    rail.style.width = `${plan.rail}px`;
  });
}

/**
 * @param {HTMLElement} title
 * @param {HTMLElement} counts
 * @param {Picture} picture
 * @param {number} layer
 */
function head(title, counts, picture, layer) {
  const answer = picture.analysis.layers[layer - 1];
  if (!answer) return;
  setText(title, `layer ${layer} · ${choiceText(answer.activation_function)} · ${plural(answer.units, 'unit')}`);
  const found = countStatuses(answer.neurons);
  const text = found.map(({ status, count }) => `${count} ${MARKS[status].label}`).join(' · ');
  if (counts.dataset['text'] === text) return;
  counts.dataset['text'] = text;
  counts.replaceChildren(...found.flatMap(({ status, count }, index) => {
    const words = `${count} ${MARKS[status].label}`;
    const show = () => {
      const neurons = picture.analysis.layers[layer - 1]?.neurons ?? [];
      const unit = neurons.findIndex((neuron) => neuron.status === status);
      if (unit >= 0) select({ kind: 'neuron', layer, unit });
    };
    const part = status === 'active' ? h('span', {}, words)
      : h('button', { type: 'button', class: `plain ${status}`, title: `Show the first: ${MARKS[status].meaning}`, onclick: show }, words);
    return index ? [' · ', part] : [part];
  }));
}

/**
 * @param {Picture} picture
 * @param {number} layer
 * @returns {string} why units are dead, and which examples nobody learns from
 */
function explain(picture, layer) {
  const answer = picture.analysis.layers[layer - 1];
  if (!answer) return '';
  const why = layerSentence({
    layer, dead: answer.dead, zeroColumns: layer < picture.depth ? picture.zeroColumns(layer) : [],
    examples: picture.examples, layers: picture.depth,
  });
  const { dead_examples: blocked } = answer;
  if (blocked.length === 0 || picture.examples === 1) return why;
  if (blocked.length === picture.examples) return `${why} No unit is on for any example, so nothing up to here learns.`.trim();
  const them = blocked.length === 1 ? 'it' : 'them';
  return `${why} No unit is on for ${listed(blocked, 'example', 4)}, so nothing up to here learns from ${them}.`.trim();
}

/**
 * @param {HTMLElement} upper
 * @param {HTMLElement} lower
 * @param {HTMLElement} along
 * @param {LayerContent} content
 * @param {number} layer
 */
function label(upper, lower, along, { picture, plan }, layer) {
  const output = layer === picture.depth;
  for (const [parent, names] of /** @type {[HTMLElement, Exclude<Quantity, 'input'>[]][]} */ ([[upper, GRID[0]], [lower, GRID[1]]])) {
    const buttons = names.map((name, index) => {
      const shown = picture.shown(layer, name);
      const column = plan.columns[/** @type {'weights'} */ (GRID[0]?.[index])];
      return shown && labelButton(layer, name, output, shown, `left:${column.x}px;min-width:${column.width}px`);
    });
    parent.replaceChildren(...buttons.filter((button) => button !== null));
  }
  const [quantity, from] = below(layer);
  const shown = picture.shown(from, quantity);
  along.replaceChildren(...(shown ? [labelButton(from, quantity, false, shown, '')] : []));
  const { y, height } = plan.boxes.below;
  along.style.cssText = `top:${y}px;height:${height}px;width:${plan.rail + 8}px`;
}

/**
 * A quantity's symbol with its shape beneath; it opens the matrix as a table.
 * @param {number} layer
 * @param {Quantity} quantity
 * @param {boolean} output
 * @param {Shown} shown
 * @param {string} style
 */
function labelButton(layer, quantity, output, { drawn: { shape } }, style) {
  const size = shapeText(shape[0], shape[1], quantity);
  const name = words(quantity, layer, output);
  return h('button', { type: 'button', class: 'label', style, title: `${name}; opens as a table`, onclick: () => openTable({ layer, quantity }) },
    typeset(quantity, layer, output), h('span', { class: 'shape' }, size), h('span', { class: 'visually-hidden' }, `, ${name}: open as a table`));
}

/**
 * The word "dead" at each dead neuron's band: under its mark where rows are tall, else on the band itself.
 * @param {HTMLElement} parent
 * @param {number[]} units
 * @param {number} total  units of the layer
 * @param {LayerPlan} plan
 * @param {number} pool
 */
function nameDead(parent, units, total, plan, pool) {
  const tall = plan.rowHeight >= TALL && pool === 1;
  const { preactivation, weights } = plan.boxes;
  const roomy = preactivation.width >= 34 ? preactivation : weights;
  const printed = plan.rowHeight >= PRINT.height;
  /** @type {Map<number, number>} */
  const rows = new Map();
  for (const unit of units) rows.set(Math.floor(unit / pool), (rows.get(Math.floor(unit / pool)) ?? 0) + 1);
  const chips = [...rows].flatMap(([row, count]) => plan.railTops.map((top) => {
    const y = top + row * plan.rowHeight;
    const chip = h('span', { class: tall ? 'chip under' : 'chip' }, h('span', {}, count === Math.min(pool, total - row * pool) ? 'dead' : `${count} of ${pool} dead`));
    setBox(chip, tall ? { x: 0, y: y + plan.rowHeight / 2 + 5, width: plan.rail + 8, height: 10 }
      : { x: roomy.x, y, width: roomy.width, height: plan.rowHeight });
    return chip;
  }));
  // A word on the band would cover the very number that explains it; the mark and the hatch say it there.
  parent.replaceChildren(...(tall || !printed ? chips : []));
}

/**
 * @param {LayerContent} content
 * @param {number} layer
 */
function placedIn({ picture, plan }, layer) {
  const [quantity, from] = below(layer);
  const along = picture.shown(from, quantity);
  const placed = GRID.flat().flatMap((name) => {
    const shown = picture.shown(layer, name);
    return shown ? [{ name, z: shown.drawn.z, box: plan.boxes[name], own: shown.own }] : [];
  });
  if (along) placed.push({ name: /** @type {any} */ ('below'), z: alongTheTop(along.drawn), box: plan.boxes.below, own: along.own });
  return placed;
}

/** @param {LayerContent} content @returns {number} */
const commonOf = ({ picture, scale }) => (scale === 'shared' ? picture.common() : 0);

/**
 * The same heatmaps in the same colours, to be drawn while they change from frame to frame.
 * @param {LayerContent} content
 * @param {number} layer
 * @returns {import('../parts/plot.js').Sketch}
 */
function sketchOf(content, layer) {
  const { palette, scale, plan: { width, height } } = content;
  const heatmaps = placedIn(content, layer).map((one) => ({ ...one, half: halfWidth(one.own, commonOf(content), scale) }));
  return { heatmaps, width, height, palette };
}

/**
 * @param {Overlay} overlay
 * @param {LayerContent} content
 * @param {{rows: number[], columns: number[]}} bands
 */
function updateOverlay({ element, update, place: { layer, quantity, along, owner } }, content, bands) {
  const { picture, plan, palette, scale, marks, selection, hover } = content;
  const shown = picture.shown(layer, quantity);
  element.hidden = !shown;
  if (!shown) return;
  const box = plan.boxes[along ? 'below' : /** @type {'weights'} */ (quantity)];
  const half = halfWidth(shown.own, scale === 'shared' ? picture.common() : 0, scale);
  const columns = quantity === 'weight_gradient' ? bands.columns : NONE;
  update({
    shown, box, half, palette, marks, selection, hover, output: owner === picture.depth && !along,
    deadRows: along ? NONE : bands.rows, deadColumns: columns,
  });
}

/** @type {number[]} */
const NONE = [];

/**
 * A layer that is folded: its rail and its gradient norm, a button that opens it.
 * @param {number} layer
 * @returns {LayerView}
 */
export function createFolded(layer) {
  const rail = createRail(layer);
  const norm = h('span', { class: 'norm' });
  const name = h('span', {}, 'layer', h('br'), String(layer));
  const open = h('button', { type: 'button', class: 'unfold', 'aria-expanded': 'false', onclick: () => focusLayer(layer) }, name, norm);
  const element = h('section', { class: 'block folded', 'aria-label': `layer ${layer}, folded` }, open, rail.element);
  return {
    element,
    update({ picture, selection }) {
      const value = picture.analysis.layers[layer - 1]?.gradient_norm ?? NaN;
      norm.replaceChildren(...breakable(number(Number(value.toPrecision(1)))));
      open.title = `Open layer ${layer}; ‖${plain('weight_gradient', layer)}‖ = ${number(value)}`;
      rail.update({ picture, layer, rowHeight: 14, pool: 1, selection });
    },
    close: () => undefined,
  };
}
