// The filters beside the results, with the numbers of the current query.

import { ask, element, words } from "./ui.js";

/**
 * Show a choice for each facet that has one.
 *
 * @param {HTMLElement} place
 * @param {View} view
 * @param {boolean} folded whether they are behind their heading until the reader opens them
 */
export async function showFilters(place, view, folded) {
  const turn = view.turn;
  const { query, ...options } = structuredClone(view.state);
  let facets;
  try {
    facets = await ask("counts", query, options);
  } catch {
    return; // the view tells about it
  }
  if (turn !== view.turn) return;
  const focused = place.contains(document.activeElement) ? document.activeElement.name : "";
  const open = place.querySelector("details")?.open ?? !folded;
  const choices = facets.filter(({ options }) => options.length).map((facet) => choice(facet, view));
  const clear = element("button", { type: "button" }, words.clear);
  clear.hidden = !Object.keys(view.state.filters).length;
  clear.addEventListener("click", () => {
    place.querySelector("select, summary")?.focus();
    view.set({ filters: {} });
  });
  const summary = element("summary", {}, words.filters);
  const box = element("details", { class: "kb-filters" }, summary, ...choices, clear);
  box.open = open;
  place.replaceChildren(box);
  if (focused) place.querySelector(`[name="${focused}"]`)?.focus();
}

function choice({ facet, chosen, options }, view) {
  const select = element("select", { name: facet });
  select.append(element("option", { value: "" }, "—"));
  for (const { id, label, number } of options) {
    select.append(element("option", { value: id }, `${label} (${number})`));
  }
  select.value = chosen;
  select.addEventListener("change", () => {
    const { [facet]: _, ...others } = view.state.filters;
    view.set({ filters: select.value ? { ...others, [facet]: select.value } : others });
  });
  return element("label", {}, element("span", {}, words[facet]), select);
}
