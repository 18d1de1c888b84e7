/**
 * One Plotly figure, redrawn only when it differs and is in sight or printed, and never queued behind itself.
 */

import { STATIC } from '../figures.js';

/** @typedef {{data: object[], layout: object}} Figure */

/**
 * @param {HTMLElement} element
 * @returns {{draw: (make: () => Figure) => void, close: () => void}}
 */
export function createHeatmaps(element) {
  /** @type {(() => Figure)|null} */
  let wanted = null;
  let drawing = false;
  let inSight = true;
  let printing = false;

  async function redraw() {
    if (drawing || !(inSight || printing)) return;
    drawing = true;
    try {
      while (wanted && (inSight || printing)) {
        const { data, layout } = wanted();
        wanted = null;
        await Plotly.react(element, data, layout, STATIC);
      }
    } finally {
      drawing = false;
    }
  }

  const observer = new IntersectionObserver((entries) => {
    inSight = entries.at(-1)?.isIntersecting ?? true;
    void redraw();
  }, { rootMargin: '100px' });
  observer.observe(element);
  const leaving = new AbortController();
  for (const type of /** @type {const} */ (['beforeprint', 'afterprint'])) {
    addEventListener(type, () => {
      printing = type === 'beforeprint';
      void redraw();
    }, leaving);
  }

  return {
    draw(make) {
      wanted = make;
      void redraw();
    },
    close() {
      wanted = null;
      observer.disconnect();
      leaving.abort();
      Plotly.purge(element);
    },
  };
}
