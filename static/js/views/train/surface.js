/**
 * The decision surface at the step that is looked at, for networks of two inputs: the examples, and the line of each
 * unit of the first layer, dashed where it is dead. Beside it that of the second run.
 * @import { Catalogue } from '../../model/network/types.js'
 * @import { Store } from '../../model/page/types.js'
 * @import { Run } from '../../model/train/types.js'
 * @import { Colour, Examples, Frame, Line, Paint, Pictured } from '../../model/train/surface.js'
 */
import { hover, select } from '../../actions/looking.js';
import { titlesOf } from '../../model/train/contrast.js';
import { capital } from '../../model/format.js';
import { kinksOf } from '../../model/network/catalogue.js';
import { cellColour, channels } from '../../model/drawing/scales.js';
import { captionOf, colourWords, examplesOf, frameOf, heightOf, lineWords, linesOf, paintOf, pictured, pixels, placeOf, ticks, unitOf, WIDTH } from '../../model/train/surface.js';
import { SIDES, cursorOf } from '../../model/train/training.js';
import { watchPalette } from '../parts/colours.js';
import { h, markShape, setAttribute, setText, show, svg, uniqueId } from '../parts/dom.js';

/** The colours of classes, by their names in the style sheet. */
const CLASSES = ['negative', 'positive', 'saturated', 'settled', 'starved', 'active'];
/** The shapes of classes on a square from −1 to 1. */
const SHAPES = ['M-.9 0A.9 .9 0 1 0 .9 0A.9 .9 0 1 0 -.9 0Z', 'M-.8 -.8H.8V.8H-.8Z', 'M0 -1.1L1 .8H-1Z', 'M0 -1.15L1.15 0L0 1.15L-1.15 0Z', 'M0 1.1L1 -.8H-1Z', 'M-.35 -1H.35V-.35H1V.35H.35V1H-.35V.35H-1V-.35H-.35Z'];
/** So many units have a button of their own. */
const MOST = 32;
/** Device pixels of the canvas for each unit of the drawing. */
const FINE = 2;

/**
 * @param {Store} store
 * @returns {{element: HTMLElement, update: () => void}}
 */
export function createSurface(store) {
  const title = uniqueId('surface');
  let painted = 0;
  const palette = watchPalette(() => {
    painted += 1;
    update();
  });
  const panels = { run: createPanel(), other: createPanel() };
  const element = h('section', { class: 'train-surface', 'aria-labelledby': title, hidden: true },
    h('h3', { id: title }, 'Decision surface'),
    h('div', { class: 'surfaces' }, panels.run.element, panels.other.element));

  function update() {
    const { view, training, selection, hover: hovered, catalogue } = store.get();
    if (view.name !== 'train') return;
    const step = cursorOf(training);
    const found = { run: pictured(training.run, step), other: pictured(training.other, step) };
    show(element, found.run !== null && catalogue !== null);
    if (found.run === null || catalogue === null) return;
    const titles = training.run && training.other ? titlesOf(training.run.spec, training.other.spec, catalogue) : ['', ''];
    for (const [index, side] of SIDES.entries()) {
      const [run, snapshot] = [training[side], found[side]];
      show(panels[side].element, snapshot !== null);
      if (!run || !snapshot) continue;
      panels[side].update(run, snapshot, { title: titles[index] ?? '', step: step ?? 0, theme: [painted, palette], catalogue });
      panels[side].mark(unitOf(selection), unitOf(hovered));
    }
  }
  return { element, update };
}

/** @typedef {{title: string, step: number, theme: [number, () => import('../../model/drawing/scales.js').Palette], catalogue: Catalogue}} Circumstances */

