// The search data of the languages: where it comes from, and what of it is kept.

import { comparable } from "./compare.js";
import { lookUp } from "./index.js";
import { WordList } from "./wordlist.js";

/** @import { Catalogue } from "./catalogue.js" */
/** @import { Fragment, SearchData } from "./formats.js" */
/** @import { Sounds } from "./greeklish.js" */
/** @import { Scored } from "./index.js" */
/** @typedef {(url: string) => Promise<Response>} Fetch */

/** The folder of a language's search data, relative to that of its pages. */
export const FOLDER = "search/";
/** Names of files, relative to FOLDER. */
export const FILES = {
  search: "search.json",
  catalogue: "catalogue.json",
  /** @param {string} id */
  chunk: (id) => `index/${id}.json`,
  /** @param {string} id */
  fragment: (id) => `fragment/${id}.json`,
};
const MAX_WORDS = 300;
const MAX_PAGES = 300;

/** Keeps the results of asynchronous work, of the latest uses only; failed work is not kept. */
export class Memo {
  /** @type {Map<string, Promise<any>>} */
  #kept = new Map();

  /** @param {number} most how many results are kept */
  constructor(most) {
    this.most = most;
  }

  /**
   * Return the result that is kept, or do the work.
   * @template Result
   * @param {string} key
   * @param {() => Promise<Result>} work
   * @returns {Promise<Result>}
   */
  once(key, work) {
    const doing = this.#kept.get(key) ?? work();
    this.#kept.delete(key); // the latest use comes last
    this.#kept.set(key, doing);
    if (this.#kept.size > this.most) this.#kept.delete(this.#kept.keys().next().value ?? "");
    doing.catch(() => {
      if (this.#kept.get(key) === doing) this.#kept.delete(key);
    });
    return doing;
  }
}

/** Where the bundles come from. */
export class Network {
  #fetch;
  /** @type {Map<string, Bundle>} */
  #bundles = new Map();

  /**
   * @param {string} root the address of the folder with the languages
   * @param {Fetch} fetch
   */
  constructor(root, fetch) {
    this.root = root;
    this.#fetch = fetch;
  }

  /**
   * Return the bundle of a language.
   * @param {string} lang
   */
  bundle(lang) {
    const base = `${this.root}${lang}/${FOLDER}`;
    const known = this.#bundles.get(lang) ?? new Bundle(lang, (name) => this.#json(base + name));
    this.#bundles.set(lang, known);
    return known;
  }

  /** @param {string} url */
  async #json(url) {
    const response = await this.#fetch(url);
    if (!response.ok) throw new Error(`${response.status} ${url}`);
    return response.json();
  }
}

export class Bundle {
  #json;
  #parts = new Memo(Number.POSITIVE_INFINITY); // each is there once
  #found = new Memo(MAX_WORDS);
  #pages = new Memo(MAX_PAGES);

  /**
   * @param {string} lang
   * @param {(name: string) => Promise<any>} json returns a file; rejects when there is none
   */
  constructor(lang, json) {
    this.lang = lang;
    this.#json = json;
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

  /** @returns {Promise<Sounds>} */
  sounds() {
    return this.#parts.once("sounds", async () => {
      const [{ Sounds }, { sorted }] = await Promise.all([import("./greeklish.js"), this.words()]);
      return new Sounds(sorted);
    });
  }

  /** @returns {Promise<Catalogue>} */
  catalogue() {
    return this.#parts.once("catalogue", async () => {
      const parts = [import("./catalogue.js"), this.#json(FILES.catalogue)];
      const [{ Catalogue }, data] = await Promise.all(parts);
      return new Catalogue(data, this.lang);
    });
  }

  /**
   * Return the pages that have a word, the best first.
   * @param {string} word
   * @param {boolean} [unfinished] whether longer words count, too
   * @returns {Promise<Scored[]>}
   */
  find(word, unfinished = false) {
    return this.#found.once(`${word}${unfinished ? "…" : ""}`, async () =>
      lookUp(word, unfinished, await this.data(), (id, read) =>
        this.#parts.once(id, async () => read(await this.#json(FILES.chunk(id)))),
      ),
    );
  }

  /**
   * Return facet and id of the terms that a query names.
   * @param {string} query
   */
  async named(query) {
    const { terms } = await this.data();
    const wanted = comparable(query);
    return Object.entries(terms).flatMap(([facet, ids]) =>
      Object.entries(ids)
        .filter(([, labels]) => labels.some((label) => comparable(label) === wanted))
        .map(([id]) => [facet, id]),
    );
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
