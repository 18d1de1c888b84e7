/**
 * What is to be worked out: the exercise's own text, or a short one for a network of one's own.
 * @import { Block } from '../../model/analysis/types.js'
 * @import { Catalogue, Spec } from '../../model/network/types.js'
 * @import { State } from '../../model/page/types.js'
 */
import { setPanel } from '../../actions/looking.js';
import { openExercise } from '../../actions/practice/exercising.js';
import { plural, words as spaced } from '../../model/format.js';
import { isFetching, isWrong, taskOf } from '../../model/practice/task.js';
import { isOpened, nameOf } from '../../model/page/selectors.js';
import { h, setAttribute } from '../parts/dom.js';
import { blockElement, reachWide } from '../parts/maths.js';

const HOW = [
  'Fill in what you like; an array that is left empty is not marked. Decimals and fractions such as 3/7 both count, and what is rightly rounded to three decimals or more is right.',
  'Into the first cell of an array you can paste all of it, from NumPy, MATLAB, a spreadsheet or a CSV file.',
];

/** @returns {{element: HTMLElement, update: (state: State) => void, focus: () => void}} */
export function createStatement() {
  const element = h('article', { class: 'statement' });
  const reach = reachWide(element);
  /** @type {readonly unknown[]} */
  let last = [];
  return {
    element,
    update(state) {
      const now = [state.spec, state.catalogue, taskOf(state), state.view.exercise, kindOf(state), state.problem];
      if (now.every((part, index) => part === last[index])) return;
      last = now;
      element.replaceChildren(...view(state));
      setAttribute(element, 'data-exercise', taskOf(state).exercise !== null);
      reach();
    },
    /** To read from, where what had the focus is gone. */
    focus() {
      const heading = element.querySelector('h2');
      heading?.setAttribute('tabindex', '-1');
      heading?.focus({ preventScroll: true });
    },
  };
}

/** @param {State} state */
function kindOf(state) {
  if (isFetching(state)) return 'fetching';
  if (isWrong(state)) return 'invalid';
  return !isOpened(state) ? 'starting' : 'known';
}

/**
 * @param {State} state
 * @returns {HTMLElement[]}
 */
function view(state) {
  const kind = kindOf(state);
  const { exercise, sizes, large } = taskOf(state);
  const name = state.view.exercise;
  if (kind === 'starting') return [h('p', { class: 'advice', text: 'Starting …' })];
  if (kind === 'fetching') return [h('p', { class: 'advice', text: `Fetching exercise ${name?.seed} of level ${name?.level} …` })];
  if (kind === 'invalid') {
    return [
      h('h2', { text: 'The network does not fit together yet' }),
      h('p', {}, 'Mend it in the Network panel first. The answers that you gave are kept with the numbers that they belong to.', openPanel()),
    ];
  }
  if (exercise) {
    const { title, statement } = exercise.answer;
    return [h('h2', { text: title }), ...inRows(statement), how()];
  }
  return [
    h('h2', { text: 'Your own network' }),
    ...(name ? [changed(name)] : []),
    ...(large ? [h('p', { class: 'too-large', text: large })] : sizes ? [ownText(state.spec, sizes, state.catalogue), how()]
      : [h('p', { class: 'advice', text: 'What to hand in shows here once the sizes of the network are known.' })]),
  ];
}

/**
 * Equations that follow each other stand side by side, as far as there is room.
 * @param {Block[]} blocks
 * @returns {HTMLElement[]}
 */
function inRows(blocks) {
  /** @type {HTMLElement[]} */
  const all = [];
  for (const block of blocks) {
    const last = all.at(-1);
    if (block.kind !== 'equation') all.push(blockElement(block));
    else if (last?.className === 'equations') last.append(blockElement(block));
    else all.push(h('div', { class: 'equations' }, blockElement(block)));
  }
  return all;
}

/** @param {import('../../model/practice/types.js').ExerciseName} name */
function changed(name) {
  return h('p', { class: 'changed' }, `Changed: these are your own numbers, not those of exercise ${name.seed} of level ${name.level}. `,
    h('button', { type: 'button', class: 'button', text: 'Back to the exercise', onclick: () => openExercise(name) }));
}

function openPanel() {
  return h('button', { type: 'button', class: 'button panel-toggle', text: 'Show the network', onclick: () => setPanel('network', true) });
}

/** @returns {HTMLElement} */
function how() {
  return h('div', { class: 'how' }, ...HOW.map((text) => h('p', { text })));
}

/**
 * @param {Spec} spec
 * @param {import('../../model/practice/task.js').Sizes} sizes
 * @param {Catalogue|null} catalogue
 */
function ownText(spec, { widths, examples }, catalogue) {
  const [inputs = 0, ...units] = widths;
  const layers = units.map((count, index) => [count, spaced(nameOf(spec.network.layers[index]?.activation)), count === 1 ? 'unit' : 'units'].filter((part) => part !== '').join(' '));
  const loss = catalogue?.losses.find(({ name }) => name === spec.loss)?.name ?? spec.loss;
  const reduced = spec.reduction === 'sum' ? 'sum' : 'mean';
  const batch = examples === 1 ? '' : ` ∇W and ∇b are the ${reduced} over the ${examples} examples; δ belongs to each example and is never divided by ${examples}.`;
  return h('p', {},
    `Work out by hand the forward and the backward pass of your network: ${plural(inputs, 'input')}, ${layers.join(', ')}, with ${spaced(loss)} on ${plural(examples, 'example')}.${batch} Its numbers stand in the Network panel. `,
    openPanel());
}
