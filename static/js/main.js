/**
 * Where the page begins: mounts every view once, then updates all of them together, at most once a frame.
 * @import { Mounted, Store } from './model/page/types.js'
 */
import * as analysing from './actions/analysing.js';
import * as advising from './actions/advising.js';
import * as checking from './actions/checking.js';
import * as deriving from './actions/deriving.js';
import * as explaining from './actions/explaining.js';
import * as interfering from './actions/train/interfering.js';
import * as opening from './actions/opening.js';
import * as answering from './actions/practice/answering.js';
import * as exercising from './actions/practice/exercising.js';
import * as marking from './actions/practice/marking.js';
import * as stepping from './actions/train/stepping.js';
import { store } from './edges/store.js';
import * as check from './views/page/check.js';
import * as derivation from './views/derivation/derivation.js';
import * as flow from './views/flow/flow.js';
import * as header from './views/page/header.js';
import * as inspector from './views/inspect/inspector.js';
import * as network from './views/network/network.js';
import * as practice from './views/practice/practice.js';
import * as notice from './views/page/notice.js';
import * as shell from './views/page/shell.js';
import * as summary from './views/page/summary.js';
import * as table from './views/page/table.js';
import * as train from './views/train/train.js';

/** @type {[string, (element: HTMLElement, store: Store) => Mounted][]} */
const VIEWS = [
  ['header', header.mount],
  ['network', network.mount],
  ['flow', flow.mount],
  ['derivation', derivation.mount],
  ['practice', practice.mount],
  ['train', train.mount],
  ['inspector', inspector.mount],
  ['summary', summary.mount],
  ['table', table.mount],
  ['check', check.mount],
  ['shell', shell.mount],
  ['notice', notice.mount],
];

/**
 * @param {string} id
 * @returns {HTMLElement}
 */
function element(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`index.html has no #${id}`);
  return found;
}

const mounted = VIEWS.map(([id, mount]) => mount(element(id), store));
let frame = 0;

function update() {
  frame = 0;
  for (const view of mounted) {
    try {
      view.update();
    } catch (error) {
      reportError(error); // one view's fault must not keep the others from saying what is going on
    }
  }
}

// First of all that follow the state, so that the others see an answer together with what it answers.
analysing.start();
stepping.start();
store.subscribe(() => {
  frame ||= requestAnimationFrame(update);
});
update();
advising.start();
checking.start();
deriving.start();
explaining.start();
interfering.start();
answering.start();
exercising.start();
marking.start();
void opening.start();
