// When two words count as the same, and which words of a text are those that were searched for.
// `kb_build/words.py` folds and parts words in the same way at build time.

/** Return a text without accents, in lower case, with a plain sigma: Εξυπηρέτησης → εξυπηρετησησ. */
export function fold(text) {
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC");
  return plain.toLowerCase().replaceAll("ς", "σ");
}

/** Return the words of a text in lower case; apostrophes and hyphens part them. */
export function split(text) {
  return text.normalize("NFC").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

// What stands before an apostrophe and has lost its last vowel: l’, dell’, quest’.
const ELIDED = /(?<![\p{L}\p{N}])\p{L}{1,6}['’ʼ‘´`](?=\p{L})/gu;
const LONGEST = 200;
const MOST = 8;

/** Return the words of a query, without elided articles; of an endless query only the beginning. */
export function queryWords(query) {
  return split(query.slice(0, LONGEST).replace(ELIDED, " ")).slice(0, MOST);
}

/** Return how many letters two words have in common at their beginning. */
export function shared(one, other) {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}

/**
 * Return how many letters have to be changed, added, left out or swapped with their neighbour
 * to get from one word to another (Damerau and Levenshtein); beyond `most`, any number above it.
 */
export function distance(one, other, most = 2) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row];
    let least = row;
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      let cost = Math.min(
        last[column] + 1,
        line[column - 1] + 1,
        last[column - 1] + (same ? 0 : 1),
      );
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (row > 1 && column > 1 && swapped) cost = Math.min(cost, before[column - 2] + 1);
      line[column] = cost;
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    [before, last] = [last, line];
  }
  return last[other.length];
}

// The part of a text that is shown in a result, in pieces with and without a mark: never HTML.

const EXCERPT = 30; // words
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
  const from = Math.max(first, Math.min(best - 5, next - EXCERPT));
  const to = Math.min(next, from + EXCERPT);
  const text = `${from > first ? "… " : ""}${words.slice(from, to).join(" ")}${to < next ? " …" : ""}`;
  return {
    section: section ? { title: section.text.replace(/\.$/, ""), anchor: section.id } : null,
    text: pieces(text, fits),
  };
}

/** Return the match behind which the most others stand within an excerpt. */
function densest(hits) {
  const number = (from) => hits.filter((hit) => hit >= from && hit < from + EXCERPT - 5).length;
  return hits.reduce((best, hit) => (best === undefined || number(hit) > number(best) ? hit : best), undefined);
}
