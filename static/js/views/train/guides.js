/**
 * Vertical lines over the steps of a run, in the charts and in the life chart alike: the step looked at, the step at
 * which two runs part, and where a run left the finite numbers. Moving one redraws nothing. Also the axis of steps, and
 * the hand that moves along it.
 * @import { Run } from '../../model/train/types.js'
 * @import { Span } from '../../model/train/timeline.js'
 */
import { bounds, nearest, shareOf, stepAt, ticks } from '../../model/train/timeline.js';
import { h, setText, show } from '../parts/dom.js';

/**
 * @typedef {object} Guided
 * @property {Span} span
 * @property {number|null} step the recorded step looked at
 * @property {number|null} parting
 * @property {readonly Run[]} runs whose ends are marked
 */

/** @returns {{element: HTMLElement, update: (content: Guided) => void}} */
export function createGuides() {
  const [cursor, parting] = [h('div', { class: 'guide looked-at' }), h('div', { class: 'guide parting' })];
  const ended = [h('div', { class: 'guide ended' }), h('div', { class: 'guide ended' })];
  return {
    element: h('div', { class: 'guides', 'aria-hidden': 'true' }, parting, ...ended, cursor),
    update({ span, step, parting: parts, runs }) {
      put(cursor, step === null ? null : shareOf(span, step));
      put(parting, parts === null ? null : shareOf(span, parts));
      ended.forEach((line, index) => {
        const share = endOf(runs[index], span);
        put(line, share);
        line.classList.toggle('early', share !== null && share < 0.5);
      });
    },
  };
}

/**
 * @param {Run|undefined} run
 * @param {Span} span
 * @returns {number|null} where it left the finite numbers: at the right of its last good column
 */
function endOf(run, span) {
  if (run?.done?.reason !== 'non_finite' || run.steps.length === 0) return null;
  return shareOf(span, bounds(run.steps, run.steps.length - 1, span)[1]);
}

/**
 * @param {HTMLElement} line
 * @param {number|null} share
 */
function put(line, share) {
  show(line, share !== null);
  const left = share === null ? '' : `${(share * 100).toFixed(3)}%`;
  if (line.style.left !== left) line.style.left = left;
}

/** The numbers of the steps below a chart. @returns {{element: HTMLElement, update: (span: Span, width: number) => void}} */
export function createAxis() {
  const element = h('div', { class: 'step-axis', 'aria-hidden': 'true' });
  return {
    element,
    update(span, width) {
      const steps = ticks(span, width);
      while (element.childElementCount > steps.length) element.lastElementChild?.remove();
      while (element.childElementCount < steps.length) element.append(h('span'));
      steps.forEach((step, index) => {
        const tick = /** @type {HTMLElement} */ (element.children[index]);
        setText(tick, String(step));
        put(tick, shareOf(span, step));
      });
    },
  };
}

/**
 * The recorded step under the pointer.
 * @param {{clientX: number}} event
 * @param {HTMLElement} element over the steps exactly
 * @param {Span} span
 * @param {readonly {step: number}[]} steps
 * @returns {number} index of it; −1 where nothing is recorded
 */
export function columnUnder({ clientX }, element, span, steps) {
  const { left, width } = element.getBoundingClientRect();
  return nearest(steps, stepAt(span, (clientX - left) / Math.max(1, width)));
}
