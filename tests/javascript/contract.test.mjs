// The browser's side of what it agrees on with Python; tests/search has the other side.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { fold, split } from "#search/fold.js";
import { FILES, FOLDER, RADIX } from "#search/formats.js";
import { WordList } from "#search/wordlist.js";

const contract = JSON.parse(
  readFileSync(new URL("../contract/browser.json", import.meta.url), "utf-8"),
);

for (const [word, folded] of contract.fold.examples) {
  test(`${word} is compared as ${folded}`, () => {
    assert.equal(fold(word), folded);
  });
}

for (const [text, words] of contract.tokens.examples) {
  test(`the words of «${text}»`, () => {
    assert.deepEqual(split(text), words);
  });
}

test("the digits of a word list are those that the browser reads", () => {
  const { digits, longest } = contract.word_list;
  assert.equal(digits.length, RADIX);
  for (const [value, digit] of [...digits].entries()) assert.equal(parseInt(digit, RADIX), value);
  assert.equal(longest, RADIX - 1);
});

for (const { lang, text, groups } of contract.word_list.examples) {
  test(`the word list ${lang} is read as it was meant`, () => {
    const list = new WordList(text);
    assert.deepEqual(
      list.groups,
      groups.map(({ words }) => words),
    );
    assert.deepEqual(
      [...list.stems],
      groups.map(({ stem }, group) => [stem, [group]]),
    );
  });
}

test("the browser asks for the files that Python writes", () => {
  const { about: _, folder, entry, fragment, ...names } = contract.files;
  assert.equal(folder, FOLDER);
  assert.equal(entry, FILES.entry);
  assert.equal(fragment, FOLDER + FILES.fragment("{id}"));
  for (const [key, address] of Object.entries(names)) assert.equal(address, FOLDER + FILES[key]);
});
