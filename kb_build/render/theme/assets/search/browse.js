// The page of all cases: the search in the page itself, with its state in the address.

import { View, address, element, searchField, words } from "./ui.js";
import { showFilters } from "./filters.js";

const FACETS = ["tag", "sector", "channel", "outcome", "country"];

/** Put field and filters into the page; the list that is there stays until something is asked. */
export function start(page) {
  const list = page.querySelector(".kb-browse__list");
  const input = searchField();
  const form = element("form", { role: "search", class: "kb-search__form", "aria-label": words.search }, input);
  const side = element("aside", { class: "kb-browse__side", "aria-label": words.filters });
  const place = element("div", { class: "kb-search__place" });
  const main = element("div", { class: "kb-browse__main" }, form, place);
  page.classList.add("kb-browse--live");
  page.prepend(side, main);
  main.append(list);

  const view = new View(input, place, (state, typing) => {
    const target = address(state);
    if (target === location.href) return;
    // While typing, one entry of the history is enough.
    history[typing && history.state?.typing ? "replaceState" : "pushState"]({ typing }, "", target);
  });
  place.addEventListener("kb-shown", () => {
    list.hidden = !view.empty;
    place.hidden = view.empty;
    showFilters(side, view, matchMedia("(max-width: 60rem)").matches);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    view.set({ query: input.value });
  });

  const read = () => {
    const asked = new URLSearchParams(location.search);
    const filters = FACETS.flatMap((facet) => (asked.get(facet) ? [[facet, asked.get(facet)]] : []));
    view.state = {
      query: asked.get("q") ?? "",
      filters: Object.fromEntries(filters),
      exact: asked.has("exact"),
    };
    input.value = view.state.query;
    place.hidden = view.empty;
    view.run();
  };
  addEventListener("popstate", read);
  read();
}
