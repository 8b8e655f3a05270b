import assert from "node:assert/strict";
import { test } from "node:test";

import { excerpt, matcher, pieces } from "../../kb_build/render/theme/assets/search/fold.js";

const FILLER = "uno due tre quattro cinque sei sette otto nove dieci ".repeat(6);
const page = {
  content: `Titolo. Sommario. Primo. ${FILLER}rimborso. Secondo. ${FILLER}cliente e cliente. . rimborso giocattolo`,
  meta: { title: "Titolo", summary: "Sommario con un cliente" },
  anchors: [],
};
const words = page.content.split(/\s+/);
page.anchors = [
  { element: "h2", id: "situation", text: "Primo.", location: words.indexOf("Primo.") },
  { element: "h2", id: "outcome", text: "Secondo.", location: words.indexOf("Secondo.") },
  { element: "h6", id: "kb-terms", text: ".", location: words.indexOf(".") },
];
const fits = (...forms) => matcher([{ how: "known", forms }]);
const text = (parts) => parts.map((one) => one.text).join("");

test("the words that were searched for are marked, however they are spelt", () => {
  const found = pieces("Il CLIENTE, l’azienda", fits("cliente", "azienda"));
  assert.deepEqual(found.filter(({ mark }) => mark).map((one) => one.text), ["CLIENTE", "azienda"]);
  assert.equal(text(found), "Il CLIENTE, l’azienda");
});

test("the beginning of a word marks it where that was searched for", () => {
  const begun = matcher([{ how: "prefix", forms: ["cli"] }]);
  assert.ok(begun("clientela"));
  assert.ok(!fits("cli")("clientela"));
});

test("the section with the most matches is shown", () => {
  const found = excerpt(page, fits("cliente"));
  assert.deepEqual(found.section, { title: "Secondo", anchor: "outcome" });
  assert.match(text(found.text), /cliente e cliente/);
  assert.ok(!text(found.text).includes("Secondo"));
});

test("words behind the end are found and not shown", () => {
  assert.doesNotMatch(text(excerpt(page, fits("rimborso")).text), /giocattolo/);
  assert.deepEqual(excerpt(page, fits("giocattolo")).section, null);
  assert.equal(text(excerpt(page, fits("giocattolo")).text), page.meta.summary);
});

test("a page without matches shows its summary", () => {
  assert.equal(text(excerpt(page, () => false).text), page.meta.summary);
});

test("markup in a text stays text", () => {
  assert.deepEqual(pieces("<b>x</b>", () => false), [{ text: "<b>x</b>", mark: false }]);
});
