import assert from "node:assert/strict";
import { test } from "node:test";

import { Client, fromAddress, isEmpty, nothing, toAddress } from "#search/session.js";

class FakeWorker extends EventTarget {
  calls = [];
  terminated = false;

  postMessage(call) {
    this.calls.push(call);
  }

  answer(data) {
    this.dispatchEvent(new MessageEvent("message", { data }));
  }

  terminate() {
    this.terminated = true;
  }
}

function started() {
  const workers = [];
  const client = new Client(() => {
    workers.push(new FakeWorker());
    return workers.at(-1);
  });
  return { client, workers };
}

test("a worker is started by the first call, and answers come in any order", async () => {
  const { client, workers } = started();
  assert.equal(workers.length, 0);
  const calls = [client.call("near", "a"), client.call("near", "b")];
  const [worker] = workers;
  assert.deepEqual(worker.calls[0], { id: worker.calls[0].id, method: "near", args: ["a"] });
  for (const { id, args } of worker.calls.toReversed()) worker.answer({ id, result: args });
  assert.deepEqual(await Promise.all(calls), [["a"], ["b"]]);
});

test("an error of the engine belongs to its call", async () => {
  const { client, workers } = started();
  const calls = [client.call("near", "a"), client.call("near", "b")];
  const [one, other] = workers[0].calls;
  workers[0].answer({ id: one.id, error: "no" });
  workers[0].answer({ id: other.id, result: [] });
  await assert.rejects(calls[0], /no/);
  assert.deepEqual(await calls[1], []);
});

test("when a worker fails so do its calls, and the next call starts another", async () => {
  const { client, workers } = started();
  const calls = [client.call("near", "a"), client.call("near", "b")];
  workers[0].dispatchEvent(new Event("error"));
  for (const call of calls) await assert.rejects(call, /failed/);
  assert.ok(workers[0].terminated);
  const next = client.call("near", "c");
  workers[0].answer({ id: 1, result: "late" }); // must do no harm
  workers[1].answer({ id: workers[1].calls[0].id, result: [] });
  assert.deepEqual(await next, []);
});

test("where no worker can be started the call fails", async () => {
  const client = new Client(() => {
    throw new Error("no workers here");
  });
  await assert.rejects(client.call("near", "a"), /no workers/);
});

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
