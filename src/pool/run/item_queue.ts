/** Items from any iterable, as far as they are there now. @module */
import type { QueuedItem } from "./crash_blame.ts";
import type { PoolItem } from "./task_pool.ts";

/**
 * A queue in front of an iterable.
 *
 * It never waits: {@linkcode take} gives what is there, and `onArrival` is called when a slow
 * source has brought more, or has ended.
 */
export class ItemQueue {
  readonly #iterator: Iterator<PoolItem> | AsyncIterator<PoolItem>;
  readonly #lookahead: number;
  readonly #onArrival: (error?: unknown) => void;
  #queue: QueuedItem[] = [];
  #waiting = false;
  #ended = false;

  /** @param lookahead how many items are held ready at most */
  constructor(
    items: Iterable<PoolItem> | AsyncIterable<PoolItem>,
    lookahead: number,
    onArrival: (error?: unknown) => void,
  ) {
    this.#iterator = Symbol.asyncIterator in items
      ? items[Symbol.asyncIterator]()
      : items[Symbol.iterator]();
    this.#lookahead = lookahead;
    this.#onArrival = onArrival;
  }

  /** How many items are ready now. */
  available(): number {
    this.#fill();
    return this.#queue.length;
  }

  /** Whether no item is there and none will come, but for those put back. */
  get exhausted(): boolean {
    return this.#ended && this.#queue.length === 0;
  }

  /** The item that is next, where one is ready. */
  get next(): QueuedItem | undefined {
    return this.#queue[0];
  }

  /** Takes up to `count` items; one that is large, or is to be alone, comes alone. */
  take(count: number): QueuedItem[] {
    this.#fill();
    const alone = this.#queue.slice(0, count).findIndex((item) =>
      item.alone !== undefined || item.large === true
    );
    return this.#queue.splice(0, alone < 0 ? count : Math.max(1, alone));
  }

  /** Puts items back, before all others. */
  putBack(items: readonly QueuedItem[]): void {
    this.#queue = [...items, ...this.#queue];
  }

  /** Tells the iterable that no more is wanted. */
  stop(): void {
    if (this.#ended) return;
    this.#ended = true;
    // An iterable's clean-up can fail, but nobody is left who could use its items.
    void Promise.resolve(this.#iterator.return?.()).catch(() => {});
  }

  #fill(): void {
    while (!this.#ended && !this.#waiting && this.#queue.length < this.#lookahead) {
      const step = this.#iterator.next();
      if (!(step instanceof Promise)) {
        this.#accept(step);
        continue;
      }
      this.#waiting = true;
      step.then((result) => {
        this.#waiting = false;
        this.#accept(result);
        this.#onArrival();
      }, (error) => {
        this.#waiting = false;
        this.#ended = true;
        this.#onArrival(error ?? new Error("the source of items failed without saying why"));
      });
    }
  }

  #accept(result: IteratorResult<PoolItem>): void {
    if (result.done) this.#ended = true;
    else if (!this.#ended) this.#queue.push(result.value);
  }
}
