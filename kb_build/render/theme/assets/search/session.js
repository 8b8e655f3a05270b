// What all parts of the search on a page share: its words, the worker, what is searched for.

/** @import { Interface, PluralForms } from "./formats.js" */
/** @import { Filters } from "./catalogue.js" */
/** @import { Engine } from "./engine.js" */
/** What is searched for. @typedef {{ query: string, filters: Filters, exact: boolean }} State */
/** @typedef {"search" | "show" | "counts" | "near"} Method */
/** @typedef {{ root: string, lang: string }} Start root: the address of the folder with the languages */
/** @typedef {{ id: number, method: Method, args: unknown[] }} Call */
/** @typedef {{ id: number, result?: any, error?: string }} Answer */
/** @typedef {{ resolve: (result: any) => void, reject: (error: Error) => void }} Waiting */

/** The words of the interface, in the folder of the search data. */
export const INTERFACE = "interface.json";

/**
 * Load the words of the interface, and prepare the worker.
 * @param {HTMLAnchorElement} link leads to the page of all cases; `data-kb-search` has the address
 *   of the search data
 */
export async function startSession(link) {
  const folder = new URL(link.dataset.kbSearch ?? "", document.baseURI);
  const response = await fetch(new URL(INTERFACE, folder));
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  const lang = document.documentElement.lang;
  const root = new URL("../../", folder).href;
  return new Session(
    await response.json(),
    lang,
    link.href,
    new Client(() => startWorker(root, lang)),
  );
}

/**
 * @param {string} root
 * @param {string} lang
 */
function startWorker(root, lang) {
  const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  worker.postMessage({ root, lang });
  return worker;
}

export class Session {
  /**
   * @param {Interface} data
   * @param {string} lang
   * @param {string} browse the address of the page of all cases
   * @param {Client} client
   */
  constructor({ words, facets }, lang, browse, client) {
    this.words = words;
    this.facets = facets;
    this.lang = lang;
    this.browse = browse;
    this.client = client;
  }

  /**
   * Return the form of a text that belongs to a number.
   * @param {PluralForms} forms
   * @param {number} number
   */
  plural(forms, number) {
    const form = forms[new Intl.PluralRules(this.lang).select(number)] ?? forms.other;
    return form.replace("{n}", new Intl.NumberFormat(this.lang).format(number));
  }
}

/** The page's side of the worker. */
export class Client {
  #start;
  /** @type {Worker | undefined} */
  #worker;
  /** @type {Map<number, Waiting>} */
  #waiting = new Map();
  #calls = 0;

  /** @param {() => Worker} start starts a worker, which has got its first message */
  constructor(start) {
    this.#start = start;
  }

  /**
   * Call a method of the engine.
   * @template {Method} Name
   * @param {Name} method
   * @param {Parameters<Engine[Name]>} args
   * @returns {Promise<Awaited<ReturnType<Engine[Name]>>>}
   */
  call(method, ...args) {
    return new Promise((resolve, reject) => {
      this.#worker ??= this.#started();
      this.#calls += 1;
      this.#waiting.set(this.#calls, { resolve, reject });
      this.#worker.postMessage({ id: this.#calls, method, args });
    });
  }

  #started() {
    const worker = this.#start();
    worker.addEventListener("message", ({ data }) => this.#answered(data));
    worker.addEventListener("error", () => this.#failed());
    return worker;
  }

  /** @param {Answer} answer */
  #answered({ id, result, error }) {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.resolve(result);
    else waiting?.reject(new Error(error));
  }

  /** Give up this worker; the next call starts another. */
  #failed() {
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const { reject } of this.#waiting.values()) reject(new Error("the worker has failed"));
    this.#waiting.clear();
  }
}

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
