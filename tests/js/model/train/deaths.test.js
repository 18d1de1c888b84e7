import assert from 'node:assert/strict';
import test from 'node:test';

import { SIGNS, changeSentences, changeTitle, countChanges, lifeSentences, mayHaveMore, overview, placeWords, unitsIn } from '../../../../static/js/model/train/deaths.js';
import { CATALOGUE } from '../../build.js';
import { change, run, step } from '../../runs.js';

/** @typedef {import('../../../../static/js/model/train/types.js').Run} Run */

/** @param {number} bias @param {number} weights @param {number} inputs */
const due = (bias, weights, inputs, kind = /** @type {'death'|'revival'} */ ('death')) =>
  changeSentences(change({ kind, change: bias + weights + inputs, shares: { bias, weights, inputs } }))[1];

test('a death in words: what happened, what it was due to, how large the update was', () => {
  assert.deepEqual(changeSentences(change()), [
    'Unit 3 of layer 1 died at step 42: on example 17, which had kept it alive, z̃ fell from 0.52 to −0.59.',
    'Its bias fell by 0.81 and its weights’ part by 0.3.',
    'The update was 4.2 times the norm of its weights and bias (learning rate 0.5).',
  ]);
  assert.equal(changeTitle(change()), 'unit 3 of layer 1 died at step 42');
  assert.notEqual(SIGNS.death, SIGNS.revival);
});

test('a revival in words', () => {
  const back = change({ kind: 'revival', layer: 2, before: -0.1, after: 0.25, change: 0.35, shares: { bias: 0, weights: 0, inputs: 0.35 }, update_ratio: 0 });
  assert.deepEqual(changeSentences(back), [
    'Unit 3 of layer 2 came back at step 42: on example 17, which brought it back, z̃ rose from −0.1 to 0.25.',
    'The part of the layers below rose by 0.35; nothing else changed it.',
    'Its own weights and bias did not move (learning rate 0.5).',
  ]);
  assert.equal(changeTitle(back), 'unit 3 of layer 2 came back at step 42');
});

test('every combination of shares that lower z̃, that work against it, and that are zero', () => {
  const [bias, weights, inputs] = ['Its bias fell by 4', 'its weights’ part', 'the part of the layers below'];
  assert.equal(due(-4, 0, 0), `${bias}; nothing else changed it.`);
  assert.equal(due(0, -4, 0), 'Its weights’ part fell by 4; nothing else changed it.');
  assert.equal(due(0, 0, -4), 'The part of the layers below fell by 4; nothing else changed it.');
  assert.equal(due(-4, -2, 0), `${bias} and ${weights} by 2.`);
  assert.equal(due(-4, 0, -2), `${bias} and ${inputs} by 2.`);
  assert.equal(due(0, -4, -2), `Its weights’ part fell by 4 and ${inputs} by 2.`);
  assert.equal(due(-4, -2, -1), `${bias}, ${weights} by 2 and ${inputs} by 1.`);
  assert.equal(due(-4, 2, 0), `${bias}; its weights gave back 2.`);
  assert.equal(due(-4, 0, 2), `${bias}; the layers below gave back 2.`);
  assert.equal(due(-4, 2, 1), `${bias}; its weights gave back 2 and the layers below 1.`);
  assert.equal(due(-4, -2, 1), `${bias} and ${weights} by 2; the layers below gave back 1.`);
  assert.equal(due(-4, 2, -1), `${bias} and ${inputs} by 1; its weights gave back 2.`);
  assert.equal(due(1, -4, 0), 'Its weights’ part fell by 4; its bias gave back 1.');
  assert.equal(due(1, -4, -2), 'Its weights’ part fell by 4 and the part of the layers below by 2; its bias gave back 1.');
  assert.equal(due(1, 2, -4), 'The part of the layers below fell by 4; its bias gave back 1 and its weights 2.');
  assert.equal(due(0, 2, -4), 'The part of the layers below fell by 4; its weights gave back 2.');
  assert.equal(due(1, 0, -4), 'The part of the layers below fell by 4; its bias gave back 1.');
});

