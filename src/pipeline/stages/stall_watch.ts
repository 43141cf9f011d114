/** Notices that no item of a stage ends. @module */
import { MAX_TIMER_MS } from "../../flow/policy/time_limit.ts";

/** What is watched, and who is told. */
interface StallWatchOptions {
  /** Milliseconds without an end after which it is told. */
  readonly afterMs: number;
  /** Told once a stall: the next one begins when an item has ended. */
  onStall(durationMs: number): void;
}

/** A timer that runs as long as nothing ends. An end costs it a look at the clock. */
export class StallWatch {
  readonly #options: StallWatchOptions;
  #last = performance.now();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: StallWatchOptions) {
    this.#options = options;
    this.#arm(options.afterMs);
  }

  /** Something has ended. */
  ended(): void {
    this.#last = performance.now();
    if (this.#timer === undefined) this.#arm(this.#options.afterMs);
  }

  /** Nothing is waited for any more. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  #arm(ms: number): void {
    if (ms > MAX_TIMER_MS) return;
    this.#timer = setTimeout(() => this.#look(), ms);
    Deno.unrefTimer(this.#timer);
  }

  #look(): void {
    this.#timer = undefined;
    const { afterMs, onStall } = this.#options;
    const idle = performance.now() - this.#last;
    // Something has ended since the timer was set.
    if (idle < afterMs) return this.#arm(afterMs - idle);
    onStall(idle);
  }
}