/** The surface of one run. */
function createPanel() {
  const name = h('strong', { class: 'surface-run' });
  const words = h('span');
  const canvas = h('canvas', { 'aria-hidden': 'true' });
  const lines = svg('g', { class: 'lines' });
  const axes = svg('g', { class: 'axes' });
  const drawing = svg('svg', { 'aria-hidden': 'true' }, axes, lines);
  const units = h('ul', { class: 'surface-units', 'aria-label': 'Units of layer 1' });
  const legend = h('p', { class: 'note surface-legend' });
  const caption = h('figcaption', {}, name, words);
  const element = h('figure', { class: 'surface' }, caption, h('div', { class: 'surface-drawing' }, canvas, drawing), units, legend);
  /** @type {readonly unknown[]} */
  let last = [];
  /** @type {number|null} */
  let pressed = null;
  /** Chosen twice, it is chosen no more. @param {number} unit */
  const choose = (unit) => select(unit === pressed ? null : { kind: 'neuron', layer: 1, unit });
  /** @type {{start: Run['start'], examples: Examples, paint: Paint, frame: Frame}|null} */
  let known = null;

  /**
   * What holds for the whole run.
   * @param {Run} run
   * @param {Pictured} snapshot
   * @param {Catalogue} catalogue
   */
  const ofRun = ({ start }, { wire, surface }, catalogue) => {
    if (known && known.start === start) return known;
    const examples = examplesOf(wire);
    known = { start, examples, paint: paintOf(surface, examples, start, catalogue), frame: frameOf(surface) };
    drawAxes(axes, known.frame);
    const height = heightOf(known.frame);
    setAttribute(drawing, 'viewBox', `0 0 ${WIDTH} ${height}`);
    const { box } = known.frame;
    canvas.width = box.width * FINE;
    canvas.height = box.height * FINE;
    const share = (/** @type {number} */ part, /** @type {number} */ whole) => `${(100 * part) / whole}%`;
    canvas.style.cssText = `left: ${share(box.x, WIDTH)}; top: ${share(box.y, height)}; width: ${share(box.width, WIDTH)}; height: ${share(box.height, height)}`;
    legend.replaceChildren(...legendOf(known.paint, known.examples, kinksOf(start?.layers[0]?.activation_function ?? '', catalogue)));
    return known;
  };

  return {
    element,
    /** @param {Run} run @param {Pictured} snapshot @param {Circumstances} circumstances */
    update(run, snapshot, { title, step, theme: [painted, palette], catalogue }) {
      const parts = [run.start, snapshot, painted, title, snapshot.step === step];
      if (parts.every((part, index) => part === last[index])) return;
      const { examples, paint, frame } = ofRun(run, snapshot, catalogue);
      const { surface } = snapshot;
      if (snapshot !== last[1] || painted !== last[2]) {
        draw(canvas, snapshot, { examples, paint, frame }, palette());
        drawLines(lines, linesOf(surface.hinges, frame), choose);
        updateUnits(units, surface.hinges, choose);
      }
      setText(name, title === '' ? '' : `${capital(title)}. `);
      setText(words, captionOf(surface, paint, examples) + (snapshot.step === step ? '' : ` This is step ${snapshot.step}, the last before that was sent whole.`));
      last = parts;
    },
    /** @param {number|null} chosen @param {number|null} hovered */
    mark(chosen, hovered) {
      pressed = chosen;
      for (const line of lines.children) {
        const unit = Number(line.getAttribute('data-neuron'));
        line.classList.toggle('is-chosen', unit === chosen);
        line.classList.toggle('is-hovered', unit === hovered);
      }
      for (const button of units.querySelectorAll('button')) {
        setAttribute(button, 'aria-pressed', String(Number(button.dataset['neuron']) === chosen));
      }
    },
  };
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Pictured} snapshot
 * @param {{examples: Examples, paint: Paint, frame: Frame}} known
 * @param {import('../../model/drawing/scales.js').Palette} palette
 */
