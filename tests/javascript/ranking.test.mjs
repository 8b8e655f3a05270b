import assert from "node:assert/strict";
import { test } from "node:test";

import { ranked } from "#search/ranking.js";

/** Return what is found in an index of words, and beginnings (ni…), with the scores of their pages. */
async function order(plan, index, common = []) {
  const scored = (word) => Object.entries(index[word] ?? {}).map(([id, score]) => ({ id, score }));
  const bundle = {
    lang: "it",
    data: () => Promise.resolve({ common, pages: Array(10) }),
    find: (word, longer) =>
      Promise.resolve(scored(longer && index[`${word}…`] ? `${word}…` : word)),
  };
  const { partly, hits } = await ranked(bundle, plan);
  return { partly, ids: hits.map(({ id }) => id) };
}

const word = (how, ...forms) => ({ typed: forms[0] ?? "", how, forms });

test("only pages with all words count, where there are any", async () => {
  const index = { a: { one: 9, two: 1 }, b: { two: 1, three: 9 } };
  const plan = [word("known", "a"), word("known", "b")];
  assert.deepEqual(await order(plan, index), { partly: false, ids: ["two"] });
});

test("where no page has all words, those with more of them come first, then those with rarer ones", async () => {
  const index = { a: { one: 9, two: 1 }, b: { two: 1 }, c: { three: 9 } };
  const plan = [word("known", "a"), word("known", "b"), word("known", "c")];
  assert.deepEqual(await order(plan, index), { partly: true, ids: ["two", "three", "one"] });
});

test("the word itself weighs more than its inflections", async () => {
  const index = { cliente: { one: 2 }, clienti: { two: 9 }, clientela: { three: 10, one: 1 } };
  const plan = [word("known", "cliente", "clienti", "clientela")];
  assert.deepEqual((await order(plan, index)).ids, ["one", "three", "two"]);
});

test("a rare word weighs more than a frequent one", async () => {
  const index = { a: { one: 3, two: 2, three: 1 }, b: { one: 2, two: 3 } };
  const plan = [word("known", "a"), word("known", "b")];
  assert.deepEqual((await order(plan, index)).ids, ["two", "one"]);
});

test("guesses take turns, whatever their scores", async () => {
  const index = { one: { a1: 1, a2: 1, a3: 1 }, two: { b1: 99, b2: 98 } };
  const plan = [word("typo", "one", "two")];
  assert.deepEqual((await order(plan, index)).ids, ["a1", "b1", "a2", "b2", "a3"]);
});

test("common words do not count, unless there are no others", async () => {
  const index = { di: { one: 1, two: 2 }, ninja: { two: 1 } };
  const both = [word("known", "di"), word("known", "ninja")];
  assert.deepEqual((await order(both, index, ["di"])).ids, ["two"]);
  assert.deepEqual((await order([word("known", "di")], index, ["di"])).ids, ["two", "one"]);
});

test("pages with the same score come in the order of their ids", async () => {
  const index = { a: { z: 1, y: 1, x: 1 } };
  assert.deepEqual((await order([word("known", "a")], index)).ids, ["x", "y", "z"]);
});

test("nothing is found for words that mean nothing", async () => {
  assert.deepEqual(await order([word("unknown")], {}), { partly: false, ids: [] });
  assert.deepEqual(await order([], {}), { partly: false, ids: [] });
});

test("longer words come after inflections, and those after the word itself", async () => {
  const index = { ninja: { one: 0.2 }, ninjas: { two: 0.9 }, "ninja…": { one: 1, three: 1 } };
  const plan = [{ ...word("known", "ninja", "ninjas"), unfinished: true }];
  assert.deepEqual((await order(plan, index)).ids, ["one", "two", "three"]);
});

test("the beginning of a word is looked for in longer ones", async () => {
  const index = { "nin…": { one: 0.5 }, ninja: { two: 1 } };
  assert.deepEqual((await order([word("prefix", "nin", "ninja")], index)).ids, ["one", "two"]);
});
