/**
 * The header: presets, undo and redo, files and links, theme, help; and on a narrow window, the panels' buttons.
 * @import { PresetEntry } from '../../model/network/types.js'
 * @import { State, Store } from '../../model/page/types.js'
 */
import { redo, undo } from '../../actions/editing.js';
import { openView, setPanel, setTheme } from '../../actions/looking.js';
import { choosePreset, saveFile, share } from '../../actions/opening.js';
import { openFile } from '../../actions/opening.js';
import { start as startTraining } from '../../actions/train/training.js';
import { presetOf } from '../../model/network/presets.js';
import { showsFlow } from '../../model/page/selectors.js';
import { VIEWS } from '../../model/page/views.js';
import { h, setAttribute, setText, show, uniqueId } from '../parts/dom.js';
import { createHelp } from './help.js';

/** @type {Record<State['theme'], {next: State['theme'], sign: string, words: string}>} */
const THEMES = {
  system: { next: 'light', sign: '◐', words: 'the system’s' },
  light: { next: 'dark', sign: '☼', words: 'light' },
  dark: { next: 'system', sign: '☾', words: 'dark' },
};

/**
 * @param {HTMLElement} element
 * @param {Store} store
 * @returns {import('../../model/page/types.js').Mounted}
 */
export function mount(element, store) {
  /** @param {string} sign @param {string} label @param {() => void} onclick @param {string} [extra] */
  const icon = (sign, label, onclick, extra = '') =>
    h('button', { type: 'button', class: `button quiet icon ${extra}`, 'aria-label': label, title: label, onclick }, h('span', { 'aria-hidden': 'true', text: sign }));
  /** @param {string} text @param {string} title @param {() => void} onclick */
  const worded = (text, title, onclick) => h('button', { type: 'button', class: 'button quiet', title, text, onclick });
  /** @param {'network'|'inspector'} panel @param {string} text */
  const toggle = (panel, text) => {
    const button = h('button', {
      type: 'button', class: 'button panel-toggle', text, 'aria-controls': panel,
      onclick: () => setPanel(panel, !store.get().panels[panel]),
    });
    return { button, panel };
  };

  const presets = createPresets(store);
  const help = createHelp();
  const file = h('input', {
    type: 'file', hidden: true, 'aria-label': 'File to open', tabindex: -1,
    onchange: () => {
      const [chosen] = file.files ?? [];
      if (chosen) void openFile(chosen);
      file.value = ''; // so that the same file can be opened again
    },
  });
  const undoButton = icon('↶', 'Undo', undo);
  const redoButton = icon('↷', 'Redo', redo);
  const themeButton = icon('◐', 'Theme', () => setTheme(THEMES[store.get().theme].next));
  const tabs = VIEWS.map(({ name, label, title }) => (
    { name, tab: h('button', { type: 'button', class: 'tab', 'data-view': name, title, text: label, onclick: () => openView(name) }) }));
  const toggles = [toggle('network', 'Network'), toggle('inspector', 'Inspector')];

  element.append(
    h('h1', { class: 'brand' }, h('span', { class: 'nabla', 'aria-hidden': 'true', text: '∇' }), h('span', { class: 'brand-name', text: 'Nablascope' })),
    h('nav', { class: 'tabs', 'aria-label': 'Views' }, ...tabs.map(({ tab }) => tab)),
    h(
      'div',
      { class: 'tools' },
      h('div', { class: 'group' }, ...toggles.map(({ button }) => button)),
      h('div', { class: 'group' }, presets.element),
      h('div', { class: 'group edits' }, undoButton, redoButton),
      h(
        'div',
        { class: 'group' },
        worded('Open', 'Open a saved network, or a table as the data; a file can be dropped on the page too', () => file.click()),
        worded('Save', 'Save the network and the data as a file', saveFile),
        worded('Share', 'Copy a link that holds everything', () => void share()),
        file,
      ),
      h('div', { class: 'group' }, themeButton, icon('?', 'Help', help.open)),
    ),
  );
  document.body.append(help.element);

  return {
    update() {
      const { past, future, theme, panels, view } = store.get();
      for (const { name, tab } of tabs) setAttribute(tab, 'aria-current', name === view.name ? 'page' : null);
      // Not `disabled`: that would take the focus away from whoever pressed undo once too often.
      setAttribute(undoButton, 'aria-disabled', String(past.length === 0));
      setAttribute(redoButton, 'aria-disabled', String(future.length === 0));
      const { sign, words, next } = THEMES[theme];
      setText(/** @type {Element} */ (themeButton.firstElementChild), sign);
      const label = `Theme: ${words}. Change to ${THEMES[next].words}`;
      setAttribute(themeButton, 'aria-label', label);
      setAttribute(themeButton, 'title', label);
      for (const { button, panel } of toggles) {
        setAttribute(button, 'aria-expanded', String(panels[panel]));
        setAttribute(button, 'aria-pressed', String(panels[panel]));
        show(button, panel !== 'inspector' || showsFlow({ view }));
      }
      presets.update();
    },
  };
}

