// Normal forms and tokens. Python folds and splits alike when it builds the index.

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
