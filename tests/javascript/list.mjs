// Word lists as Python writes them, for the tests.

import { shared } from "#search/compare.js";
import { RADIX, WordList } from "#search/wordlist.js";

/** Return the text of a word list with these groups, each a stem and its words. */
export function lines(groups) {
  const digit = (number) => number.toString(RADIX);
  const line = ([stem, first, ...others]) => [
    digit(stem.length) + first,
    ...others.map((word) => digit(shared(first, word)) + word.slice(shared(first, word))),
  ];
  return groups.map((group) => line(group).join(" ")).join("\n");
}

export const listOf = (groups) => new WordList(lines(groups));

export const italian = listOf([
  ["client", "cliente", "clienti"],
  ["rimbors", "rimborso", "rimborsi"],
  ["aziend", "azienda", "aziende"],
  ["orar", "orario", "orari"],
  ["scus", "scusa", "scuse"],
  ["perche", "perché"],
  ["servizi", "servizio", "servizi"],
  ["reclam", "reclamo", "reclami"],
]);

export const spanish = listOf([
  ["ano", "año", "años"],
  ["ano", "ano"],
  ["atencion", "atención", "atenciones"],
  ["nin", "niño", "niña", "niños"],
  ["client", "cliente", "clientes"],
]);

export const greek = listOf([
  ["εξυπηρετησ", "εξυπηρέτηση", "εξυπηρέτησης", "εξυπηρετήσεις"],
  ["πελατ", "πελάτης", "πελάτη", "πελάτες", "πελατών"],
  ["εταιρει", "εταιρεία", "εταιρείες"],
  ["παιχνιδ", "παιχνίδι", "παιχνίδια"],
  ["ψυχ", "ψυχή", "ψυχές"],
  ["ντομ", "ντομάτα"],
  ["αυτοκινητ", "αυτοκίνητο"],
  ["μπαλ", "μπάλα"],
]);
