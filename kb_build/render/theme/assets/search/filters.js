// The filters beside the results, with the numbers of the current query.

import { button, element } from "./elements.js";

/** @import { Counts } from "./counts.js" */
/** @import { View } from "./view.js" */

export class Filters {
  #view;
  #place;
  /** @type {Map<string, Choice>} */
  #choices = new Map();

  /**
   * @param {View} view
   * @param {HTMLElement} place
   * @param {boolean} folded whether they are behind their heading until the reader opens them
   */
  constructor(view, place, folded) {
    this.#view = view;
    this.#place = place;
    const { words, facets } = view.session;
    for (const { id, name } of facets) this.#choices.set(id, new Choice(id, name, view));
    const choices = [...this.#choices.values()].map(({ box }) => box);
    this.summary = element("summary", {}, words.filters);
    this.clear = button({}, words.clear, () => this.#clear());
    this.box = element("details", { class: "kb-filters" }, this.summary, ...choices, this.clear);
    this.box.open = !folded;
  }

  /** Show the numbers of what the view has found; the elements, and with them the focus, stay. */
  async show() {
    const { turn, session, question } = this.#view;
    const counts = await session.client.call("counts", ...question).catch(() => []);
    if (turn !== this.#view.turn || !counts.length) return; // the view says what has failed
    for (const one of counts) this.#choices.get(one.facet)?.show(one);
    this.clear.hidden = !Object.keys(this.#view.state.filters).length;
    if (!this.box.isConnected) this.#place.append(this.box);
  }

  #clear() {
    this.summary.focus(); // the button is about to disappear
    void this.#view.set({ filters: {} });
  }
}

/** The choice of a facet. */
class Choice {
  /**
   * @param {string} facet
   * @param {string} name
   * @param {View} view
   */
  constructor(facet, name, view) {
    this.select = element("select", { name: facet });
    this.box = element("div", {}, element("label", {}, element("span", {}, name), this.select));
    this.select.addEventListener("change", () => {
      const { [facet]: _, ...others } = view.state.filters;
      const { value } = this.select;
      void view.set({ filters: value ? { ...others, [facet]: value } : others });
    });
  }

  /** @param {Counts} counts */
  show({ chosen, options }) {
    const found = options.map(({ id, label, number }) =>
      element("option", { value: id }, `${label} (${number})`),
    );
    this.select.replaceChildren(element("option", { value: "" }, "—"), ...found);
    this.select.value = chosen;
    this.box.hidden = !(options.length || document.activeElement === this.select);
  }
}
