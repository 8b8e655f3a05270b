// Which pages have the words of a plan, the best first.

import { fold } from "./compare.js";

/** @import { Bundle } from "./bundle.js" */
/** @import { Hit } from "./catalogue.js" */
/** @import { How, PlannedWord } from "./rewrite.js" */
/** @typedef {{ words: number, score: number }} Sum of how many words a page has, and their scores */

/** A form to look up. @typedef {{ form: string, longer: boolean, weight: number }} Wanted */

/** @type {Set<How>} */
const GUESSED = new Set(["form", "sound", "typo"]);
/** The weight of inflections: pages that have the word itself come first, whatever it is worth. */
const INFLECTED = 0.1;
/** The weight of longer words that begin with a word that is one already. */
const LONGER = 0.02;

/**
 * Return the pages that have all words of a plan or, where there are none, some of them.
 *
 * Common words do not count, unless there are no others.
 * @param {Bundle} bundle
 * @param {PlannedWord[]} plan
 * @returns {Promise<{ partly: boolean, hits: Hit[] }>}
 */
export async function ranked(bundle, plan) {
  const { common, pages } = await bundle.data();
  const weak = new Set(common);
  const telling = plan.filter(({ forms }) => !forms.every((form) => weak.has(fold(form))));
  const words = telling.length ? telling : plan;
  const sums = summed(await Promise.all(words.map((word) => scores(bundle, word))), pages.length);
  const whole = [...sums].filter(([, sum]) => sum.words === words.length);
  const partly = whole.length === 0 && sums.size > 0;
  const found = (partly ? [...sums] : whole).sort(byScore);
  return { partly, hits: found.map(([id]) => ({ lang: bundle.lang, id })) };
}

/**
 * @param {Map<string, number>[]} scoresOfWords
 * @param {number} pages how many the language has
 */
function summed(scoresOfWords, pages) {
  /** @type {Map<string, Sum>} */
  const sums = new Map();
  for (const scored of scoresOfWords) {
    const weight = rarity(scored.size, pages);
    for (const [id, score] of scored) {
      const before = sums.get(id) ?? { words: 0, score: 0 };
      sums.set(id, { words: before.words + 1, score: before.score + weight * score });
    }
  }
  return sums;
}

/**
 * Return the inverse document frequency of a word, in the form of Robertson and Sparck Jones that
 * is never negative.
 * @param {number} found the number of pages that have the word
 * @param {number} pages
 */
function rarity(found, pages) {
  return Math.log(1 + (pages - found + 0.5) / (found + 0.5));
}

/**
 * The order is the same for the same pages, whatever came first from the network.
 * @param {[string, Sum]} one
 * @param {[string, Sum]} other
 */
function byScore([id, one], [otherId, other]) {
  return other.words - one.words || other.score - one.score || (id < otherId ? -1 : 1);
}

/**
 * Return the score of each page for one word of a plan, from 0 to 1.
 * @param {Bundle} bundle
 * @param {PlannedWord} word
 */
async function scores(bundle, word) {
  const wanted = lookUps(word);
  const found = await Promise.all(wanted.map(({ form, longer }) => bundle.find(form, longer)));
  const guessed = GUESSED.has(word.how);
  /** @type {Map<string, number>} */
  const best = new Map();
  found.forEach((pages, at) => {
    pages.forEach((page, rank) => {
      // Guesses take turns, so that no single one fills the page.
      const score = guessed ? 1 / (1 + rank + at / wanted.length) : wanted[at].weight * page.score;
      best.set(page.id, Math.max(score, best.get(page.id) ?? 0));
    });
  });
  return best;
}

/**
 * Return what to look up for a word of a plan.
 * @param {PlannedWord} word
 * @returns {Wanted[]}
 */
function lookUps({ how, forms, unfinished }) {
  const longer = how === "typo"; // the word that was meant may be longer than those that resemble it
  const wanted = forms.map((form, at) => ({ form, longer, weight: at ? INFLECTED : 1 }));
  if (how === "prefix") wanted[0].longer = true;
  else if (unfinished) wanted.push({ form: forms[0], longer: true, weight: LONGER });
  return wanted;
}
