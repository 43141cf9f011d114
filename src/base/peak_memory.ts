/** The most main memory that this process has taken. @module */
import { nodeProcess } from "./node/builtins.ts";

/** Where Linux says it, in kB. */
const STATUS = "/proc/self/status", PEAK = /^VmHWM:\s+(\d+)/m;

/** Tells how much main memory this process took at most, from one time of asking to the next. */
export class PeakMemory {
  #known = 0;
  #hasStatus = Deno.build.os === "linux";

  /**
   * Bytes that this process took at most since it was last asked; the first time, since it began.
   *
   * The system knows the highest peak of all. Where that has not risen since, it is what the
   * process takes now: a lower peak in between is not seen.
   */
  take(): number {
    const peak = this.#highest();
    const risen = peak > this.#known;
    this.#known = peak;
    return risen ? peak : Deno.memoryUsage().rss;
  }

  /** Node's `process` says it everywhere, but Deno takes 15 ms to load that. */
  #highest(): number {
    if (this.#hasStatus) {
      try {
        const kb = Number(PEAK.exec(Deno.readTextFileSync(STATUS))?.[1]);
        if (kb > 0) return kb * 1024;
      } catch {
        // It is not to be read with the permissions of this process.
      }
      this.#hasStatus = false;
    }
    return nodeProcess().resourceUsage().maxRSS * 1024;
  }
}
