/** What executions of one flow have come to. @module */
import type { FlowResult } from "./flow_result.ts";

/** Counts and times of a flow's executions: milliseconds, null where there are none. */
export interface FlowStatistics {
  /** Executions in which the processor was called. */
  readonly total: number;
  /** Those that completed. */
  readonly successful: number;
  /** Those that failed. */
  readonly failed: number;
  /** Those that were cancelled. */
  readonly cancelled: number;
  /** Calls of the processor, further attempts and all. */
  readonly attempts: number;
  /** The quickest execution. */
  readonly minMs: number | null;
  /** The mean of all executions. */
  readonly avgMs: number | null;
  /** The slowest execution. */
  readonly maxMs: number | null;
  /** All executions together. */
  readonly totalMs: number;
  /** The share of executions that failed, from 0 to 1; 0 where there are none. */
  readonly errorRate: number;
  /** When the last execution ended. */
  readonly lastExecution: Date | null;
}

/** Sums executions up as they end. */
export class StatisticsOfFlow {
  #total = 0;
  #successful = 0;
  #failed = 0;
  #attempts = 0;
  #minMs = Infinity;
  #maxMs = 0;
  #totalMs = 0;
  #last: Date | null = null;

  /** Counts an execution; one whose processor was never called is none. */
  add({ status, endTime, metadata: { attempts, durationMs } }: FlowResult<unknown>): void {
    if (attempts === 0) return;
    this.#total++;
    this.#attempts += attempts;
    if (status === "completed") this.#successful++;
    if (status === "failed") this.#failed++;
    this.#minMs = Math.min(this.#minMs, durationMs);
    this.#maxMs = Math.max(this.#maxMs, durationMs);
    this.#totalMs += durationMs;
    this.#last = endTime;
  }

  /** What they came to so far. */
  sum(): FlowStatistics {
    const total = this.#total;
    const time = (ms: number) => total === 0 ? null : ms;
    return {
      total,
      successful: this.#successful,
      failed: this.#failed,
      cancelled: total - this.#successful - this.#failed,
      attempts: this.#attempts,
      minMs: time(this.#minMs),
      avgMs: time(this.#totalMs / total),
      maxMs: time(this.#maxMs),
      totalMs: this.#totalMs,
      errorRate: total === 0 ? 0 : this.#failed / total,
      lastExecution: this.#last,
    };
  }
}
