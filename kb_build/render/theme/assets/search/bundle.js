// One language's index: its words, Pagefind, the texts of its pages and the facts of all cases.

import { WordList } from "./rewrite.js";

// What Pagefind asks the network for is answered here, in the worker in which it runs alone: its
// entry we have already, its program is the same for all languages, and it keeps quiet about
// failures, so that they have to be noted.
const network = globalThis.fetch.bind(globalThis);
const programs = new Map();
const bundles = new Map();
let program;

async function answer(address) {
  const url = String(address);
  const bundle = [...bundles.values()].find(({ base }) => url.startsWith(base));
  const name = bundle && url.slice(bundle.base.length);
  if (name?.startsWith("pagefind-entry.json")) return Response.json((await bundle.data()).entry);
  if (!name?.startsWith("wasm.")) return asked(url, bundle);
  if (!programs.has(name)) programs.set(name, asked(url, bundle));
  return (await programs.get(name)).clone();
}

async function asked(url, bundle) {
  try {
    const found = await network(url);
    if (!found.ok) throw new Error(`${found.status} ${url}`);
    return found;
  } catch (error) {
    if (bundle) bundle.failures += 1;
    programs.clear();
    throw error;
  }
}

/** Return the index of a language; `base` is the address of its folder. */
export function bundle(base) {
  globalThis.fetch = answer;
  if (!bundles.has(base)) bundles.set(base, new Bundle(base));
  return bundles.get(base);
}

const SIGNATURE = 12; // bytes in front of what Pagefind packs
const RANKING = { termSimilarity: 4.0, diacriticSimilarity: 1.5 };

class Bundle {
  constructor(base) {
    this.base = base;
    this.failures = 0;
    this.kept = new Map();
  }

  /** Do something once; after a failure it is done again. */
  #once(name, work) {
    if (!this.kept.has(name)) {
      const doing = work();
      this.kept.set(name, doing);
      doing.catch(() => this.kept.delete(name));
    }
    return this.kept.get(name);
  }

  data() {
    return this.#once("data", async () => (await asked(`${this.base}search.json`, this)).json());
  }

  words() {
    return this.#once("words", async () => {
      const { words, endings } = await this.data();
      return new WordList(words, endings);
    });
  }

  shelf() {
    return this.#once("shelf", async () => {
      const shelf = await (await asked(`${this.base}shelf.json`, this)).json();
      return { ...shelf, rows: new Map(shelf.pages.map((id, row) => [id, row])) };
    });
  }

  #pagefind() {
    return this.#once("pagefind", async () => {
      program ??= import(`${this.base}pagefind.js`).catch((error) => {
        program = undefined;
        throw error;
      });
      const { createInstance } = await program;
      return createInstance({ basePath: this.base, ranking: RANKING, metaCacheTag: "kb" });
    });
  }

  /** Return the pages that have a word, with their scores. */
  find(word) {
    return this.#once(`find ${word}`, async () => {
      const before = this.failures;
      try {
        const pagefind = await this.#pagefind();
        const { results } = await pagefind.search(word);
        if (this.failures > before) throw new Error("a part of the index is missing");
        return results.map(({ id, score }) => ({ id, score }));
      } catch (error) {
        this.kept.delete("pagefind"); // it would not load again what has failed
        throw error;
      }
    });
  }

  /** Return the text of a page: its title, its summary, its words and its sections. */
  page(id) {
    return this.#once(`page ${id}`, async () => {
      const file = await asked(`${this.base}fragment/${id}.pf_fragment`, this);
      let bytes = new Uint8Array(await file.arrayBuffer());
      if (bytes[0] === 0x1f) {
        const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
        bytes = new Uint8Array(await new Response(unpacked).arrayBuffer());
      }
      const page = JSON.parse(new TextDecoder().decode(bytes.slice(SIGNATURE)));
      for (const [name, text] of Object.entries(page.meta)) page.meta[name] = typographic(text);
      for (const anchor of page.anchors) anchor.text = typographic(anchor.text);
      return { ...page, content: typographic(page.content) };
    });
  }
}

/** Give a text its apostrophes back, which were made straight for Pagefind. */
const typographic = (text) => text.replace(/(?<=\p{L})'/gu, "’");
