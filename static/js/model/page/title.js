/**
 * The title that somebody gave to what is on the page. It stands in links, files and on paper, and has no part in any
 * number: the service never gets it. Pure.
 * @import { Spec } from '../network/types.js'
 */

/** Characters of a title at most. */
export const MOST_CHARACTERS = 100;

/**
 * @param {unknown} value as typed, or as it stands in a link or a file
 * @returns {string} on one line, cut to what a title may have; '' for none
 */
export function asTitle(value) {
  if (typeof value !== 'string') return '';
  const line = value.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return [...line].slice(0, MOST_CHARACTERS).join('').trim();
}

/**
 * @param {Spec} spec
 * @param {string} [value]
 * @returns {Spec} the very one where its title is that already
 */
export function withTitle(spec, value) {
  const title = asTitle(value);
  if (title === (spec.title ?? '')) return spec;
  const { title: _, ...rest } = spec;
  return title === '' ? rest : { ...rest, title };
}

/**
 * @param {Spec} spec
 * @returns {string} what the browser's tab says
 */
export function tabTitle({ title }) {
  return title ? `${title} – Nablascope` : 'Nablascope';
}
