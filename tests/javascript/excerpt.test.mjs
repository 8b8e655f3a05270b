import assert from "node:assert/strict";
import { test } from "node:test";

import { excerpt, matcher, pieces } from "#search/excerpt.js";

const FILLER = "uno due tre quattro cinque sei sette otto nove dieci ".repeat(6);
const page = {
  url: "cases/one/",
  title: "Titolo",
  summary: "Sommario con un cliente",
  sections: [
    { anchor: "situation", title: "Primo", text: `${FILLER}rimborso.` },
    { anchor: "outcome", title: "Il secondo", text: `${FILLER}cliente e cliente. Fine` },
  ],
};
const fits = (...forms) => matcher([{ typed: forms[0], how: "known", forms }]);
const text = (parts) => parts.map((one) => one.text).join("");

test("the words that were searched for are marked, however they are spelt", () => {
  const found = pieces("Il CLIENTE, l’azienda", fits("cliente", "azienda"));
  const marked = found.filter(({ mark }) => mark);
  assert.deepEqual(
    marked.map((one) => one.text),
    ["CLIENTE", "azienda"],
  );
  assert.equal(text(found), "Il CLIENTE, l’azienda");
});

test("the beginning of a word marks it where that was searched for", () => {
  const begun = matcher([{ typed: "cli", how: "prefix", forms: ["cli"] }]);
  assert.ok(begun("clientela"));
  assert.ok(!fits("cli")("clientela"));
});

test("the section with the most matches is shown", () => {
  const found = excerpt(page, fits("cliente", "rimborso"));
  assert.deepEqual(found.section, { title: "Il secondo", anchor: "outcome" });
  assert.equal(
    text(found.text),
    "… cinque sei sette otto nove dieci uno due tre quattro cinque sei sette otto nove dieci uno due tre" +
      " quattro cinque sei sette otto nove dieci cliente e cliente. Fine",
  );
});

test("the first of sections with the same number of matches is shown", () => {
  const found = excerpt(page, fits("tre"));
  assert.equal(found.section?.anchor, "situation");
  assert.match(text(found.text), /^uno due tre .* …$/);
});

test("a section that has the word in its title only is shown from its beginning", () => {
  const found = excerpt(page, fits("secondo"));
  assert.equal(found.section?.anchor, "outcome");
  assert.match(text(found.text), /^uno due tre/);
});

test("text before the first heading has no section", () => {
  const sections = [{ anchor: "", title: "", text: "Un rimborso." }, ...page.sections];
  const found = excerpt({ ...page, sections }, fits("rimborso"));
  assert.equal(found.section, null);
  assert.equal(text(found.text), "Un rimborso.");
});

test("a page whose text does not match shows its summary", () => {
  for (const word of ["giocattolo", "titolo", "sommario"]) {
    const found = excerpt(page, fits(word));
    assert.equal(found.section, null);
    assert.equal(text(found.text), page.summary);
  }
  assert.equal(text(excerpt({ ...page, sections: [] }, fits("cliente")).text), page.summary);
});

test("markup in a text stays text", () => {
  assert.deepEqual(
    pieces("<b>x</b>", () => false),
    [{ text: "<b>x</b>", mark: false }],
  );
});
