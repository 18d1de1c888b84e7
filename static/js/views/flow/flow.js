/**
 * The flow: every layer's matrices side by side, forward above and backward below, on the same rows.
 * @import { Selection } from '../../model/analysis/types.js'
 * @import { Mounted, State, Store } from '../../model/page/types.js'
 * @import { LayerPlan } from '../../model/drawing/plan.js'
 * @import { Picture } from '../../model/analysis/picture.js'
 * @import { Region } from '../../model/analysis/provenance.js'
 * @import { LayerView } from './layer.js'
 */

import { pictureOf } from '../../model/analysis/picture.js';
import { PAPER, openLayers, plan } from '../../model/drawing/plan.js';
import { marks, places } from '../../model/analysis/provenance.js';
import { outdated } from '../../model/page/selectors.js';
import { MARKS } from '../../model/analysis/statuses.js';
import { selectionOf } from '../../model/analysis/targets.js';
import { watchPalette } from '../parts/colours.js';
import { h, markShape, setText } from '../parts/dom.js';
import { found } from '../inspect/explanation.js';
import { AROUND, createLayer } from './layer.js';
import { createFolded } from './folded.js';
import { createToolbar } from './toolbar.js';

/** Below this width the layers stack. */
const STACKED = 600;
/** Of the scroller, on both sides together. */
const PADDING = 16;

/** Pixels that may be hidden below without a sign: the margin at the end. */
const END = 24;

/**
 * Marks a scroller of which something is out of sight below, where labels stay that belong there.
 * @param {HTMLElement} scroller
 * @param {HTMLElement} content
 */
function tellWhatIsBelow(scroller, content) {
  const look = () => scroller.toggleAttribute('data-below', scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop > END);
  scroller.addEventListener('scroll', look, { passive: true });
  const observer = new ResizeObserver(look);
  observer.observe(scroller);
  observer.observe(content);
}

/** @typedef {ReturnType<typeof createLayer>} OpenLayer */
/** @typedef {{layer: number, open: boolean, view: LayerView|OpenLayer}} Block */

/**
 * @param {HTMLElement} element
 * @param {Store} store
 * @returns {Mounted}
 */
export function mount(element, store) {
  const toolbar = createToolbar();
  const empty = h('p', { class: 'empty' });
  const layers = h('div', { class: 'blocks' });
  const scroller = h('div', { class: 'scroller', role: 'region', 'aria-label': 'Layers', tabindex: 0 }, empty, layers);
  element.append(
    h('h2', { class: 'visually-hidden' }, 'Flow'), toolbar.element, scroller, h('div', { class: 'flow-foot' }, legend(), toolbar.readout),
    h('p', { id: 'heatmap-keys', class: 'visually-hidden' },
      'Arrow keys move from cell to cell, Enter selects, Enter again or I leads into the inspector, T opens a table, Alt with an arrow goes to the neighbouring matrix, Escape leaves.'),
  );
  tellWhatIsBelow(scroller, layers);
  const blocks = createBlocks(layers);
  const room = watchRoom(scroller, update);
  const printing = watchPrinting(element, update);
  const palette = watchPalette(update);
  const memory = createMemory();
  /** @type {number|null} */
  let focus = null;
  /** @type {Selection|null} */
  let seen = null;

  function update() {
    const state = store.get();
    const picture = pictureOf(state);
    element.toggleAttribute('data-outdated', outdated(state) && state.status !== 'loading');
    toolbar.update(state, picture);
    empty.hidden = picture !== null;
    if (!picture) {
      setText(empty, state.status === 'starting' || state.status === 'loading' ? 'Computing …' : 'There is no picture yet.');
      return;
    }
    const around = printing() ? PAPER : room();
    layers.classList.toggle('stacked', around.stacked);
    const open = openLayers(picture.depth, state.view.focus);
    const plans = memory.plan(picture, open, around);
    const content = {
      picture, palette: palette(), scale: state.view.scale,
      marks: memory.marks(state, picture), selection: state.selection, hover: state.hover, moving: state.training.moving && !printing(),
    };
    for (const { layer, view } of blocks.arrange(picture.depth, open)) {
      view.update({ ...content, plan: plans.get(layer) ?? /** @type {LayerPlan} */ (plans.values().next().value) });
    }
    if (state.view.focus !== focus) {
      focus = state.view.focus;
      if (focus !== null) document.getElementById(`layer-${focus}`)?.scrollIntoView({ block: 'nearest', inline: 'center' });
    }
    if (state.selection !== seen) {
      seen = state.selection;
      // A frame later the inspector's drawer has its place, on a phone over the flow.
      if (seen?.kind === 'cell') requestAnimationFrame(() => bringIntoSight(layers));
    }
  }
  return { update };
}

/**
 * The blocks of the layers, made when a layer first opens or folds.
 * @param {HTMLElement} parent
 */
