import assert from "node:assert/strict";
import { test } from "node:test";

import { fromAddress, isEmpty, nothing, toAddress } from "#search/state.js";

const BROWSE = "https://example.org/it/cases/";
const FACETS = ["tag", "sector"];

for (const state of [
  nothing(),
  { query: "l’orario & più", filters: {}, exact: false },
  { query: "x", filters: { tag: "refund", sector: "toys" }, exact: true },
]) {
  test(`«${state.query}» survives its address`, () => {
    assert.deepEqual(fromAddress(toAddress(state, BROWSE), FACETS), state);
  });
}

test("what is in an address besides is left alone", () => {
  const address = `${BROWSE}?tag=&sector=toys&__proto__=x&color=red`;
  assert.deepEqual(fromAddress(address, FACETS).filters, { sector: "toys" });
});

test("blanks are no query, and a filter is one", () => {
  assert.ok(isEmpty({ query: "  ", filters: {}, exact: true }));
  assert.ok(!isEmpty({ query: "", filters: { tag: "refund" }, exact: false }));
  assert.equal(toAddress({ query: "  ", filters: {}, exact: false }, BROWSE), BROWSE);
});
