// The facts of all cases, by which they are filtered.

/** @import { CatalogueData } from "./formats.js" */
/** @typedef {{ lang: string, id: string }} Hit a page, by the id that it has in a language's index */
/** @typedef {Record<string, string>} Filters at most one id for each facet */

/** The cases as readers of one language meet them. */
export class Catalogue {
  #data;
  #lang;
  #rows;

  /**
   * @param {CatalogueData} data
   * @param {string} lang
   */
  constructor(data, lang) {
    this.#data = data;
    this.#lang = lang;
    this.#rows = new Map(data.pages.map((place, row) => [place, row]));
  }

  /** Return the pages of all cases, the newest first. */
  hits() {
    return this.#data.pages.map((_, row) => this.hit(row));
  }

  /**
   * Return the page of a case, which may be in another language.
   * @param {number} row
   * @returns {Hit}
   */
  hit(row) {
    const [id, lang = this.#lang] = this.#data.pages[row].split("/").reverse();
    return { lang, id };
  }

  /**
   * Return the row of a case; a page that is no case has none.
   * @param {Hit} hit
   */
  row({ lang, id }) {
    return this.#rows.get(lang === this.#lang ? id : `${lang}/${id}`);
  }

  /**
   * Return the ids that a page bears.
   * @param {Hit} hit
   * @param {string} facet
   */
  facts(hit, facet) {
    const row = this.row(hit);
    const facts = row === undefined ? "" : (this.#data.facts[facet]?.[row] ?? "");
    return facts.split(" ").filter(Boolean);
  }

  /**
   * Tell whether a page bears what the filters want.
   * @param {Hit} hit
   * @param {Filters} filters
   */
  fits(hit, filters) {
    return Object.entries(filters).every(([facet, id]) => this.facts(hit, facet).includes(id));
  }

  /**
   * Return all ids of a facet that a case bears.
   * @param {string} facet
   */
  used(facet) {
    return new Set(this.#data.facts[facet]?.flatMap((ids) => ids.split(" ")));
  }

  /** The names of countries by code. */
  get countries() {
    return this.#data.countries;
  }
}
