/** One timer for all items of a worker, as most of them end long before their time. @module */
import { MAX_TIMER_MS } from "../../flow/policy/time_limit.ts";

/**
 * Calls back when a time is over, unless it is cleared before: one time after the other.
 *
 * A timer for each item would cost as much as a quick item. This one goes on when it is cleared.
 * When it fires, it looks whether some item's time is over.
 */
export class ItemTimer {
  #timer: ReturnType<typeof setTimeout> | null = null;
  #firesAt = 0;
  #overAt = 0;
  #onOver: (() => void) | null = null;

  /** @param ms milliseconds from now */
  set(ms: number, onOver: () => void): void {
    this.#onOver = onOver;
    this.#overAt = performance.now() + ms;
    if (this.#timer === null || this.#overAt < this.#firesAt) this.#start(ms);
    else Deno.refTimer(this.#timer);
  }

  clear(): void {
    this.#onOver = null;
    if (this.#timer !== null) Deno.unrefTimer(this.#timer); // it keeps no program from ending
  }

  /** Ends the timer itself. */
  close(): void {
    this.clear();
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #start(ms: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    const wait = Math.min(ms, MAX_TIMER_MS);
    this.#firesAt = performance.now() + wait;
    this.#timer = setTimeout(() => this.#fire(), wait);
  }

  #fire(): void {
    this.#timer = null;
    const onOver = this.#onOver;
    if (onOver === null) return;
    const left = this.#overAt - performance.now();
    if (left > 0.5) return this.#start(left);
    this.#onOver = null;
    onOver();
  }
}
