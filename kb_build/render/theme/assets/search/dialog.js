// The search in a dialog over any page.

import { button, element, moveByArrows, searchField } from "./elements.js";
import { toAddress } from "./session.js";
import { SHOWN, View } from "./view.js";

/** @import { Filters } from "./filters.js" */
/** @import { Session } from "./session.js" */

/**
 * Put the dialog into the page; return a function that opens it. When it closes, the browser gives
 * the focus back to where it was.
 * @param {Session} session
 */
export function createDialog(session) {
  const { words, browse } = session;
  const input = searchField(session);
  const close = button({ class: "kb-search__close", "aria-label": words.close }, "✕", () =>
    dialog.close(),
  );
  const form = element("form", { role: "search", class: "kb-search__form" }, input, close);
  const side = element("div", { class: "kb-search__side" });
  const place = element("div", { class: "kb-search__place md-typeset" });
  const all = element("a", { class: "kb-search__all", href: browse }, words.all);
  const keys = element("p", { class: "kb-search__keys" }, words.keys);
  const foot = element("div", { class: "kb-search__foot" }, all, keys);
  const looks = { class: "kb-search", "aria-label": words.search };
  const dialog = element("dialog", looks, form, side, place, foot);
  const view = new View(session, input, place, (state) => {
    all.href = toAddress(state, browse);
  });
  moveByArrows(dialog, view);
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog) dialog.close(); // beside its content
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    view.list.querySelector("a")?.click();
  });
  showFiltersLater(view, place, side);
  void view.run();
  document.body.append(dialog);
  return () => {
    dialog.showModal();
    input.select();
  };
}

/**
 * Load the filters with the first results.
 * @param {View} view
 * @param {HTMLElement} place
 * @param {HTMLElement} side
 */
function showFiltersLater(view, place, side) {
  /** @type {Promise<Filters> | undefined} */
  let loading;
  place.addEventListener(SHOWN, () => {
    if (view.empty && !loading) return;
    loading ??= import("./filters.js").then((module) => new module.Filters(view, side, true));
    loading
      .then((filters) => filters.show())
      .catch(() => {
        loading = undefined; // the results are there without them
      });
  });
}
