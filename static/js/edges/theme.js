/*
 * Sets the theme before the first paint, so that a dark page never flashes white. A classic script on purpose: modules
 * run too late. actions.js writes the choice; this follows it, and the system where the choice is "system".
 */
(() => {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const root = document.documentElement;
  const apply = () => {
    const choice = root.dataset.choice;
    root.dataset.theme = choice === 'light' || choice === 'dark' ? choice : dark.matches ? 'dark' : 'light';
  };
  try {
    root.dataset.choice = localStorage.getItem('nablascope:theme') ?? 'system';
  } catch {
    root.dataset.choice = 'system'; // storage may be forbidden
  }
  apply();
  dark.addEventListener('change', apply);
  addEventListener('nablascope:theme', (event) => {
    root.dataset.choice = String(/** @type {CustomEvent} */ (event).detail);
    apply();
  });
})();
