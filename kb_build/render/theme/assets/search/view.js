// A field with results below it, on the page of all cases, and in a dialog over any page.

export const words = JSON.parse(document.getElementById("kb-search-words").textContent);
const field = document.querySelector("[data-kb-search]");
const lang = document.documentElement.lang;
const root = new URL("../../", new URL(field.dataset.kbSearch, location)).href;
export const browseAddress = new URL(field.href, location).href;

const PAGE = 10;
const PAUSE = 120; // milliseconds after the last key
const REWRITTEN = new Set(["typo", "sound", "form"]);

/** Return an element; texts are never taken for HTML. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** Return the form of a text that belongs to a number. */
export function plural(forms, number) {
  const form = forms[new Intl.PluralRules(lang).select(number)] ?? forms.other;
  return form.replace("{n}", new Intl.NumberFormat(lang).format(number));
}

/** The engine in its worker. */
let worker;
const waiting = new Map();

export function ask(method, ...args) {
  if (!worker) {
    worker = new Worker(new URL("./engine.js", import.meta.url), { type: "module" });
    worker.addEventListener("message", ({ data: { id, result, error } }) => {
      const { resolve, reject } = waiting.get(id);
      waiting.delete(id);
      if (error) reject(new Error(error));
      else resolve(result);
    });
    worker.addEventListener("error", () => {
      for (const { reject } of waiting.values()) reject(new Error("the search could not be loaded"));
      waiting.clear();
      worker = undefined; // the next question tries again
    });
    worker.postMessage({ root, lang });
  }
  const id = crypto.getRandomValues(new Uint32Array(1))[0];
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    worker.postMessage({ id, method, args });
  });
}

/** A field with its results. `state` is `{ query, filters, exact }`. */
export class View {
  /**
   * @param {HTMLInputElement} input
   * @param {HTMLElement} place where notes and results go
   * @param {(state: object, typing: boolean) => void} changed told about each new state
   */
  constructor(input, place, changed = () => {}) {
    this.input = input;
    this.changed = changed;
    this.state = { query: "", filters: {}, exact: false };
    this.turn = 0;
    this.status = element("p", { class: "kb-search__status", role: "status" });
    this.note = element("div", { class: "kb-search__note" });
    this.list = element("ol", { class: "kb-results" });
    this.more = element("button", { type: "button", class: "md-button kb-search__more" }, words.more);
    this.more.hidden = true;
    this.more.addEventListener("click", () => this.#more());
    place.append(this.status, this.note, this.list, this.more);
    input.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.set({ query: input.value, exact: false }, true), PAUSE);
    });
    place.parentElement.addEventListener("keydown", (event) => this.#move(event));
  }

  /** Change the state and show what it finds. */
  async set(change, typing = false) {
    Object.assign(this.state, change);
    this.changed(this.state, typing);
    await this.run();
  }

  get empty() {
    return !this.state.query.trim() && !Object.keys(this.state.filters).length;
  }

  async run() {
    clearTimeout(this.timer);
    const turn = ++this.turn;
    const { query, ...options } = structuredClone(this.state);
    if (this.empty) return this.#clear(words.start);
    if (!this.list.childElementCount) this.status.textContent = words.busy;
    try {
      const found = await ask("search", query, options);
      if (turn !== this.turn) return;
      this.found = found;
      await this.#show(turn);
    } catch {
      if (turn === this.turn) this.#failed();
    }
  }

  async #show(turn) {
    const { hits, total } = this.found;
    const cold = !this.list.childElementCount;
    const first = hits.slice(0, PAGE);
    // The very first result is shown before the others are even asked for.
    const ready = cold && first.length ? [await this.#item(first.shift())] : [];
    if (turn !== this.turn) return;
    if (cold) this.list.replaceChildren(...ready);
    this.status.textContent = total ? plural(words.count, total) : "";
    await this.#notes(turn);
    const others = await Promise.all(first.map((hit) => this.#item(hit)));
    if (turn !== this.turn) return;
    if (cold) this.list.append(...others);
    else this.list.replaceChildren(...others);
    this.more.hidden = total <= PAGE;
    this.list.dispatchEvent(new CustomEvent("kb-shown", { bubbles: true }));
  }

  async #more() {
    const at = this.list.childElementCount;
    const turn = this.turn;
    try {
      const hits = this.found.hits.slice(at, at + PAGE);
      const items = await Promise.all(hits.map((hit) => this.#item(hit)));
      if (turn !== this.turn) return;
      this.list.append(...items);
      this.more.hidden = this.list.childElementCount >= this.found.total;
      items[0]?.querySelector("a").focus();
    } catch {
      this.#failed();
    }
  }

  async #item(hit) {
    const one = await ask("show", hit, this.found.plan);
    const link = element("a", { href: one.url, lang: one.lang, hreflang: one.lang }, ...marked(one.title));
    const head = element("p", { class: "kb-result__title" }, link);
    if (one.language) {
      const { name, note } = one.language;
      head.append(" ", element("span", { class: "kb-badge", lang: one.lang, title: note }, name));
    }
    if (!one.isCase) head.append(" ", element("span", { class: "kb-badge" }, words.project));
    const item = element("li", { class: "kb-result" }, head);
    if (one.section) item.append(element("p", { class: "kb-result__section", lang: one.lang }, one.section));
    item.append(element("p", { class: "kb-result__text", lang: one.lang }, ...marked(one.text)));
    return item;
  }

  /** Say what was searched for instead, and what to do when nothing was found. */
  async #notes(turn) {
    const { plan, partly, total, exact } = this.found;
    const { query } = this.state;
    const notes = [];
    if (total && !exact && plan.some(({ how }) => REWRITTEN.has(how))) {
      const said = plan.map(({ how, typed, forms }) => (REWRITTEN.has(how) ? forms[0] : typed));
      const [before, after] = words.rewritten.split("{words}");
      const insist = element("button", { type: "button" }, words.exactly.replace("{query}", () => query.trim()));
      insist.addEventListener("click", () => {
        this.input.focus();
        this.set({ exact: true });
      });
      notes.push(element("p", {}, before, element("strong", {}, said.join(" ")), after, " ", insist));
    }
    if (total && partly) notes.push(element("p", {}, words.partly));
    if (!total) {
      this.status.textContent = words.nothing.replace("{query}", () => shortened(query.trim()));
      const tags = await ask("near", query);
      if (turn !== this.turn) return;
      if (tags.length) {
        const links = tags.map(({ url, label }) => element("li", {}, element("a", { href: url, class: "kb-chip" }, label)));
        notes.push(element("p", {}, words.near), element("ul", { class: "kb-chips" }, ...links));
      }
      notes.push(element("p", {}, element("a", { href: browseAddress }, words.browse)));
    }
    this.note.replaceChildren(...notes);
  }

  #clear(text) {
    this.status.textContent = text;
    this.note.replaceChildren();
    this.list.replaceChildren();
    this.more.hidden = true;
    this.list.dispatchEvent(new CustomEvent("kb-shown", { bubbles: true }));
  }

  #failed() {
    this.#clear(words.failed);
    this.note.replaceChildren(element("p", {}, element("a", { href: browseAddress }, words.browse)));
  }

  /** Let the arrow keys go from the field to the results and back. */
  #move(event) {
    const { key, target } = event;
    const links = [...this.list.querySelectorAll(".kb-result__title a")];
    const at = links.indexOf(target);
    if ((target !== this.input && at < 0) || !links.length) return;
    if (key === "ArrowDown") links[Math.min(at + 1, links.length - 1)].focus();
    else if (key === "ArrowUp" && target !== this.input) (links[at - 1] ?? this.input).focus();
    else return;
    event.preventDefault();
  }
}

