// How results, and notes about them, are shown.

import { button, element } from "./dom.js";

/** @import { Piece } from "./excerpt.js" */
/** @import { Found, Shown } from "./engine.js" */
/** @import { How } from "./rewrite.js" */
/** @import { Session } from "./session.js" */

/** @type {Set<How>} */
const REWRITTEN = new Set(["typo", "sound", "form"]);
const MAX_SHOWN = 80; // letters of a query

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
