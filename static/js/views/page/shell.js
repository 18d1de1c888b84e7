/**
 * What belongs to the page as a whole: which panels are open, words about its state, dropped files, keys.
 * @import { State, Store } from '../../model/page/types.js'
 */
import { redo, undo } from '../../actions/editing.js';
import { setPanel } from '../../actions/looking.js';
import { saveFile } from '../../actions/opening.js';
import { openFile } from '../../actions/opening.js';
import { isOpened, outdated } from '../../model/page/selectors.js';
import { SHOWN, shows } from '../../model/page/views.js';
import { h, setAttribute, setText, show } from '../parts/dom.js';

/** @type {Record<State['status'], string>} */
const WORDS = {
  starting: 'Starting…',
  loading: 'Computing…',
  ready: '',
  invalid: 'This picture is of the last input that fitted together.',
  offline: 'The server is gone. Nothing is lost: the page goes on as soon as it is back.',
  busy: 'The server is busy. The page asks again by itself.',
};

/**
 * @param {State} state
 * @returns {string}
 */
function wordsOf({ status, view, training, analysis }) {
  return status === 'invalid' && (view.name === 'practice' || training.own || !analysis) ? 'The input does not fit together yet.' : WORDS[status];
}

/**
 * @param {HTMLElement} element
 * @param {Store} store
 * @returns {import('../../model/page/types.js').Mounted}
 */
export function mount(element, store) {
  const pill = h('div', { id: 'outdated' });
  element.append(pill);
  const live = /** @type {HTMLElement} */ (document.getElementById('live'));
  const partOf = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
  const parts = SHOWN.map((id) => ({ id, part: partOf(id) }));
  const used = [partOf('network'), ...parts.map(({ part }) => part)];
  /** @type {string|null} */
  let said = null;
  /** @type {State['status']} */
  let status = 'starting';
  addSkips();
  addKeys(store);
  addDropping(element);

  return {
    update() {
      const state = store.get();
      setAttribute(element, 'data-outdated', String(outdated(state)));
      setAttribute(element, 'data-view', state.view.name);
      for (const { id, part } of parts) show(part, shows(state.view.name, id));
      // Before there is a network, nothing in them could be done; which view it begins with is chosen in the header.
      for (const part of used) part.inert = !isOpened(state);
      setAttribute(element, 'data-network', state.panels.network ? 'open' : 'closed');
      setAttribute(element, 'data-inspector', state.panels.inspector ? 'open' : 'closed');
      setAttribute(pill, 'data-shown', String(state.status !== 'ready'));
      setAttribute(pill, 'data-status', state.status);
      if (WORDS[state.status]) setText(pill, wordsOf(state));
      const alarming = state.status === 'offline' || state.status === 'busy';
      const back = state.status === 'ready' && (status === 'offline' || status === 'busy');
      if (state.status !== status && (alarming || back)) setText(live, back ? 'The server is back.' : WORDS[state.status]);
      if (state.status !== 'loading') status = state.status;
      if (state.announcement !== said) {
        said = state.announcement;
        setText(live, said ?? '');
      }
    },
  };
}

/** The skip links move the focus; the fragment of the address belongs to the spec. */
function addSkips() {
  for (const link of document.querySelectorAll('a.skip')) {
    link.addEventListener('click', (event) => {
      event.preventDefault();
      const id = link.getAttribute('href')?.slice(1) ?? '';
      if (id === 'network') setPanel('network', true);
      const target = () => (id === 'network' ? document.getElementById(id) : document.querySelector('#train:not([hidden]), main:not([hidden])'));
      requestAnimationFrame(() => requestAnimationFrame(() => /** @type {HTMLElement|null} */ (target())?.focus()));
    });
  }
}

/** @param {Store} store */
function addKeys(store) {
  addEventListener('keydown', (event) => {
    const command = (event.ctrlKey || event.metaKey) && !event.altKey;
    const key = event.key.toLowerCase();
    if (document.querySelector('dialog[open], :popover-open')) return;
    // Where the inspector lies over what it speaks of, it makes way.
    if (key === 'escape' && !event.defaultPrevented && store.get().panels.inspector) setPanel('inspector', false);
    if (command && key === 'z') (event.shiftKey ? redo : undo)();
    else if (command && key === 'y') redo();
    else if (command && key === 's') saveFile();
    else return;
    event.preventDefault();
  });
}

/** @param {HTMLElement} element */
function addDropping(element) {
  /** @param {DragEvent} event */
  const holdsFile = (event) => event.dataTransfer?.types.includes('Files') ?? false;
  addEventListener('dragover', (event) => {
    if (!holdsFile(event)) return;
    event.preventDefault();
    element.classList.add('drop');
  });
  addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) element.classList.remove('drop');
  });
  addEventListener('drop', (event) => {
    if (!holdsFile(event)) return;
    event.preventDefault();
    element.classList.remove('drop');
    const [file] = event.dataTransfer?.files ?? [];
    if (file) void openFile(file);
  });
}
