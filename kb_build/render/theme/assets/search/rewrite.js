// What a reader types, in words that the texts have. Pure functions: word list in, forms out.

import { distance, fold, queryWords, shared } from "./fold.js";

const FORMS = 6; // a word and its nearest inflections
const GUESSES = 5;
const SHORTEST_STEM = 3;
const SHORTEST_TYPO = 4;
const PART = 2.75; // a word that begins with a stem is at most so many times as long
const ENDING = 2; // so many words have to end so before it counts as an ending

/** The words of a language; `kb_build/words.py` explains the format of its list. */
export class WordList {
  constructor(text, endings = []) {
    this.groups = [];
    this.spelt = new Map(); // folded word → words as the texts spell them, and its group
    this.stems = new Map(); // folded stem → groups
    this.endings = new Map(endings.map((one) => [one, ENDING])); // folded → how many words have it
    for (const line of text.split("\n")) if (line) this.#add(line);
    this.sorted = [...this.spelt.keys()].sort();
  }

  #add(line) {
    const [head, ...rest] = line.split(" ");
    const first = head.slice(1);
    const words = [first, ...rest.map((one) => first.slice(0, parseInt(one[0], 36)) + one.slice(1))];
    const group = this.groups.push(words) - 1;
    const stem = fold(first).slice(0, parseInt(head[0], 36));
    this.stems.set(stem, [...(this.stems.get(stem) ?? []), group]);
    for (const word of words) {
      const folded = fold(word);
      const known = this.spelt.get(folded) ?? { words: [], groups: [] };
      known.words.push(word);
      known.groups.push(group);
      this.spelt.set(folded, known);
      if (folded.startsWith(stem)) {
        const ending = folded.slice(stem.length);
        this.endings.set(ending, (this.endings.get(ending) ?? 0) + 1);
      }
    }
  }

  has(word) {
    return this.spelt.has(fold(word));
  }

  /** Return the folded words that begin so, at most `most`. */
  beginning(start, most = 50) {
    let [low, high] = [0, this.sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.sorted[middle] < start) low = middle + 1;
      else high = middle;
    }
    const found = [];
    while (found.length < most && this.sorted[low]?.startsWith(start)) found.push(this.sorted[low++]);
    return found;
  }

  /** Return the words of some groups, those nearest to a folded word first. */
  members(groups, folded) {
    const words = [...new Set(groups.flatMap((group) => this.groups[group]))];
    const far = (word) => distance(folded, fold(word), 8) - shared(folded, fold(word)) / 100;
    return words.sort((one, other) => far(one) - far(other));
  }

  /** Return for each key of a Greek word the words that sound so. */
  sounds(key) {
    this.byKey ??= Map.groupBy
      ? Map.groupBy(this.sorted, key)
      : this.sorted.reduce((map, one) => map.set(key(one), [...(map.get(key(one)) ?? []), one]), new Map());
    return this.byKey;
  }
}

/**
 * Return for each word of a query what to search for.
 *
 * `how` tells why: `known` (a word of the texts), `prefix` (the beginning of some), `form` (another
 * inflection), `sound` (Greek in Latin letters), `typo` (a guess), `unknown` (nothing fits).
 * The first of the `forms` is the best; for a guess they take turns.
 *
 * @param {string} query
 * @param {WordList} list
 * @param {{exact?: boolean, greeklish?: {greekKey: Function, latinKeys: Function}}} options
 */
export function rewrite(query, list, { exact = false, greeklish } = {}) {
  const typed = queryWords(query);
  return typed.map((word, at) => {
    const folded = fold(word);
    const last = at === typed.length - 1;
    if (exact) return { typed: word, ...(asTyped(word, folded, last, list) ?? unknown) };
    const found =
      known(word, folded, list) ??
      (last ? prefix(word, folded, list) : null) ??
      form(folded, list) ??
      (greeklish ? sound(folded, list, greeklish, last) : null) ??
      typo(folded, list) ??
      unknown;
    return { typed: word, ...found };
  });
}

const unknown = { how: "unknown", forms: [] };

/** Return how a listed word is sent to the index: as typed, or as the texts spell it. */
function spelling(word, folded, list) {
  const { words } = list.spelt.get(folded);
  return words.includes(word) ? word : words[0];
}

function asTyped(word, folded, last, list) {
  if (list.spelt.has(folded)) return { how: "known", forms: [spelling(word, folded, list)] };
  return last && list.beginning(folded, 1).length ? { how: "prefix", forms: [word] } : null;
}

