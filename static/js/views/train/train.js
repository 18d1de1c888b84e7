/**
 * Training, view by view: how, the run and its steps, charts, lives and deaths, and what else there is to see of a step.
 * @import { Mounted, Store } from '../../model/page/types.js'
 */
import { h } from '../parts/dom.js';
import { createTrainAdvice } from './advice.js';
import { createCharts } from './charts.js';
import { createInterference } from './interference.js';
import { createLifeWords } from './life/words.js';
import { createLives } from './life/lives.js';
import { createSettings } from './settings.js';
import { createSurface } from './surface.js';
import { createTransport } from './transport.js';

/**
 * @param {HTMLElement} element
 * @param {Store} store
 * @returns {Mounted}
 */
export function mount(element, store) {
  const [lives, charts] = [createLives(store), createCharts(store)];
  const [settings, transport, words] = [createSettings(store), createTransport(store), createLifeWords(store)];
  const around = [settings, transport, createTrainAdvice(element, store), words];
  const beneath = [createSurface, createInterference].map((create) => create(store));
  const sections = [...around, lives, charts, ...beneath];
  element.append(
    h('h2', { class: 'visually-hidden' }, 'Train'), ...around.map((section) => section.element),
    h('div', { class: 'train-pair' }, lives.element, charts.element), ...beneath.map((section) => section.element),
  );
  // What stands still below the transport is told how high that is.
  new ResizeObserver(() => element.style.setProperty('--transport', `${transport.element.offsetHeight}px`)).observe(transport.element);
  return {
    update() {
      if (store.get().view.name !== 'train') return;
      for (const section of sections) section.update();
    },
  };
}
