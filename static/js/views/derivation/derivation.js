/**
 * The worked solution of one example with this network's numbers: to read, to print, to take along.
 * @import { Derivation } from '../../model/analysis/types.js'
 * @import { Mounted, State, Store } from '../../model/page/types.js'
 */
import { download } from '../../actions/deriving.js';
import { exampleCount } from '../../model/page/selectors.js';
import { calledAs } from '../../model/practice/solution.js';
import { h, setAttribute, setText, show } from '../parts/dom.js';
import { createExamples } from '../parts/examples.js';
import { createPaper } from './paper.js';
import { placeOf } from '../network/problems.js';

/**
 * @param {HTMLElement} element
 * @param {Store} store
 * @returns {Mounted}
 */
export function mount(element, store) {
  const examples = createExamples({ batch: false, label: 'Example to work out, counted from 0' });
  const paper = createPaper();
  const contents = createContents(paper);
  const buttons = createButtons();
  const note = h('p', { class: 'derivation-note', role: 'status' });
  const empty = h('p', { class: 'empty', role: 'status' });
  const scroller = h('div', { class: 'paper-scroller', role: 'region', 'aria-label': 'Derivation', tabindex: 0 },
    empty, contents.list, paper.element);
  element.append(h('div', { class: 'flow-tools' }, examples.element, contents.menu, buttons.element), h('div', { class: 'over' }, note), scroller);
  contents.watch(scroller);
  /** @type {readonly unknown[]} */
  let shown = [];

  function update() {
    const state = store.get();
    if (state.view.name !== 'derivation') return;
    const { answer } = state.derivation;
    const current = isCurrent(state);
    examples.update(state, exampleCount(state) ?? 1);
    buttons.update(answer !== null);
    const words = statusText(state);
    setText(empty, answer ? '' : words || 'Working it out …');
    show(empty, answer === null);
    setText(note, answer && !current ? words : '');
    element.toggleAttribute('data-outdated', answer !== null && !current);
    const { title } = calledAs(state);
    if (answer && (answer !== shown[0] || title !== shown[1])) {
      shown = [answer, title];
      paper.show({ ...answer, title: title ?? answer.title });
      contents.show(answer);
    }
  }
  return { update };
}

/**
 * Whether the solution on the page is that of the spec and the example.
 * @param {State} state
 */
function isCurrent({ spec, view, derivation: { of, problem } }) {
  return problem === null && of?.spec === spec && of.example === (view.example ?? 0);
}

/**
 * @param {State} state
 * @returns {string} why the solution of the spec is not there, where it is not only on its way
 */
function statusText({ status, problem: wrong, derivation: { answer, problem } }) {
  const last = answer ? ' This is the solution of the last input that fitted together.' : '';
  if (status === 'offline') return 'The server is gone. The solution is asked for again as soon as it is back.';
  if (status === 'busy') return 'The server is busy. The solution is asked for again by itself.';
  const found = status === 'invalid' ? wrong : status === 'ready' ? problem : null;
  if (!found) return '';
  const [first, ...more] = found.errors;
  if (!first) return `${found.title}: ${found.detail}.${last}`.replace('..', '.');
  const others = more.length > 0 ? ` (and ${more.length} more)` : '';
  return `${placeOf(first.pointer)}: ${first.message}${others}.${last}`;
}

/** Printing and taking it along. */
function createButtons() {
  const button = (/** @type {string} */ title, /** @type {() => void} */ onclick, /** @type {import('../parts/dom.js').Child[]} */ ...text) =>
    h('button', { type: 'button', class: 'button', title, onclick }, ...text);
  const all = [
    button('Print the derivation alone, or save it as PDF', () => window.print(), 'Print'),
    button('A document that compiles as it is', () => void download('latex'), h('span', { class: 'verb' }, 'Download\u00a0'), 'LaTeX'),
    button('For notes, GitHub and notebooks', () => void download('markdown'), h('span', { class: 'verb' }, 'Download\u00a0'), 'Markdown'),
  ];
  return {
    element: h('div', { class: 'derivation-buttons' }, ...all),
    /** @param {boolean} there */
    update(there) {
      for (const one of all) if (one.disabled === there) one.disabled = !there;
    },
  };
}

/**
 * The sections by name: a list at the side where there is room for one, a menu where there is not.
 * @param {{reveal: (id: string) => void, headings: () => HTMLElement[]}} paper
 */
function createContents({ reveal, headings }) {
  const items = h('ul');
  const list = h('nav', { class: 'contents', 'aria-label': 'Sections' }, items);
  const select = h('select', { id: 'derivation-section', 'aria-label': 'Section', onchange: () => reveal(select.value) });
  const menu = h('div', { class: 'contents-menu' }, select);
  /** @type {HTMLElement|null} */
  let scroller = null;
  let key = '';

  /** Marks the section that is being read. */
  function mark() {
    if (!scroller) return;
    // On a phone the whole page scrolls, and no section begins above it.
    const top = Math.max(0, scroller.getBoundingClientRect().top) + 96;
    const [first, ...rest] = headings();
    const current = rest.filter((heading) => heading.getBoundingClientRect().top < top).at(-1) ?? first;
    const id = current?.dataset.section ?? '';
    if (select.value !== id) select.value = id;
    for (const button of items.querySelectorAll('button')) setAttribute(button, 'aria-current', button.dataset.section === id ? 'location' : null);
  }

  let frame = 0;
  const soon = () => {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      mark();
    });
  };

  return {
    list,
    menu,
    /** @param {HTMLElement} parent */
    watch(parent) {
      scroller = parent;
      parent.addEventListener('scroll', soon, { passive: true });
      addEventListener('scroll', soon, { passive: true });
    },
    /** @param {Derivation} derivation */
    show({ sections }) {
      const next = JSON.stringify(sections.map(({ id, title }) => [id, title]));
      if (next === key) return;
      key = next;
      items.replaceChildren(...sections.map(({ id, title }) =>
        h('li', {}, h('button', { type: 'button', class: 'plain-link', 'data-section': id, text: title, onclick: () => reveal(id) }))));
      select.replaceChildren(...sections.map(({ id, title }) => h('option', { value: id, text: title })));
      soon();
    },
  };
}
