// The page of all cases: the search in the page itself, with its state in the address.

import { element, moveByArrows, searchField } from "./elements.js";
import { Filters } from "./filters.js";
import { fromAddress, toAddress } from "./session.js";
import { SHOWN, View } from "./view.js";

/** @import { Session } from "./session.js" */

const NARROW = "(max-width: 60rem)"; // as in kb.css

/**
 * Put field and filters into the page; its own list stays until something is searched for.
 * @param {HTMLElement} page
 * @param {HTMLElement} list
 * @param {Session} session
 */
export function startBrowsing(page, list, session) {
  const { words, browse } = session;
  const input = searchField(session);
  const looks = { role: "search", class: "kb-search__form", "aria-label": words.search };
  const form = element("form", looks, input);
  const side = element("aside", { class: "kb-browse__side", "aria-label": words.filters });
  const place = element("div", { class: "kb-search__place" });
  const main = element("div", { class: "kb-browse__main" }, form, place, list);
  page.classList.add("kb-browse--live");
  page.prepend(side, main);

  const view = new View(session, input, place, (state, typing) =>
    remember(toAddress(state, browse), typing),
  );
  const filters = new Filters(view, side, matchMedia(NARROW).matches);
  moveByArrows(main, view);
  place.addEventListener(SHOWN, () => {
    list.hidden = !view.empty;
    place.hidden = view.empty;
    void filters.show();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void view.set({ query: input.value });
  });

  const facets = session.facets.map(({ id }) => id);
  const read = () => {
    view.state = fromAddress(location.href, facets);
    input.value = view.state.query;
    place.hidden = view.empty;
    void view.run();
  };
  addEventListener("popstate", read);
  read();
}

/**
 * Put a state into the address. While typing, one entry of the history is enough.
 * @param {string} address
 * @param {boolean} typing
 */
function remember(address, typing) {
  if (address === location.href) return;
  try {
    if (typing && history.state?.typing) history.replaceState({ typing }, "", address);
    else history.pushState({ typing }, "", address);
  } catch {
    // Browsers limit how often this may be done; the results do not depend on it.
  }
}
