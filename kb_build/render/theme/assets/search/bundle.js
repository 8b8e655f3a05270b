// The search data of one language: Pagefind's index, the word list, the catalogue, the texts.

import { Catalogue } from "./catalogue.js";
import { FILES } from "./formats.js";
import { Memo } from "./memo.js";
import { WordList } from "./wordlist.js";

/** @import { CatalogueData, Fragment, SearchData } from "./formats.js" */

/** A page with its score for one word. @typedef {{ id: string, score: number }} Scored */

/**
 * @typedef {object} Pagefind
 * @property {(word: string) => Promise<{ results: Scored[] }>} search
 */

/**
 * @typedef {object} Program the module pagefind.js
 * @property {(options: object) => Promise<Pagefind> | Pagefind} createInstance
 */

/**
 * @typedef {object} Source
 * @property {(url: string) => Promise<Response>} get rejects when there is no such file
 * @property {(url: string) => Promise<Program>} program
 */

const RANKING = { termSimilarity: 4.0, diacriticSimilarity: 1.5 };
const MAX_WORDS = 300;
const MAX_PAGES = 300;

export class Bundle {
  /** How many of Pagefind's requests have failed. */
  failures = 0;
  #source;
  #parts = new Memo(Number.POSITIVE_INFINITY); // each is there once
  #found = new Memo(MAX_WORDS);
  #pages = new Memo(MAX_PAGES);

  /**
   * @param {string} base the address of the folder
   * @param {string} lang
   * @param {Source} source
   */
  constructor(base, lang, source) {
    this.base = base;
    this.lang = lang;
    this.#source = source;
  }

  /** @param {string} name */
  async #json(name) {
    return (await this.#source.get(this.base + name)).json();
  }

  /** @returns {Promise<SearchData>} */
  data() {
    return this.#parts.once("data", () => this.#json(FILES.search));
  }

  words() {
    return this.#parts.once("words", async () => {
      const { words, endings } = await this.data();
      return new WordList(words, endings);
    });
  }

  /** Return the words by their sound; only Greek needs this, and loads it. */
  sounds() {
    return this.#parts.once("sounds", async () => {
      const [{ Sounds }, { sorted }] = await Promise.all([import("./greeklish.js"), this.words()]);
      return new Sounds(sorted);
    });
  }

  catalogue() {
    return this.#parts.once("catalogue", async () => {
      /** @type {CatalogueData} */
      const data = await this.#json(FILES.catalogue);
      return new Catalogue(data, this.lang);
    });
  }

  #pagefind() {
    return this.#parts.once("pagefind", async () => {
      const { createInstance } = await this.#source.program(this.base + FILES.program);
      return createInstance({ basePath: this.base, ranking: RANKING, metaCacheTag: "kb" });
    });
  }

  /**
   * Return the pages that have a word, the best first.
   * @param {string} word
   * @returns {Promise<Scored[]>}
   */
  find(word) {
    return this.#found.once(word, async () => {
      const before = this.failures;
      try {
        const { results } = await (await this.#pagefind()).search(word);
        // Pagefind answers with what it has when a part of its index could not be fetched.
        if (this.failures > before) throw new Error("a part of the index is missing");
        return results.map(({ id, score }) => ({ id, score }));
      } catch (error) {
        this.#parts.forget("pagefind"); // an instance never fetches again what has failed
        throw error;
      }
    });
  }

  /**
   * Return the text of a page.
   * @param {string} id
   * @returns {Promise<Fragment>}
   */
  page(id) {
    return this.#pages.once(id, () => this.#json(FILES.fragment(id)));
  }
}
