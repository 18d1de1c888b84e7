/**
 * Server-sent events out of a stream that is cut anywhere (WHATWG HTML, "Interpreting an event stream"). Pure but for
 * what it remembers of the stream.
 */

/** @typedef {{name: string, data: string, id: string}} StreamEvent `id` of this event, or the last before it */

/**
 * @returns {{push: (text: string) => StreamEvent[]}} push takes the next piece of the text and gives the events that are
 *   complete with it; one that the stream ends in the middle of never comes
 */
export function createParser() {
  let rest = '';
  let begun = false;
  let afterReturn = false;
  let id = '';
  let name = '';
  /** @type {string[]} */
  let data = [];

  /** @param {string} line */
  function field(line) {
    const colon = line.indexOf(':');
    const key = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (key === 'event') name = value;
    else if (key === 'data') data.push(value);
    else if (key === 'id' && !value.includes('\0')) id = value;
  }

  /** @returns {StreamEvent[]} */
  function complete() {
    const events = data.length > 0 ? [{ name: name || 'message', data: data.join('\n'), id }] : [];
    [name, data] = ['', []];
    return events;
  }

  return {
    push(text) {
      if (text === '') return [];
      let piece = text;
      if (!begun && piece.startsWith('\uFEFF')) piece = piece.slice(1);
      if (afterReturn && piece.startsWith('\n')) piece = piece.slice(1);
      begun = true;
      afterReturn = text.endsWith('\r');
      const lines = piece.split(/\r\n|\r|\n/);
      const last = /** @type {string} */ (lines.pop());
      if (lines.length === 0) {
        rest += last;
        return [];
      }
      lines[0] = rest + lines[0];
      rest = last;
      return lines.flatMap((line) => {
        if (line === '') return complete();
        field(line);
        return [];
      });
    },
  };
}
