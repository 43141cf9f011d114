/** Whether another worker is worth its start. @module */

/**
 * Milliseconds of work for which another worker is started. It takes 300 ms of a processor to
 * start, and does its first items slowly: two workers had 20 small files done later than one.
 */
const WORTH_MS = 600;
/** So many items are taken for so much work, as long as nothing is known of them. */
const MANY = 64;
/** Ended items from which the pace is known: the first are slow, as code is compiled. */
const KNOWN_FROM = 3;
/** Milliseconds after which a worker that has not answered its items is taken for slow. */
export const PATIENCE_MS = 250;

/** Decides by what is left, and by how quickly items end. */
export class StartRule {
  #ended = 0;
  #leastMs = Infinity;

  /** An item has ended. */
  record(durationMs: number): void {
    this.#ended++;
    this.#leastMs = Math.min(this.#leastMs, durationMs);
  }

  /**
   * Whether another worker is to be started.
   *
   * @param left how many items nobody has
   * @param inUse how many workers have items, or are starting
   * @param waitedMs for how long the one that has its items longest has had them
   */
  isWorth(left: number, inUse: number, waitedMs: number): boolean {
    if (left === 0) return false;
    if (inUse === 0 || waitedMs >= PATIENCE_MS) return true;
    if (this.#ended < KNOWN_FROM) return left >= MANY;
    return left * this.#leastMs > WORTH_MS * inUse;
  }
}