function draw(canvas, { surface }, { examples, paint, frame }, palette) {
  const context = canvas.getContext('2d');
  if (!context) return;
  const style = getComputedStyle(canvas);
  const read = (/** @type {string} */ token) => style.getPropertyValue(`--${token}`);
  const classes = CLASSES.map((token) => channels(read(token)));
  const scale = (/** @type {number} */ share) => cellColour(share, 1, palette);
  const { rows, columns } = surface.values;
  const picture = new OffscreenCanvas(columns, rows);
  picture.getContext('2d')?.putImageData(new ImageData(pixels(surface, paint, { classes, scale }), columns, rows), 0, 0);
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
  // The points of the grid are the middles of the outermost pixels' cells: they lie on the frame.
  const cell = { x: canvas.width / Math.max(1, columns - 1), y: canvas.height / Math.max(1, rows - 1) };
  context.drawImage(picture, -cell.x / 2, -cell.y / 2, canvas.width + cell.x, canvas.height + cell.y);
  drawPoints(context, { examples, frame }, { classes, scale, paint, edge: read('panel') });
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {{examples: Examples, frame: Frame}} known
 * @param {{classes: Colour[], scale: (share: number) => Colour, paint: Paint, edge: string}} look
 */
function drawPoints(context, { examples: { points, classes: of, values }, frame }, { classes, scale, paint, edge }) {
  const shapes = SHAPES.map((shape) => new Path2D(shape));
  const size = points.length > 300 ? 2.2 : 3.4;
  points.forEach((point, index) => {
    const [x, y] = placeOf(frame, point);
    const one = of?.[index] ?? 0;
    const colour = values && paint.kind === 'scale'
      ? scale(((values[index] ?? 0) - paint.middle) / paint.half)
      : /** @type {Colour} */ (classes[one % classes.length]);
    context.setTransform(FINE * size, 0, 0, FINE * size, FINE * (x - frame.box.x), FINE * (y - frame.box.y));
    context.lineWidth = 0.55;
    context.strokeStyle = edge;
    context.fillStyle = `rgb(${colour.join()})`;
    const shape = /** @type {Path2D} */ (shapes[one % shapes.length]);
    context.stroke(shape);
    context.fill(shape);
  });
}

/**
 * @param {SVGElement} axes
 * @param {Frame} frame
 */
function drawAxes(axes, frame) {
  const { box, x, y } = frame;
  const bottom = box.y + box.height;
  const mark = (/** @type {number} */ x1, /** @type {number} */ y1, /** @type {number} */ x2, /** @type {number} */ y2) => svg('line', { x1, y1, x2, y2 });
  const text = (/** @type {number} */ at, /** @type {number} */ from, /** @type {string} */ anchor, /** @type {string} */ words) =>
    svg('text', { x: at, y: from, 'text-anchor': anchor }, words);
  const written = (/** @type {number} */ value) => String(value).replace('-', '−');
  axes.replaceChildren(
    svg('rect', { x: box.x, y: box.y, width: box.width, height: box.height }),
    ...ticks(x, 6).flatMap((value) => {
      const [at] = placeOf(frame, [value, y.low]);
      return [mark(at, bottom, at, bottom + 4), text(at, bottom + 15, 'middle', written(value))];
    }),
    ...ticks(y, 4).flatMap((value) => {
      const [, at] = placeOf(frame, [x.low, value]);
      return [mark(box.x - 4, at, box.x, at), text(box.x - 7, at + 4, 'end', written(value))];
    }),
  );
}

/**
 * @param {SVGElement} parent
 * @param {Line[]} lines
 * @param {(unit: number) => void} choose
 */
function drawLines(parent, lines, choose) {
  parent.replaceChildren(...lines.filter(({ path }) => path !== '').map(({ unit, dead, path, label }) =>
    svg('g', {
      class: dead ? 'line is-dead' : 'line', 'data-neuron': unit,
      onpointerenter: () => hover({ kind: 'neuron', layer: 1, unit }),
      onpointerleave: () => hover(null),
      onclick: () => choose(unit),
    },
    svg('title', {}, `unit ${unit} of layer 1${dead ? ', dead' : ''}`),
    svg('path', { d: path, class: 'reach' }),
    svg('path', { d: path, class: 'seen' }),
    label && svg('text', { x: label.x, y: label.y, 'text-anchor': label.anchor }, `${dead ? '✕' : ''}${unit}`))));
}

/**
 * A button for each unit, with or without a line.
 * @param {HTMLElement} parent
 * @param {Pictured['surface']['hinges']} hinges
 * @param {(unit: number) => void} choose
 */
function updateUnits(parent, hinges, choose) {
  const shown = hinges.slice(0, MOST);
  if (parent.querySelectorAll('button').length !== shown.length) {
    const more = hinges.length - shown.length;
    parent.replaceChildren(...shown.map(({ unit }) => h('li', {}, h('button', {
      type: 'button', class: 'surface-unit', 'data-neuron': unit,
      onclick: () => choose(unit),
      onpointerenter: () => hover({ kind: 'neuron', layer: 1, unit }),
      onpointerleave: () => hover(null),
    }))), ...(more > 0 ? [h('li', { class: 'note' }, `and ${more} more`)] : []));
  }
  parent.querySelectorAll('button').forEach((button, index) => {
    const { unit, dead, segments } = /** @type {typeof hinges[number]} */ (shown[index]);
    const label = `unit ${unit} of layer 1: ${dead ? 'dead' : 'not dead'}${segments.length === 0 ? ', its line is outside the picture' : ''}`;
    if (button.getAttribute('aria-label') === label) return;
    setAttribute(button, 'aria-label', label);
    setAttribute(button, 'title', label);
    setAttribute(button, 'data-dead', dead);
    button.replaceChildren(...(dead ? [markShape('dead')] : []), String(unit));
  });
}

/**
 * @param {Paint} paint
 * @param {Examples} examples
 * @param {readonly number[]} kinks of the activation of layer 1
 * @returns {(Node|string)[]}
 */
function legendOf(paint, { classes, points }, kinks) {
  const seen = classes ? [...new Set(classes)].sort((a, b) => a - b) : [];
  const shapes = seen.map((one) => h('span', { class: 'class-name' },
    svg('svg', { viewBox: '-1.4 -1.4 2.8 2.8', width: 10, height: 10, 'aria-hidden': 'true', style: `fill: var(--${CLASSES[one % CLASSES.length]})` }, svg('path', { d: SHAPES[one % SHAPES.length] })),
    `class ${one}`));
  return [
    `${colourWords(paint)}. Lines: ${lineWords(kinks)} for a unit of layer 1, dashed if it is dead. `,
    ...(points.length === 0 ? ['The examples are too many to be drawn one by one.'] : shapes.length > 0 ? ['Examples: ', ...shapes] : ['Examples have the colour of their target.']),
  ];
}
