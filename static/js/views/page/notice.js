/**
 * Words about what just happened. They lie over the page, so that nothing moves, but over nothing that is needed.
 * @import { Mounted, Store } from '../../model/page/types.js'
 */
import { notice } from '../../actions/telling.js';
import { lowestFree } from '../../model/drawing/placing.js';
import { h, setText } from '../parts/dom.js';

/** What is read or pressed while the words are there: legends, what is wrong, the steps of a run, the summary. */
const NEEDED = ['#summary', '.flow-foot', '.flow-tools', '.problems', '.errors', '.transport', '.life-legend', '.surface-legend', '#inspector'].join();
const GAP = 8;

/**
 * @param {HTMLElement} element
 * @param {Store} store
 * @returns {Mounted}
 */
export function mount(element, store) {
  const text = h('span');
  const dismiss = h('button', { type: 'button', class: 'dismiss', 'aria-label': 'Dismiss', text: '✕', onclick: () => notice(null) });
  let frame = 0;

  function place() {
    frame = 0;
    if (!text.isConnected) return;
    inTheMiddle(element);
    const { left, right, height } = element.getBoundingClientRect();
    const room = { top: document.getElementById('header')?.getBoundingClientRect().bottom ?? 0, bottom: innerHeight - GAP, gap: GAP };
    element.style.bottom = `${innerHeight - lowestFree(inSight(), { left, right, height }, room)}px`;
  }
  const later = () => {
    if (text.isConnected) frame ||= requestAnimationFrame(place);
  };
  addEventListener('scroll', later, { capture: true, passive: true });
  addEventListener('resize', later);

  return {
    update() {
      const { notice: words } = store.get();
      setText(text, words ?? '');
      if (words && !text.isConnected) element.replaceChildren(text, dismiss);
      if (!words) element.replaceChildren();
      later();
    },
  };
}

/** Between the panels, over the part of the page that the view is. @param {HTMLElement} element */
function inTheMiddle(element) {
  const main = document.querySelector('main:not([hidden])')?.getBoundingClientRect();
  if (!main || main.width === 0) return;
  element.style.left = `${main.left + main.width / 2}px`;
  element.style.maxWidth = `min(36rem, ${main.width - 4 * GAP}px)`;
}

/** The boxes of what is needed, as far as the windows in which they scroll show them. */
function inSight() {
  return [...document.querySelectorAll(NEEDED)].filter((it) => it.checkVisibility()).map(shown).filter(({ top, bottom }) => bottom > top);
}

/** @param {Element} needed @returns {import('../../model/drawing/placing.js').Box} */
function shown(needed) {
  const { left, right, top, bottom } = needed.getBoundingClientRect();
  const panel = needed.parentElement?.closest('#train, #network');
  if (!panel || getComputedStyle(panel).overflowY === 'visible') return { left, right, top, bottom };
  const within = panel.getBoundingClientRect();
  return { left, right, top: Math.max(top, within.top), bottom: Math.min(bottom, within.bottom) };
}
