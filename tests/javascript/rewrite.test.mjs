import assert from "node:assert/strict";
import { test } from "node:test";

import { Sounds } from "#search/greeklish.js";
import { rewrite } from "#search/rewrite.js";
import { typo } from "#search/typo.js";
import { WordList } from "#search/wordlist.js";
import { greek, italian, listOf, spanish } from "./list.mjs";

const sounds = new Sounds(greek.sorted);
const one = (query, list, options) => rewrite(query, list, { guess: typo, ...options })[0];

test("a word of the texts comes first, then its group, the nearest first", () => {
  assert.deepEqual(one("clienti", italian), {
    typed: "clienti",
    how: "known",
    forms: ["clienti", "cliente"],
    unfinished: true,
  });
});

for (const typed of ["atencion", "ATENCIÓN", "atención", "Atencion"]) {
  test(`${typed} is known without accents and in capitals`, () => {
    assert.equal(one(typed, spanish).forms[0], "atención");
  });
}

for (const typed of ["ΠΕΛΑΤΗΣ", "πελατησ", "Πελάτης", "πελατης"]) {
  test(`${typed} is sent with its accent and its final sigma`, () => {
    const { how, forms } = one(typed, greek);
    assert.equal(how, "known");
    assert.equal(forms[0], "πελάτης");
  });
}

test("ñ typed as ñ is meant, and n finds what there is", () => {
  assert.equal(one("año", spanish).forms[0], "año");
  assert.equal(one("ano", spanish).forms[0], "ano");
  assert.ok(one("ano", spanish).forms.includes("año"));
  assert.equal(one("nino", spanish).forms[0], "niño");
});

test("the last word may be the beginning of one, with a plain sigma", () => {
  assert.deepEqual(one("aut", greek, {}).how, "unknown");
  assert.equal(one("εξυπηρετης", greek).how, "prefix");
  assert.equal(one("εξυπηρετης", greek).forms[0], "εξυπηρετησ");
  assert.deepEqual(one("rimb", italian).forms, ["rimb", "rimborso", "rimborsi"]);
});

test("only the last word is taken for a beginning", () => {
  const [first, last] = rewrite("rimborso rimb", italian);
  assert.equal(first.how, "known");
  assert.equal(last.how, "prefix");
  assert.notEqual(rewrite("rimb cliente", italian)[0].how, "prefix");
});

test("a word may go on while it is typed, unless others follow, it is very short, or is insisted on", () => {
  const unfinished = (...given) => rewrite(...given).map((word) => word.unfinished);
  assert.deepEqual(unfinished("rimborso cliente", italian), [false, true]);
  assert.deepEqual(unfinished("rimb", italian), [true]);
  assert.deepEqual(unfinished("di", new WordList("2di")), [false]);
  assert.deepEqual(unfinished("cliente", italian, { exact: true }), [false]);
});

test("without guesses a slip stays unknown", () => {
  assert.equal(rewrite("cleinte", italian)[0].how, "unknown");
});

test("an inflection that no text has leads to its group", () => {
  const found = one(
    "πελάτου",
    listOf([
      ["πελατ", "πελάτης", "πελάτες"],
      ["αλητ", "αλήτου"],
      ["νομ", "νόμου"],
    ]),
  );
  assert.equal(found.how, "form");
  assert.deepEqual(found.forms.sort(), ["πελάτες", "πελάτης"]);
});

for (const [typed, meant] of [
  ["cleinte", "cliente"],
  ["rimborzo", "rimborso"],
  ["aziensa", "azienda"],
  ["servizzzio", "servizio"],
  ["cliemte", "cliente"],
]) {
  test(`${typed} is taken for ${meant}, and said to be a guess`, () => {
    const { how, forms } = one(typed, italian);
    assert.equal(how, "typo");
    assert.equal(forms[0], meant);
  });
}

test("short words and numbers are never guessed", () => {
  assert.deepEqual(one("xyz", italian), {
    typed: "xyz",
    how: "unknown",
    forms: [],
    unfinished: false,
  });
  assert.equal(one("20188", italian).how, "unknown");
});

test("what is like nothing stays unknown", () => {
  assert.equal(one("qwrtpsdf", italian).how, "unknown");
});

for (const [typed, meant] of [
  ["eksipiretisi", "εξυπηρέτηση"],
  ["pelaths", "πελάτης"],
  ["etairia", "εταιρεία"],
  ["paixnid", "παιχνίδι"],
  ["aftokinhto", "αυτοκίνητο"],
]) {
  test(`${typed} is Greek in Latin letters`, () => {
    const { how, forms } = one(typed, greek, { sounds });
    assert.equal(how, "sound");
    assert.equal(forms[0], meant);
  });
}

test("Greek letters never go through the Latin keys", () => {
  assert.equal(one("ξξξξ", greek, { sounds }).how, "unknown");
});

test("a reader who insists gets what was typed and nothing else", () => {
  assert.deepEqual(one("rimborzo", italian, { exact: true }).forms, []);
  assert.deepEqual(one("cliente", italian, { exact: true }).forms, ["cliente"]);
  assert.equal(one("clie", italian, { exact: true }).how, "prefix");
});

for (const query of [
  "",
  "   ",
  "!!!",
  "🙂",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: signs of regular expressions
  ".*+?^${}()|[]\\",
  "<script>",
  "שלום עולם",
  "a".repeat(10000),
]) {
  test(`${query.slice(0, 12) || "nothing"} does no harm`, () => {
    for (const list of [italian, greek, new WordList("")]) {
      for (const { forms } of rewrite(query, list, { sounds, guess: typo }))
        assert.ok(Array.isArray(forms));
    }
  });
}

test("an ending of the language is known although no text has it", () => {
  const list = new WordList("3deber 3en", ["iesemos"]);
  assert.equal(one("debiésemos", list).how, "form");
  assert.equal(one("debiésemos", list).forms.length, 2);
});

test("a word that is its own stem has no inflections", () => {
  assert.equal(one("perassimo", new WordList("3per", ["assimo"])).how, "unknown");
});
