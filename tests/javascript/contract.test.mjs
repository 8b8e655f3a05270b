// The browser's side of what it agrees on with Python; tests/search has the other side.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { Bundle, FILES, FOLDER } from "#search/bundle.js";
import { Catalogue } from "#search/catalogue.js";
import { fold, split } from "#search/compare.js";
import { countFacets } from "#search/counts.js";
import { excerpt, matcher } from "#search/excerpt.js";
import { lookUp } from "#search/index.js";
import { INTERFACE, Session } from "#search/session.js";
import { RADIX, WordList } from "#search/wordlist.js";

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
  const { about: _, ...addresses } = contract.files;
  const { chunk, fragment, ...names } = FILES;
  const files = {
    ...names,
    interface: INTERFACE,
    chunk: chunk("{id}"),
    fragment: fragment("{id}"),
  };
  const expected = Object.entries(files).map(([key, name]) => [key, FOLDER + name]);
  assert.deepEqual(addresses, Object.fromEntries([["folder", FOLDER], ...expected]));
});

test("the words of the interface are read", () => {
  const session = new Session(contract.interface.example, "it", "", null);
  assert.equal(session.plural(session.words.count, 1), "1 risultato");
  assert.equal(session.plural(session.words.count, 2000), "2000 risultati");
  const ids = session.facets.map(({ id }) => id);
  assert.deepEqual(ids, contract.search.example.facets);
});

test("the catalogue is read", () => {
  const catalogue = new Catalogue(contract.catalogue.example, "it");
  const [first, second] = catalogue.hits();
  assert.deepEqual(second, { lang: "es", id: "4d5e6f708192" });
  assert.deepEqual(catalogue.facts(first, "tag"), ["refund", "empathy"]);
  assert.deepEqual(catalogue.facts(second, "country"), []);
  assert.ok(catalogue.fits(second, { tag: "refund", sector: "travel" }));
  const counts = countFacets([first, second], {}, contract.search.example, catalogue, "it");
  assert.deepEqual(counts.at(-1)?.options, [{ id: "IT", label: "Italia", number: 1 }]);
});

test("the terms are read", async () => {
  const bundle = new Bundle("it", () => Promise.resolve(contract.search.example));
  assert.deepEqual(await bundle.named("Soldi INDIETRO"), [["tag", "refund"]]);
});

for (const { word, found } of contract.chunk.found) {
  test(`the pages of ${word} are read`, async () => {
    const load = (_, read) => Promise.resolve(read(contract.chunk.example));
    const pages = await lookUp(word, false, contract.search.example, load);
    assert.deepEqual(
      pages.map(({ id, score }) => [id, Math.round(score * 63)]),
      found,
    );
  });
}

test("the text of a page is read", () => {
  const page = contract.fragment.example;
  const found = (form) => excerpt(page, matcher([{ typed: form, how: "known", forms: [form] }]));
  assert.deepEqual(found("azienda").section, {
    title: "Che cosa è successo",
    anchor: "situation",
  });
  assert.equal(found("titolo").section, null);
});
