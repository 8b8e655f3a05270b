// The entry point of the worker. The first message is `{ root, lang }`; each of the others is
// `{ id, method, args }` and is answered by `{ id, result }` or `{ id, error }`.

import { Network } from "./bundle.js";
import { Engine } from "./engine.js";

/** @import { Call, Start } from "./session.js" */

/** @type {Engine} */
let engine;

/** @param {Start} start */
function begin({ root, lang }) {
  engine = new Engine(new Network(root, (url) => fetch(url)), lang);
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
