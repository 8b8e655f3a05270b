import assert from "node:assert/strict";
import { test } from "node:test";

import { FILES } from "#search/bundle.js";
import { Site } from "./site.mjs";

const ids = (found) => found.map(({ id }) => id);

test("a word is found with its scores, the best first", async () => {
  const found = await new Site().network.bundle("it").find("cliente");
  assert.deepEqual(found[0], { id: "it1", score: 20 / 63 });
  assert.deepEqual(ids(found), ["it1", "it2", "it3"]);
});

test("a word is found with the accents that were typed first, and with others", async () => {
  const found = await new Site().network.bundle("el").find("παιχνιδι");
  assert.deepEqual(found, [{ id: "el1", score: ((2 / 3) * 50) / 63 }]);
});

test("longer words count only for an unfinished one, and the less, the longer they are", async () => {
  const bundle = new Site().network.bundle("it");
  assert.deepEqual(await bundle.find("client"), []);
  assert.deepEqual(ids(await bundle.find("client", true)), ["it2", "it1", "it3"]);
  const [exact] = await bundle.find("ninja", true);
  const [longer] = await bundle.find("ninj", true);
  const [longest] = await bundle.find("nin", true);
  assert.ok(exact.score > longer.score && longer.score > longest.score);
});

test("a word before, between or after all others is not found", async () => {
  const bundle = new Site().network.bundle("it");
  for (const word of ["a", "mmm", "zzz"]) {
    assert.deepEqual(await bundle.find(word), []);
    assert.deepEqual(await bundle.find(word, true), []);
  }
});

test("of the index only the chunks are loaded that may have the word", async () => {
  const site = new Site();
  await site.network.bundle("it").find("cliente");
  assert.deepEqual(
    site.requests.map((url) => url.split("/").at(-1)),
    [FILES.search, "it.json"],
  );
  await site.network.bundle("it").find("treno");
  assert.equal(site.requests.at(-1), `${site.network.root}it/search/${FILES.chunk("it-2")}`);
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
  [FILES.search, 2], // the index says in it where its words are
  [FILES.catalogue, 1],
  [FILES.chunk("it"), 1],
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
