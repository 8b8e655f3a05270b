// Greek typed in Latin letters, as people do: εξυπηρέτηση as eksipiretisi, exyphrethsh, 3ypiretisi.
// Both sides become a key of how they sound; a Latin spelling may have several.

// Longer spellings stand before shorter ones. Sounds: 8 is θ, q is χ; v stands for v and f alike.
const GREEK = [
  ["ου", "u"], ["αι", "e"], ["ει", "i"], ["οι", "i"], ["υι", "i"], ["αυ", "av"], ["ευ", "ev"],
  ["ηυ", "iv"], ["μπ", "b"], ["ντ", "d"], ["γκ", "g"], ["γγ", "g"],
  ["α", "a"], ["β", "v"], ["γ", "g"], ["δ", "d"], ["ε", "e"], ["ζ", "z"], ["η", "i"], ["θ", "8"],
  ["ι", "i"], ["κ", "k"], ["λ", "l"], ["μ", "m"], ["ν", "n"], ["ξ", "ks"], ["ο", "o"], ["π", "p"],
  ["ρ", "r"], ["σ", "s"], ["τ", "t"], ["υ", "i"], ["φ", "v"], ["χ", "q"], ["ψ", "ps"], ["ω", "o"],
];

const LATIN = [
  ["ou", "u"], ["ai", "e"], ["ei", "i"], ["oi", "i"], ["yi", "i"], ["ui", "i"],
  ["au", "av"], ["eu", "ev"], ["ay", "av"], ["ey", "ev"], ["hu", "iv", "qi"],
  ["mp", "b"], ["nt", "d"], ["gk", "g"], ["gg", "g"], ["ng", "g"], ["gh", "g"],
  ["th", "8", "ti"], ["ch", "q"], ["kh", "q"], ["ph", "v", "pi"], ["ks", "ks"], ["ps", "ps"],
  ["dh", "d", "di"], ["a", "a"], ["b", "b", "v"], ["c", "k"], ["d", "d"], ["e", "e"],
  ["f", "v"], ["g", "g"], ["h", "i", "q"], ["i", "i"], ["j", "ks", "i"], ["k", "k"], ["l", "l"],
  ["m", "m"], ["n", "n"], ["o", "o"], ["p", "p"], ["q", "8"], ["r", "r"], ["s", "s"], ["t", "t"],
  ["u", "i", "u"], ["v", "v"], ["w", "o"], ["x", "q", "ks"], ["y", "i"], ["z", "z"],
  ["3", "ks"], ["4", "ps"], ["8", "8"], ["9", "8"],
];

const MOST_KEYS = 64;
const byFirst = (table) => Map.groupBy?.(table, ([name]) => name[0]) ?? grouped(table);
const greek = byFirst(GREEK);
const latin = byFirst(LATIN);

function grouped(table) {
  const found = new Map();
  for (const row of table) found.set(row[0][0], [...(found.get(row[0][0]) ?? []), row]);
  return found;
}

const squeeze = (key) => key.replace(/(.)\1+/gu, "$1");

/** Return all keys of a word by a table; a letter that is not in it stays as it is. */
function keys(word, table) {
  let found = [""];
  for (let at = 0; at < word.length; ) {
    const row = table.get(word[at])?.find(([name]) => word.startsWith(name, at));
    const [name, ...sounds] = row ?? [word[at], word[at]];
    found = found.flatMap((key) => sounds.map((sound) => key + sound)).slice(0, MOST_KEYS);
    at += name.length;
  }
  return [...new Set(found.map(squeeze))];
}

/** Return the key of a folded Greek word. */
export const greekKey = (word) => keys(word, greek)[0];

/** Return the keys that a word in Latin letters can have, the likeliest first. */
export const latinKeys = (word) => keys(word, latin);
