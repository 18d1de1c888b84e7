/** Waits for a server that is gone: asks again and again, each time a little later, and at once when told to hurry. */

/** Milliseconds between two questions: the first, and the most. */
const FIRST = 500;
const MOST = 8000;

/**
 * @param {object} parts
 * @param {() => Promise<boolean>} parts.probe
 * @param {() => void} parts.recovered
 * @param {{set: (callback: () => void, milliseconds: number) => any, clear: (timer: any) => void}} [parts.clock]
 * @returns {{begin: (wait?: number) => void, stop: () => void, hurry: () => void}}
 */
export function createRecovery({ probe, recovered, clock = { set: (c, ms) => setTimeout(c, ms), clear: (timer) => clearTimeout(timer) } }) {
  /** @type {any} */
  let timer = null;
  let wait = FIRST;
  let waiting = false;

  async function ask() {
    timer = null;
    const there = await probe();
    if (!waiting) return;
    if (there) {
      stop();
      recovered();
      return;
    }
    wait = Math.min(MOST, wait * 2);
    timer = clock.set(ask, wait);
  }

  /** @param {number} [first] milliseconds until the first question */
  function begin(first = FIRST) {
    if (waiting) return;
    waiting = true;
    wait = FIRST;
    timer = clock.set(ask, first);
  }

  function stop() {
    waiting = false;
    clock.clear(timer);
    timer = null;
  }

  function hurry() {
    if (!waiting || timer === null) return;
    clock.clear(timer);
    void ask();
  }

  return { begin, stop, hurry };
}
