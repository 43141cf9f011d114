import { AwaitedPlace } from "./awaited_place.ts";
import { Interrupted } from "./end_error.ts";

/** How long what listens to the signal has to end by itself, in milliseconds. */
const GRACE = 10_000;

/**
 * What of a cell can be interrupted: each await that is written in a cell, and whatever has asked
 * for the signal.
 */
export class Interruption {
  readonly #waiting = new Set<(reason: Interrupted) => void>();
  #controller: AbortController | undefined;
  #interrupted = -1;

  /**
   * Aborts when the running cell is interrupted. Who asks for it is given time to end well before
   * the cell's awaits are rejected.
   */
  signal(): AbortSignal {
    this.#controller ??= new AbortController();
    return this.#controller.signal;
  }

  /** Waits for `value` like `await`, and rejects when the cell is interrupted. */
  wait<T>(value: T): T | Promise<Awaited<T>> {
    if (!isThenable(value)) return value;
    const place = new AwaitedPlace();
    return new Promise((resolve, reject) => {
      this.#waiting.add(reject);
      const end = () => this.#waiting.delete(reject);
      Promise.resolve(value).then((result) => {
        end();
        resolve(result as Awaited<T>);
      }, (error) => {
        end();
        place.addTo(error);
        reject(error);
      });
    });
  }

  /** The values of `source` for a `for await` that can be interrupted. */
  async *iterate<T>(source: AsyncIterable<T> | Iterable<T | Promise<T>>): AsyncGenerator<T> {
    const iterator = Symbol.asyncIterator in source
      ? source[Symbol.asyncIterator]()
      : source[Symbol.iterator]();
    let finished = false;
    try {
      while (true) {
        const next = await this.wait(Promise.resolve(iterator.next()));
        if (next.done) {
          finished = true;
          return;
        }
        yield await this.wait(Promise.resolve(next.value)) as T;
      }
    } finally {
      // Not awaited: what was interrupted may never answer.
      if (!finished) Promise.resolve(iterator.return?.()).catch(() => {});
    }
  }

  /**
   * A new cell begins.
   *
   * @throws {Interrupted} where it was interrupted before it could begin
   */
  begin(cell: number): void {
    this.#controller = undefined;
    if (cell === this.#interrupted) throw new Interrupted();
  }

  /** Interrupts a cell: what has the signal first, the awaits at once or after its grace. */
  interrupt(cell: number): void {
    this.#interrupted = cell;
    const controller = this.#controller;
    this.#controller = undefined;
    if (controller === undefined) return this.#reject();
    controller.abort(new Interrupted());
    const rejects = [...this.#waiting];
    const timer = setTimeout(() => this.#reject(rejects), GRACE);
    Deno.unrefTimer(timer);
  }

  #reject(rejects: Iterable<(reason: Interrupted) => void> = this.#waiting): void {
    for (const reject of [...rejects]) {
      this.#waiting.delete(reject);
      reject(new Interrupted());
    }
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (typeof value === "object" || typeof value === "function") && value !== null &&
    typeof (value as { then?: unknown }).then === "function";
}
