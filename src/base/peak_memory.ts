/** The most main memory that this process has taken. @module */
import process from "node:process";

/** Tells how much main memory this process took at most, from one time of asking to the next. */
export class PeakMemory {
  #known = 0;

  /**
   * Bytes that this process took at most since it was last asked; the first time, since it began.
   *
   * The system knows the highest peak of all. Where that has not risen since, it is what the
   * process takes now: a lower peak in between is not seen.
   */
  take(): number {
    const peak = process.resourceUsage().maxRSS * 1024;
    const risen = peak > this.#known;
    this.#known = peak;
    return risen ? peak : process.memoryUsage().rss;
  }
}
