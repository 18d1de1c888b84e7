import assert from 'node:assert/strict';
import test from 'node:test';

import { createGathering } from '../../../../static/js/actions/train/gathering.js';
import { change, run as runOf, step } from '../../runs.js';

/** @typedef {import('../../../../static/js/model/train/types.js').Run} Run */
/** @typedef {import('../../../../static/js/model/train/types.js').RunEvent} RunEvent */
/** @typedef {import('../../../../static/js/model/train/types.js').Snapshot} Snapshot */

const start = /** @type {NonNullable<Run['start']>} */ (runOf([]).start);

/** @param {number} at @returns {RunEvent} */
const stepEvent = (at) => ({ kind: 'step', id: String(at + 1), step: step(at) });
/** @param {number} at @returns {RunEvent} */
const snapshotEvent = (at) => ({ kind: 'snapshot', id: String(100 + at), snapshot: /** @type {Snapshot} */ ({ step: at }) });
/** @param {NonNullable<Run['start']>} told @returns {RunEvent} */
const startEvent = (told = start) => ({ kind: 'start', id: '0', start: told });

/**
 * A stream of a run that is kept here, and frames that come when they are called.
 * @param {Partial<Run>} [facts]
 * @param {import('../../../../static/js/actions/train/gathering.js').Stop|null} [stop]
 */
function streaming(facts = {}, stop = null) {
  /** @type {Run|null} */
  let run = runOf([...(facts.steps ?? [])], { start: null, ...facts });
  /** @type {(() => void)|null} */
  let due = null;
  let writes = 0;
  const controller = new AbortController();
  const gathering = createGathering(run, {
    stop, controller, now: () => run,
    write: (part) => {
      writes += 1;
      if (run) run = { ...run, ...part };
    },
    turns: { ask: (work) => { due ??= work; }, cancel: () => { due = null; } },
  });
  return {
    ...gathering, controller,
    run: () => /** @type {Run} */ (run),
    writes: () => writes,
    frame: () => due?.(),
    isDue: () => due !== null,
    replace: (/** @type {Run|null} */ other) => { run = other; },
  };
}

test('what comes between two frames is written at once', () => {
  const stream = streaming();
  stream.take([startEvent(), stepEvent(0)]);
  stream.take([stepEvent(1), { kind: 'change', id: '9', change: change({ step: 1 }) }]);
  assert.equal(stream.writes(), 0);
  stream.frame();
  assert.equal(stream.writes(), 1);
  assert.deepEqual(stream.run().steps.map((one) => one.step), [0, 1]);
  assert.equal(stream.run().changes.length, 1);
  assert.equal(stream.run().lastEvent, '9');
  assert.equal(stream.run().start, start);
});

test('the end is written at once, and nothing after it', () => {
  const stream = streaming();
  const done = /** @type {NonNullable<Run['done']>} */ ({ reason: 'steps', step: 0 });
  stream.take([startEvent(), stepEvent(0), { kind: 'done', id: '7', done }, stepEvent(1)]);
  assert.equal(stream.run().status, 'done');
  assert.equal(stream.run().done, done);
  assert.equal(stream.run().steps.length, 1);
  assert.ok(stream.controller.signal.aborted);
  stream.take([stepEvent(2)]);
  assert.equal(stream.isDue(), false);
});

test('a fault of the server leaves the last event known, from which the run can go on', () => {
  const stream = streaming();
  const problem = { title: 'Fault', status: 500, detail: '', errors: [] };
  stream.take([startEvent(), stepEvent(0), stepEvent(1), { kind: 'error', id: 'fault', problem }]);
  assert.equal(stream.run().status, 'failed');
  assert.equal(stream.run().lastEvent, '2');
  assert.equal(stream.run().problem, problem);
});

test('a run that is repeated from its start tells what is known once more', () => {
  const stream = streaming({ steps: [step(0), step(1)], changes: [change()] });
  const again = /** @type {RunEvent} */ ({ kind: 'change', id: '3', change: change() });
  const fresh = /** @type {RunEvent} */ ({ kind: 'change', id: '4', change: change({ step: 43 }) });
  stream.take([startEvent(), stepEvent(0), again, snapshotEvent(0), stepEvent(1), stepEvent(2), fresh]);
  stream.frame();
  assert.deepEqual(stream.run().steps.map((one) => one.step), [0, 1, 2]);
  assert.equal(stream.run().changes.length, 2);
  assert.deepEqual([...stream.run().snapshots.keys()], [0]);
});

