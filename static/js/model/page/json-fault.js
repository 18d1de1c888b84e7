/** Where a text stops being JSON, told by line and column: the browsers' own messages differ and often name no place. */

const BLANKS = /[ \t\n\r]*/y;
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;
const WORD = /[\w.+-]{1,20}|[^]/uy;

/**
 * @param {string} text that is no JSON
 * @returns {{line: number, column: number, expected: string, found: string|null}} counted from 1; found: null at the end
 */
export function faultOf(text) {
  /** @type {string[]} */
  const open = [];
  let expected = 'a value';
  let at = 0;
  for (;;) {
    at = endOf(BLANKS, text, at) ?? at;
    const [kind, end] = token(text, at);
    const next = step(expected, kind, open);
    if (next === null || at >= text.length) return { ...placeOf(text, at), expected, found: wordAt(text, at) };
    expected = next;
    at = end;
  }
}

/**
 * @param {RegExp} pattern a sticky one
 * @param {string} text
 * @param {number} at
 * @returns {number|null} behind the match
 */
function endOf(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}

/**
 * @param {string} text
 * @param {number} at
 * @returns {[kind: string, end: number]} a mark stands for itself
 */
function token(text, at) {
  const mark = text.charAt(at);
  if ('{}[],:'.includes(mark)) return [mark, at + 1];
  const end = mark === '"' ? endOfString(text, at) : endOf(SCALAR, text, at);
  return end === null ? ['none', at] : [mark === '"' ? 'string' : 'scalar', end];
}

/**
 * @param {string} text
 * @param {number} start of its opening quote
 * @returns {number|null} null where it does not end
 */
function endOfString(text, start) {
  for (let at = start + 1; at < text.length; at += 1) {
    const mark = text.charAt(at);
    if (mark === '"') return at + 1;
    if (mark < ' ') return null;
    if (mark === '\\') at += 1;
  }
  return null;
}

/**
 * @param {string} expected
 * @param {string} kind of the token that came
 * @param {string[]} open the closing marks still to come, the next one last; is changed
 * @returns {string|null} what is expected then; null where the token is a fault
 */
function step(expected, kind, open) {
  const after = () => (open.length === 0 ? 'the end' : `, or ${open.at(-1)}`);
  const closes = kind === open.at(-1) && expected.endsWith(kind);
  if (closes) return (open.pop(), after());
  if (expected.startsWith('a value')) {
    if (kind === 'string' || kind === 'scalar') return after();
    if (kind === '{') return (open.push('}'), 'a name in double quotes, or }');
    if (kind === '[') return (open.push(']'), 'a value, or ]');
  }
  if (expected.startsWith('a name') && kind === 'string') return ':';
  if (expected === ':' && kind === ':') return 'a value';
  if (expected.startsWith(',') && kind === ',') return open.at(-1) === '}' ? 'a name in double quotes' : 'a value';
  return null;
}

/** @param {string} text @param {number} at */
function placeOf(text, at) {
  const lines = text.slice(0, at).split(/\r\n|\n|\r/);
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

/** @param {string} text @param {number} at */
function wordAt(text, at) {
  const end = endOf(WORD, text, at);
  return end === null ? null : text.slice(at, end);
}
