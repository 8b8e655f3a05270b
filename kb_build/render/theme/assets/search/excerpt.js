// The part of a text that a result shows, in pieces with and without a mark: never HTML.

import { fold, split } from "./compare.js";

/** @import { Fragment, Section } from "./formats.js" */
/** @import { PlannedWord } from "./rewrite.js" */
/** @typedef {(text: string) => boolean} Matcher whether a text has a word that is searched for */
/** @typedef {{ text: string, mark: boolean }} Piece */
/** @typedef {{ title: string, anchor: string }} Place */

/**
 * What a reader sees of a hit.
 * @typedef {object} Shown
 * @property {string} url
 * @property {Piece[]} title
 * @property {string} section its title, or nothing
 * @property {Piece[]} text
 * @property {string} lang
 * @property {{ name: string, note: string } | null} language of a hit in another one
 * @property {boolean} isCase
 */

const EXCERPT = 30; // words
const LEAD = 5; // words in front of the first match

/**
 * Return a function that recognises the words of a plan.
 * @param {PlannedWord[]} plan
 * @returns {Matcher}
 */
export function matcher(plan) {
  const whole = new Set(plan.flatMap(({ forms }) => forms.map(fold)));
  const begun = plan.filter(({ how }) => how === "prefix");
  const starts = begun.flatMap(({ forms }) => forms.map(fold));
  /** @param {string} word */
  const fits = (word) => whole.has(word) || starts.some((start) => word.startsWith(start));
  return (text) => split(text).some((word) => fits(fold(word)));
}

/**
 * Return a text in pieces; neighbours that are both marked, or both not, are one piece.
 * @param {string} text
 * @param {Matcher} fits
 */
export function pieces(text, fits) {
  /** @type {Piece[]} */
  const found = [];
  for (const part of text.match(/[\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]+/gu) ?? []) {
    const mark = fits(part);
    const last = found.at(-1);
    if (last?.mark === mark) last.text += part;
    else found.push({ text: part, mark });
  }
  return found;
}

/**
 * Return the part of a page with the most matches, and its section. Where only the title, the
 * summary or the terms match, return the summary.
 * @param {Fragment} page
 * @param {Matcher} fits
 * @returns {{ section: Place | null, text: Piece[] }}
 */
export function excerpt(page, fits) {
  const windows = page.sections.map((section) => densest(section, fits));
  const most = Math.max(0, ...windows.map(({ matches }) => matches));
  const best = windows.find(({ matches }) => matches === most);
  if (!(best && most)) return { section: null, text: pieces(page.summary, fits) };
  const { title, anchor } = best.section;
  return { section: anchor ? { title, anchor } : null, text: pieces(cut(best), fits) };
}

/**
 * Return the excerpt of a section with the most matches; one in the title counts for its beginning.
 * @param {Section} section
 * @param {Matcher} fits
 */
function densest(section, fits) {
  const words = section.text.split(" ");
  const hits = words.flatMap((word, at) => (fits(word) ? [at] : []));
  if (fits(section.title)) hits.unshift(0);
  let best = { section, words, first: 0, matches: 0 };
  for (const first of hits) {
    const matches = hits.filter((hit) => hit >= first && hit < first + EXCERPT - LEAD).length;
    if (matches > best.matches) best = { section, words, first, matches };
  }
  return best;
}

/** @param {{ words: string[], first: number }} window */
function cut({ words, first }) {
  const from = Math.max(0, Math.min(first - LEAD, words.length - EXCERPT));
  const to = Math.min(words.length, from + EXCERPT);
  return `${from > 0 ? "… " : ""}${words.slice(from, to).join(" ")}${to < words.length ? " …" : ""}`;
}