test('a repetition that broke off and is taken up again tells nothing twice', () => {
  const known = { steps: [0, 1, 2, 3].map((at) => step(at)), changes: [change({ step: 1 }), change({ step: 3, neuron: 0 }), change({ step: 3, neuron: 1 })] };
  const broken = streaming(known);
  broken.take([startEvent(), stepEvent(0), { kind: 'change', id: '9', change: change({ step: 1 }) }, stepEvent(1)]);
  broken.settle();
  assert.equal(broken.run().lastEvent, '2');
  const again = streaming({ ...known, lastEvent: '2' });
  const later = /** @type {RunEvent[]} */ ([0, 1, 2].map((neuron) => ({ kind: 'change', id: '5', change: change({ step: 3, neuron }) })));
  again.take([stepEvent(2), ...later, stepEvent(3), stepEvent(4)]);
  again.frame();
  assert.deepEqual(again.run().steps.map((one) => one.step), [0, 1, 2, 3, 4]);
  assert.deepEqual(again.run().changes.map(({ step: at, neuron }) => [at, neuron]), [[1, 3], [3, 0], [3, 1], [3, 2]]);
});

test('a stream that is taken up again tells only what is new', () => {
  const stream = streaming({ steps: [step(0), step(1)], changes: [change()], lastEvent: '4' });
  stream.take([stepEvent(2)]);
  stream.frame();
  assert.deepEqual(stream.run().steps.map((one) => one.step), [0, 1, 2]);
});

test('a single step ends with its snapshot, and the first with the step after the start', () => {
  const whole = { ...start, snapshot_steps: [0, 1, 2] };
  const first = streaming({}, 'next');
  first.take([startEvent(whole), stepEvent(0), snapshotEvent(0), stepEvent(1), snapshotEvent(1), stepEvent(2)]);
  assert.equal(first.run().status, 'paused');
  assert.deepEqual(first.run().steps.map((one) => one.step), [0, 1]);
  assert.deepEqual([...first.run().snapshots.keys()], [0, 1]);
  const next = streaming({ steps: [step(0), step(1)], lastEvent: '5', start }, 'next');
  next.take([stepEvent(2), stepEvent(3)]);
  assert.deepEqual(next.run().steps.map((one) => one.step), [0, 1, 2], 'without a snapshot the step is enough');
  const last = streaming({ steps: [step(8), step(9)], lastEvent: '5', start }, 'next');
  last.take([stepEvent(10)]);
  assert.equal(last.run().status, 'running', 'after the last step the end is waited for');
});

test('a run that is behind stops as soon as it has caught up', () => {
  const behind = streaming({ steps: [step(0), step(1)], lastEvent: '5', start }, 3);
  behind.take([stepEvent(2), stepEvent(3), stepEvent(4)]);
  assert.equal(behind.run().status, 'paused');
  assert.deepEqual(behind.run().steps.map((one) => one.step), [0, 1, 2, 3]);
});

test('settling writes what has come, once, and leaves no frame that writes later', () => {
  const stream = streaming();
  stream.take([startEvent(), stepEvent(0)]);
  stream.settle();
  assert.equal(stream.writes(), 1);
  assert.equal(stream.isDue(), false);
  stream.take([]);
  stream.settle();
  assert.equal(stream.writes(), 1, 'nothing had come');
  assert.equal(stream.isDue(), false, 'a frame that was asked for in vain is called off too');
});

test('a stream ends with the run that it is of', () => {
  for (const other of [null, runOf([])]) {
    const stream = streaming();
    stream.take([startEvent(), stepEvent(0)]);
    stream.replace(other);
    stream.frame();
    assert.ok(stream.controller.signal.aborted);
    assert.equal(stream.writes(), 0);
  }
});

test('a snapshot knows whether it is of the first examples only', () => {
  for (const [probed, partial] of /** @type {[number, boolean][]} */ ([[4, false], [3, true]])) {
    const stream = streaming();
    stream.take([startEvent({ ...start, probe_examples: probed }), snapshotEvent(0)]);
    stream.frame();
    assert.equal(stream.run().snapshots.get(0)?.partial, partial);
  }
});
