import assert from "node:assert/strict";
import { test } from "node:test";

import { Memo } from "#search/bundle.js";

test("work is done once", async () => {
  const memo = new Memo(2);
  let done = 0;
  const work = () => {
    done += 1;
    return Promise.resolve(done);
  };
  assert.deepEqual([await memo.once("a", work), await memo.once("a", work)], [1, 1]);
});

test("what was used longest ago is forgotten", async () => {
  const memo = new Memo(2);
  const done = [];
  for (const key of ["a", "b", "a", "c", "a", "b"]) {
    await memo.once(key, () => Promise.resolve(done.push(key)));
  }
  assert.deepEqual(done, ["a", "b", "c", "b"]);
});

test("failed work is done again", async () => {
  const memo = new Memo(2);
  await assert.rejects(memo.once("a", () => Promise.reject(new Error("no"))));
  assert.equal(await memo.once("a", () => Promise.resolve("yes")), "yes");
});
