// The search itself, without a page: query in, results out.

import { queryWords } from "./compare.js";
import { excerpt, matcher, pieces } from "./excerpt.js";
import { ranked } from "./ranking.js";
import { certain, rewrite } from "./rewrite.js";

/** @import { Filters, Hit } from "./catalogue.js" */
/** @import { Counts } from "./counts.js" */
/** @import { Shown } from "./excerpt.js" */
/** @import { Sounds } from "./greeklish.js" */
/** @import { Bundle, Network } from "./bundle.js" */
/** @import { PlannedWord } from "./rewrite.js" */

/** `exact`: only what was typed. @typedef {{ filters?: Filters, exact?: boolean }} Options */

/**
 * @typedef {object} Matches
 * @property {PlannedWord[]} plan what was searched for
 * @property {boolean} partly whether no page has all words
 * @property {Hit[]} hits the best first
 */

/** @typedef {Matches & { exact: boolean, total: number }} Found */

const CASES = "cases/";

export class Engine {
  #network;
  #lang;

  /**
   * @param {Network} network
   * @param {string} lang the reader's language
   */
  constructor(network, lang) {
    this.#network = network;
    this.#lang = lang;
  }

  get #own() {
    return this.#network.bundle(this.#lang);
  }

  /**
   * Return the pages that are found. An empty query finds all cases.
   * @param {string} query
   * @param {Options} [options]
   * @returns {Promise<Found>}
   */
  async search(query, { filters = {}, exact = false } = {}) {
    const { hits, ...found } = await this.#matches(query, exact);
    if (!Object.keys(filters).length) return { ...found, hits, exact, total: hits.length };
    const catalogue = await this.#own.catalogue();
    const fitting = hits.filter((hit) => catalogue.fits(hit, filters));
    return { ...found, hits: fitting, exact, total: fitting.length };
  }

  /**
   * @param {string} query
   * @param {boolean} exact
   * @returns {Promise<Matches>}
   */
  async #matches(query, exact) {
    if (queryWords(query).length) return exact ? this.#exactly(query) : this.#asMeant(query);
    const hits = query.trim() ? [] : (await this.#own.catalogue()).hits();
    return { plan: [], partly: false, hits };
  }

  /** @param {string} query */
  async #exactly(query) {
    const plan = rewrite(query, await this.#own.words(), { exact: true });
    return { plan, ...(await ranked(this.#own, plan)) };
  }

  /** @param {string} query */
  async #asMeant(query) {
    const greek = /^el\b/.test(this.#lang) && /[a-z]/i.test(query);
    const sounds = greek ? await this.#own.sounds() : undefined;
    const plan = await planned(query, this.#own, sounds);
    const elsewhere = plan.every(certain) ? null : await this.#elsewhere(query, plan);
    return elsewhere ?? this.#withTerms(query, { plan, ...(await ranked(this.#own, plan)) });
  }

  /**
   * @param {string} query
   * @param {PlannedWord[]} plan
   */
  async #elsewhere(query, plan) {
    const [{ inTheseLetters, searchElsewhere }, { languages }] = await Promise.all([
      import("./elsewhere.js"),
      this.#own.data(),
    ]);
    const others = inTheseLetters(query, languages).filter((lang) => lang !== this.#lang);
    const bundles = others.map((lang) => this.#network.bundle(lang));
    return searchElsewhere(query, plan, this.#own, bundles);
  }

  /**
   * Add the cases, in whichever language, that bear the tag, sector … which the query names.
   * @param {string} query
   * @param {Matches} found
   */
  async #withTerms(query, found) {
    const named = await this.#own.named(query);
    if (!named.length) return found;
    const catalogue = await this.#own.catalogue();
    const sure = found.plan.every(({ how }) => how === "known" || how === "prefix");
    const hits = sure ? found.hits : []; // a term is better than a guess
    const there = new Set(hits.map(key));
    const more = catalogue
      .hits()
      .filter(
        (hit) =>
          !there.has(key(hit)) &&
          named.some(([facet, id]) => catalogue.facts(hit, facet).includes(id)),
      );
    if (!more.length) return found;
    const plan = sure ? found.plan : found.plan.map(asTyped);
    return { plan, partly: sure && found.partly, hits: [...hits, ...more] };
  }

  /**
   * Return what a reader sees of a hit.
   * @param {Hit} hit
   * @param {PlannedWord[]} plan
   * @returns {Promise<Shown>}
   */
  async show({ lang, id }, plan) {
    const reading = this.#network.bundle(lang).page(id);
    const [page, { languages }] = await Promise.all([reading, this.#own.data()]);
    const fits = matcher(plan);
    const { section, text } = excerpt(page, fits);
    return {
      url: `${this.#network.root}${lang}/${page.url}${section ? `#${section.anchor}` : ""}`,
      title: pieces(page.title, fits),
      section: section?.title ?? "",
      text,
      lang,
      language: lang === this.#lang ? null : languages[lang],
      isCase: page.url.startsWith(CASES),
    };
  }

  /**
   * Return for each facet how many of the hits bear each id, under the other filters.
   * @param {string} query
   * @param {Options} [options]
   * @returns {Promise<Counts[]>}
   */
  async counts(query, { filters = {}, exact = false } = {}) {
    const [{ countFacets }, catalogue, data, { hits }] = await Promise.all([
      import("./counts.js"),
      this.#own.catalogue(),
      this.#own.data(),
      this.search(query, { exact }),
    ]);
    return countFacets(hits, filters, data, catalogue, this.#lang);
  }

  /**
   * Return the tags that are nearest to a query, for when nothing is found.
   * @param {string} query
   */
  async near(query) {
    const [{ nearestTerms }, { terms }, catalogue] = await Promise.all([
      import("./terms.js"),
      this.#own.data(),
      this.#own.catalogue(),
    ]);
    const used = catalogue.used("tag");
    const tags = Object.entries(terms.tag ?? {}).filter(([id]) => used.has(id));
    return nearestTerms(query, Object.fromEntries(tags)).map(({ id, label }) => ({
      label,
      url: `${this.#network.root}${this.#lang}/tags/${id}/`,
    }));
  }
}

/** @param {Hit} hit */
const key = ({ lang, id }) => `${lang} ${id}`;

/** @param {PlannedWord} word @returns {PlannedWord} */
const asTyped = (word) => ({ ...word, how: "known", forms: [word.typed] });

/**
 * Return what to search for; guessing is loaded only for words that nothing else explains.
 * @param {string} query
 * @param {Bundle} bundle
 * @param {Sounds} [sounds]
 */
async function planned(query, bundle, sounds) {
  const list = await bundle.words();
  const plan = rewrite(query, list, { sounds });
  if (plan.every(({ how }) => how !== "unknown")) return plan;
  const { typo } = await import("./typo.js");
  return rewrite(query, list, { sounds, guess: typo });
}
