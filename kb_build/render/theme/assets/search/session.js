// What all parts of the search on a page share.

import { Client } from "./client.js";
import { FILES } from "./formats.js";

/** @import { Interface, PluralForms } from "./formats.js" */

/**
 * Load the words of the interface, and prepare the worker.
 * @param {HTMLAnchorElement} link leads to the page of all cases; `data-kb-search` has the address
 *   of the search data
 */
export async function startSession(link) {
  const folder = new URL(link.dataset.kbSearch ?? "", document.baseURI);
  const response = await fetch(new URL(FILES.interface, folder));
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
