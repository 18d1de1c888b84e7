/**
 * One layer of the flow: its heading, its rails, its heatmaps with what lies over them, and the words on its dead
 * neurons.
 * @import { Picture } from '../../model/analysis/picture.js'
 * @import { Region } from '../../model/analysis/provenance.js'
 * @import { Quantity, Selection } from '../../model/analysis/types.js'
 * @import { LayerPlan } from '../../model/drawing/plan.js'
 * @import { Palette } from '../../model/drawing/scales.js'
 * @import { Overlay } from './overlay.js'
 */
import { alongTheTop, layerFigure } from '../../model/analysis/figures.js';
import { below } from '../../model/analysis/provenance.js';
import { GRID, onPaper } from '../../model/drawing/plan.js';
import { halfWidth } from '../../model/drawing/scales.js';
import { h, setText } from '../parts/dom.js';
import { createHeatmaps } from '../parts/plot.js';
import { createOverlay } from './overlay.js';
import { createEcho, createRail } from './rail.js';
import { head, label, nameDead } from './words.js';

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
      setText(sentence, picture.analysis.layers[layer - 1]?.sentence ?? '');
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
