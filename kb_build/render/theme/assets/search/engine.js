// The search itself, without a page: a query in, results out. It runs in a worker.

import { bundle } from "./bundle.js";
import { distance, excerpt, fold, matcher, pieces, queryWords, shared } from "./fold.js";
import { rewrite } from "./rewrite.js";

export const FACETS = ["tag", "sector", "channel", "outcome", "country"];
const GUESSED = new Set(["typo", "sound"]);
const FOUND = new Set(["known", "prefix", "form", "sound"]);
const NEAR_TAGS = 5;

export class Engine {
  /**
   * @param {string} root the address of the folder with the languages
   * @param {string} lang the reader's language
   */
  constructor(root, lang) {
    this.root = root;
    this.lang = lang;
  }

  #bundle(lang) {
    return bundle(`${this.root}${lang}/pagefind/`);
  }

  /**
   * Return what is found: `{ plan, exact, partly, total, hits }`.
   *
   * A hit is a page of a language; `show` returns what a reader sees of it.
   * `filters` holds at most one id for each facet. An empty query finds all cases.
   */
  async search(query, { filters = {}, exact = false } = {}) {
    const own = this.#bundle(this.lang);
    const asked = queryWords(query).length > 0;
    let found = { plan: [], partly: false, hits: [] };
    if (asked) found = await this.#asked(query, exact);
    else if (!query.trim()) found.hits = (await own.shelf()).pages.map((id) => this.#place(id));
    if (Object.keys(filters).length) {
      const shelf = await own.shelf();
      found.hits = found.hits.filter((hit) => fits(shelf, hit, filters));
    }
    return { ...found, exact, total: found.hits.length };
  }

  async #asked(query, exact) {
    const own = this.#bundle(this.lang);
    const data = await own.data();
    const list = await own.words();
    const greeklish = /^el\b/.test(this.lang) && /[a-z]/i.test(query) ? await import("./greeklish.js") : undefined;
    const plan = rewrite(query, list, { exact, greeklish });
    const there = exact || plan.every(({ how }) => FOUND.has(how) && how !== "sound")
      ? null
      : await this.#elsewhere(query, plan, inTheseLetters(query, data.languages));
    if (there) return there;
    const common = new Set(data.common);
    const found = { plan, ...(await combined(own, plan, common, this.lang)) };
    return exact ? found : this.#withTerms(query, found, data.terms);
  }

  /** Add the cases of other languages that bear the tag, sector … which the query names. */
  async #withTerms(query, found, terms) {
    const asked = plain(query);
    const named = Object.entries(terms).flatMap(([facet, ids]) =>
      Object.keys(ids).filter((id) => ids[id].some((one) => plain(one) === asked)).map((id) => [facet, id]));
    if (!named.length) return found;
    const shelf = await this.#bundle(this.lang).shelf();
    const sure = found.plan.every(({ how }) => how === "known" || how === "prefix");
    const hits = sure ? found.hits : []; // guesses are not wanted where the word is one of ours
    const there = new Set(hits.map(({ lang, id }) => `${lang} ${id}`));
    const more = shelf.pages.map((place) => this.#place(place)).filter((hit) =>
      !there.has(`${hit.lang} ${hit.id}`) && named.some(([facet, id]) => facts(shelf, hit, facet).includes(id)));
    if (!more.length) return found;
    const plan = sure ? found.plan : found.plan.map(({ typed }) => ({ typed, how: "known", forms: [typed] }));
    return { ...found, plan, partly: sure && found.partly, hits: [...hits, ...more] };
  }

  /** Search in the language that knows more of the words than the reader's. */
  async #elsewhere(query, plan, languages) {
    const sure = (one) => one.filter(({ how }) => how === "known").length;
    const sound = plan.some(({ how }) => how === "sound");
    let best = null;
    for (const lang of languages.filter((one) => one !== this.lang)) {
      const there = this.#bundle(lang);
      const theirs = rewrite(query, await there.words(), {});
      const known = sure(theirs);
      if (sound && known < theirs.length) continue;
      const own = plan.filter(({ how }) => FOUND.has(how)).length;
      if (known > (sound ? sure(plan) : own) && known > (best?.known ?? 0)) best = { lang, known, plan: theirs };
    }
    if (!best) return null;
    const there = this.#bundle(best.lang);
    const common = new Set((await there.data()).common);
    const [found, theirs, ours] = await Promise.all([
      combined(there, best.plan, common, best.lang),
      there.shelf(),
      this.#bundle(this.lang).shelf(),
    ]);
    if (!found.hits.length) return null;
    // The same case has the same row in all languages.
    const hits = found.hits.map((hit) => {
      const row = theirs.rows.get(hit.id);
      return row === undefined ? hit : this.#place(ours.pages[row]);
    });
    const others = sound ? await combined(this.#bundle(this.lang), plan, new Set(), this.lang) : { hits: [] };
    const all = new Map([...hits, ...others.hits].map((hit) => [`${hit.lang} ${hit.id}`, hit]));
    return { plan: best.plan, foreign: best.lang, partly: found.partly, hits: [...all.values()] };
  }

  /** Return the hit for a place on the shelf, which may be in another language. */
  #place(place) {
    const [id, lang = this.lang] = place.split("/").reverse();
    return { lang, id };
  }

  /** Return what a reader sees of a hit: pieces of title and text, the section, the address. */
  async show({ lang, id }, plan) {
    const there = this.#bundle(lang);
    const [page, data] = await Promise.all([there.page(id), this.#bundle(this.lang).data()]);
    const fit = matcher(plan);
    const { section, text } = excerpt(page, fit);
    const path = page.url.replace(/^\//, "");
    return {
      url: `${this.root}${lang}/${path}${section ? `#${section.anchor}` : ""}`,
      title: pieces(page.meta.title, fit),
      section: section?.title ?? "",
      text,
      lang,
      language: lang === this.lang ? null : data.languages[lang],
      isCase: /^cases\/./.test(path),
    };
  }

  /** Return for each facet how many of the hits bear each id, under the other filters. */
  async counts(query, { filters = {}, exact = false } = {}) {
    const own = this.#bundle(this.lang);
    const [shelf, data, { hits }] = await Promise.all([
      own.shelf(), own.data(), this.search(query, { exact }),
    ]);
    return FACETS.map((facet) => {
      const { [facet]: chosen, ...others } = filters;
      const numbers = new Map(chosen ? [[chosen, 0]] : []);
      for (const hit of hits.filter((one) => fits(shelf, one, others))) {
        for (const id of facts(shelf, hit, facet)) numbers.set(id, (numbers.get(id) ?? 0) + 1);
      }
      const label = (id) => (facet === "country" ? shelf.countries[id] : data.terms[facet]?.[id]?.[0]) ?? id;
      const options = [...numbers].map(([id, number]) => ({ id, number, label: label(id) }));
      options.sort((one, other) => one.label.localeCompare(other.label, this.lang));
      return { facet, chosen: chosen ?? "", options };
    });
  }

  /** Return the tags whose words are nearest to a query, for when nothing was found. */
  async near(query) {
    const own = this.#bundle(this.lang);
    const [{ terms }, { facts: all }] = await Promise.all([own.data(), own.shelf()]);
    const used = new Set(all.tag.flatMap((one) => one.split(" ")));
    const typed = queryWords(query).map(fold).filter((word) => word.length > 2);
    const far = (words) => Math.min(...typed.flatMap((one) => words.map((other) => gap(one, other))));
    return Object.entries(terms.tag)
      .filter(([id]) => used.has(id))
      .map(([id, labels]) => ({ id, label: labels[0], far: far(labels.flatMap(queryWords).map(fold)) }))
      .filter((one) => one.far < 1)
      .sort((one, other) => one.far - other.far)
      .slice(0, NEAR_TAGS)
      .map(({ id, label }) => ({ label, url: `${this.root}${this.lang}/tags/${id}/` }));
  }
}

/** Return the words of a text in one form, to compare it with another. */
function plain(text) {
  return queryWords(text).map(fold).join(" ");
}

/** Return the languages that are written in the letters of a query. */
function inTheseLetters(query, languages) {
  const latin = (text) => /\p{Script=Latin}/u.test(text);
  return Object.keys(languages).filter((lang) => latin(languages[lang].name) === latin(query));
}

/** Return how unlike two words are: 0 for the same, 1 and more for unlike ones. */
function gap(one, other) {
  const most = Math.ceil(Math.min(one.length, other.length) / 3);
  const changed = distance(one, other, most) / (most + 1);
  const begun = shared(one, other) >= 4 ? 0.9 - shared(one, other) / 100 : 1;
  return Math.min(changed, begun);
}

function facts(shelf, { lang, id }, facet) {
  const row = shelf.rows.get(id) ?? shelf.rows.get(`${lang}/${id}`);
  return row === undefined ? [] : shelf.facts[facet][row].split(" ").filter(Boolean);
}

function fits(shelf, hit, filters) {
  return Object.entries(filters).every(([facet, id]) => facts(shelf, hit, facet).includes(id));
}

/** Return the pages that have all words of a plan or, where there are none, some of them. */
async function combined(index, plan, common, lang) {
  const telling = plan.filter(({ forms }) => !forms.every((one) => common.has(fold(one))));
  const words = telling.length ? telling : plan;
  const scores = await Promise.all(words.map((word) => scored(index, word)));
  const pages = new Map();
  for (const one of scores) {
    for (const [id, score] of one) {
      const page = pages.get(id) ?? { words: 0, score: 0 };
      pages.set(id, { words: page.words + 1, score: page.score + score });
    }
  }
  let found = [...pages].filter(([, page]) => page.words === words.length);
  const partly = found.length === 0 && pages.size > 0;
  if (partly) found = [...pages];
  found.sort(([first, one], [second, other]) =>
    other.words - one.words || other.score - one.score || (first < second ? -1 : 1));
  return { partly, hits: found.map(([id]) => ({ lang, id })) };
}

/** Return the score of each page for one word of a plan; the best has one about 1. */
async function scored(index, { how, forms }) {
  const found = await Promise.all(forms.map((one) => index.find(one)));
  const scores = new Map();
  const keep = (id, score) => scores.set(id, Math.max(score, scores.get(id) ?? 0));
  const best = Math.max(...found.flat().map(({ score }) => score), Number.MIN_VALUE);
  found.forEach((pages, turn) => {
    const weight = turn === 0 ? 1 : 0.7;
    pages.forEach(({ id, score }, rank) => {
      // Guesses take turns, so that no single one fills the page; inflections share it.
      if (GUESSED.has(how)) keep(id, 1 / (1 + rank + turn / forms.length));
      else keep(id, (weight * score) / best);
    });
  });
  return scores;
}

// In a worker: answers `{ id, method, args }`; the first message is `{ root, lang }`.
if (typeof WorkerGlobalScope !== "undefined" && globalThis instanceof WorkerGlobalScope) {
  let engine;
  globalThis.addEventListener("message", async ({ data: { id, root, lang, method, args } }) => {
    if (root) engine = new Engine(root, lang);
    else {
      try {
        postMessage({ id, result: await engine[method](...args) });
      } catch (error) {
        postMessage({ id, error: String(error) });
      }
    }
  });
}
