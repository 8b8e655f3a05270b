import assert from "node:assert/strict";
import { test } from "node:test";

import { fold, queryWords, split } from "#search/fold.js";

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
