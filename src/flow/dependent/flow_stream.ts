/** Items that go from flow to flow while they are made. @module */
import { FlowError } from "../record/flow_errors.ts";

/** How many items a reader may be ahead of the slowest that has begun to read. */
const MOST_AHEAD = 64;

/** Somebody who reads a stream. */
interface Reader {
  /** How many items it has read. */
  position: number;
  /** Whether it has begun: nobody waits for one that has not. */
  begun: boolean;
}

/**
 * An async iterable that a flow gave, for all flows that depend on it: each gets all items.
 *
 * An item is made when somebody asks for it, and kept until all have read it. A reader that is
 * ahead waits for the slowest that has begun; for one that has not, all items are kept.
 */
export class FlowStream<T = unknown> implements AsyncIterable<T> {
  readonly #flow: string;
  readonly #source: AsyncIterator<T>;
  readonly #readers = new Map<string, Reader>();
  /** Those that not all have read. */
  #items: T[] = [];
  /** How many were read by all, and are gone. */
  #gone = 0;
  #end: { readonly error: unknown } | null = null;
  #pulling: Promise<void> | null = null;
  #changed = Promise.withResolvers<void>();

  /**
   * Made of what a flow gave.
   *
   * @param flow its id, for messages
   */
  constructor(flow: string, source: AsyncIterable<T>) {
    this.#flow = flow;
    this.#source = source[Symbol.asyncIterator]();
  }

  /** Reads it from outside of the flows. @throws FlowError where its first items are gone */
  [Symbol.asyncIterator](): AsyncIterator<T> {
    return this.readerFor("")[Symbol.asyncIterator]();
  }

  /** @internal items are kept for a reader from here on */
  expect(reader: string): void {
    this.#readers.set(reader, { position: this.#gone, begun: false });
  }

  /** @internal what one reader gets: all items, once */
  readerFor(reader: string): AsyncIterable<T> {
    return { [Symbol.asyncIterator]: () => this.#read(reader) };
  }

  /** @internal a reader reads no more */
  release(reader: string): void {
    if (!this.#readers.delete(reader)) return;
    this.#trim();
    if (this.#readers.size > 0 || this.#end !== null) return;
    this.#end = { error: null };
    void this.#source.return?.().catch(() => {}); // nobody is left who could be told
  }

  #read(name: string): AsyncIterator<T> {
    let reader = this.#readers.get(name);
    if (reader === undefined) {
      if (this.#gone > 0 || this.#end !== null) {
        throw new FlowError(
          `Cannot read the stream of '${this.#flow}': it has been read, and is not kept. Read it ` +
            "in a flow that depends on it, or once.",
          { data: { flow: this.#flow } },
        );
      }
      this.#readers.set(name, reader = { position: 0, begun: true });
    }
    reader.begun = true;
    return {
      next: () => this.#next(name),
      return: () => {
        this.release(name);
        return Promise.resolve({ done: true, value: undefined });
      },
    };
  }

  async #next(name: string): Promise<IteratorResult<T>> {
    for (;;) {
      const reader = this.#readers.get(name);
      if (reader === undefined) return { done: true, value: undefined };
      const at = reader.position - this.#gone;
      if (at < this.#items.length) {
        const value = this.#items[at];
        reader.position++;
        this.#trim();
        return { done: false, value };
      }
      if (this.#end !== null) {
        const { error } = this.#end;
        this.#readers.delete(name);
        this.#trim();
        if (error !== null) throw error;
        return { done: true, value: undefined };
      }
      if (this.#isAhead(reader)) await this.#changed.promise;
      else await (this.#pulling ??= this.#pull());
    }
  }

  #isAhead({ position }: Reader): boolean {
    for (const other of this.#readers.values()) {
      if (other.begun && position - other.position >= MOST_AHEAD) return true;
    }
    return false;
  }

  async #pull(): Promise<void> {
    try {
      const { done, value } = await this.#source.next();
      if (done) this.#end ??= { error: null };
      else this.#items.push(value);
    } catch (error) {
      this.#end ??= { error: error ?? new FlowError("The stream failed with nothing.") };
    } finally {
      this.#pulling = null;
    }
  }

  /** Lets go of what all have read, and tells those who wait for that. */
  #trim(): void {
    let least = Infinity;
    for (const { position } of this.#readers.values()) least = Math.min(least, position);
    const count = Math.min(least - this.#gone, this.#items.length);
    // Taking from the front of an array costs its length, so that is done now and then.
    if (count >= MOST_AHEAD || count === this.#items.length) {
      this.#items.splice(0, count);
      this.#gone += count;
    }
    const changed = this.#changed;
    this.#changed = Promise.withResolvers();
    changed.resolve();
  }
}

/** An output with its async iterables as streams; the very output where it has none. */
export function withStreams(
  flow: string,
  output: Record<string, unknown>,
): Record<string, unknown> {
  let copy: Record<string, unknown> | null = null;
  for (const [key, value] of Object.entries(output)) {
    if (!isStreamed(value)) continue;
    copy ??= { ...output };
    copy[key] = value instanceof FlowStream ? value : new FlowStream(flow, value);
  }
  return copy ?? output;
}

/** The streams among the fields of an output. */
export function streamsOf(output: unknown): FlowStream[] {
  return Object.values(output as object).filter((value) => value instanceof FlowStream);
}

/** An output as one reader gets it. */
export function outputFor(reader: string, output: unknown): unknown {
  const fields = Object.entries(output as object);
  if (!fields.some(([, value]) => value instanceof FlowStream)) return output;
  return Object.fromEntries(
    fields.map((
      [key, value],
    ) => [key, value instanceof FlowStream ? value.readerFor(reader) : value]),
  );
}

function isStreamed(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value;
}
