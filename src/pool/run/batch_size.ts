/** How many items a worker is given at once. @module */

/**
 * Milliseconds of work that a batch is to hold: a worker waits some 3 ms for its next one. Four
 * times as much gained nothing over 1,000 small files, and whatever is in the batch of a worker
 * that crashes is tried again by itself.
 */
const TARGET_MS = 25;
/** The most items in a batch. */
export const MAX_BATCH = 512;
/** The weight of the newest item in the moving average. */
const SMOOTHING = 0.1;

/** Sizes batches by the measured duration of items. */
export class BatchSizer {
  #meanMs: number | null = null;

  /** Takes note of one item's duration. */
  record(durationMs: number): void {
    this.#meanMs = this.#meanMs === null
      ? durationMs
      : this.#meanMs + SMOOTHING * (durationMs - this.#meanMs);
  }

  /**
   * The next batch's size: {@linkcode TARGET_MS} of work. Of several workers each gets at most its
   * share of half of the items that are there, so that all end at about the same time.
   */
  next(available: number, workers: number): number {
    if (this.#meanMs === null) return 1;
    const byTime = Math.round(TARGET_MS / Math.max(this.#meanMs, TARGET_MS / MAX_BATCH));
    const share = workers === 1 ? available : Math.ceil(available / (2 * workers));
    return Math.max(1, Math.min(byTime, share, MAX_BATCH));
  }
}
