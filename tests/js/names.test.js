/** The page asks the catalogue what there is: no module names a row of the engine's tables. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const PAGE = fileURLToPath(new URL('../../static/js', import.meta.url));
const TABLES = readFileSync(new URL('../../docs/tables.md', import.meta.url), 'utf-8');
const SECTIONS = ['Activations', 'Losses', 'Initializers', 'Optimizers', 'Learning-rate schedules', 'Data sets'];

/** What may be named, by module, each with its reason. @type {Record<string, {names: string[], reason: string}>} */
const ALLOWED = {
  'model/page/url.js': { names: ['cross_entropy'], reason: 'what a link leaves out is part of its form, and never changes' },
  'model/train/tuning.js': {
    names: ['leaky_relu', 'relu', 'he_normal', 'glorot_normal', 'zeros', 'constant', 'adam', 'sgd'],
    reason: 'what a second run is offered first is chosen for what it shows',
  },
};
/** Rows whose names are words of the page too; only where networks are edited would they be rows. */
const WORDS = ['step', 'cosine', 'constant'];

/** @returns {string[]} the names of all rows, from the reference that is made from the tables */
function rows() {
  return SECTIONS.flatMap((title) => {
    const section = TABLES.split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? '';
    const found = [...section.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => String(name));
    assert.ok(found.length > 2, title);
    return found;
  });
}

/**
 * @param {string} source of a module
 * @param {readonly string[]} names
 * @returns {string[]} those that stand in it as a text
 */
function named(source, names) {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  return names.filter((name) => new RegExp(`['"\`]${name}['"\`]`).test(code));
}

test('no module names a row of the tables', () => {
  const names = rows();
  const modules = readdirSync(PAGE, { recursive: true, encoding: 'utf-8' }).map((path) => path.replaceAll('\\', '/'));
  const own = modules.filter((path) => path.endsWith('.js') && path !== 'wire/defaults.js' && path !== 'wire/quantities.js');
  assert.ok(own.length > 100);
  for (const path of own) {
    const allowed = ALLOWED[path]?.names ?? [];
    const found = named(readFileSync(`${PAGE}/${path}`, 'utf-8'), names.filter((name) => !WORDS.includes(name) || path.startsWith('model/network/')));
    assert.deepEqual(found.filter((name) => !allowed.includes(name)), [], path);
  }
});

test('what is allowed is there', () => {
  for (const [path, { names }] of Object.entries(ALLOWED)) {
    assert.deepEqual(named(readFileSync(`${PAGE}/${path}`, 'utf-8'), names).sort(), [...names].sort(), path);
  }
});

test('a name that was planted is found, and a comment or a longer word is none', () => {
  assert.deepEqual(named("if (name === 'relu6') return;", rows()), ['relu6']);
  assert.deepEqual(named('const first = `adam`;', rows()), ['adam']);
  assert.deepEqual(named("/* 'relu' */\n// 'softmax'\nconst a = 'relu_like', b = one.relu;", rows()), []);
});
