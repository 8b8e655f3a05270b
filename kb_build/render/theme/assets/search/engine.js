// The search itself, without a page: query in, results out.

import { countFacets } from "./counts.js";
import { inTheseLetters, searchElsewhere } from "./elsewhere.js";
import { excerpt, matcher, pieces } from "./excerpt.js";
import { queryWords } from "./fold.js";
import { ranked } from "./ranking.js";
import { rewrite } from "./rewrite.js";
import { namedTerms, nearestTerms } from "./terms.js";

/** @import { Filters, Hit } from "./catalogue.js" */
/** @import { Counts } from "./counts.js" */
/** @import { Piece } from "./excerpt.js" */
/** @import { Terms } from "./formats.js" */
/** @import { Network } from "./network.js" */
/** @import { How, PlannedWord } from "./rewrite.js" */

/** `exact`: only what was typed. @typedef {{ filters?: Filters, exact?: boolean }} Options */

/**
 * @typedef {object} Matches
 * @property {PlannedWord[]} plan what was searched for
 * @property {boolean} partly whether no page has all words
 * @property {Hit[]} hits the best first
 */

/** @typedef {Matches & { exact: boolean, total: number }} Found */

/**
 * What a reader sees of a hit.
 * @typedef {object} Shown
 * @property {string} url
 * @property {Piece[]} title
 * @property {string} section its title, or nothing
 * @property {Piece[]} text
 * @property {string} lang
 * @property {{ name: string, note: string } | null} language of a hit in another one
 * @property {boolean} isCase
 */

/** @type {Set<How>} */
const CERTAIN = new Set(["known", "prefix", "form"]);
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
    const [{ common }, list] = await Promise.all([this.#own.data(), this.#own.words()]);
    const plan = rewrite(query, list, { exact: true });
    return { plan, ...(await ranked(this.#own, plan, common)) };
  }

  /** @param {string} query */
  async #asMeant(query) {
    const [data, list] = await Promise.all([this.#own.data(), this.#own.words()]);
    const greek = /^el\b/.test(this.#lang) && /[a-z]/i.test(query);
    const sounds = greek ? await this.#own.sounds() : undefined;
    const plan = rewrite(query, list, { sounds });
    if (!plan.every(({ how }) => CERTAIN.has(how))) {
      const others = inTheseLetters(query, data.languages).filter((lang) => lang !== this.#lang);
      const bundles = others.map((lang) => this.#network.bundle(lang));
      const elsewhere = await searchElsewhere(query, plan, this.#own, bundles);
      if (elsewhere) return elsewhere;
    }
    const found = { plan, ...(await ranked(this.#own, plan, data.common)) };
    return this.#withTerms(query, found, data.terms);
  }

  /**
   * Add the cases, in whichever language, that bear the tag, sector … which the query names.
   * @param {string} query
   * @param {Matches} found
   * @param {Record<string, Terms>} terms
   */
  async #withTerms(query, found, terms) {
    const named = namedTerms(query, terms);
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
    const plan = sure ? found.plan : found.plan.map(({ typed }) => known(typed));
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
    const [catalogue, data, { hits }] = await Promise.all([
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
    const [{ terms }, catalogue] = await Promise.all([this.#own.data(), this.#own.catalogue()]);
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

/**
 * @param {string} typed
 * @returns {PlannedWord}
 */
const known = (typed) => ({ typed, how: "known", forms: [typed] });
