/**
 * Who died of what, and who came back, in words that hold in every case. Pure: sentences in, no elements.
 * @import { Catalogue } from '../network/types.js'
 * @import { Status } from '../analysis/types.js'
 * @import { LifeChange, Run, RunStep } from './types.js'
 */
import { capital, number, plural } from '../format.js';
import { statusAt } from './lives.js';
import { MARKS, listed } from '../analysis/statuses.js';
import { mayBeFlat } from '../network/catalogue.js';

/** The signs of a death and of a revival, told apart without colour. */
export const SIGNS = { death: '▼', revival: '▲' };

/** @param {number} x @returns {string} a magnitude */
const size = (x) => number(Math.abs(x));

/** @param {string[]} items @returns {string} "a, b and c" */
const joined = (items) => (items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`);

/**
 * @param {LifeChange} change
 * @returns {string} "unit 3 of layer 1 died at step 42"
 */
export function changeTitle({ kind, step, layer, neuron }) {
  return `unit ${neuron} of layer ${layer} ${kind === 'death' ? 'died' : 'came back'} at step ${step}`;
}

/**
 * @param {LifeChange} change
 * @returns {string[]} what happened, what it was due to, and how large the update was
 */
export function changeSentences(change) {
  return [happened(change), due(change), updated(change)].filter((sentence) => sentence !== '');
}

/** @param {LifeChange} change */
function happened({ kind, step, layer, neuron, example, side, before, after, change }) {
  const died = kind === 'death';
  const verb = change < 0 ? 'fell' : change > 0 ? 'rose' : 'went';
  return `Unit ${neuron} of layer ${layer} ${died ? 'died' : 'came back'} at step ${step}: on example ${example}, ` +
    `which ${died ? 'had kept it alive' : 'brought it back'}, z̃ ${verb} from ${number(before)} to ${number(after)}${SIDES[kind][side]}.`;
}

/** A lower flat side goes without saying. @type {Record<LifeChange['kind'], Record<LifeChange['side'], string>>} */
const SIDES = {
  death: { lower: '', upper: ', onto the upper flat side', both: '; now some examples lie on the lower flat side and some on the upper' },
  revival: { lower: '', upper: ', off the upper flat side', both: '; before, some examples lay on the lower flat side and some on the upper' },
};

/** A share as something that moves, and as something that works against the others. @type {[keyof LifeChange['shares'], string, string][]} */
const SHARES = [
  ['bias', 'its bias', 'its bias'],
  ['weights', 'its weights’ part', 'its weights'],
  ['inputs', 'the part of the layers below', 'the layers below'],
];

/**
 * The shares that moved z̃ its way, then those that worked against it; shares of zero are left out.
 * @param {LifeChange} change
 */
function due({ change, shares }) {
  const all = SHARES.map(([key, part, name]) => ({ value: shares[key], part, name }));
  if (!all.every(({ value }) => Number.isFinite(value)) || !Number.isFinite(change)) return 'What it was due to cannot be told: not all of its numbers are finite.';
  const down = change < 0;
  const moved = all.filter(({ value }) => value !== 0);
  const helped = moved.filter(({ value }) => (value < 0) === down);
  const against = moved.filter(({ value }) => (value < 0) !== down);
  if (helped.length === 0) return '';
  const verb = down ? 'fell' : 'rose';
  const first = helped.map(({ part, value }, index) => `${part}${index === 0 ? ` ${verb}` : ''} by ${size(value)}`);
  const alone = moved.length === 1 ? '; nothing else changed it' : '';
  const second = against.map(({ name, value }, index) => `${name}${index === 0 ? ` ${down ? 'gave back' : 'took back'}` : ''} ${size(value)}`);
  return `${capital(joined(first))}${second.length > 0 ? `; ${joined(second)}` : alone}.`;
}

/** @param {LifeChange} change */
function updated({ learning_rate: rate, update_ratio: ratio }) {
  const at = `learning rate ${number(rate)}`;
  if (ratio === null) return `Its weights and bias had all been zero before the update (${at}).`;
  if (ratio === 0) return `Its own weights and bias did not move (${at}).`;
  if (!Number.isFinite(ratio)) return `The update of its weights and bias has no finite norm (${at}).`;
  return `The update was ${number(ratio, 2)} times the norm of its weights and bias (${at}).`;
}

/**
 * @param {RunStep|null|undefined} step
 * @param {number} layer 1 … L
 * @param {Status} status
 * @returns {number[]} the units in that state
 */
export function unitsIn(step, layer, status) {
  return Array.from(step?.statuses[layer - 1] ?? '', (_, unit) => unit).filter((unit) => statusAt(step, { layer, unit }) === status);
}

/**
 * @param {readonly LifeChange[]} changes
 * @returns {{deaths: number, revivals: number}}
 */
export function countChanges(changes) {
  const deaths = changes.filter(({ kind }) => kind === 'death').length;
  return { deaths, revivals: changes.length - deaths };
}

/**
 * @param {{deaths: number, revivals: number}} counts
 * @returns {string} "2 deaths and 1 revival", with nothing of what there is none of
 */
export function countsText({ deaths, revivals }) {
  return joined([...(deaths > 0 ? [plural(deaths, 'death')] : []), ...(revivals > 0 ? [plural(revivals, 'revival')] : [])]);
}

/**
 * Whether more may have happened in a run than was told: the first so many deaths and revivals are.
 * @param {Run} run
 * @returns {boolean}
 */
export function mayHaveMore({ start, changes, done }) {
  if (start === null || changes.length < start.max_life_changes) return false;
  return done === null || done.deaths + done.revivals > changes.length;
}

/**
 * Who died and who came back in a run so far.
 * @param {Run} run
 * @param {Catalogue|null} catalogue which tells what has a flat side
 * @returns {string}
 */
export function overview(run, catalogue) {
  const { status, start, steps, done } = run;
  const last = steps.at(-1);
  if (!last || !start) return '';
  const over = status === 'done';
  const sentences = [over && last.step === 0 ? '' : changesText(run, over, last.step)];
  if (mayHaveMore(run)) sentences.push(`Only the first ${start.max_life_changes.toLocaleString('en')} deaths and revivals are told; later ones are counted at the end.`);
  const first = start.layers.flatMap(({ index }) => {
    const dead = unitsIn(steps[0], index, 'dead');
    return dead.length > 0 ? [`${listed(dead, 'unit')} of layer ${index}`] : [];
  });
  if (steps[0]?.step === 0 && first.length > 0) sentences.push(`Dead from the start: ${first.join('; ')}.`);
  if (!start.layers.some((layer) => mayBeFlat(layer.activation_function, catalogue))) sentences.push('None can: no activation function here has a flat side.');
  if (done?.non_finite) sentences.push(`At step ${done.non_finite.step} it left the finite numbers.`);
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

/**
 * How many died and came back; at the end as the run counted, which counts also those that it did not tell.
 * @param {Run} run
 * @param {boolean} over
 * @param {number} step
 */
function changesText(run, over, step) {
  const counts = run.done ?? countChanges(run.changes);
  const { deaths, revivals } = counts;
  const when = over ? `in ${plural(step, 'step')}` : `up to step ${step}`;
  if (deaths === 0 && revivals === 0) return over ? `No unit died ${when}.` : `No unit has died ${when}.`;
  if (run.done === null && mayHaveMore(run)) return `At least ${countsText(counts)} ${when}.`;
  return deaths === 0 ? `${countsText(counts)} and no death ${when}.` : `${countsText(counts)} ${when}.`;
}

/**
 * What became of one neuron in a run up to a step: its last death or revival as a whole, and when there are others.
 * @param {Run} run
 * @param {{layer: number, unit: number}} place
 * @param {number} at the step looked at
 * @param {Catalogue|null} catalogue
 * @returns {string[]} nothing where its activation function has no flat side
 */
export function lifeSentences(run, place, at, catalogue) {
  const end = mayHaveMore(run) ? run.changes.at(-1)?.step ?? 0 : Infinity;
  const told = mayBeFlat(run.start?.layers[place.layer - 1]?.activation_function ?? '', catalogue) ? ownSentences(run, place, Math.min(at, end)) : [];
  return told.length > 0 && at > end ? [...told, `What came after step ${end} is not told: only the first deaths and revivals of a run are.`] : told;
}

/** @param {Run} run @param {{layer: number, unit: number}} place @param {number} at @returns {string[]} */
function ownSentences(run, { layer, unit }, at) {
  const { steps, changes } = run;
  const own = changes.filter((change) => change.layer === layer && change.neuron === unit);
  const [past, coming] = [own.filter(({ step }) => step <= at), own.filter(({ step }) => step > at)];
  const last = past.at(-1);
  const [stays, still] = statusAt(steps[0] ?? null, { layer, unit }) === 'dead'
    ? ['It is dead from the start', `, and still at step ${at}`] : ['It has not died', ` up to step ${at}`];
  const now = last ? changeSentences(last) : [`${stays}${own.length > 0 || mayHaveMore(run) ? still : ''}.`];
  return [...now, ...otherTimes(past.slice(0, -1), 'Before that, it'), ...otherTimes(coming, 'Later, it')];
}

/** So many steps are named. */
const MOST_NAMED = 6;

/** @param {LifeChange[]} changes @param {string} who @returns {string[]} */
function otherTimes(changes, who) {
  const steps = (/** @type {LifeChange['kind']} */ kind, /** @type {string} */ verb) => {
    const found = changes.filter((change) => change.kind === kind).map(({ step }) => String(step));
    const named = found.length > MOST_NAMED ? [...found.slice(0, MOST_NAMED - 1), `${found.length - MOST_NAMED + 1} more`] : found;
    return found.length > 0 ? [`${verb} at ${found.length > 1 ? 'steps' : 'step'} ${joined(named)}`] : [];
  };
  const parts = [...steps('death', 'died'), ...steps('revival', 'came back')];
  return parts.length > 0 ? [`${who} ${joined(parts)}.`] : [];
}

/**
 * What a unit is at a step, for those who do not see the chart.
 * @param {Status|null} status
 * @param {{layer: number, unit: number}} place
 * @param {number} step
 * @param {LifeChange|null} change that falls there
 * @returns {string}
 */
export function placeWords(status, { layer, unit }, step, change) {
  const what = status === null ? 'not recorded' : MARKS[status].label;
  const did = change === null ? '' : `; it ${change.kind === 'death' ? 'died' : 'came back'}${change.step === step ? ' here' : ` at step ${change.step}`}`;
  return `Unit ${unit} of layer ${layer} at step ${step}: ${what}${did}`;
}
