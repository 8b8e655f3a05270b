// The page's side of the worker.

/** @import { Engine } from "./engine.js" */
/** @typedef {"search" | "show" | "counts" | "near"} Method */
/** @typedef {{ root: string, lang: string }} Start root: the address of the folder with the languages */
/** @typedef {{ id: number, method: Method, args: unknown[] }} Call */
/** @typedef {{ id: number, result?: any, error?: string }} Answer */
/** @typedef {{ resolve: (result: any) => void, reject: (error: Error) => void }} Waiting */

export class Client {
  #start;
  /** @type {Worker | undefined} */
  #worker;
  /** @type {Map<number, Waiting>} */
  #waiting = new Map();
  #calls = 0;

  /** @param {() => Worker} start starts a worker, which has got its first message */
  constructor(start) {
    this.#start = start;
  }

  /**
   * Call a method of the engine.
   * @template {Method} Name
   * @param {Name} method
   * @param {Parameters<Engine[Name]>} args
   * @returns {Promise<Awaited<ReturnType<Engine[Name]>>>}
   */
  call(method, ...args) {
    return new Promise((resolve, reject) => {
      this.#worker ??= this.#started();
      this.#calls += 1;
      this.#waiting.set(this.#calls, { resolve, reject });
      this.#worker.postMessage({ id: this.#calls, method, args });
    });
  }

  #started() {
    const worker = this.#start();
    worker.addEventListener("message", ({ data }) => this.#answered(data));
    worker.addEventListener("error", () => this.#failed());
    return worker;
  }

  /** @param {Answer} answer */
  #answered({ id, result, error }) {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.resolve(result);
    else waiting?.reject(new Error(error));
  }

  /** Give up this worker; the next call starts another. */
  #failed() {
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const { reject } of this.#waiting.values()) reject(new Error("the worker has failed"));
    this.#waiting.clear();
  }
}
