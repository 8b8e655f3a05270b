// What the search puts into a page: its field, results, and notes about them.

import { MAX_LENGTH } from "./session.js";

/** @import { Piece, Shown } from "./excerpt.js" */
/** @import { Found } from "./engine.js" */
/** @import { How } from "./rewrite.js" */
/** @import { Session } from "./session.js" */
/** @import { View } from "./view.js" */

/** @type {Set<How>} */
const REWRITTEN = new Set(["typo", "sound", "form"]);
const MAX_SHOWN = 80; // letters of a query

/**
 * Return an element; texts are never taken for HTML.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string>} [attributes]
 * @param {(Node | string)[]} children
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/**
 * Return a button with its handler.
 * @param {Record<string, string>} attributes
 * @param {string} text
 * @param {() => void} pressed
 */
export function button(attributes, text, pressed) {
  const made = element("button", { type: "button", ...attributes }, text);
  made.addEventListener("click", pressed);
  return made;
}

/**
 * Return a search field.
 * @param {Session} session
 */
export function searchField({ words }) {
  return element("input", {
    type: "search",
    placeholder: words.placeholder,
    "aria-label": words.placeholder,
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    enterkeyhint: "search",
    maxlength: String(MAX_LENGTH),
  });
}

/**
 * Return the item of a result.
 * @param {Shown} shown
 * @param {Session} session
 */
export function resultItem(shown, { words }) {
  const { lang } = shown;
  const link = element("a", { href: shown.url, lang, hreflang: lang }, ...marked(shown.title));
  const head = element("p", { class: "kb-result__title" }, link);
  if (shown.language) {
    const { name, note } = shown.language;
    head.append(" ", element("span", { class: "kb-badge", lang, title: note }, name));
  }
  if (!shown.isCase) head.append(" ", element("span", { class: "kb-badge" }, words.project));
  const item = element("li", { class: "kb-result" }, head);
  if (shown.section)
    item.append(element("p", { class: "kb-result__section", lang }, shown.section));
  item.append(element("p", { class: "kb-result__text", lang }, ...marked(shown.text)));
  return item;
}

/** @param {Piece[]} pieces */
function marked(pieces) {
  return pieces.map(({ text, mark }) => (mark ? element("mark", {}, text) : text));
}

/**
 * Return what readers are told about their results: what was searched for instead of what they
 * typed, and that no text has all words.
 * @param {Found} found
 * @param {string} query
 * @param {Session} session
 * @param {() => void} insist searches for exactly what was typed
 */
export function notesOnResults({ plan, partly, exact }, query, { words }, insist) {
  const notes = [];
  if (!exact && plan.some(({ how }) => REWRITTEN.has(how))) {
    const meant = plan.map(({ how, typed, forms }) => (REWRITTEN.has(how) ? forms[0] : typed));
    const [before, after] = words.rewritten.split("{words}");
    const exactly = button({}, filled(words.exactly, query), insist);
    notes.push(
      element("p", {}, before, element("strong", {}, meant.join(" ")), after, " ", exactly),
    );
  }
  if (partly) notes.push(element("p", {}, words.partly));
  return notes;
}

/**
 * Return what readers may try when nothing is found.
 * @param {{ label: string, url: string }[]} tags
 * @param {Session} session
 */
export function suggestions(tags, session) {
  const chips = tags.map(({ url, label }) =>
    element("li", {}, element("a", { href: url, class: "kb-chip" }, label)),
  );
  const near = element("p", {}, session.words.near);
  const list = chips.length ? [near, element("ul", { class: "kb-chips" }, ...chips)] : [];
  return [...list, linkToAll(session)];
}

/** @param {Session} session */
export function linkToAll({ words, browse }) {
  return element("p", {}, element("a", { href: browse }, words.browse));
}

/**
 * Return the sentence for a query that finds nothing.
 * @param {string} query
 * @param {Session} session
 */
export function nothingFound(query, { words }) {
  return filled(words.nothing, query);
}

/**
 * @param {string} text
 * @param {string} query
 */
function filled(text, query) {
  const typed = query.trim();
  const short = typed.length > MAX_SHOWN ? `${typed.slice(0, MAX_SHOWN)}…` : typed;
  return text.replace("{query}", () => short);
}

/**
 * Let the arrow keys go from the field to the results and back.
 * @param {HTMLElement} area holds both
 * @param {View} view
 */
export function moveByArrows(area, { input, list }) {
  area.addEventListener("keydown", (event) => {
    const { key, target } = event;
    const stops = [input, ...list.querySelectorAll("a")];
    const at = /** @type {(EventTarget | null)[]} */ (stops).indexOf(target);
    const step = { ArrowDown: 1, ArrowUp: -1 }[key] ?? 0;
    const next = at < 0 || !step ? undefined : stops[at + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}
