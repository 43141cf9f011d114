/** Results of submissions that are sent as they are wanted. @module */
import type { SubmissionResult } from "./submission_result.ts";

/** What a stream is made of. */
interface StreamSource<T> {
  readonly tasks: Iterable<T> | AsyncIterable<T>;
  /** How many may be under way, or wait to be taken. */
  readonly atOnce: number;
  /** Sends one; it stops by the signal. */
  readonly send: (task: T, signal: AbortSignal) => Promise<SubmissionResult>;
}

/** How a submission ended. */
type Ending = { readonly result: SubmissionResult } | { readonly error: unknown };

/**
 * Takes from the source as results are taken. A generator alone would not do: one that is left
 * waits for the result that it waits for, and one that waits for its source gives none.
 */
export class ResultStream<T> implements AsyncGenerator<SubmissionResult, void, void> {
  readonly #source: StreamSource<T>;
  readonly #results: AsyncGenerator<SubmissionResult, void, void>;
  readonly #stop = new AbortController();
  readonly #ended: Ending[] = [];
  /** How many are under way, or have ended and wait to be taken. */
  #open = 0;
  #isExhausted = false;
  #changed = Promise.withResolvers<void>();

  constructor(source: StreamSource<T>) {
    this.#source = source;
    this.#results = this.#give();
  }

  /** The next result. */
  next(): Promise<IteratorResult<SubmissionResult, void>> {
    return this.#results.next();
  }

  /** Stops what is under way, and ends at once. */
  return(): Promise<IteratorResult<SubmissionResult, void>> {
    this.#leave();
    return this.#results.return();
  }

  /** Stops what is under way, and ends with an error. */
  throw(error: unknown): Promise<IteratorResult<SubmissionResult, void>> {
    this.#leave();
    return this.#results.throw(error);
  }

  /** Itself. */
  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Stops what is under way. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  async *#give(): AsyncGenerator<SubmissionResult, void, void> {
    if (!this.#stop.signal.aborted) void this.#take();
    try {
      while (!this.#stop.signal.aborted) {
        const ending = this.#ended.shift();
        if (ending === undefined) {
          if (this.#isExhausted && this.#open === 0) return;
          await this.#changed.promise;
          continue;
        }
        if ("error" in ending) throw ending.error;
        yield ending.result;
        this.#open--; // it is the consumer's by now
        this.#change();
      }
    } finally {
      this.#leave();
    }
  }

  /** Takes from the source while there is room. Never rejects. */
  async #take(): Promise<void> {
    const { tasks, atOnce, send } = this.#source;
    const { signal } = this.#stop;
    try {
      for await (const task of tasks) {
        if (signal.aborted) return;
        this.#open++;
        send(task, signal).then((result) => this.#end({ result }), (error) => this.#end({ error }));
        while (this.#open >= atOnce && !signal.aborted) await this.#changed.promise;
        if (signal.aborted) return;
      }
    } catch (error) {
      this.#end({ error });
    } finally {
      this.#isExhausted = true;
      this.#change();
    }
  }

  #end(ending: Ending): void {
    this.#ended.push(ending);
    this.#change();
  }

  #leave(): void {
    this.#stop.abort();
    this.#change();
  }

  #change(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}
