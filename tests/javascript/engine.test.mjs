import assert from "node:assert/strict";
import { test } from "node:test";

import { FILES } from "#search/bundle.js";
import { ROOT, Site } from "./site.mjs";

const places = ({ hits }) => hits.map(({ lang, id }) => `${lang} ${id}`);
const found = async (lang, query, options) =>
  places(await new Site().engine(lang).search(query, options));
const text = (pieces) => pieces.map((one) => one.text).join("");

test("a word is found before its inflections, each on its best page first", async () => {
  const answer = await new Site().engine("it").search("cliente");
  assert.deepEqual(places(answer), ["it it1", "it it2", "it it3"]);
  assert.equal(answer.total, 3);
  assert.deepEqual(answer.plan, [
    { typed: "cliente", how: "known", forms: ["cliente", "clienti"], unfinished: true },
  ]);
});

test("all words have to be there; where they are nowhere together, some", async () => {
  assert.deepEqual(await found("it", "cliente ninja"), ["it it1"]);
  const { partly, total } = await new Site().engine("it").search("ninja treno");
  assert.deepEqual({ partly, total }, { partly: true, total: 2 });
});

test("common words are left out", async () => {
  const site = new Site();
  site.change("it", FILES.search, { common: ["cliente", "clienti"] });
  assert.deepEqual(places(await site.engine("it").search("cliente treno")), ["it it2"]);
});

test("exactly what was typed is found, and nothing else", async () => {
  assert.deepEqual(await found("it", "clienti", { exact: true }), ["it it2"]);
  assert.deepEqual(await found("it", "ninjo", { exact: true }), []);
  assert.deepEqual(await found("it", "mesa", { exact: true }), []);
  assert.deepEqual(await found("it", "ninjo"), ["it it1"]);
});

test("an empty query finds all cases, the newest first; one without words finds nothing", async () => {
  assert.deepEqual(await found("it", "  "), ["it it1", "it it2", "es es3"]);
  assert.deepEqual(await found("it", "?!…"), []);
});

test("a word of another language leads to the reader's own page where there is one", async () => {
  assert.deepEqual(await found("it", "mesa"), ["es es3", "it it2"]);
  assert.deepEqual(await found("el", "mesa"), ["es es3", "el el2"]);
  assert.deepEqual(await found("it", "παιχνίδι"), ["it it1"]);
});

test("another language is asked only for words that this one does not know", async () => {
  const site = new Site();
  await site.engine("it").search("cliente");
  assert.equal(site.requests.filter((url) => !url.startsWith(`${ROOT}it/`)).length, 0);
});

test("languages in other letters are not asked", async () => {
  const site = new Site();
  await site.engine("it").search("zzzzzz");
  assert.equal(site.requests.filter((url) => url.startsWith(`${ROOT}el/`)).length, 0);
});

test("a page that is no case is found in another language too", async () => {
  assert.deepEqual(await found("es", "raro"), ["it it3"]);
});

test("Greek in Latin letters is Greek, and Italian stays Italian", async () => {
  const { plan, hits } = await new Site().engine("el").search("pelatis");
  assert.equal(plan[0].how, "sound");
  assert.deepEqual(places({ hits }), ["el el2"]);
  assert.deepEqual(await found("it", "pelatis"), []);
});

test("the name of a term finds the cases that bear it, in all languages", async () => {
  for (const query of ["rimborso", "SOLDI, indietro!"]) {
    const { hits, plan } = await new Site().engine("it").search(query);
    assert.deepEqual(places({ hits }), ["it it1", "es es3"]);
    assert.ok(plan.every(({ how }) => how === "known"));
  }
});

test("what the word itself finds stands before what only bears the term", async () => {
  const site = new Site();
  site.change("it", FILES.search, { terms: { tag: { refund: ["Treno"] } } });
  assert.deepEqual(places(await site.engine("it").search("treno")), ["it it2", "it it1", "es es3"]);
});