function createBlocks(parent) {
  /** @type {Block[]} */
  let blocks = [];
  const leave = (/** @type {number} */ from, /** @type {number} */ step, /** @type {number} */ row) => {
    const next = blocks.find(({ layer }) => layer === from + step)?.view;
    if (next && 'focusOn' in next) next.focusOn(step > 0 ? 0 : Infinity, row);
  };
  /** @param {number} depth @param {number[]} open @returns {Block[]} */
  const arrange = (depth, open) => {
    const wanted = Array.from({ length: depth }, (_, index) => ({ layer: index + 1, open: open.includes(index + 1) }));
    const same = wanted.length === blocks.length && wanted.every((one, index) => one.open === blocks[index]?.open);
    if (same) return blocks;
    const focused = document.activeElement;
    const next = wanted.map((one) => {
      const kept = blocks.find((block) => block.layer === one.layer && block.open === one.open);
      return kept ?? { ...one, view: one.open ? createLayer(one.layer, leave) : createFolded(one.layer) };
    });
    for (const block of blocks) if (!next.includes(block)) block.view.close();
    parent.replaceChildren(...next.map(({ view }) => view.element));
    blocks = next;
    if (focused instanceof HTMLElement && focused !== document.activeElement && focused.isConnected) focused.focus();
    return blocks;
  };
  return { arrange };
}

/** What is worked out again only when what it depends on has changed. */
function createMemory() {
  let planKey = '';
  /** @type {Map<number, LayerPlan>} */
  let plans = new Map();
  /** @type {unknown[]} */
  let markKey = [];
  /** @type {Region[]} */
  let regions = [];
  return {
    /** @param {Picture} picture @param {number[]} open @param {import('../../model/drawing/plan.js').Room} room */
    plan(picture, open, room) {
      const extents = open.map((layer) => {
        const weights = picture.shown(layer, 'weights')?.drawn;
        const signal = picture.shown(layer, 'preactivation')?.drawn;
        return { units: signal?.rows ?? 1, pool: signal?.pool[0] ?? 1, inputs: weights?.columns ?? 1, examples: signal?.columns ?? 1 };
      });
      const key = JSON.stringify([extents, open, room, picture.depth]);
      if (key !== planKey) {
        planKey = key;
        const found = plan(extents, { ...room, width: room.width - PADDING, height: room.height - PADDING },
          { folded: picture.depth - open.length, fixed: AROUND });
        plans = new Map(open.map((layer, index) => [layer, /** @type {LayerPlan} */ (found[index])]));
      }
      return plans;
    },
    /** @param {State} state @param {Picture} picture */
    marks(state, picture) {
      const at = state.hover ?? state.selection;
      const { answer, current } = found(state);
      const inputs = at?.kind === 'number' && current ? answer : null;
      if (markKey[0] !== at || markKey[1] !== picture || markKey[2] !== inputs) {
        markKey = [at, picture, inputs];
        if (at?.kind === 'number') regions = inputs ? places(inputs.inputs.map(selectionOf)) : [];
        else regions = at && at.layer <= picture.depth ? marks(at, picture.context) : [];
      }
      return regions;
    },
  };
}

/**
 * @param {HTMLElement} element
 * @param {() => void} changed
 * @returns {() => import('../../model/drawing/plan.js').Room}
 */
function watchRoom(element, changed) {
  let [width, height, frame] = [element.clientWidth, element.clientHeight, 0];
  new ResizeObserver(() => {
    if (element.clientWidth === width && element.clientHeight === height) return;
    [width, height] = [element.clientWidth, element.clientHeight];
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      changed();
    });
  }).observe(element);
  return () => {
    const across = width || element.clientWidth;
    return { width: across, height: height || element.clientHeight, stacked: across < STACKED };
  };
}

/**
 * On paper the layers stand under each other, in the colours of the light theme.
 * @param {HTMLElement} element
 * @param {() => void} changed
 * @returns {() => boolean} whether the flow is being printed
 */
function watchPrinting(element, changed) {
  const { dataset } = document.documentElement;
  let [printing, theme] = [false, dataset['theme']];
  addEventListener('beforeprint', () => {
    if (element.hidden) return;
    [printing, theme] = [true, dataset['theme']];
    dataset['theme'] = 'light';
    changed();
  });
  addEventListener('afterprint', () => {
    if (!printing) return;
    printing = false;
    dataset['theme'] = theme;
    changed();
  });
  return () => printing;
}

/** The chosen cell; nothing moves where it is in sight. @param {HTMLElement} layers */
function bringIntoSight(layers) {
  layers.querySelector('.chosen:not([hidden])')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** What the marks of the rail mean. */
function legend() {
  return h('ul', { class: 'legend', 'aria-label': 'Marks of neurons' }, ...Object.entries(MARKS).map(([mark, { label, meaning }]) =>
    h('li', { title: meaning }, markShape(/** @type {import('../../model/analysis/statuses.js').Mark} */ (mark)), label)));
}
