/**
 * One figure for all charts of a run: plots under each other on one axis of steps, with room for a line of words above
 * each. Its axes are in places of curves.js; what lies over it is laid out by the same boxes. Pure.
 * @import { Chart, Line } from './curves.js'
 * @import { Span } from './timeline.js'
 */
import { channels } from '../drawing/scales.js';
import { shareOf, ticks } from './timeline.js';

/** Pixels left of the steps (numbers along the axis) and right of them (names of the lines), as in the life chart. */
export const EDGES = { left: 62, right: 30 };
/** Pixels of a line of words above a plot, of a plot, below a plot, and of the axis of steps. */
const SIZES = { head: 17, plot: 48, gap: 7, axis: 20 };
/** Pixels of a chart's name, of the sign of a run, and of a value with its layer. */
export const ROOM = { name: 98, sign: 24, value: 86 };
/** Lines of at most so many points show each of them. */
const DOTTED = 40;
/** Pixels between the names of two lines. */
const APART = 11;

/**
 * @typedef {object} ChartBox
 * @property {number} head pixels from the top to its words
 * @property {number} top pixels from the top to its plot
 * @property {number} height pixels of its plot
 * @property {boolean} below whether the values have lines of their own, below the name
 * @property {number} fit how many values such a line takes
 */
/** @typedef {{accent: string, good: string, muted: string, line: string, ink: string}} Theme hexadecimal colours */

/**
 * @param {readonly Pick<Chart, 'lines'>[]} charts
 * @param {number} runs
 * @param {number} width pixels of the steps
 * @returns {{boxes: ChartBox[], height: number}} height: the axis included
 */
export function chartPlan(charts, runs, width) {
  let next = 0;
  const boxes = charts.map(({ lines }) => {
    const count = lines.filter(({ second }) => !second).length;
    const beside = Math.max(1, Math.floor((width - ROOM.name) / ROOM.value));
    const below = count > beside;
    const fit = below ? Math.max(1, Math.floor((width - ROOM.sign) / ROOM.value)) : beside;
    const head = next;
    const top = head + SIZES.head * (Math.max(1, runs) + (below ? 1 : 0));
    next = top + SIZES.plot + SIZES.gap;
    return { head, top, height: SIZES.plot, below, fit };
  });
  return { boxes, height: next - SIZES.gap + SIZES.axis };
}

/**
 * The colours of the layers' lines, from the first to the last: from the accent to green. Their names stand beside them.
 * @param {number|null} layer 1 … L, or null for a line of the whole network
 * @param {number} depth L
 * @param {Theme} theme
 * @returns {string}
 */
export function lineColour(layer, depth, { accent, good }) {
  const share = layer === null || depth < 2 ? 0 : (layer - 1) / (depth - 1);
  const [from, to] = [channels(accent), channels(good)];
  return `rgb(${from.map((level, index) => Math.round(level + ((to[index] ?? 0) - level) * share)).join()})`;
}

/**
 * @param {Chart[]} charts
 * @param {Span} span
 * @param {{width: number, runs: number, depth: number}} size
 * @param {Theme} theme
 * @returns {{data: object[], layout: object}}
 */
export function chartFigure(charts, span, { width, runs, depth }, theme) {
  const { boxes, height } = chartPlan(charts, runs, width - EDGES.left - EDGES.right);
  const inner = height - SIZES.axis;
  const font = { size: 10, color: theme.muted };
  const axis = { fixedrange: true, zeroline: false, showline: false, tickfont: font, gridcolor: theme.line, gridwidth: 1 };
  /** @type {Record<string, object>} */
  const vertical = {};
  const data = charts.flatMap(({ name, scale, lines }, index) => {
    const box = /** @type {ChartBox} */ (boxes[index]);
    const suffix = index === 0 ? '' : String(index + 1);
    vertical[`yaxis${suffix}`] = {
      ...axis, range: scale.range, tickmode: 'array', tickvals: scale.ticks.map(({ at }) => at), ticktext: scale.ticks.map(({ text }) => text),
      domain: [1 - (box.top + box.height) / inner, 1 - box.top / inner],
    };
    return lines.map(({ layer, second, x, y }) => ({
      type: 'scatter', mode: x.length > DOTTED ? 'lines' : 'lines+markers', name: `${name} ${layer ?? ''}`, x, y, yaxis: `y${suffix}`,
      connectgaps: false, hoverinfo: 'skip', marker: { size: 3 },
      line: { color: lineColour(layer, depth, theme), width: second ? 1.25 : 1.5, dash: second ? '4px,3px' : 'solid', shape: name === 'dead' ? 'hvh' : 'linear' },
    }));
  });
  const steps = ticks(span, width - EDGES.left - EDGES.right);
  return {
    data,
    layout: {
      width, height, autosize: false, showlegend: false, margin: { l: EDGES.left, r: EDGES.right, t: 0, b: SIZES.axis, pad: 0 },
      paper_bgcolor: 'rgba(0,0,0,0)', plot_bgcolor: 'rgba(0,0,0,0)', font: { color: theme.ink },
      xaxis: { ...axis, range: [span.from, span.to], tickmode: 'array', tickvals: steps, ticktext: steps.map(String), anchor: `y${charts.length > 1 ? charts.length : ''}` },
      ...vertical,
    },
  };
}

/**
 * The names of the layers beside the ends of their lines; those that would lie over each other share one.
 * @param {Chart} chart
 * @param {Span} span
 * @param {Pick<ChartBox, 'top'|'height'>} box
 * @returns {{text: string, share: number, y: number}[]} share along the steps, y in pixels from the top of the figure
 */
export function endLabels({ scale, lines }, span, { top, height }) {
  const [low, high] = scale.range;
  const ends = lines.flatMap((line) => {
    const end = line.second || line.layer === null ? null : endOf(line);
    return end && line.layer !== null ? [{ layers: [line.layer], share: shareOf(span, end.x), y: top + (1 - (end.y - low) / (high - low)) * height }] : [];
  }).sort((a, b) => a.y - b.y);
  /** @type {typeof ends} */
  const groups = [];
  for (const end of ends) {
    const group = groups.at(-1);
    if (group && end.y - group.y < APART) group.layers.push(...end.layers);
    else groups.push(end);
  }
  return groups.map(({ layers, share, y }) => ({ text: ranges(layers), share, y }));
}

/** @param {Line} line @returns {{x: number, y: number}|null} its last point */
function endOf({ x, y }) {
  for (let index = y.length - 1; index >= 0; index -= 1) {
    const [step, place] = [x[index], y[index]];
    if (step !== undefined && place !== null && place !== undefined) return { x: step, y: place };
  }
  return null;
}

/**
 * @param {number[]} numbers
 * @returns {string} "1", "1, 3", "1–3, 5"
 */
export function ranges(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  /** @type {[number, number][]} */
  const runs = [];
  for (const one of sorted) {
    const run = runs.at(-1);
    if (run && run[1] === one - 1) run[1] = one;
    else runs.push([one, one]);
  }
  return runs.map(([from, to]) => (from === to ? String(from) : to === from + 1 ? `${from}, ${to}` : `${from}–${to}`)).join(', ');
}
