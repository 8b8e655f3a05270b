import assert from "node:assert/strict";
import { test } from "node:test";

import { distance, fold, queryWords, shared, split } from "#search/compare.js";

test("accents, capitals and final sigma do not count", () => {
  assert.equal(fold("ΠΕΛΆΤΗΣ"), fold("πελατης"));
  assert.equal(fold("πελάτης"), fold("πελάτησ"));
  assert.equal(fold("Ατέλειωτη ΐ ϋ"), "ατελειωτη ι υ");
  assert.equal(fold("Atención, perché, AÑO"), "atencion, perche, ano");
});

test("words part at apostrophes, hyphens and signs", () => {
  assert.deepEqual(split("L’e-mail dell'azienda: 2018!"), [
    "l",
    "e",
    "mail",
    "dell",
    "azienda",
    "2018",
  ]);
});

test("decomposed letters are words of the same letters", () => {
  assert.deepEqual(split("perche\u0301"), ["perché"]);
});

for (const apostrophe of ["'", "’", "ʼ", "‘", "´", "`"]) {
  test(`an elided article is left out before ${apostrophe}`, () => {
    assert.deepEqual(queryWords(`l${apostrophe}orario dell${apostrophe}Azienda`), [
      "orario",
      "azienda",
    ]);
  });
}

test("an apostrophe at the end of a word elides nothing", () => {
  assert.deepEqual(queryWords("un po' di pane"), ["un", "po", "di", "pane"]);
});

test("an endless query is cut, an empty one has no words", () => {
  assert.ok(queryWords("parola ".repeat(2000)).length <= 8);
  assert.deepEqual(queryWords("?!… 🙂 .*+()[]"), []);
});

for (const [one, other, expected] of [
  ["casa", "casa", 0],
  ["casa", "cassa", 1],
  ["casa", "caso", 1],
  ["casa", "acsa", 1],
  ["cliente", "cleinte", 1],
  ["servizio", "servizzioo", 2],
  ["ab", "ba", 1],
  ["", "ab", 2],
]) {
  test(`${one || "nothing"} and ${other} are ${expected} apart`, () => {
    assert.equal(distance(one, other), expected);
    assert.equal(distance(other, one), expected);
  });
}

test("a distance beyond the most is only known to be beyond it", () => {
  assert.ok(distance("casa", "elefante", 2) > 2);
  assert.ok(distance("abcd", "wxyz", 2) > 2);
});

test("the common beginning is counted in letters", () => {
  assert.equal(shared("cliente", "clientela"), 7);
  assert.equal(shared("casa", "rosa"), 0);
});
