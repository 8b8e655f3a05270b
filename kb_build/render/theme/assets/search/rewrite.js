// What a reader types, in words that the texts have. Pure functions: query and word list in, plan out.

import { fold, queryWords } from "./compare.js";

/** @import { Sounds } from "./greeklish.js" */
/** @import { WordList } from "./wordlist.js" */

/**
 * Why a word was rewritten: `known` (the texts have it), `prefix` (the beginning of a word), `form`
 * (another inflection), `sound` (Greek in Latin letters), `typo` (a guess), `unknown` (nothing fits).
 * @typedef {"known" | "prefix" | "form" | "sound" | "typo" | "unknown"} How
 */

/**
 * What to search for; the best form comes first.
 * @typedef {{ how: How, forms: string[] }} Rewriting
 */

/**
 * `unfinished`: whether longer words that begin with the first form count, too.
 * @typedef {Rewriting & { typed: string, unfinished: boolean }} PlannedWord
 */

/** Guesses what a folded word means. @typedef {(folded: string, list: WordList) => Rewriting | null} Guess */

/**
 * A word of a query: as it was typed, folded, and whether it is the last one.
 * @typedef {{ typed: string, folded: string, last: boolean }} Typed
 */

export const SHORTEST_STEM = 3;
export const SHORTEST_TYPO = 4;
export const MAX_GUESSES = 5;
/** A word and its nearest inflections. */
const MAX_FORMS = 6;
/** From so many groups on, the beginning of a word does not tell which one is meant. */
const MAX_GROUPS = 3;
/** @type {Rewriting} */
const UNKNOWN = { how: "unknown", forms: [] };

/**
 * Return for each word of a query what to search for.
 * @param {string} query
 * @param {WordList} list
 * @param {{ exact?: boolean, sounds?: Sounds, guess?: Guess }} [options] `exact`: only what was typed
 * @returns {PlannedWord[]}
 */
export function rewrite(query, list, { exact = false, sounds, guess } = {}) {
  const words = queryWords(query);
  return words.map((typed, at) => {
    const word = { typed, folded: fold(typed), last: at === words.length - 1 };
    const found = exact ? asTyped(word, list) : nearest(word, list, sounds, guess);
    const { how, forms } = found ?? UNKNOWN;
    return { typed, how, forms, unfinished: how === "prefix" || (!exact && mayGoOn(word, how)) };
  });
}

/**
 * Tell whether it is sure what a word means.
 * @param {PlannedWord} word
 */
export const certain = ({ how }) => how === "known" || how === "prefix" || how === "form";

/**
 * @param {Typed} word
 * @param {WordList} list
 * @param {Sounds} [sounds]
 * @param {Guess} [guess]
 */
function nearest(word, list, sounds, guess) {
  return (
    known(word, list) ??
    prefix(word, list) ??
    form(word, list) ??
    sound(word, list, sounds) ??
    guess?.(word.folded, list) ??
    null
  );
}

/**
 * Tell whether a reader may still be typing a word that the texts have.
 * @param {Typed} word
 * @param {How} how
 */
function mayGoOn({ folded, last }, how) {
  return how === "known" && last && folded.length >= SHORTEST_STEM;
}

/**
 * Return the spelling of a word by which the index finds it: as typed, or as the texts have it.
 * @param {Typed} word
 * @param {WordList} list
 */
function spelling({ typed, folded }, list) {
  const { words } = list.spellings(folded);
  return words.includes(typed) ? typed : words[0];
}

/**
 * @param {Typed} word
 * @param {WordList} list
 * @returns {Rewriting | null}
 */
function asTyped(word, list) {
  if (list.has(word.folded)) return { how: "known", forms: [spelling(word, list)] };
  const begins = word.last && list.startingWith(word.folded, 1).length > 0;
  return begins ? { how: "prefix", forms: [word.typed] } : null;
}

/**
 * @param {Typed} word
 * @param {WordList} list
 * @returns {Rewriting | null}
 */
function known(word, list) {
  if (!list.has(word.folded)) return null;
  const others = list.members(list.spellings(word.folded).groups, word.folded);
  return { how: "known", forms: first([spelling(word, list), ...others]) };
}

/**
 * Only the last word may be unfinished.
 * @param {Typed} word
 * @param {WordList} list
 * @returns {Rewriting | null}
 */
function prefix({ typed, folded, last }, list) {
  const found = last ? list.startingWith(folded) : [];
  if (!found.length) return null;
  const groups = [...new Set(found.flatMap((one) => list.spellings(one).groups))];
  const telling = folded.length >= SHORTEST_STEM && groups.length <= MAX_GROUPS;
  const others = telling ? list.members(groups, folded) : [];
  // The word goes on: a final sigma would not be the beginning of any.
  return { how: "prefix", forms: first([typed.replaceAll("ς", "σ"), ...others]) };
}

/**
 * @param {Typed} word
 * @param {WordList} list
 * @returns {Rewriting | null}
 */
function form({ folded }, list) {
  for (let at = folded.length; at >= SHORTEST_STEM; at -= 1) {
    const groups = list.inflections(folded.slice(0, at), SHORTEST_TYPO);
    if (groups.length && list.hasEnding(folded.slice(at))) {
      return { how: "form", forms: first(list.members(groups, folded)) };
    }
  }
  return null;
}

/**
 * @param {Typed} word
 * @param {WordList} list
 * @param {Sounds} [sounds]
 * @returns {Rewriting | null}
 */
function sound({ folded, last }, list, sounds) {
  const found = sounds?.like(folded, last) ?? [];
  return found.length ? { how: "sound", forms: distinct(found, list) } : null;
}

/** @param {string[]} forms */
function first(forms) {
  return [...new Set(forms)].slice(0, MAX_FORMS);
}

/**
 * Return the spelling of the first folded words that belong to different groups.
 * @param {string[]} folded
 * @param {WordList} list
 */
export function distinct(folded, list) {
  const seen = new Set();
  const found = [];
  for (const word of folded) {
    const { words, groups } = list.spellings(word);
    if (groups.every((group) => seen.has(group))) continue;
    for (const group of groups) seen.add(group);
    found.push(words[0]);
    if (found.length === MAX_GUESSES) break;
  }
  return found;
}