test("filters hold for all facets at once", async () => {
  assert.deepEqual(await found("it", "", { filters: { tag: "refund" } }), ["it it1", "es es3"]);
  assert.deepEqual(await found("it", "cliente", { filters: { tag: "humour", sector: "travel" } }), [
    "it it2",
  ]);
  for (const filters of [{ tag: "nonsense" }, { tag: "" }, { tag: "constructor" }]) {
    assert.deepEqual(await found("it", "cliente", { filters }), []);
  }
});

test("counts are those of the query, under the other filters", async () => {
  const [tag, sector, country] = await new Site()
    .engine("it")
    .counts("cliente", { filters: { tag: "humour" } });
  assert.deepEqual(tag, {
    facet: "tag",
    chosen: "humour",
    options: [
      { id: "refund", number: 1, label: "Rimborso" },
      { id: "humour", number: 2, label: "Umorismo" },
    ],
  });
  assert.deepEqual(
    sector.options.map(({ label, number }) => [label, number]),
    [
      ["Giocattoli", 1],
      ["Viaggi", 1],
    ],
  );
  assert.deepEqual(country.options, [{ id: "IT", number: 1, label: "Italia" }]);
});

for (const id of ["nonsense", "constructor", "__proto__"]) {
  test(`the chosen ${id} is shown although no case bears it`, async () => {
    const counts = await new Site().engine("it").counts("ninja", { filters: { country: id } });
    const { chosen, options } = counts.at(-1);
    assert.equal(chosen, id);
    assert.deepEqual(
      options.find((one) => one.id === id),
      { id, label: id, number: 0 },
    );
    assert.equal(options.length, 2);
  });
}

test("the nearest tags that cases bear are offered", async () => {
  const engine = new Site().engine("it");
  const humour = [{ label: "Umorismo", url: `${ROOT}it/tags/humour/` }];
  assert.deepEqual(await engine.near("umoristicamente"), humour);
  assert.deepEqual(
    (await engine.near("rimbalzo")).map(({ label }) => label),
    ["Rimborso"],
  );
  for (const query of ["", "xy", "qwertyuiop"]) assert.deepEqual(await engine.near(query), []);
});

test("a result shows where the word was found", async () => {
  const engine = new Site().engine("it");
  const { hits, plan } = await engine.search("ninja");
  const { title, text: pieces, ...shown } = await engine.show(hits[0], plan);
  assert.deepEqual(shown, {
    url: `${ROOT}it/cases/ninja/#situation`,
    section: "Che cosa è successo",
    lang: "it",
    language: null,
    isCase: true,
  });
  assert.equal(text(title), "L’inizio di it1");
  assert.deepEqual(
    pieces.filter(({ mark }) => mark).map((one) => one.text),
    ["ninja"],
  );
});

test("a result in another language, or that is no case, says so", async () => {
  const engine = new Site().engine("it");
  const spanish = await engine.show({ lang: "es", id: "es3" }, []);
  assert.equal(spanish.language?.name, "Español");
  assert.equal(spanish.url, `${ROOT}es/cases/shoe/`);
  assert.equal(text(spanish.text), "In breve");
  assert.equal((await engine.show({ lang: "it", id: "it3" }, [])).isCase, false);
});

for (const name of [FILES.search, FILES.catalogue, FILES.chunk("it")]) {
  test(`without ${name} a search fails, and the next one works`, async () => {
    const site = new Site();
    const engine = site.engine("it");
    const bringBack = site.lose(name);
    await assert.rejects(engine.search("ninja", { filters: { tag: "refund" } }));
    bringBack();
    assert.equal((await engine.search("ninja", { filters: { tag: "refund" } })).total, 1);
  });
}

test("a language that fails fails the search that needs it, not others", async () => {
  const site = new Site();
  const engine = site.engine("it");
  site.lose(`es/search/${FILES.search}`);
  await assert.rejects(engine.search("mesa"));
  assert.equal((await engine.search("ninja")).total, 1);
});
