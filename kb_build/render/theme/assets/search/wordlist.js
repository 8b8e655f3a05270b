// The words of a language's texts, by inflection. kb_build/search/words.py writes the list.

import { distance, fold, shared } from "./compare.js";

/** The radix of the digits in a list. */
export const RADIX = 36;

/** The number of words that must have an ending before it counts as one. */
const MIN_ENDING = 2;
const MAX_DISTANCE = 8;

/**
 * A folded word as the texts spell it, and the inflection groups of these spellings.
 * @typedef {{ words: string[], groups: number[] }} Spellings
 */

/**
 * A line of the list holds the words of one inflection group: `6clienti 6e` is «clienti» with the
 * stem of 6 letters, and «cliente», which shares 6 letters with the first word.
 */
export class WordList {
  /** @type {string[][]} */
  groups = [];
  /** Groups by folded stem. @type {Map<string, number[]>} */
  stems = new Map();
  /** By folded word. @type {Map<string, Spellings>} */
  #spellings = new Map();
  /** The number of words by folded ending. @type {Map<string, number>} */
  #endings;

  /**
   * @param {string} text
   * @param {string[]} [endings] folded endings that the stemmer knows
   */
  constructor(text, endings = []) {
    this.#endings = new Map(endings.map((ending) => [ending, MIN_ENDING]));
    for (const line of text.split("\n")) if (line) this.#add(line);
    /** The folded words, in order. */
    this.sorted = [...this.#spellings.keys()].sort();
  }

  /** @param {string} line */
  #add(line) {
    const [head, ...rest] = line.split(" ");
    const first = head.slice(1);
    const others = rest.map((word) => first.slice(0, parseInt(word[0], RADIX)) + word.slice(1));
    const words = [first, ...others];
    const group = this.groups.push(words) - 1;
    const stem = fold(first).slice(0, parseInt(head[0], RADIX));
    this.stems.set(stem, [...(this.stems.get(stem) ?? []), group]);
    for (const word of words) this.#addWord(word, stem, group);
  }

  /**
   * @param {string} word
   * @param {string} stem
   * @param {number} group
   */
  #addWord(word, stem, group) {
    const folded = fold(word);
    const known = this.spellings(folded);
    known.words.push(word);
    known.groups.push(group);
    this.#spellings.set(folded, known);
    if (!folded.startsWith(stem)) return;
    const ending = folded.slice(stem.length);
    this.#endings.set(ending, (this.#endings.get(ending) ?? 0) + 1);
  }

  /**
   * Tell whether the texts have a folded word.
   * @param {string} folded
   */
  has(folded) {
    return this.#spellings.has(folded);
  }

  /**
   * Return the spellings of a folded word; none for one that the texts do not have.
   * @param {string} folded
   * @returns {Spellings}
   */
  spellings(folded) {
    return this.#spellings.get(folded) ?? { words: [], groups: [] };
  }

  /**
   * Tell whether words of the language end so.
   * @param {string} folded
   */
  hasEnding(folded) {
    return (this.#endings.get(folded) ?? 0) >= MIN_ENDING;
  }

  /**
   * Return the folded words that begin so.
   * @param {string} start
   * @param {number} [most]
   */
  startingWith(start, most = 50) {
    let [low, high] = [0, this.sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.sorted[middle] < start) low = middle + 1;
      else high = middle;
    }
    const found = [];
    while (found.length < most && this.sorted[low]?.startsWith(start)) {
      found.push(this.sorted[low]);
      low += 1;
    }
    return found;
  }

  /**
   * Return the words of some groups, those nearest to a folded word first.
   * @param {number[]} groups
   * @param {string} folded
   */
  members(groups, folded) {
    const words = [...new Set(groups.flatMap((group) => this.groups[group]))];
    /** @param {string} word */
    const far = (word) =>
      distance(folded, fold(word), MAX_DISTANCE) - shared(folded, fold(word)) / 100;
    return words.sort((one, other) => far(one) - far(other));
  }

  /**
   * Return the groups of a folded stem. A short word that is its own stem, such as «per», has no
   * inflections that could be meant.
   * @param {string} stem
   * @param {number} shortest the length from which a word that equals its stem counts
   */
  inflections(stem, shortest) {
    const groups = this.stems.get(stem) ?? [];
    const least = Math.min(stem.length, shortest);
    return groups.filter((group) => this.groups[group].some((word) => word.length > least));
  }
}
