/** The promise of a task's value, that knows whether anybody waits for it. @module */

/** A promise that was never awaited can be told from one that was. */
export class TaskPromise<T> extends Promise<T> {
  /** What `then` returns is an ordinary promise. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  /** Whether `await`, `then`, `Promise.all` or the like has asked for the value. */
  awaited = false;

  override then<A = T, B = never>(
    onFulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.awaited = true;
    return super.then(onFulfilled, onRejected);
  }

  /** Keeps an error that nobody waits for from ending the process: the flow reports it. */
  guard(): this {
    super.then(undefined, () => {});
    return this;
  }
}
