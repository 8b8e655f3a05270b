// How many of the pages that are found bear each term.

/** @import { Catalogue, Filters, Hit } from "./catalogue.js" */
/** @import { SearchData } from "./formats.js" */
/** @typedef {{ id: string, label: string, number: number }} Choice */
/** @typedef {{ facet: string, chosen: string, options: Choice[] }} Counts */

/**
 * Count for each facet under the filters of the others, so that another choice shows what it finds.
 * @param {Hit[]} hits found without any filter
 * @param {Filters} filters
 * @param {SearchData} data
 * @param {Catalogue} catalogue
 * @param {string} lang
 * @returns {Counts[]}
 */
export function countFacets(hits, filters, data, catalogue, lang) {
  return data.facets.map((facet) => {
    const { [facet]: chosen = "", ...others } = filters;
    const fitting = hits.filter((hit) => catalogue.fits(hit, others));
    const numbers = counted(fitting.flatMap((hit) => catalogue.facts(hit, facet)));
    if (chosen && !numbers.has(chosen)) numbers.set(chosen, 0);
    const name = namesOf(facet, data, catalogue);
    const options = [...numbers].map(([id, number]) => ({ id, number, label: name(id) }));
    options.sort((one, other) => one.label.localeCompare(other.label, lang));
    return { facet, chosen, options };
  });
}

/** @param {string[]} ids */
function counted(ids) {
  /** @type {Map<string, number>} */
  const numbers = new Map();
  for (const id of ids) numbers.set(id, (numbers.get(id) ?? 0) + 1);
  return numbers;
}

/**
 * Return a function that names the ids of a facet.
 * @param {string} facet
 * @param {SearchData} data
 * @param {Catalogue} catalogue
 * @returns {(id: string) => string}
 */
function namesOf(facet, { terms }, { countries }) {
  return (id) => terms[facet]?.[id]?.[0] ?? (Object.hasOwn(countries, id) ? countries[id] : id);
}
