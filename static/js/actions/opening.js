/** Files that are opened or dropped on the page: a saved network in the place of what is there, a table as the data. */
import { dropRuns, notice, setPanel, take } from './analysing.js';
import * as files from '../edges/files.js';
import { FormatError } from '../wire/request.js';
import { openTable } from './network/tables.js';

/** @param {File} file */
export async function openFile(file) {
  try {
    const opened = await files.open(file);
    if ('table' in opened) return await tabled(file.name, opened.table);
    dropRuns();
    take(opened.linked, true);
    notice(`Opened ${file.name}.`);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    notice(`${file.name} was not opened: ${error.message}.`, { stays: true });
  }
}

/**
 * As when the whole table is pasted; how it was read is told beside the data, which are therefore in sight.
 * @param {string} name
 * @param {Uint8Array} bytes
 */
function tabled(name, bytes) {
  setPanel('network', true);
  notice(`${name} is a table: it is read as the data of this network.`);
  return openTable(bytes);
}
