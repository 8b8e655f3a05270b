import assert from "node:assert/strict";
import { test } from "node:test";

import { FILES } from "#search/formats.js";
import { ROOT, Site } from "./site.mjs";

test("a word is found with its scores, the best first, and nothing else of Pagefind's", async () => {
  const found = await new Site().network.bundle("it").find("cliente");
  assert.deepEqual(found[0], { id: "it1", score: 2 });
  assert.deepEqual(found.map(({ id }) => id).sort(), ["it1", "it2", "it3"]);
});

test("Pagefind gets its entry from our data, and its WebAssembly once for all languages", async () => {
  const site = new Site();
  await Promise.all(["it", "es", "el"].map((lang) => site.network.bundle(lang).find("cliente")));
  assert.equal(site.asked(FILES.entry), 0);
  assert.equal(site.asked("wasm.unknown.pagefind"), 1);
  assert.equal(site.loaded, 1);
});

test("what has been loaded is not loaded again", async () => {
  const site = new Site();
  const bundle = site.network.bundle("it");
  for (let turn = 0; turn < 3; turn += 1) {
    await Promise.all([bundle.data(), bundle.words(), bundle.catalogue(), bundle.page("it1")]);
    await bundle.find("ninja");
  }
  assert.equal(new Set(site.requests).size, site.requests.length);
  assert.equal(site.network.bundle("it"), bundle);
});

for (const [name, lost] of [
  [FILES.search, 2], // Pagefind's entry is in it
  [FILES.catalogue, 1],
  ["wasm.unknown.pagefind", 1],
  ["index", 1],
  ["it1.json", 1],
]) {
  test(`without ${name} it fails, and works again when it is back`, async () => {
    const site = new Site();
    const bundle = site.network.bundle("it");
    const parts = () => [
      bundle.words(),
      bundle.catalogue(),
      bundle.find("ninja"),
      bundle.page("it1"),
    ];
    const failed = async () => {
      const settled = await Promise.allSettled(parts());
      return settled.filter(({ status }) => status === "rejected").length;
    };
    const bringBack = site.lose(name);
    assert.deepEqual([await failed(), await failed()], [lost, lost]);
    bringBack();
    const [words, , found] = await Promise.all(parts());
    assert.ok(words.has("ninja"));
    assert.equal(found[0].id, "it1");
  });
}

test("without network it fails, and works again with it", async () => {
  const site = new Site();
  const bundle = site.network.bundle("it");
  const kept = site.files;
  site.files = {
    get() {
      throw new TypeError("no network");
    },
  };
  await assert.rejects(bundle.find("ninja"), TypeError);
  site.files = kept;
  assert.equal((await bundle.find("ninja")).length, 1);
});

test("texts keep their apostrophes", async () => {
  const page = await new Site().network.bundle("it").page("it1");
  assert.equal(page.title, "L’inizio di it1");
  assert.match(page.sections[0].text, /l’azienda/);
});

test("requests of other folders are only passed on", async () => {
  const site = new Site();
  assert.equal((await site.network.answer(`${ROOT}elsewhere.json`)).status, 404);
  assert.deepEqual(site.requests, [`${ROOT}elsewhere.json`]);
});
