import js from '@eslint/js';
import globals from 'globals';

const rules = /** @type {const} */ ({
  curly: ['error', 'multi-line'],
  eqeqeq: 'error',
  'no-console': 'error',
  'no-implicit-coercion': ['error', { allow: ['!!'] }],
  'no-param-reassign': 'error',
  // `const { units, ...rest } = layer` is how a field is left out.
  'no-unused-vars': ['error', { ignoreRestSiblings: true }],
  'no-var': 'error',
  'object-shorthand': 'error',
  'prefer-const': 'error',
  // As the browser's own policy does: no code from strings, no markup from strings.
  'no-eval': 'error',
  'no-implied-eval': 'error',
  'no-new-func': 'error',
  'no-restricted-properties': [
    'error',
    { property: 'innerHTML', message: 'Build elements, or set textContent: what a user typed is never markup.' },
    { property: 'outerHTML', message: 'Build elements, or set textContent: what a user typed is never markup.' },
    { property: 'insertAdjacentHTML', message: 'Build elements, or set textContent.' },
  ],
});

export default [
  { ignores: ['node_modules/', '.venv/', 'dist/', 'build/', 'htmlcov/'] },
  js.configs.recommended,
  {
    files: ['static/**/*.js'],
    languageOptions: { ecmaVersion: 2022, sourceType: 'module', globals: { ...globals.browser, Plotly: 'readonly' } },
    rules,
  },
  {
    files: ['tests/js/**/*.js', '*.config.js'],
    languageOptions: { ecmaVersion: 2022, sourceType: 'module', globals: globals.node },
    rules,
  },
];
