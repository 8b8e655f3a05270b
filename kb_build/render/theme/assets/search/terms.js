// The terms whose labels or synonyms a query nearly names.

import { distance, fold, queryWords, shared } from "./compare.js";

/** @import { Terms } from "./formats.js" */

const MAX_TERMS = 5;
const SHORTEST = 3;
/** From so many common letters at the beginning on, words count as related. */
const SAME_BEGINNING = 4;

/**
 * Return ids and labels of the terms that are nearest to a query.
 * @param {string} query
 * @param {Terms} terms
 */
export function nearestTerms(query, terms) {
  const typed = queryWords(query)
    .map(fold)
    .filter((word) => word.length >= SHORTEST);
  return Object.entries(terms)
    .map(([id, labels]) => ({ id, label: labels[0], far: farness(typed, labels) }))
    .filter(({ far }) => far < 1)
    .sort((one, other) => one.far - other.far)
    .slice(0, MAX_TERMS)
    .map(({ id, label }) => ({ id, label }));
}

/**
 * @param {string[]} typed folded
 * @param {string[]} labels
 */
function farness(typed, labels) {
  const words = labels.flatMap(queryWords).map(fold);
  return Math.min(...typed.flatMap((one) => words.map((other) => difference(one, other))));
}

/**
 * Return how unlike two words are: 0 for the same, 1 and more for unrelated ones.
 * @param {string} one
 * @param {string} other
 */
function difference(one, other) {
  const most = Math.ceil(Math.min(one.length, other.length) / 3);
  const changed = distance(one, other, most) / (most + 1);
  const begun = shared(one, other);
  return Math.min(changed, begun >= SAME_BEGINNING ? 0.9 - begun / 100 : 1);
}
