// Where the bundles come from.

import { Bundle } from "./bundle.js";
import { FILES, FOLDER } from "./formats.js";
import { Memo } from "./memo.js";

/** @import { Program } from "./bundle.js" */
/** @typedef {(url: string) => Promise<Response>} Fetch */
/** @typedef {(url: string) => Promise<Program>} Load imports a module */

/** The program is the same for all languages, and so is its WebAssembly. */
const WASM = "wasm.";

export class Network {
  #fetch;
  #load;
  /** @type {Map<string, Bundle>} */
  #bundles = new Map();
  #programs = new Memo(1);
  #wasm = new Memo(2);

  /**
   * @param {string} root the address of the folder with the languages
   * @param {Fetch} fetch
   * @param {Load} load
   */
  constructor(root, fetch, load) {
    this.root = root;
    this.#fetch = fetch;
    this.#load = load;
  }

  /**
   * Return the bundle of a language.
   * @param {string} lang
   */
  bundle(lang) {
    const known = this.#bundles.get(lang);
    if (known) return known;
    const source = {
      get: (/** @type {string} */ url) => this.#get(url),
      program: (/** @type {string} */ url) =>
        this.#programs.once("pagefind", () => this.#load(url)),
    };
    const made = new Bundle(`${this.root}${lang}/${FOLDER}`, lang, source);
    this.#bundles.set(lang, made);
    return made;
  }

  /** @param {string} url */
  async #get(url) {
    const response = await this.#fetch(url);
    if (!response.ok) throw new Error(`${response.status} ${url}`);
    return response;
  }

  /**
   * Answer a request of Pagefind's. As it hides failures, the bundle counts them.
   * @param {string | URL | Request} address
   */
  async answer(address) {
    const url = address instanceof Request ? address.url : String(address);
    const bundle = [...this.#bundles.values()].find(({ base }) => url.startsWith(base));
    if (!bundle) return this.#fetch(url);
    try {
      return await this.#file(bundle, url);
    } catch (error) {
      bundle.failures += 1;
      throw error;
    }
  }

  /**
   * Return a file of Pagefind's. Its entry is a part of our own data; its WebAssembly is fetched
   * once for all languages.
   * @param {Bundle} bundle
   * @param {string} url
   */
  async #file(bundle, url) {
    const name = url.slice(bundle.base.length);
    if (name.startsWith(FILES.entry)) return Response.json((await bundle.data()).entry);
    if (!name.startsWith(WASM)) return this.#get(url);
    return (await this.#wasm.once(name, () => this.#get(url))).clone();
  }
}