function marked(parts) {
  return parts.map(({ text, mark }) => (mark ? element("mark", {}, text) : text));
}

function shortened(query) {
  return query.length > 80 ? `${query.slice(0, 80)}…` : query;
}

/** Return the address of the page of all cases that shows a state. */
export function address({ query, filters, exact }) {
  const url = new URL(browseAddress);
  if (query.trim()) url.searchParams.set("q", query.trim().slice(0, 200));
  for (const [facet, id] of Object.entries(filters)) url.searchParams.set(facet, id);
  if (exact) url.searchParams.set("exact", "1");
  return url.href;
}

/** Return a search field. */
export function searchField() {
  return element("input", {
    type: "search",
    placeholder: words.placeholder,
    "aria-label": words.placeholder,
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    enterkeyhint: "search",
    maxlength: "200",
  });
}

let dialog;

/** Open the dialog; when it closes, the browser gives the focus back to where it was. */
export function openDialog() {
  dialog ??= made();
  dialog.showModal();
  dialog.querySelector("input").select();
}

function made() {
  const input = searchField();
  const close = element("button", { type: "button", class: "kb-search__close", "aria-label": words.close }, "✕");
  const form = element("form", { role: "search", class: "kb-search__form" }, input, close);
  const side = element("div", { class: "kb-search__side" });
  const place = element("div", { class: "kb-search__place md-typeset" });
  const all = element("a", { class: "kb-search__all", href: browseAddress }, words.all);
  const keys = element("p", { class: "kb-search__keys" }, words.keys);
  const foot = element("div", { class: "kb-search__foot" }, all, keys);
  const found = element("dialog", { class: "kb-search", "aria-label": words.search }, form, side, place, foot);
  const view = new View(input, place, (state) => all.setAttribute("href", address(state)));
  view.run();
  place.addEventListener("kb-shown", async () => {
    if (view.empty && !side.childElementCount) return;
    const { showFilters } = await import("./filters.js");
    await showFilters(side, view, true);
  });
  close.addEventListener("click", () => found.close());
  found.addEventListener("click", (event) => {
    if (event.target === found) found.close(); // beside the dialog
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    place.querySelector(".kb-result__title a")?.click();
  });
  document.body.append(found);
  return found;
}
