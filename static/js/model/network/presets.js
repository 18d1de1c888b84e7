/**
 * Which preset the page shows, as long as nothing of it was edited. Pure but for what it remembers.
 * @import { PresetEntry, Spec } from './types.js'
 * @import { State } from '../page/types.js'
 */
import { fromRequest } from '../../wire/request.js';
import { sameSpec } from '../train/training.js';

/** @type {WeakMap<PresetEntry, Spec>} */
const specs = new WeakMap();

/**
 * @param {PresetEntry} preset
 * @returns {Spec} how it is trained included
 */
export function presetSpec(preset) {
  const { request, training } = preset;
  const spec = specs.get(preset) ?? fromRequest(training ? { ...request, training } : request).spec;
  specs.set(preset, spec);
  return spec;
}

/**
 * @param {Pick<State, 'catalogue'|'spec'|'view'>} state
 * @returns {PresetEntry|null}
 */
export function presetOf({ catalogue, spec, view }) {
  const preset = catalogue?.presets.find(({ name }) => name === view.preset);
  return preset && sameSpec(presetSpec(preset), spec) ? preset : null;
}
