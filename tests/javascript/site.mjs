// A small site in three languages, in memory: files as Python writes them, and Pagefind's part.

import { Engine } from "#search/engine.js";
import { FILES, FOLDER } from "#search/formats.js";
import { Network } from "#search/network.js";
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
const entry = { version: "1.5.2", languages: {} };
const data = { entry, endings: [], common: [], facets: FACETS, terms: TERMS, languages: LANGUAGES };

/** Three cases: the first in Italian and Greek, the second in all languages, the third in Spanish. */
const facts = {
  tag: ["refund humour", "humour", "refund"],
  sector: ["toys", "travel", "toys"],
  country: ["IT", "", "ES"],
};
const countries = { IT: "Italia", ES: "Spagna" };

/** For each language its word list, its catalogue, and of each page its words with their scores. */
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
      it1: { ninja: 9, cliente: 2 },
      it2: { treno: 8, cliente: 1, clienti: 4 },
      it3: { cliente: 1, raro: 1 },
    },
  },
  es: {
    words: [
      ["client", "cliente"],
      ["mes", "mesa"],
      ["zapat", "zapato"],
    ],
    pages: ["it/it1", "es2", "es3"],
    index: { es2: { mesa: 3 }, es3: { mesa: 5, cliente: 1, zapato: 2 } },
  },
  el: {
    words: [
      ["πελατ", "πελάτης", "πελάτες"],
      ["παιχνιδ", "παιχνίδι"],
    ],
    pages: ["el1", "el2", "es/es3"],
    index: { el1: { παιχνίδι: 5 }, el2: { πελάτης: 4 } },
  },
};
const URLS = { 1: "cases/ninja/", 2: "cases/train/", 3: "cases/shoe/", it3: "about/" };

/** Return the files of the site by address; Pagefind's index is simplified to words and scores. */
export function files() {
  const found = new Map();
  for (const [lang, { words, pages, index }] of Object.entries(CONTENT)) {
    const put = (name, content) => found.set(`${ROOT}${lang}/${FOLDER}${name}`, content);
    put(FILES.search, { ...data, words: lines(words) });
    put(FILES.catalogue, { pages, facts, countries });
    put("wasm.unknown.pagefind", {});
    put("index", index);
    for (const [id, one] of Object.entries(index)) put(FILES.fragment(id), fragment(id, one));
  }
  return found;
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
  /** How often Pagefind was loaded. */
  loaded = 0;

  constructor() {
    const fetchFile = (url) => this.#fetch(url);
    this.network = new Network(ROOT, fetchFile, () => this.#program());
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

  /** Load what stands for pagefind.js: like it, an instance hides that a part could not be had. */
  #program() {
    this.loaded += 1;
    return Promise.resolve({ createInstance: (options) => this.#instance(options) });
  }

  async #instance({ basePath }) {
    const get = (name) => this.network.answer(`${basePath}${name}`);
    const { version } = await (await get(`${FILES.entry}?ts=1`)).json();
    if (version !== entry.version) throw new Error("another version");
    await get("wasm.unknown.pagefind");
    let index = {};
    try {
      index = await (await get("index")).json();
    } catch {}
    return { search: (word) => Promise.resolve({ results: scored(index, word) }) };
  }
}

function scored(index, word) {
  const found = Object.entries(index).filter(([, words]) => Object.hasOwn(words, word));
  const results = found.map(([id, words]) => ({ id, score: words[word], more: "hidden" }));
  return results.sort((one, other) => other.score - one.score);
}
