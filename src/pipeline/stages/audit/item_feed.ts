/** Items for a pool that come up one by one. @module */
import type { PoolItem } from "../../../pool/run/task_pool.ts";

/** Gives a pool what is pushed, until it is ended: one by one, or as what it goes over. */
export class ItemFeed implements AsyncIterable<PoolItem> {
  readonly #waiting: PoolItem[] = [];
  #next = Promise.withResolvers<void>();
  #ended = false;

  push(item: PoolItem): void {
    this.#waiting.push(item);
    this.#next.resolve();
  }

  /** The next that is there now. */
  take(): PoolItem | undefined {
    return this.#waiting.shift();
  }

  /** No more will come. */
  end(): void {
    this.#ended = true;
    this.#next.resolve();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<PoolItem> {
    while (true) {
      yield* this.#waiting.splice(0);
      if (this.#waiting.length > 0) continue;
      if (this.#ended) return;
      this.#next = Promise.withResolvers();
      await this.#next.promise;
    }
  }
}
