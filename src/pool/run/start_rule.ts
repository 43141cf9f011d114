/** Whether another worker is worth its start. @module */

/**
 * Milliseconds of work for which another worker is started where a processor is free for it. It
 * takes 300 ms of one to start, and does its first items slowly: two workers had 20 small files
 * done later than one.
 */
const WORTH_MS = 600;
/** So many items are taken for so much work there, as long as nothing is known of them. */
const MANY = 64;
/** Ended items from which the pace is known: the first are slow, as code is compiled. */
const KNOWN_FROM = 3;
/** Milliseconds after which a worker that has not answered its items is taken for slow. */
export const PATIENCE_MS = 250;

/**
 * Threads that a worker keeps busy: its own, and shares of V8's compilers, of its host and of the
 * process that hands out. Measured over files of a few milliseconds.
 */
const THREADS = 1.4;
/**
 * Milliseconds of a processor that another worker takes to start and to get warm. Where none is
 * free, the others lose them.
 */
const START_MS = 800;
/** The share of the processors that another worker is taken to gain at least, in the long run. */
const LEAST_GAIN = 0.2;
/** Milliseconds for which an item is taken there, as long as nothing is known of them. */
const QUICK_MS = 3;
/** Ended items by which half of what slowed the first ones is over. */
const HALF_WARM = 20;
/** The same where no processor is free: comparing a file with the kernel's reading takes 300. */
export const LONG_PATIENCE_MS = 1000;

/** Decides by what is left, by how quickly items end, and by the processors there are. */
export class StartRule {
  readonly #cores: number;
  #ended = 0;
  #leastMs = Infinity;

  /** @param cores how many processors there are */
  constructor(cores: number) {
    this.#cores = cores;
  }

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
    if (inUse === 0) return true;
    if ((inUse + 1) * THREADS > this.#cores) return this.#isWorthInCrowd(left, inUse, waitedMs);
    if (waitedMs >= PATIENCE_MS) return true;
    if (this.#ended < KNOWN_FROM) return left >= MANY;
    return left * this.#leastMs > WORTH_MS * inUse;
  }

  /**
   * The same where all processors have work: what the others lose by the start must be less than
   * what is gained later. With `t` threads a worker, `k` workers in use do the work `w` in `w / k`,
   * and all processors `c` together do it, and the start `s`, in `(w + s) t / c`. The second is
   * less from `w = s k t / (c - k t)` on.
   */
  #isWorthInCrowd(left: number, inUse: number, waitedMs: number): boolean {
    if (waitedMs >= LONG_PATIENCE_MS) return true;
    const used = inUse * THREADS;
    const gained = Math.max(this.#cores - used, LEAST_GAIN * this.#cores);
    const worthMs = Math.max(WORTH_MS * inUse, START_MS * used / gained);
    if (this.#ended < KNOWN_FROM) return left * QUICK_MS > worthMs;
    // Items end more quickly by and by; how much more shows in how many have ended.
    const paceMs = this.#leastMs * this.#ended / (this.#ended + HALF_WARM);
    return left * paceMs > worthMs;
  }
}
