/**
 * The diverging colours of the theme, read from the style sheet.
 * @import { Palette } from '../../model/drawing/scales.js'
 */

/** @type {Palette} */
const FALLBACK = { negative: '#2166ac', zero: '#ffffff', positive: '#d6604d' };

/** @returns {Palette} */
export function readPalette() {
  const style = getComputedStyle(document.documentElement);
  const read = (/** @type {keyof Palette} */ name) => style.getPropertyValue(`--${name}`).trim() || FALLBACK[name];
  return { negative: read('negative'), zero: read('zero'), positive: read('positive') };
}

/** What a figure with axes takes from the theme. */
export function readTheme() {
  const style = getComputedStyle(document.documentElement);
  return { palette: readPalette(), ink: style.getPropertyValue('--ink').trim(), line: style.getPropertyValue('--line-strong').trim() };
}

/**
 * The colours of the theme, read again when it changes.
 * @param {() => void} changed
 * @returns {() => Palette}
 */
export function watchPalette(changed) {
  let palette = readPalette();
  new MutationObserver(() => {
    palette = readPalette();
    changed();
  }).observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => palette;
}

/** The colours of lines and words. */
export function readInks() {
  const style = getComputedStyle(document.documentElement);
  const read = (/** @type {string} */ name) => style.getPropertyValue(`--${name}`).trim();
  return { accent: read('accent'), good: read('good'), muted: read('muted'), line: read('line'), ink: read('ink') };
}
