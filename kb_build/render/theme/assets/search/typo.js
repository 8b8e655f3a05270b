// Guesses for a word that no text has.

import { distance, fold, shared } from "./compare.js";
import { distinct, MAX_GUESSES, SHORTEST_STEM, SHORTEST_TYPO } from "./rewrite.js";

/** @import { Rewriting } from "./rewrite.js" */
/** @import { WordList } from "./wordlist.js" */
/** @typedef {{ word: string, far: number }} Guess */

/** A word that begins with a stem is at most so many times as long. */
const MAX_LENGTH = 2.75;
/** Up to this length one letter may be wrong, beyond it two. */
const SHORT = 7;
/** Words with the same stem come after those with one wrong letter. */
const SAME_STEM = 1.5;

/**
 * Return the nearest words, and those with the longest stem that the word begins with.
 * @param {string} folded
 * @param {WordList} list
 * @returns {Rewriting | null}
 */
export function typo(folded, list) {
  if (folded.length < SHORTEST_TYPO || /\d/.test(folded)) return null;
  const near = similar(folded, list);
  const found =
    begun(folded, list) ?? (near.some(({ far }) => far <= 1) ? [] : nearlyBegun(folded, list));
  near.push(...found.map((word) => ({ word: fold(word), far: SAME_STEM })));
  near.sort(
    (one, other) => one.far - other.far || shared(folded, other.word) - shared(folded, one.word),
  );
  const forms = distinct(
    near.map(({ word }) => word),
    list,
  );
  return forms.length ? { how: "typo", forms } : null;
}

/**
 * Return the words with one or two other letters; another first letter is the less likely mistake.
 * @param {string} folded
 * @param {WordList} list
 */
function similar(folded, list) {
  const most = folded.length <= SHORT ? 1 : 2;
  /** @type {Guess[]} */
  const found = [];
  for (const word of list.sorted) {
    const far = distance(folded, word, most);
    if (far <= most) found.push({ word, far: far + (folded[0] === word[0] ? 0 : 1) });
  }
  return found;
}

/**
 * Return the words of the longest stem with which a word begins.
 * @param {string} folded
 * @param {WordList} list
 */
function begun(folded, list) {
  const shortest = Math.max(SHORTEST_STEM, Math.ceil(folded.length / MAX_LENGTH));
  for (let at = folded.length; at >= shortest; at -= 1) {
    const groups = list.inflections(folded.slice(0, at), SHORTEST_TYPO);
    if (groups.length) return list.members(groups, folded);
  }
  return null;
}

/**
 * Return the words of the longest stems with which a word begins but for one letter.
 * @param {string} folded
 * @param {WordList} list
 */
function nearlyBegun(folded, list) {
  const shortest = Math.max(SHORTEST_TYPO, folded.length / MAX_LENGTH);
  const near = [...list.stems.keys()].filter(
    (stem) =>
      stem.length >= shortest &&
      stem[0] === folded[0] &&
      distance(stem, folded.slice(0, stem.length), 1) <= 1,
  );
  near.sort((one, other) => other.length - one.length);
  const groups = near.flatMap((stem) => list.inflections(stem, SHORTEST_TYPO));
  return list.members(groups.slice(0, MAX_GUESSES), folded);
}
