// Greek typed in Latin letters, as people do: εξυπηρέτηση as eksipiretisi, exyphrethsh, 3ypiretisi.
// Both sides become a key of how they sound; a Latin spelling may have several.

import { distance } from "./compare.js";

/** @typedef {Map<string, string[][]>} Table spellings and their sounds, by first letter */

// A spelling must come before those that it begins with, because the first that fits is taken.
// Sounds: 8 is θ, q is χ; v stands for v and f alike.
// biome-ignore format: a table
const GREEK = [
  ["ου", "u"], ["αι", "e"], ["ει", "i"], ["οι", "i"], ["υι", "i"], ["αυ", "av"], ["ευ", "ev"],
  ["ηυ", "iv"], ["μπ", "b"], ["ντ", "d"], ["γκ", "g"], ["γγ", "g"],
  ["α", "a"], ["β", "v"], ["γ", "g"], ["δ", "d"], ["ε", "e"], ["ζ", "z"], ["η", "i"], ["θ", "8"],
  ["ι", "i"], ["κ", "k"], ["λ", "l"], ["μ", "m"], ["ν", "n"], ["ξ", "ks"], ["ο", "o"], ["π", "p"],
  ["ρ", "r"], ["σ", "s"], ["τ", "t"], ["υ", "i"], ["φ", "v"], ["χ", "q"], ["ψ", "ps"], ["ω", "o"],
];

// biome-ignore format: a table
const LATIN = [
  ["ou", "u"], ["ai", "e"], ["ei", "i"], ["oi", "i"], ["yi", "i"], ["ui", "i"],
  ["au", "av"], ["eu", "ev"], ["ay", "av"], ["ey", "ev"], ["hu", "iv", "qi"],
  ["mp", "b"], ["nt", "d"], ["gk", "g"], ["gg", "g"], ["ng", "g"], ["gh", "g"],
  ["th", "8", "ti"], ["ch", "q"], ["kh", "q"], ["ph", "v", "pi"], ["ks", "ks"], ["ps", "ps"],
  ["dh", "d", "di"], ["a", "a"], ["b", "b", "v"], ["c", "k"], ["d", "d"], ["e", "e"],
  ["f", "v"], ["g", "g"], ["h", "i", "q"], ["i", "i"], ["j", "ks", "i"], ["k", "k"], ["l", "l"],
  ["m", "m"], ["n", "n"], ["o", "o"], ["p", "p"], ["q", "8"], ["r", "r"], ["s", "s"], ["t", "t"],
  ["u", "i", "u"], ["v", "v"], ["w", "o"], ["x", "q", "ks"], ["y", "i"], ["z", "z"],
  ["3", "ks"], ["4", "ps"], ["8", "8"], ["9", "8"],
];

const MAX_KEYS = 64;
const MAX_KEYS_COMPARED = 16;
const SHORTEST_BEGINNING = 3;
const SHORTEST_TYPO = 4;
const greek = byLetter(GREEK);
const latin = byLetter(LATIN);

/** @param {string[][]} table */
function byLetter(table) {
  return groupBy(table, ([spelling]) => spelling[0]);
}

/**
 * Return all keys of a word by a table; a letter that is not in it stays as it is.
 * @param {string} word
 * @param {Table} table
 */
function keys(word, table) {
  let found = [""];
  for (let at = 0; at < word.length; ) {
    const row = table.get(word[at])?.find(([spelling]) => word.startsWith(spelling, at));
    const [spelling, ...sounds] = row ?? [word[at], word[at]];
    found = found.flatMap((key) => sounds.map((sound) => key + sound)).slice(0, MAX_KEYS);
    at += spelling.length;
  }
  return [...new Set(found.map((key) => key.replace(/(.)\1+/gu, "$1")))];
}

/**
 * Return the key of a folded Greek word.
 * @param {string} word
 */
export const greekKey = (word) => keys(word, greek)[0];

/**
 * Return the keys that a word in Latin letters can have, the likeliest first.
 * @param {string} word
 */
export const latinKeys = (word) => keys(word, latin);

/** The words of a Greek word list by their sound. */
export class Sounds {
  #byKey;

  /** @param {string[]} words folded */
  constructor(words) {
    this.#byKey = groupBy(words, greekKey);
  }

  /**
   * Return the words that sound like one in Latin letters, or else begin or nearly sound so.
   * @param {string} folded
   * @param {boolean} unfinished whether the word may go on
   */
  like(folded, unfinished) {
    if (!(/^[a-z0-9]+$/.test(folded) && /[a-z]/.test(folded))) return [];
    const wanted = latinKeys(folded);
    const alike = wanted.flatMap((key) => this.#byKey.get(key) ?? []);
    if (alike.length) return alike;
    const begun =
      unfinished && folded.length >= SHORTEST_BEGINNING
        ? this.#where((key) => wanted.some((one) => key.startsWith(one)))
        : [];
    if (begun.length || folded.length < SHORTEST_TYPO) return begun;
    const likeliest = wanted.slice(0, MAX_KEYS_COMPARED);
    return this.#where((key) => likeliest.some((one) => distance(one, key, 1) <= 1));
  }

  /** @param {(key: string) => boolean} fits */
  #where(fits) {
    return [...this.#byKey].flatMap(([key, words]) => (fits(key) ? words : []));
  }
}

/**
 * Return values by key; browsers of before 2024 have no `Map.groupBy`.
 * @template Value
 * @param {Iterable<Value>} values
 * @param {(value: Value) => string} key
 * @returns {Map<string, Value[]>}
 */
function groupBy(values, key) {
  const groups = new Map();
  for (const value of values) {
    const name = key(value);
    if (groups.has(name)) groups.get(name).push(value);
    else groups.set(name, [value]);
  }
  return groups;
}
