// What is searched for, and the address of the page of all cases that shows it.

/** @import { Filters } from "./catalogue.js" */
/** @typedef {{ query: string, filters: Filters, exact: boolean }} State */

export const MAX_LENGTH = 200;

/** @returns {State} */
export const nothing = () => ({ query: "", filters: {}, exact: false });

/** @param {State} state */
export function isEmpty({ query, filters }) {
  return !(query.trim() || Object.keys(filters).length);
}

/**
 * Return the address that shows a state.
 * @param {State} state
 * @param {string} browse the address of the page of all cases
 */
export function toAddress({ query, filters, exact }, browse) {
  const url = new URL(browse);
  if (query.trim()) url.searchParams.set("q", query.trim().slice(0, MAX_LENGTH));
  for (const [facet, id] of Object.entries(filters)) url.searchParams.set(facet, id);
  if (exact) url.searchParams.set("exact", "1");
  return url.href;
}

/**
 * Return the state that an address shows.
 * @param {string} address
 * @param {string[]} facets
 * @returns {State}
 */
export function fromAddress(address, facets) {
  const given = new URL(address).searchParams;
  const filters = facets.map((facet) => [facet, given.get(facet)]).filter(([, id]) => id);
  return {
    query: given.get("q") ?? "",
    filters: Object.fromEntries(filters),
    exact: given.has("exact"),
  };
}
