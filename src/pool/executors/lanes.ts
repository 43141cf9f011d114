/** Places at which jobs are done, and the turn of those who wait for one. @module */

import { UsageError } from "../../base/errors.ts";
import type { JobContext } from "../../flow/job.ts";

/** What every executor may be told of its places. */
export const LANE_OPTIONS: Record<"size" | "grace", { readonly default: number }> = {
  size: { default: navigator.hardwareConcurrency },
  grace: { default: 50 },
};

/** @throws UsageError for a number of places that cannot be */
export function requireSize(size: number | undefined): void {
  if (size === undefined || (Number.isInteger(size) && size >= 1)) return;
  throw new UsageError(
    `Cannot make an executor: its size must be a whole number from 1, and it is ${size}.`,
    { data: { size } },
  );
}

/** Where a job is done. */
interface JobPlace {
  /** The job that is done there now. */
  context: JobContext | null;
}

/** Places that are opened as they are needed, up to a number, and used again. */
export class Lanes<L extends JobPlace> {
  readonly #size: number;
  readonly #open: () => L;
  readonly #all = new Set<L>();
  readonly #idle: L[] = [];
  /** Those for whom there is no place yet, in their order. */
  readonly #waiting = new Set<(lane: L) => void>();

  /** @param size the most places at once, from 1 */
  constructor(size: number, open: () => L) {
    this.#size = size;
    this.#open = open;
  }

  /** All that were opened. */
  get all(): Iterable<L> {
    return this.#all;
  }

  /** How many are in use. */
  get active(): number {
    return this.#all.size - this.#idle.length;
  }

  /**
   * Does a job in a place, when there is one for it.
   *
   * @throws the reason of the job's signal when it is aborted before that
   */
  async use<R>(context: JobContext, work: (lane: L) => Promise<R>): Promise<R> {
    const lane = await this.#take(context.signal);
    lane.context = context;
    try {
      return await work(lane);
    } finally {
      lane.context = null;
      this.#giveBack(lane);
    }
  }

  /**
   * Takes a place, the one that was used last, or waits for one.
   *
   * @throws the signal's reason when it is aborted before there is one
   */
  async #take(signal: AbortSignal): Promise<L> {
    signal.throwIfAborted();
    const idle = this.#idle.pop();
    if (idle !== undefined) return idle;
    if (this.#all.size < this.#size) {
      const lane = this.#open();
      this.#all.add(lane);
      return lane;
    }
    return await new Promise((resolve, reject) => {
      const onAbort = () => {
        this.#waiting.delete(take);
        reject(signal.reason);
      };
      const take = (lane: L) => {
        signal.removeEventListener("abort", onAbort);
        resolve(lane);
      };
      this.#waiting.add(take);
      signal.addEventListener("abort", onAbort, { once: true });
    });
  }

  #giveBack(lane: L): void {
    const [next] = this.#waiting;
    if (next === undefined) return void this.#idle.push(lane);
    this.#waiting.delete(next);
    next(lane);
  }
}
