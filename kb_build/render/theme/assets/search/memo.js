/** Keeps the results of asynchronous work, of the latest uses only; failed work is not kept. */
export class Memo {
  /** @type {Map<string, Promise<any>>} */
  #kept = new Map();

  /** @param {number} most how many results are kept */
  constructor(most) {
    this.most = most;
  }

  /**
   * Return the result that is kept, or do the work.
   * @template Result
   * @param {string} key
   * @param {() => Promise<Result>} work
   * @returns {Promise<Result>}
   */
  once(key, work) {
    const doing = this.#kept.get(key) ?? work();
    this.#kept.delete(key); // the latest use comes last
    this.#kept.set(key, doing);
    if (this.#kept.size > this.most) this.forget(this.#kept.keys().next().value ?? "");
    doing.catch(() => {
      if (this.#kept.get(key) === doing) this.forget(key);
    });
    return doing;
  }

  /** @param {string} key */
  forget(key) {
    this.#kept.delete(key);
  }
}
