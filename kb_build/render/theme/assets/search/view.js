// A search field with its results, on the page of all cases and in the dialog.

import {
  button,
  element,
  linkToAll,
  notesOnResults,
  nothingFound,
  resultItem,
  suggestions,
} from "./elements.js";
import { isEmpty, nothing } from "./session.js";

/** @import { Found, Options } from "./engine.js" */
/** @import { Hit } from "./catalogue.js" */
/** @import { Session } from "./session.js" */
/** @import { State } from "./session.js" */
/** @typedef {(state: State, typing: boolean) => void} Changed */

const PAGE = 10;
const PAUSE = 120; // milliseconds after the last key
/** The event after which results, or none, are shown. */
export const SHOWN = "kb-shown";

export class View {
  state = nothing();
  /** The number of the latest search; what belongs to an earlier one is thrown away. */
  turn = 0;
  #timer = 0;
  /** @type {Found | undefined} */
  #found;

  /**
   * @param {Session} session
   * @param {HTMLInputElement} input
   * @param {HTMLElement} place where notes and results go
   * @param {Changed} changed called with each new state
   */
  constructor(session, input, place, changed) {
    this.session = session;
    this.input = input;
    this.changed = changed;
    this.status = element("p", { class: "kb-search__status", role: "status" });
    this.note = element("div", { class: "kb-search__note" });
    this.list = element("ol", { class: "kb-results" });
    const looks = { class: "md-button kb-search__more" };
    this.more = button(looks, session.words.more, () => this.#showMore());
    this.more.hidden = true;
    place.append(this.status, this.note, this.list, this.more);
    input.addEventListener("input", () => this.#typed());
  }

  get empty() {
    return isEmpty(this.state);
  }

  /** The query and its options, as the engine takes them. @returns {[string, Options]} */
  get question() {
    const { query, filters, exact } = this.state;
    return [query, { filters: { ...filters }, exact }];
  }

  #typed() {
    clearTimeout(this.#timer);
    const search = () => this.set({ query: this.input.value, exact: false }, true);
    this.#timer = setTimeout(search, PAUSE);
  }

  /**
   * Change the state and show what it finds.
   * @param {Partial<State>} change
   * @param {boolean} [typing]
   */
  set(change, typing = false) {
    this.state = { ...this.state, ...change };
    this.changed(this.state, typing);
    return this.run();
  }

  /** Show what the state finds; failures are shown too. */
  async run() {
    clearTimeout(this.#timer);
    this.turn += 1;
    const { turn } = this;
    const { words, client } = this.session;
    if (this.empty) {
      this.#clear(words.start);
      return;
    }
    if (!this.list.childElementCount) this.status.textContent = words.busy;
    try {
      const found = await client.call("search", ...this.question);
      if (turn === this.turn) await this.#show(found, turn);
    } catch {
      if (turn === this.turn) this.#failed();
    }
  }

  /**
   * @param {Found} found
   * @param {number} turn
   */
  async #show(found, turn) {
    this.#found = found;
    const first = found.hits.slice(0, PAGE);
    const cold = !this.list.childElementCount;
    // The very first result is shown before the others are loaded.
    const ready = cold ? await this.#items(first.splice(0, 1)) : [];
    if (turn !== this.turn) return;
    if (cold) this.list.replaceChildren(...ready);
    await this.#announce(found, turn);
    const others = await this.#items(first);
    if (turn !== this.turn) return;
    this.list.replaceChildren(...ready, ...others);
    this.more.hidden = found.total <= PAGE;
    this.#shown();
  }

  /** @param {Hit[]} hits */
  #items(hits) {
    const plan = this.#found?.plan ?? [];
    return Promise.all(
      hits.map(async (hit) =>
        resultItem(await this.session.client.call("show", hit, plan), this.session),
      ),
    );
  }

  /**
   * Say how much was found and what for, or what else to try.
   * @param {Found} found
   * @param {number} turn
   */
  async #announce(found, turn) {
    const { session } = this;
    const { query } = this.state;
    if (found.total) {
      this.status.textContent = session.plural(session.words.count, found.total);
      const notes = notesOnResults(found, query, session, () => this.#insist());
      this.note.replaceChildren(...notes);
      return;
    }
    this.status.textContent = nothingFound(query, session);
    const tags = await session.client.call("near", query);
    if (turn === this.turn) this.note.replaceChildren(...suggestions(tags, session));
  }

  #insist() {
    this.input.focus(); // the button is about to disappear
    void this.set({ exact: true });
  }

  async #showMore() {
    const { turn, list } = this;
    try {
      const at = list.childElementCount;
      const hits = this.#found?.hits ?? [];
      const items = await this.#items(hits.slice(at, at + PAGE));
      if (turn !== this.turn || at !== list.childElementCount) return;
      list.append(...items);
      this.more.hidden = list.childElementCount >= hits.length;
      items[0]?.querySelector("a")?.focus();
    } catch {
      if (turn === this.turn) this.#failed();
    }
  }

  #shown() {
    this.list.dispatchEvent(new CustomEvent(SHOWN, { bubbles: true }));
  }

  /** @param {string} text */
  #clear(text) {
    this.status.textContent = text;
    this.note.replaceChildren();
    this.list.replaceChildren();
    this.more.hidden = true;
    this.#shown();
  }

  #failed() {
    this.#clear(this.session.words.failed);
    this.note.replaceChildren(linkToAll(this.session));
  }
}
