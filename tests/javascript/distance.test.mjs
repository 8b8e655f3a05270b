import assert from "node:assert/strict";
import { test } from "node:test";

import { distance, shared } from "#search/distance.js";

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