function known(word, folded, list) {
  if (!list.spelt.has(folded)) return null;
  const first = spelling(word, folded, list);
  const others = list.members(list.spelt.get(folded).groups, folded);
  return { how: "known", forms: [...new Set([first, ...others])].slice(0, FORMS) };
}

function prefix(word, folded, list) {
  const found = list.beginning(folded);
  if (!found.length) return null;
  const groups = [...new Set(found.flatMap((one) => list.spelt.get(one).groups))];
  const others = folded.length >= SHORTEST_STEM && groups.length <= 3 ? list.members(groups, folded) : [];
  return { how: "prefix", forms: [...new Set([word.replaceAll("ς", "σ"), ...others])].slice(0, FORMS) };
}

function form(folded, list) {
  for (let at = folded.length; at >= SHORTEST_STEM; at -= 1) {
    const groups = inflections(folded.slice(0, at), list);
    if (groups.length && (list.endings.get(folded.slice(at)) ?? 0) >= ENDING) {
      return { how: "form", forms: list.members(groups, folded).slice(0, FORMS) };
    }
  }
  return null;
}

function sound(folded, list, { greekKey, latinKeys }, last) {
  if (!/^[a-z0-9]+$/.test(folded) || !/[a-z]/.test(folded)) return null;
  const keys = latinKeys(folded);
  const byKey = list.sounds(greekKey);
  let found = keys.flatMap((key) => byKey.get(key) ?? []);
  if (!found.length && last && folded.length >= SHORTEST_STEM) {
    found = [...byKey].filter(([key]) => keys.some((one) => key.startsWith(one))).flatMap(([, one]) => one);
  }
  if (!found.length && folded.length >= SHORTEST_TYPO) {
    const far = (key) => Math.min(...keys.slice(0, 16).map((one) => distance(one, key, 1)));
    found = [...byKey].filter(([key]) => far(key) <= 1).flatMap(([, one]) => one);
  }
  return found.length ? { how: "sound", forms: guesses(found, list) } : null;
}

/** Return guesses: the nearest words, then those with the longest stem that a word begins with. */
function typo(folded, list) {
  if (folded.length < SHORTEST_TYPO || /\d/.test(folded)) return null;
  const most = folded.length <= 7 ? 1 : 2;
  const near = [];
  for (const word of list.sorted) {
    const far = distance(folded, word, most);
    if (far <= most) near.push({ word, far: far + (folded[0] !== word[0]) });
  }
  near.push(...begun(folded, list, near.some(({ far }) => far <= 1)).map((word) => ({ word, far: 1.5 })));
  const order = (one, other) =>
    one.far - other.far || shared(folded, other.word) - shared(folded, one.word);
  const words = near.sort(order).map(({ word }) => word);
  return words.length ? { how: "typo", forms: guesses(words, list) } : null;
}

/** Return the words of the groups with whose stem a word begins, or nearly so: the longest. */
function begun(folded, list, exactly) {
  for (let at = folded.length; at >= SHORTEST_STEM && at * PART >= folded.length; at -= 1) {
    const inflected = inflections(folded.slice(0, at), list);
    if (inflected.length) return list.members(inflected, folded).map(fold);
  }
  if (exactly) return [];
  const near = [...list.stems.keys()].filter((stem) => {
    const long = stem.length >= SHORTEST_TYPO && stem.length * PART >= folded.length;
    return long && stem[0] === folded[0] && distance(stem, folded.slice(0, stem.length), 1) <= 1;
  });
  near.sort((one, other) => other.length - one.length);
  const groups = near.flatMap((stem) => inflections(stem, list)).slice(0, GUESSES);
  return list.members(groups, folded).map(fold);
}

/** Return the groups of a stem; «per», its own stem, has no inflections that could be meant. */
function inflections(stem, list) {
  const groups = list.stems.get(stem) ?? [];
  return groups.filter((group) => list.groups[group].some((word) => word.length > Math.min(stem.length, SHORTEST_TYPO)));
}

/** Return a word for each of the first groups that were guessed. */
function guesses(folded, list) {
  const seen = new Set();
  const found = [];
  for (const word of folded) {
    const { words, groups } = list.spelt.get(word);
    if (groups.every((group) => seen.has(group))) continue;
    groups.forEach((group) => seen.add(group));
    found.push(words[0]);
    if (found.length === GUESSES) break;
  }
  return found;
}
