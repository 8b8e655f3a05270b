// The part of a text that is shown in a result, as pieces with and without a mark: never HTML.

import { fold, split } from "./fold.js";

const LENGTH = 30; // words
const END = "kb-terms"; // behind this anchor stand words that are found and not shown

/** Return a function that tells whether a word is one of those that were searched for. */
export function matcher(plan) {
  const whole = new Set();
  const starts = [];
  for (const { how, forms } of plan) {
    for (const form of forms.map(fold)) {
      whole.add(form);
      if (how === "prefix") starts.push(form);
    }
  }
  const fits = (word) => whole.has(word) || starts.some((start) => word.startsWith(start));
  return (text) => split(text).some((word) => fits(fold(word)));
}

/** Return the words of a text in pieces `{ text, mark }`; neighbours of a kind are one piece. */
export function pieces(text, fits) {
  const found = [];
  for (const part of text.match(/[\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]+/gu) ?? []) {
    const mark = fits(part);
    const last = found.at(-1);
    if (last && last.mark === mark) last.text += part;
    else found.push({ text: part, mark });
  }
  return found;
}

/**
 * Return the part of a text with the most matches and the section in which it stands; where only
 * the title, the summary or the terms match, the summary.
 */
export function excerpt(fragment, fits) {
  const words = fragment.content.split(/\s+/);
  const anchors = fragment.anchors
    .filter(({ element }) => /^h\d$/i.test(element))
    .sort((one, other) => one.location - other.location);
  const end = anchors.find(({ id }) => id === END)?.location ?? words.length;
  const sections = anchors.filter(({ location }) => location < end);
  const start = sections[0]?.location ?? 0;
  const hits = words.slice(start, end).flatMap((word, at) => (fits(word) ? [start + at] : []));
  const best = densest(hits);
  const section = sections.findLast(({ location }) => location <= best);
  if (best === undefined || (!section && fragment.meta.summary)) {
    return { section: null, text: pieces(fragment.meta.summary ?? "", fits) };
  }
  const next = sections.find(({ location }) => location > best)?.location ?? end;
  const first = section ? section.location + section.text.split(/\s+/).length : 0;
  const from = Math.max(first, Math.min(best - 5, next - LENGTH));
  const to = Math.min(next, from + LENGTH);
  const text = `${from > first ? "… " : ""}${words.slice(from, to).join(" ")}${to < next ? " …" : ""}`;
  return {
    section: section ? { title: section.text.replace(/\.$/, ""), anchor: section.id } : null,
    text: pieces(text, fits),
  };
}

/** Return the match behind which the most others stand within an excerpt. */
function densest(hits) {
  const number = (from) => hits.filter((hit) => hit >= from && hit < from + LENGTH - 5).length;
  return hits.reduce((best, hit) => (best === undefined || number(hit) > number(best) ? hit : best), undefined);
}
