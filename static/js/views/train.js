/**
 * Training, view by view: how, the run and its steps, charts, lives and deaths, and what else there is to see of a step.
 * @import { Mounted, Store } from '../types.js'
 */
import { h } from './dom.js';
import { createTrainAdvice } from './train-advice.js';
import { createCharts } from './train-charts.js';
import { createInterference } from './train-interference.js';
import { createLifeWords } from './train-life-words.js';
import { createLives } from './train-lives.js';
import { createSettings } from './train-settings.js';
import { createSurface } from './train-surface.js';
import { createTransport } from './train-transport.js';

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
