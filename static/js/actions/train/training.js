/**
 * Training: a run and, where one thing is to be changed, a second beside it; going through their steps.
 * @import { Spec, TrainingSpec } from '../../model/network/types.js'
 * @import { State } from '../../model/page/types.js'
 * @import { LifeChange } from '../../model/train/types.js'
 */
import { edit, take } from '../editing.js';
import { select } from '../looking.js';
import { lost } from '../server.js';
import { announce, notice } from '../telling.js';
import { source } from '../../edges/source.js';
import * as files from '../../edges/files.js';
import { slug } from '../../model/page/naming.js';
import { presetOf } from '../../model/network/presets.js';
import { store } from '../../edges/store.js';
import { columnOf } from '../../model/train/timeline.js';
import { withTitle } from '../../model/page/title.js';
import { SIDES, changed, cursorOf, shownRun, snapshotAt, specAt, withTrainingField } from '../../model/train/training.js';
import { halt, newRun, pause as pauseRun, play } from './running.js';
import { fetchSnapshot, fetchWhole } from './snapshots.js';
import { move } from './stepping.js';

/** @param {Partial<State['training']>} part */
function change(part) {
  store.set({ training: { ...store.get().training, ...part } });
}

/**
 * Begins a run of the spec as it is now, and a second one where something is to be changed.
 * @param {{single?: boolean}} [options] single: only its first step
 */
export function start({ single = false } = {}) {
  for (const side of SIDES) halt(side);
  const { spec, view: { example } } = store.get();
  const whatIf = spec.training?.what_if;
  change({ run: newRun(spec, example), other: whatIf ? newRun(changed(spec, whatIf, store.get().catalogue), example) : null, shown: 'run', cursor: null, change: null });
  for (const side of SIDES) play(side, single ? 'next' : null);
}

/** Stops what runs; what has come stays. Of two, the one behind catches up, so that they can be compared. */
export function pause() {
  const { run, other } = store.get().training;
  const both = run?.status === 'running' && !run.problem && other?.status === 'running' && !other.problem;
  for (const side of SIDES) pauseRun(side);
  if (!both) return;
  const [first, second] = [run, other].map(({ steps }) => steps.at(-1)?.step ?? -1);
  if (first !== second) play(Number(first) < Number(second) ? 'run' : 'other', Math.max(Number(first), Number(second)));
}

/** Goes on with what was paused. */
export function resume() {
  change({ cursor: null });
  for (const side of SIDES) play(side);
}

/** On by one recorded step: to the next that is known, and from the newest by letting the run go on. */
export function step() {
  const { training } = store.get();
  const [run, at] = [shownRun(training), cursorOf(training)];
  const next = run && at !== null ? run.steps[columnOf(run.steps, at + 1)] : undefined;
  if (!run) start({ single: true });
  else if (next) scrubTo(next.step);
  else {
    change({ cursor: null });
    for (const side of SIDES) play(side, 'next');
  }
}

/** Drops the runs; what is on the page is the spec again. */
export function reset() {
  for (const side of SIDES) halt(side);
  change({ run: null, other: null, shown: 'run', cursor: null, change: null });
}

/**
 * Looks at a recorded step.
 * @param {number|null} step null for the newest
 */
export function scrubTo(step) {
  move();
  change({ cursor: step });
}

/**
 * Which of two runs the flow shows.
 * @param {'run'|'other'} shown
 */
export function show(shown) {
  change({ shown });
}

/**
 * Goes to a death or a revival, and to its neuron.
 * @param {LifeChange|null} chosen null where none is looked at any more
 */
export function chooseChange(chosen) {
  const { training } = store.get();
  change({ change: chosen });
  if (!chosen) return;
  const steps = shownRun(training)?.steps ?? [];
  // Where not every step is recorded, the next that is has it first.
  scrubTo((steps[columnOf(steps, chosen.step)] ?? steps.at(-1))?.step ?? null);
  select({ kind: 'neuron', layer: chosen.layer, unit: chosen.neuron });
}

/**
 * Edits one field of the training; undefined leaves it to its default.
 * @template {keyof TrainingSpec} Field
 * @param {Field} field
 * @param {TrainingSpec[Field]|undefined} value
 * @param {string} [key] names what is edited, so that what is typed into one field is one step of undo
 */
export function setTraining(field, value, key = field) {
  edit((spec) => withTrainingField(spec, field, value), `training:${key}`);
}

/** Takes the network of the step that is looked at in the place of the spec, unless something else was done meanwhile. */
export async function openStep() {
  const { training, spec: before } = store.get();
  const [run, step] = [shownRun(training), cursorOf(training)];
  const side = run === training.run ? 'run' : 'other';
  if (!run || step === null) return;
  const isAwaited = () => {
    const { training: now, spec, view } = store.get();
    return shownRun(now)?.steps === run.steps && cursorOf(now) === step && spec === before && view.name === 'train';
  };
  try {
    const known = snapshotAt(run, step) ?? (await fetchSnapshot(run, step, { whole: false }));
    const spec = specAt(run.spec, known) ?? specAt(run.spec, await fetchWhole(side, run, known));
    if (!isAwaited()) return;
    if (!spec) throw new Error(`Step ${step} was not sent whole.`);
    take({ spec: withTitle(/** @type {Spec} */ (spec), before.title), view: { ...store.get().view, name: 'explore', preset: null, exercise: null } }, true);
    announce(`The network of step ${step}, with its numbers written out.`);
    if (known.partial) notice('Of the data there are the examples that the run was probed with.');
  } catch (error) {
    if (isAwaited()) told(`Step ${step} was not opened`, error);
  }
}

/**
 * Saves the whole shown run as a file.
 * @param {'csv'|'npz'} format
 */
export async function download(format) {
  const { training } = store.get();
  const run = shownRun(training);
  if (!run || training.taking) return;
  const name = nameOf(store.get());
  change({ taking: format });
  try {
    const { file, end } = await source().trainFile(run.spec, { example: run.example, format });
    files.save(`nablascope-${name}.${format}`, file);
    notice(`Downloaded the run as ${format === 'csv' ? 'CSV' : 'NumPy arrays'}.${ENDS[end] ?? ''}`, { stays: end in ENDS });
  } catch (error) {
    told('The run was not downloaded', error);
  } finally {
    change({ taking: null });
  }
}

/** @param {State} state @returns {string} of the shown run: the title's, or its preset's where it is one, told apart from the run beside it */
function nameOf({ catalogue, view, spec: { title }, training: { run, other, shown } }) {
  const preset = run && presetOf({ catalogue, view, spec: run.spec });
  return `${slug(title ?? '') || (preset?.name ?? 'run')}${other && shown === 'other' ? '-what-if' : ''}`;
}

/** What there is to say of a file whose run did not come to its last step. @type {Record<string, string>} */
const ENDS = {
  non_finite: ' It ends where the run left the finite numbers.',
  time: ' It ends early: the time that the server gives a run was over.',
};

/**
 * @param {string} what
 * @param {unknown} error
 */
function told(what, error) {
  lost(error);
  notice(`${what}: ${error instanceof Error ? error.message : error}`, { stays: true });
}
