/**
 * Runs the latest of many calls: the first after a pause at once, those that follow quickly together, at most `pause`
 * milliseconds later. A newer run aborts the older, and an older result is never delivered after a newer one began.
 */

/** @typedef {{set: (callback: () => void, milliseconds: number) => unknown, clear: (timer: any) => void, now: () => number}} Clock */

/** @type {Clock} */
const SYSTEM = {
  set: (callback, milliseconds) => setTimeout(callback, milliseconds),
  clear: (timer) => clearTimeout(timer),
  now: () => performance.now(),
};

/**
 * @template T
 * @param {object} parts
 * @param {(signal: AbortSignal) => Promise<T>} parts.work
 * @param {(result: T) => void} parts.done told the result of the latest run, and of no other
 * @param {(error: unknown) => void} parts.failed
 * @param {number} [parts.pause] milliseconds in which calls count as one
 * @param {Clock} [parts.clock]
 * @returns {{call: () => void, now: () => void, stop: () => void}} `call` gathers calls that come quickly, `now` does not
 *   wait, and after `stop` nothing of what was called is told any more
 */
export function createRunner({ work, done, failed, pause = 60, clock = SYSTEM }) {
  let sequence = 0;
  let controller = new AbortController();
  let last = Number.NEGATIVE_INFINITY;
  /** @type {unknown} */
  let timer = null;

  function now() {
    clock.clear(timer);
    timer = null;
    controller.abort();
    controller = new AbortController();
    const mine = ++sequence;
    work(controller.signal).then(
      (result) => mine === sequence && done(result),
      (error) => mine === sequence && failed(error),
    );
  }

  function call() {
    const time = clock.now();
    const rested = time - last > pause && timer === null;
    last = time;
    if (rested) {
      now();
      return;
    }
    // What is under way is older than what is now wanted.
    sequence++;
    timer ??= clock.set(now, pause);
  }

  function stop() {
    clock.clear(timer);
    timer = null;
    sequence++;
    controller.abort();
  }

  return { call, now, stop };
}
