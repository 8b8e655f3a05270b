// Word lists as `kb_build/words.py` writes them, for the tests.

import { WordList } from "#search/wordlist.js";

/** Return a word list with these groups, each a stem and its words. */
export function listOf(groups) {
  const digit = (number) => number.toString(36);
  const shared = (one, other) => {
    let at = 0;
    while (at < one.length && one[at] === other[at]) at += 1;
    return at;
  };
  const line = ([stem, first, ...others]) =>
    [
      digit(stem.length) + first,
      ...others.map((word) => digit(shared(first, word)) + word.slice(shared(first, word))),
    ].join(" ");
  return new WordList(groups.map(line).join("\n"));
}

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
