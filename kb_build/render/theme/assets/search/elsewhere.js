// Queries in another language than the reader's.

import { ranked } from "./ranking.js";
import { certain, rewrite } from "./rewrite.js";
import { typo } from "./typo.js";

/** @import { Bundle } from "./bundle.js" */
/** @import { Matches } from "./engine.js" */
/** @import { SearchData } from "./formats.js" */
/** @import { Hit } from "./catalogue.js" */
/** @import { PlannedWord } from "./rewrite.js" */

/** @typedef {{ bundle: Bundle, plan: PlannedWord[], known: number }} Candidate */

/**
 * Return the languages that are written in the letters of a query, judged by their own names.
 * @param {string} query
 * @param {SearchData["languages"]} languages
 */
export function inTheseLetters(query, languages) {
  const latin = (/** @type {string} */ text) => /\p{Script=Latin}/u.test(text);
  return Object.keys(languages).filter((lang) => latin(languages[lang].name) === latin(query));
}

/**
 * Search in the language that knows more words of a query than the reader's. Readers are led to the
 * page of their own language where there is one.
 * @param {string} query
 * @param {PlannedWord[]} plan in the reader's language
 * @param {Bundle} own
 * @param {Bundle[]} others
 * @returns {Promise<Matches | null>} null when the reader's language knows best
 */
export async function searchElsewhere(query, plan, own, others) {
  const best = await candidate(query, plan, others);
  if (!best) return null;
  const [found, theirs, ours, sounding] = await Promise.all([
    ranked(best.bundle, best.plan),
    best.bundle.catalogue(),
    own.catalogue(),
    sounds(plan) ? ranked(own, plan) : { hits: [] },
  ]);
  if (!found.hits.length) return null;
  const hits = found.hits.map((hit) => {
    const row = theirs.row(hit);
    return row === undefined ? hit : ours.hit(row);
  });
  return { plan: best.plan, partly: found.partly, hits: distinct([...hits, ...sounding.hits]) };
}

/**
 * Return the language that knows most words, if it knows more than the reader's. Latin letters that
 * sound like Greek words are only taken for another language that knows them all.
 * @param {string} query
 * @param {PlannedWord[]} plan
 * @param {Bundle[]} others
 */
async function candidate(query, plan, others) {
  /** @type {Candidate | null} */
  let best = null;
  const least = sounds(plan) ? known(plan) : plan.filter(certain).length;
  for (const bundle of others) {
    const theirs = rewrite(query, await bundle.words(), { guess: typo });
    const enough = !sounds(plan) || known(theirs) === theirs.length;
    if (enough && known(theirs) > (best?.known ?? least)) {
      best = { bundle, plan: theirs, known: known(theirs) };
    }
  }
  return best;
}

/** @param {PlannedWord[]} plan */
const known = (plan) => plan.filter(({ how }) => how === "known").length;

/** @param {PlannedWord[]} plan */
const sounds = (plan) => plan.some(({ how }) => how === "sound");

/** @param {Hit[]} hits */
function distinct(hits) {
  return [...new Map(hits.map((hit) => [`${hit.lang} ${hit.id}`, hit])).values()];
}