/**
 * @param {Store} store
 * @returns {{element: HTMLElement, update: () => void}}
 */
function createPresets(store) {
  const list = h('div', { id: 'presets', popover: 'auto', 'aria-label': 'Presets', role: 'group' });
  const button = h('button', { type: 'button', class: 'button', id: 'preset-button', popovertarget: 'presets', 'aria-expanded': 'false' }, 'Presets ▾');
  const element = h('div', { class: 'menu' }, button, list);
  /** @type {object|null} */
  let known = null;

  list.addEventListener('beforetoggle', () => {
    const { left, bottom } = button.getBoundingClientRect();
    const width = Math.min(400, innerWidth - 16);
    list.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
    list.style.top = `${bottom + 6}px`;
    // Those of the view at hand come first.
    const own = list.querySelector(`[data-group="${store.get().view.name === 'train' ? 'train' : 'explore'}"]`);
    if (own && own !== list.firstElementChild) list.prepend(own);
  });
  list.addEventListener('toggle', (event) => {
    const open = event.newState === 'open';
    setAttribute(button, 'aria-expanded', String(open));
    const current = list.querySelector('[aria-current="true"]') ?? list.querySelector('button');
    if (open && current instanceof HTMLElement) current.focus();
  });
  list.addEventListener('keydown', (event) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const items = [...list.querySelectorAll('button')];
    const index = items.findIndex((item) => item === document.activeElement);
    items[(index + step + items.length) % items.length]?.focus();
  });

  /** @param {PresetEntry} preset */
  const choose = ({ name, training }) => {
    list.hidePopover();
    choosePreset(name);
    if (training) startTraining();
  };

  /** @param {string} title @param {PresetEntry[]} presets */
  const group = (title, presets) => {
    const heading = h('h2', { id: uniqueId('presets'), text: title });
    return h('div', { role: 'group', 'aria-labelledby': heading.id, 'data-group': title.toLowerCase() }, heading, ...presets.map((preset) =>
      h('button', { type: 'button', class: 'item', 'data-preset': preset.name, onclick: () => choose(preset) },
        h('strong', { text: preset.title }), h('span', { text: preset.description }))));
  };

  return {
    element,
    update() {
      const state = store.get();
      const { catalogue } = state;
      if (catalogue && catalogue !== known) {
        known = catalogue;
        const [explored, trained] = [catalogue.presets.filter(({ training }) => !training), catalogue.presets.filter(({ training }) => training)];
        list.replaceChildren(group('Explore', explored), ...(trained.length > 0 ? [group('Train', trained)] : []));
      }
      const chosen = presetOf(state)?.name;
      for (const item of list.querySelectorAll('button')) setAttribute(item, 'aria-current', item.dataset.preset === chosen ? 'true' : null);
    },
  };
}
