/**
 * The page's views, a row each: how it is called in a link and on its tab, and which elements of the page it shows.
 * A new view is a row here, an element in index.html, and its `mount` in main.js.
 */

/** @typedef {'explore'|'derivation'|'practice'|'train'} ViewName */

/** @type {readonly {name: ViewName, label: string, title: string, shows: readonly string[]}[]} */
export const VIEWS = [
  { name: 'explore', label: 'Explore', title: 'Every quantity of the two passes as heatmaps', shows: ['flow', 'inspector'] },
  { name: 'derivation', label: 'Derivation', title: 'The worked solution with this network’s numbers', shows: ['derivation'] },
  { name: 'practice', label: 'Practice', title: 'Work it out by hand and have it marked', shows: ['practice'] },
  { name: 'train', label: 'Train', title: 'Step by step: which neurons die, and of what', shows: ['train', 'flow', 'inspector'] },
];

/** The elements that some views show and others do not. */
export const SHOWN = [...new Set(VIEWS.flatMap(({ shows }) => shows))];

/**
 * @param {ViewName} name
 * @param {string} element
 * @returns {boolean} whether that view shows an element
 */
export function shows(name, element) {
  return VIEWS.some((view) => view.name === name && view.shows.includes(element));
}

/**
 * @param {unknown} value
 * @returns {ViewName} the view of that name; the first where there is none
 */
export function viewNamed(value) {
  return VIEWS.find(({ name }) => name === value)?.name ?? 'explore';
}
