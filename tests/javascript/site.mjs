// A small site in three languages, in memory: files as Python writes them.

import { FILES, FOLDER, Network } from "#search/bundle.js";
import { fold } from "#search/compare.js";
import { Engine } from "#search/engine.js";
import { lines } from "./list.mjs";

export const ROOT = "https://example.org/base/";
const FACETS = ["tag", "sector", "country"];
const TERMS = {
  tag: { refund: ["Rimborso", "soldi indietro"], humour: ["Umorismo"], unused: ["Rimbalzo"] },
  sector: { toys: ["Giocattoli"], travel: ["Viaggi"] },
};
const LANGUAGES = {
  it: { name: "Italiano", note: "Solo in italiano" },
  es: { name: "Español", note: "Solo in spagnolo" },
  el: { name: "Ελληνικά", note: "Solo in greco" },
};
const data = { endings: [], common: [], facets: FACETS, terms: TERMS, languages: LANGUAGES };

/** How many words the first chunk of a language has. */
const HALF = 3;

/** Three cases: the first in Italian and Greek, the second in all languages, the third in Spanish. */
const facts = {
  tag: ["refund humour", "humour", "refund"],
  sector: ["toys", "travel", "toys"],
  country: ["IT", "", "ES"],
};
const countries = { IT: "Italia", ES: "Spagna" };

/** For each language its word list, its catalogue, and of each page its words with their impacts. */
const CONTENT = {
  it: {
    words: [
      ["client", "cliente", "clienti"],
      ["ninj", "ninja"],
      ["tren", "treno"],
      ["rar", "raro"],
    ],
    pages: ["it1", "it2", "es/es3"],
    index: {
      it1: { ninja: 63, cliente: 20 },
      it2: { treno: 56, cliente: 10, clienti: 40 },
      it3: { cliente: 5, raro: 10 },
    },
  },
  es: {
    words: [
      ["client", "cliente"],
      ["mes", "mesa"],
      ["zapat", "zapato"],
    ],
    pages: ["it/it1", "es2", "es3"],
    index: { es2: { mesa: 30 }, es3: { mesa: 50, cliente: 10, zapato: 20 } },
  },
  el: {
    words: [
      ["πελατ", "πελάτης", "πελάτες"],
      ["παιχνιδ", "παιχνίδι"],
    ],
    pages: ["el1", "el2", "es/es3"],
    index: { el1: { παιχνίδι: 50 }, el2: { πελάτης: 40 } },
  },
};
const URLS = { 1: "cases/ninja/", 2: "cases/train/", 3: "cases/shoe/", it3: "about/" };

/** Return the files of the site by address. */
export function files() {
  const found = new Map();
  for (const [lang, { words, pages, index }] of Object.entries(CONTENT)) {
    const put = (name, content) => found.set(`${ROOT}${lang}/${FOLDER}${name}`, content);
    const entries = inverted(index);
    const chunks = [entries.slice(0, HALF), entries.slice(HALF)].filter((part) => part.length);
    const named = chunks.map((part, at) => [fold(part[0][0]), at ? `${lang}-${at + 1}` : lang]);
    put(FILES.search, { ...data, words: lines(words), pages: Object.keys(index), chunks: named });
    for (const [at, [, id]] of named.entries()) put(FILES.chunk(id), chunks[at]);
    put(FILES.catalogue, { pages, facts, countries });
    for (const [id, one] of Object.entries(index)) put(FILES.fragment(id), fragment(id, one));
  }
  return found;
}

/** Return the words in their order, with the rows of their pages by impact. */
function inverted(index) {
  const found = new Map();
  Object.values(index).forEach((words, row) => {
    for (const [word, impact] of Object.entries(words)) {
      found.set(word, { ...found.get(word), [impact]: [row] });
    }
  });
  return [...found].sort(([one], [other]) => (fold(one) < fold(other) ? -1 : 1));
}

function fragment(id, words) {
  const text = `Qui l’azienda dice ${Object.keys(words).join(" ")}.`;
  const sections = [{ anchor: "situation", title: "Che cosa è successo", text }];
  const url = URLS[id] ?? URLS[id.at(-1)];
  return { url, title: `L’inizio di ${id}`, summary: "In breve", sections };
}

/** A site behind a network that can fail, and notes what it is asked for. */
export class Site {
  files = files();
  /** The addresses that were asked for. */
  requests = [];

  constructor() {
    this.network = new Network(ROOT, (url) => this.#fetch(url));
  }

  engine(lang) {
    return new Engine(this.network, lang);
  }

  /** Change a file of a language. */
  change(lang, name, change) {
    const url = `${ROOT}${lang}/${FOLDER}${name}`;
    this.files.set(url, { ...this.files.get(url), ...change });
  }

  /** Lose all files whose address ends so; return a function that brings them back. */
  lose(ending) {
    const kept = new Map(this.files);
    for (const url of kept.keys()) if (url.endsWith(ending)) this.files.delete(url);
    return () => {
      this.files = kept;
    };
  }

  asked(ending) {
    return this.requests.filter((url) => url.endsWith(ending)).length;
  }

  #fetch(url) {
    this.requests.push(url);
    const content = this.files.get(url);
    const answer = content ? Response.json(content) : new Response("", { status: 404 });
    return Promise.resolve(answer);
  }
}
