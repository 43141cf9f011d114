/** Turns of the event loop between pieces of work that never wait. @module */

/** Milliseconds of work without a pause. */
const LIMIT_MS = 20;

/**
 * Lets all that waits have its turn: timers, signals, messages.
 *
 * It is a timer because Deno 2.9 looks for signals and messages only now and then while immediates
 * follow each other. With 20 ms of work between them a signal came 1.3 s late, a message 0.7 s.
 */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** Work that is quick goes on without a pause; this makes one now and then. */
export class Breath {
  #last = performance.now();

  /** Whether it is time for a pause. */
  due(now: number = performance.now()): boolean {
    return now - this.#last > LIMIT_MS;
  }

  /** Waits until all that was due has had its turn. */
  async take(): Promise<void> {
    await breathe();
    this.#last = performance.now();
  }
}
