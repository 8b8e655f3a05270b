// When two words count as the same. `kb_build/words.py` does the same at build time.

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