test('what raises z̃, in a revival or onto an upper flat side', () => {
  assert.equal(due(4, -1, 0, 'revival'), 'Its bias rose by 4; its weights took back 1.');
  assert.equal(due(4, 2, -1, 'revival'), 'Its bias rose by 4 and its weights’ part by 2; the layers below took back 1.');
  const up = changeSentences(change({ side: 'upper', before: 5.9, after: 6.4, change: 0.5, shares: { bias: 0.5, weights: 0, inputs: 0 } }));
  assert.match(String(up[0]), /z̃ rose from 5\.9 to 6\.4, onto the upper flat side\.$/);
  const down = changeSentences(change({ kind: 'revival', side: 'upper', before: 6.4, after: 5.9, change: -0.5, shares: { bias: -0.5, weights: 0, inputs: 0 } }));
  assert.match(String(down[0]), /z̃ fell from 6\.4 to 5\.9, off the upper flat side\.$/);
  assert.match(String(changeSentences(change({ side: 'both' }))[0]), /; now some examples lie on the lower flat side and some on the upper\.$/);
  assert.match(String(changeSentences(change({ side: 'both', kind: 'revival' }))[0]), /; before, some examples lay on the lower flat side and some on the upper\.$/);
});

test('numbers that tell nothing are not made to tell something', () => {
  const still = changeSentences(change({ change: 0, shares: { bias: 0, weights: 0, inputs: 0 } }));
  assert.match(String(still[0]), /z̃ went from/);
  assert.equal(still.length, 2);
  const broken = changeSentences(change({ change: NaN, shares: { bias: Infinity, weights: -Infinity, inputs: 0 } }));
  assert.equal(broken[1], 'What it was due to cannot be told: not all of its numbers are finite.');
  const ratio = (/** @type {number|null} */ update_ratio) => String(changeSentences(change({ update_ratio })).at(-1));
  assert.equal(ratio(null), 'Its weights and bias had all been zero before the update (learning rate 0.5).');
  assert.equal(ratio(Infinity), 'The update of its weights and bias has no finite norm (learning rate 0.5).');
  assert.equal(ratio(0.01234), 'The update was 0.012 times the norm of its weights and bias (learning rate 0.5).');
});

test('who died in a run, or nobody', () => {
  const steps = [step(0), step(1), step(2)];
  const over = /** @type {const} */ ({ status: 'done' });
  assert.equal(overview(run(steps, over), CATALOGUE), 'No unit died in 2 steps.');
  assert.equal(overview(run(steps), CATALOGUE), 'No unit has died up to step 2.');
  assert.equal(overview(run([step(0), step(1)], over), CATALOGUE), 'No unit died in 1 step.');
  assert.equal(overview(run(steps, { ...over, changes: [change()] }), CATALOGUE), '1 death in 2 steps.');
  assert.equal(overview(run(steps, { changes: [change(), change(), change({ kind: 'revival' })] }), CATALOGUE), '2 deaths and 1 revival up to step 2.');
  assert.equal(overview(run(steps, { ...over, changes: [change({ kind: 'revival' })] }), CATALOGUE), '1 revival and no death in 2 steps.');
  assert.equal(overview(run([]), CATALOGUE), '');
  assert.equal(overview(run(steps, { start: null }), CATALOGUE), '');
  assert.deepEqual(countChanges([change(), change({ kind: 'revival' }), change()]), { deaths: 2, revivals: 1 });
});

test('a run of more deaths and revivals than are told says so, and counts all of them at the end', () => {
  const start = { .../** @type {NonNullable<Run['start']>} */ (run([]).start), max_life_changes: 1500 };
  const changes = Array.from({ length: 1500 }, (_, index) => change({ kind: index % 3 === 2 ? 'revival' : 'death' }));
  const steps = [step(0), step(1), step(2)];
  const only = 'Only the first 1,500 deaths and revivals are told; later ones are counted at the end.';
  const at = (/** @type {Partial<Run>} */ facts) => run(steps, { start, changes, ...facts });
  const ended = (/** @type {number} */ deaths, /** @type {number} */ revivals) => /** @type {Partial<Run>} */ ({
    status: 'done', done: { reason: 'steps', step: 2, non_finite: null, deaths, revivals, seconds: 1, steps_per_second: 2 },
  });
  assert.equal(overview(at({}), CATALOGUE), `At least 1000 deaths and 500 revivals up to step 2. ${only}`);
  assert.equal(overview(at({ changes: changes.slice(1) }), CATALOGUE), '999 deaths and 500 revivals up to step 2.');
  assert.equal(overview(at({ changes: changes.map(() => change({ kind: 'revival' })) }), CATALOGUE), `At least 1500 revivals up to step 2. ${only}`);
  assert.equal(overview(at(ended(5000, 1)), CATALOGUE), `5000 deaths and 1 revival in 2 steps. ${only}`);
  assert.equal(overview(at(ended(1000, 500)), CATALOGUE), '1000 deaths and 500 revivals in 2 steps.');
  assert.equal(overview(at({ ...ended(3, 0), changes: [change()] }), CATALOGUE), '3 deaths in 2 steps.');
  assert.equal(mayHaveMore(run([], { start: null, changes })), false);
});

