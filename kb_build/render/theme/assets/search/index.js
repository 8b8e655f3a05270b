// The inverted index of a language. kb_build/search/chunks.py writes it.

import { fold } from "./compare.js";

/** @import { Entry, Postings, SearchData } from "./formats.js" */
/** A page with its score for one word, from 0 to 1. @typedef {{ id: string, score: number }} Scored */
/** @typedef {{ word: string, folded: string, postings: Postings }} Indexed */
/** Loads a chunk once. @typedef {(id: string, read: (entries: Entry[]) => Indexed[]) => Promise<Indexed[]>} Load */

/** The beginning of a word is looked for in so many chunks; one or two letters may begin more. */
const MAX_CHUNKS = 4;
/** The greatest impact: LEVELS in kb_build/search/postings.py. */
const LEVELS = 63;
/** What is left of a score when a word has other accents than those that were typed. */
const OTHER_ACCENTS = 2 / 3;
/** How soon the score of a longer word falls. */
const STEEPNESS = 2;

/**
 * Return the pages that have a word, the best first. The same word with other accents counts less,
 * and a longer word the less, the more letters it has besides those that were typed.
 * @param {string} word
 * @param {boolean} unfinished whether longer words count
 * @param {SearchData} data
 * @param {Load} load
 * @returns {Promise<Scored[]>}
 */
export async function lookUp(word, unfinished, { chunks, pages }, load) {
  const folded = fold(word);
  const ids = chunksWith(folded, unfinished, chunks);
  const parts = await Promise.all(ids.map((id) => load(id, unpack)));
  /** @type {Map<number, number>} */
  const best = new Map();
  for (const entry of parts.flat()) {
    if (!(unfinished ? entry.folded.startsWith(folded) : entry.folded === folded)) continue;
    const factor = likeness(word, folded, entry) / LEVELS;
    for (const [row, impact] of rows(entry.postings)) {
      best.set(row, Math.max(factor * impact, best.get(row) ?? 0));
    }
  }
  const found = [...best].map(([row, score]) => ({ id: pages[row], score }));
  return found.sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1));
}

/**
 * Return the ids of the chunks that may have a folded word.
 * @param {string} folded
 * @param {boolean} unfinished
 * @param {SearchData["chunks"]} chunks
 */
function chunksWith(folded, unfinished, chunks) {
  const after = chunks.findIndex(([first]) => first > folded);
  const at = (after < 0 ? chunks.length : after) - 1;
  const most = unfinished ? MAX_CHUNKS : 1;
  return chunks
    .slice(Math.max(at, 0), Math.max(at, 0) + most)
    .filter(([first]) => first <= folded || first.startsWith(folded))
    .map(([, id]) => id);
}

/**
 * @param {Entry[]} entries
 * @returns {Indexed[]}
 */
function unpack(entries) {
  return entries.map(([word, postings]) => ({ word, folded: fold(word), postings }));
}

/**
 * Return what is left of the score of a word that resembles the one that was typed.
 * @param {string} typed
 * @param {string} folded
 * @param {Indexed} found
 */
function likeness(typed, folded, found) {
  if (found.word === typed) return 1;
  if (found.folded === folded) return OTHER_ACCENTS;
  return OTHER_ACCENTS * (folded.length / found.folded.length) ** STEEPNESS;
}

/**
 * Yield the rows of a word with their impacts.
 * @param {Postings} postings
 * @returns {Generator<[number, number]>}
 */
function* rows(postings) {
  for (const [impact, deltas] of Object.entries(postings)) {
    let row = 0;
    for (const delta of deltas) {
      row += delta;
      yield [row, Number(impact)];
    }
  }
}
