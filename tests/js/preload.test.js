import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import test from 'node:test';

const STATIC = new URL('../../static/', import.meta.url);
/** The two that index.html loads as scripts, and the one that holds types alone. */
const NOT_PRELOADED = ['js/main.js', 'js/edges/theme.js', 'js/model/types.js'];

test('index.html preloads every module of the page, and nothing else', () => {
  const html = readFileSync(new URL('index.html', STATIC), 'utf8');
  const preloaded = [...html.matchAll(/rel="modulepreload" href="([^"]+)"/g)].map((match) => match[1]);
  const files = readdirSync(new URL('js', STATIC), { recursive: true, encoding: 'utf8' })
    .map((path) => `js/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.js') && !NOT_PRELOADED.includes(path));
  assert.deepEqual(preloaded.sort(), files.sort());
});
