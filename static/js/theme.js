/*
 * Sets the theme before the first paint, so that a dark page never flashes white. A classic script on purpose: modules
 * run too late. actions.js writes the choice; this follows it, and the system where the choice is "system".
 */
(() => {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    let choice = null;
    try {
      choice = localStorage.getItem('nablascope:theme');
    } catch {
      // Storage may be forbidden; the system's theme it is then.
    }
    const theme = choice === 'light' || choice === 'dark' ? choice : dark.matches ? 'dark' : 'light';
    document.documentElement.dataset.theme = theme;
  };
  apply();
  dark.addEventListener('change', apply);
  addEventListener('nablascope:theme', apply);
})();
