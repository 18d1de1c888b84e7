import assert from 'node:assert/strict';
import test from 'node:test';

import { createRecovery } from '../../../../static/js/model/page/recovery.js';
import { createRunner } from '../../../../static/js/model/page/runner.js';

/** A clock that moves only when told. */
function createClock() {
  let time = 1000;
  /** @type {Map<number, {at: number, callback: () => void}>} */
  const timers = new Map();
  let last = 0;
  return {
    now: () => time,
    /** @param {() => void} callback @param {number} milliseconds */
    set(callback, milliseconds) {
      timers.set(++last, { at: time + milliseconds, callback });
      return last;
    },
    /** @param {any} timer */
    clear: (timer) => void timers.delete(timer),
    /** @param {number} milliseconds */
    async pass(milliseconds) {
      time += milliseconds;
      for (const [id, { at, callback }] of [...timers]) {
        if (at > time) continue;
        timers.delete(id);
        callback();
      }
      await settle();
    },
  };
}

async function settle() {
  for (let i = 0; i < 10; i++) await Promise.resolve();
}

function createWork() {
  /** @type {{signal: AbortSignal, answer: (value: string) => void, fail: (error: Error) => void}[]} */
  const runs = [];
  /** @param {AbortSignal} signal @returns {Promise<string>} */
  const work = (signal) => new Promise((answer, fail) => runs.push({ signal, answer, fail }));
  return { runs, work };
}

test('the first call goes at once; quick ones are gathered, at most a pause later', async () => {
  const clock = createClock();
  const { runs, work } = createWork();
  const runner = createRunner({ work, done() {}, failed() {}, pause: 60, clock });
  runner.call();
  assert.equal(runs.length, 1);
  for (let i = 0; i < 5; i++) {
    runner.call();
    await clock.pass(10);
  }
  assert.equal(runs.length, 1);
  await clock.pass(10);
  assert.equal(runs.length, 2, 'though the calls never rested');
  await clock.pass(500);
  runner.call();
  assert.equal(runs.length, 3);
});

test('an older answer never overwrites a newer one, nor counts once a newer is wanted', async () => {
  const clock = createClock();
  const { runs, work } = createWork();
  /** @type {string[]} */
  const told = [];
  const runner = createRunner({ work, done: (result) => told.push(result), failed: (error) => told.push(String(error)), clock });
  runner.call();
  await clock.pass(1000);
  runner.call();
  assert.ok(runs[0]?.signal.aborted);
  runs[1]?.answer('new');
  await settle();
  runs[0]?.answer('old');
  await settle();
  assert.deepEqual(told, ['new']);
  runner.call();
  runs[0]?.fail(new Error('aborted'));
  runner.call();
  runs[2]?.answer('stale before the gathered call runs');
  await settle();
  assert.deepEqual(told, ['new']);
});

test('what was stopped is aborted and never told, and the next call runs again', async () => {
  const clock = createClock();
  const { runs, work } = createWork();
  /** @type {string[]} */
  const told = [];
  const runner = createRunner({ work, done: (result) => told.push(result), failed: (error) => told.push(String(error)), clock });
  runner.call();
  runner.call();
  runner.stop();
  assert.ok(runs[0]?.signal.aborted);
  runs[0]?.fail(new Error('aborted'));
  await clock.pass(1000);
  assert.deepEqual([runs.length, told], [1, []]);
  runner.call();
  runs[1]?.answer('again');
  await settle();
  assert.deepEqual(told, ['again']);
});

test('a failure of the latest run is told', async () => {
  const clock = createClock();
  const { runs, work } = createWork();
  /** @type {unknown[]} */
  const told = [];
  createRunner({ work, done() {}, failed: (error) => told.push(error), clock }).now();
  const error = new Error('no');
  runs[0]?.fail(error);
  await settle();
  assert.deepEqual(told, [error]);
});

test('a server that is gone is asked less and less often, and hurried on demand', async () => {
  const clock = createClock();
  let there = false;
  let asked = 0;
  let recovered = 0;
  const recovery = createRecovery({
    probe: async () => (asked++, there),
    recovered: () => recovered++,
    clock,
  });
  recovery.begin();
  recovery.begin();
  await clock.pass(500);
  assert.equal(asked, 1);
  await clock.pass(500);
  assert.equal(asked, 1);
  await clock.pass(500);
  assert.equal(asked, 2);
  there = true;
  recovery.hurry();
  await settle();
  assert.deepEqual([asked, recovered], [3, 1]);
  await clock.pass(60_000);
  assert.deepEqual([asked, recovered], [3, 1]);
  recovery.begin(2000);
  recovery.stop();
  await clock.pass(60_000);
  assert.equal(asked, 3);
});
