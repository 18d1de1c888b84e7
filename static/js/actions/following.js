/**
 * What the service is asked about the spec on the page, each time that it has changed: only once the spec is known to
 * fit together, so that nothing is refused twice, and again when a server that was gone is back.
 * @import { Problem } from '../model/network/types.js'
 * @import { State } from '../model/page/types.js'
 */
import { store } from '../edges/store.js';
import { createRunner } from '../model/page/runner.js';
import { isAway, lost, problemOf } from './server.js';

/**
 * Whether the picture on the page is that of the spec and the chosen example.
 * @param {State} state
 * @returns {boolean}
 */
export function isSettled({ status, answered, spec, view }) {
  return status === 'ready' && answered !== null && answered.spec === spec && answered.example === view.example;
}

/**
 * @template {readonly unknown[]} Question  what is asked about, part by part; equal parts are not asked about again
 * @template Answer
 * @param {object} parts
 * @param {(state: State) => Question|null} parts.wanted null where there is nothing to ask
 * @param {(question: Question, signal: AbortSignal) => Promise<Answer>} parts.ask
 * @param {() => void} parts.begun
 * @param {(answer: Answer, question: Question) => void} parts.told
 * @param {(problem: Problem|null, question: Question) => void} parts.refused told null where the server is gone or busy, as the page says
 * @param {number} [parts.pause] milliseconds in which changes count as one
 * @param {boolean} [parts.callsOff] whether what is not wanted any more is not waited for either: where an answer is dear
 * @returns {{start: () => void, stop: () => void}}
 */
export function createFollower({ wanted, ask, begun, told, refused, pause, callsOff = false }) {
  /** @type {Question|null} */
  let asked = null;
  let waiting = false;
  let gone = false;

  const runner = createRunner({
    ...(pause === undefined ? {} : { pause }),
    async work(signal) {
      const question = /** @type {Question} */ (asked);
      return { question, answer: await ask(question, signal) };
    },
    done({ question, answer }) {
      waiting = false;
      told(answer, question);
    },
    failed(error) {
      waiting = false;
      const question = /** @type {Question} */ (asked);
      gone = lost(error);
      refused(gone ? null : problemOf(error), question);
    },
  });

  function look() {
    const question = wanted(store.get());
    if (gone && !isAway(store.get())) stop();
    if (question === null && waiting && callsOff) stop();
    if (question === null || (asked !== null && question.every((part, index) => Object.is(part, asked?.[index])))) return;
    asked = question;
    waiting = true;
    begun();
    runner.call();
  }

  function stop() {
    asked = null;
    waiting = false;
    gone = false;
    runner.stop();
  }

  return {
    start() {
      store.subscribe(look);
      look();
    },
    stop,
  };
}
