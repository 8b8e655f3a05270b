// How words are compared. Python folds and splits alike when it builds the index.

/**
 * Return a text without marks, in lower case, with a plain sigma: Εξυπηρέτησης → εξυπηρετησησ.
 * @param {string} text
 */
export function fold(text) {
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC");
  return plain.toLowerCase().replaceAll("ς", "σ");
}

/**
 * Return the words of a text in lower case; apostrophes and hyphens separate words.
 * @param {string} text
 * @returns {string[]}
 */
export function split(text) {
  return (
    text
      .normalize("NFC")
      .toLowerCase()
      .match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) ?? []
  );
}

/** An article or the like that has lost its last vowel before an apostrophe: l’, dell’, quest’. */
const ELIDED = /(?<![\p{L}\p{N}\p{M}])\p{L}{1,6}['’ʼ‘´`](?=\p{L})/gu;
const MAX_QUERY_LENGTH = 200;
const MAX_QUERY_WORDS = 8;

/**
 * Return the words of a query, without elided articles; a very long query is cut.
 * @param {string} query
 */
export function queryWords(query) {
  return split(query.slice(0, MAX_QUERY_LENGTH).replace(ELIDED, " ")).slice(0, MAX_QUERY_WORDS);
}

/**
 * Return a text in the form in which labels and queries are compared.
 * @param {string} text
 */
export function comparable(text) {
  return queryWords(text).map(fold).join(" ");
}

/**
 * Return the length of the longest common prefix, in UTF-16 code units.
 * @param {string} one
 * @param {string} other
 */
export function shared(one, other) {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}

/**
 * Return the restricted Damerau–Levenshtein distance: how many letters have to be changed, added,
 * removed or swapped with their neighbour to turn one word into the other.
 * @param {string} one
 * @param {string} other
 * @param {number} [most] beyond it the result is only known to be greater than it
 */
export function distance(one, other, most = 2) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  /** @type {number[]} */
  let beforeLast = [];
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const line = nextRow(one, other, row, last, beforeLast);
    if (Math.min(...line) > most) return most + 1;
    [beforeLast, last] = [last, line];
  }
  return last[other.length];
}

/**
 * Return a row of the distance matrix from the two rows above it.
 * @param {string} one
 * @param {string} other
 * @param {number} row
 * @param {number[]} last
 * @param {number[]} beforeLast
 */
function nextRow(one, other, row, last, beforeLast) {
  const line = [row];
  for (let column = 1; column <= other.length; column += 1) {
    const changed = one[row - 1] === other[column - 1] ? 0 : 1;
    line[column] = Math.min(last[column] + 1, line[column - 1] + 1, last[column - 1] + changed);
    const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
    if (row > 1 && column > 1 && swapped) {
      line[column] = Math.min(line[column], beforeLast[column - 2] + 1);
    }
  }
  return line;
}
