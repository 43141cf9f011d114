/** Lets timers and signals have their turn between quick jobs. @module */
import { setImmediate } from "node:timers";

/** Milliseconds of work without a pause. */
const LIMIT_MS = 20;

/** Jobs that are quick follow each other without a pause; this makes one now and then. */
export class Breath {
  #last = performance.now();

  /** Whether it is time for a pause. */
  due(now: number): boolean {
    return now - this.#last > LIMIT_MS;
  }

  /** Waits until all that was due has had its turn. */
  async take(): Promise<void> {
    await new Promise<void>((resolve) => setImmediate(resolve));
    this.#last = performance.now();
  }
}
