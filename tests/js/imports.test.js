/**
 * The page's modules import one way: main → views → actions → edges, which touch the browser → model → wire; the last
 * two are pure. A module lies in one of these folders, so a new one gets the rights of its place.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path/posix';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../static/js', import.meta.url));

/** From the top down; a module imports from the rows below its own, and from its own where `among` says so. */
const LAYERS = [
  { name: 'main', modules: /^main\.js$/, among: false },
  { name: 'views', modules: /^views\//, among: true },
  { name: 'actions', modules: /^actions\//, among: true },
  { name: 'edges', modules: /^edges\//, among: true },
  { name: 'model', modules: /^model\//, among: true },
  { name: 'wire', modules: /^wire\//, among: true },
];
const PURE = ['model', 'wire'];
const SERVICE = ['edges/api.js', 'edges/source.js'];

/** What only a browser has, and what therefore no pure module names. */
const BROWSER =
  /\b(document|window|navigator|location|localStorage|sessionStorage|requestAnimationFrame|Plotly|fetch)\b(?=\s*[.(])/;

/** Comments go, so that a type that is imported in JSDoc is no import. */
const source = (/** @type {string} */ module) =>
  readFileSync(join(ROOT, module), 'utf8').replace(/\/\*[^]*?\*\/|(?<=^|[\s;{}(),])\/\/.*$/gm, '');

const modules = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.js'))
  .sort();

const imports = new Map(
  modules.map((module) => {
    const text = source(module);
    const found = text.matchAll(/\b(?:from|import)\s*\(?\s*(["'])(.+?)\1/g);
    return [module, [...found].map((match) => String(match[2]))];
  }),
);

const layerOf = (/** @type {string} */ module) => LAYERS.findIndex((layer) => layer.modules.test(module));
const isAction = (/** @type {string} */ module) => LAYERS[layerOf(module)]?.name === 'actions';
const target = (/** @type {string} */ module, /** @type {string} */ name) => normalize(join(dirname(module), name));

/** Every pair of a module and one that it imports, as paths below static/js. */
const edges = [...imports].flatMap(([module, names]) => names.map((name) => [module, target(module, name)]));

/**
 * @param {([string, string])[]} wrong
 * @param {string} rule
 */
function none(wrong, rule) {
  assert.deepEqual(wrong.map(([from, to]) => `${from} imports ${to}`), [], rule);
}

/** @param {(from: string, to: string) => boolean} isWrong */
const offending = (isWrong) =>
  edges.flatMap(([from = '', to = '']) => (isWrong(from, to) ? [/** @type {[string, string]} */ ([from, to])] : []));

test('there are modules and imports to look at', () => {
  assert.ok(modules.includes('main.js'));
  assert.ok(edges.length > modules.length / 2);
});

test('every import is the relative path of a module of the page', () => {
  const names = [...imports].flatMap(([module, list]) => list.map((name) => ({ module, name })));
  assert.deepEqual(
    names.filter(({ name }) => !name.startsWith('./') && !name.startsWith('../')),
    [],
    'the page has no packages and no absolute addresses',
  );
  none(
    offending((_, to) => !modules.includes(to)),
    'no such file in static/js',
  );
});

test('every module lies on a floor', () => {
  assert.deepEqual(modules.filter((module) => layerOf(module) < 0), []);
});

test('imports run down the layers', () => {
  none(
    offending((from, to) => {
      const [upper, lower] = [layerOf(from), layerOf(to)];
      return lower < upper || (lower === upper && !LAYERS[upper]?.among);
    }),
    LAYERS.map((layer) => layer.name).join(' → '),
  );
});

test('only actions call the service', () => {
  none(
    offending((from, to) => SERVICE.includes(to) && !isAction(from) && from !== 'edges/source.js'),
    'views call actions; actions ask edges/source.js',
  );
  assert.deepEqual(
    modules.filter((module) => module !== 'edges/api.js' && /\bfetch\s*\(|\bXMLHttpRequest\b|\bEventSource\b/.test(source(module))),
    [],
    'edges/api.js is where requests are made',
  );
});

test('only actions write the state', () => {
  assert.deepEqual(
    modules.filter((module) => !isAction(module) && /\bstore\.set\s*\(/.test(source(module))),
    [],
  );
});

test('no module imports itself through others', () => {
  /** @type {Set<string>} */
  const done = new Set();
  const visit = (/** @type {string} */ module, /** @type {string[]} */ path) => {
    assert.ok(!path.includes(module), `a circle: ${[...path, module].join(' → ')}`);
    if (done.has(module)) return;
    for (const [from, to] of edges) if (from === module && to) visit(to, [...path, module]);
    done.add(module);
  };
  for (const module of modules) visit(module, []);
});

test('pure modules know no browser', () => {
  const named = modules.flatMap((module) => {
    const match = PURE.includes(LAYERS[layerOf(module)]?.name ?? '') && source(module).match(BROWSER);
    return match ? [`${module} names ${match[1]}`] : [];
  });
  assert.deepEqual(named, []);
});