test('who was dead from the start, and where nobody can die', () => {
  const born = step(0, { statuses: ['151', '51'] });
  assert.equal(overview(run([born, step(1)], { status: 'done' }), CATALOGUE), 'No unit died in 1 step. Dead from the start: units 0 and 2 of layer 1; unit 1 of layer 2.');
  assert.equal(overview(run([step(0)], { status: 'done' }), CATALOGUE), '');
  assert.equal(overview(run([step(0), step(1)], { status: 'done' }, { activation: 'tanh' }), CATALOGUE), 'No unit died in 1 step. None can: no activation function here has a flat side.');
  assert.deepEqual(unitsIn(born, 1, 'dead'), [0, 2]);
  assert.deepEqual(unitsIn(undefined, 1, 'dead'), []);
});

test('a run that left the finite numbers says so', () => {
  const done = /** @type {const} */ ({
    reason: 'non_finite', step: 1, non_finite: { step: 2, layer: 1, quantity: 'weights', count: 3 }, deaths: 0, revivals: 0, seconds: 1, steps_per_second: 2,
  });
  assert.equal(overview(run([step(0), step(1)], { status: 'done', done: { ...done, advice: [] } }), CATALOGUE), 'No unit died in 1 step. At step 2 it left the finite numbers.');
});

test('a place of the chart in words', () => {
  const place = { layer: 1, unit: 3 };
  assert.equal(placeWords('active', place, 7, null), 'Unit 3 of layer 1 at step 7: active');
  assert.equal(placeWords('dead', place, 42, change()), 'Unit 3 of layer 1 at step 42: dead; it died here');
  assert.equal(placeWords('active', place, 50, change({ kind: 'revival' })), 'Unit 3 of layer 1 at step 50: active; it came back at step 42');
  assert.equal(placeWords(null, place, 7, null), 'Unit 3 of layer 1 at step 7: not recorded');
});

test('what became of one neuron up to a step', () => {
  const place = { layer: 1, unit: 3 };
  const wide = (/** @type {Partial<Run>} */ facts) => run([step(0, { statuses: ['5551', '55'] }), step(9)], facts);
  const at = (/** @type {number} */ when, kind = /** @type {'death'|'revival'} */ ('death')) => change({ step: when, kind });
  assert.deepEqual(lifeSentences(wide({ changes: [] }), { layer: 1, unit: 0 }, 9, CATALOGUE), ['It has not died.']);
  assert.deepEqual(lifeSentences(wide({ changes: [] }), place, 9, CATALOGUE), ['It is dead from the start.']);
  assert.deepEqual(lifeSentences(wide({ changes: [] }), { layer: 2, unit: 0 }, 9, CATALOGUE), [], 'a softmax has no flat side');
  const told = wide({ changes: [at(2), at(4, 'revival'), change({ step: 5, neuron: 0 }), at(7), at(8, 'revival')] });
  assert.deepEqual(lifeSentences(told, place, 1, CATALOGUE), ['It is dead from the start, and still at step 1.', 'Later, it died at steps 2 and 7 and came back at steps 4 and 8.']);
  const sentences = lifeSentences(told, place, 7, CATALOGUE);
  assert.equal(sentences[0], changeSentences(at(7))[0]);
  assert.deepEqual(sentences.slice(-2), ['Before that, it died at step 2 and came back at step 4.', 'Later, it came back at step 8.']);
  const many = wide({ changes: Array.from({ length: 9 }, (_, index) => at(index + 1)) });
  assert.equal(lifeSentences(many, place, 0, CATALOGUE).at(-1), 'Later, it died at steps 1, 2, 3, 4, 5 and 4 more.');
  const cut = wide({ changes: [at(2)], start: { .../** @type {NonNullable<Run['start']>} */ (run([]).start), max_life_changes: 1 } });
  const nothing = 'What came after step 2 is not told: only the first deaths and revivals of a run are.';
  assert.deepEqual(lifeSentences(cut, { layer: 1, unit: 0 }, 9, CATALOGUE), ['It has not died up to step 2.', nothing]);
  assert.deepEqual(lifeSentences(cut, place, 2, CATALOGUE), changeSentences(at(2)));
  assert.deepEqual(lifeSentences(cut, place, 9, CATALOGUE), [...changeSentences(at(2)), nothing]);
});
