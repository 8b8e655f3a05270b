// The entry point of the worker. The first message is `{ root, lang }`; each of the others is
// `{ id, method, args }` and is answered by `{ id, result }` or `{ id, error }`.

import { Engine } from "./engine.js";
import { Network } from "./network.js";

/** @import { Call, Start } from "./client.js" */

const fetchFile = globalThis.fetch.bind(globalThis);

/** @type {Engine} */
let engine;

/** @param {Start} start */
function begin({ root, lang }) {
  const network = new Network(root, fetchFile, (url) => import(url));
  // Pagefind runs in this worker, and nothing else that uses the global function.
  globalThis.fetch = (address) => network.answer(address);
  engine = new Engine(network, lang);
}

/** @param {Call} call */
async function answer({ id, method, args }) {
  try {
    // @ts-expect-error The client checks that the arguments belong to the method.
    postMessage({ id, result: await engine[method](...args) });
  } catch (error) {
    postMessage({ id, error: String(error) });
  }
}

addEventListener("message", ({ data }) => ("root" in data ? begin(data) : answer(data)));
