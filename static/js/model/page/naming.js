/**
 * What the network on the page is called in the name of a file: after its title, its exercise or its preset as long as
 * the numbers are theirs, else by the sizes of its layers. Pure.
 * @import { State } from './types.js'
 * @import { ExerciseName } from '../practice/types.js'
 */
import { sizesOf, taskOf } from '../practice/task.js';
import { presetOf } from '../network/presets.js';

/** Layers whose sizes are named one by one, that of the input included. */
const MOST_SIZES = 6;
/** Characters of a title that go into a name. */
const MOST_OF_TITLE = 60;

/**
 * @param {Pick<State, 'spec'|'catalogue'|'practice'|'view'>} state
 * @param {string} [title] that somebody gave it; it comes first
 * @returns {string} of the file that the network is saved as, without an extension
 */
export function fileName(state, title = '') {
  return `nablascope-${slug(title) || networkName(state)}`;
}

/** @param {Pick<State, 'spec'|'catalogue'|'practice'|'view'>} state */
function networkName(state) {
  const { exercise } = taskOf(state);
  if (exercise) return exerciseName(exercise);
  const preset = presetOf(state);
  return preset ? preset.name.replaceAll('_', '-') : sizesName(sizesOf(state.spec, state.catalogue)?.widths ?? []);
}

/** @param {ExerciseName} exercise */
export const exerciseName = ({ seed, level }) => `exercise-${seed}-level-${level}`;

/**
 * @param {readonly number[]} widths d_0 … d_L; none where they are not known
 * @returns {string} 2-3-2, or 8-layers
 */
export function sizesName(widths) {
  if (widths.length === 0) return 'network';
  return widths.length > MOST_SIZES ? `${widths.length - 1}-layers` : widths.join('-');
}

/**
 * @param {string} title
 * @returns {string} its letters and digits of any script in lower case, with hyphens for what is between them; '' for none
 */
export function slug(title) {
  const words = title.normalize('NFC').toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return [...words.join('-')].slice(0, MOST_OF_TITLE).join('').replace(/-$/, '');
}
