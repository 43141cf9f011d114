/** Counts and durations of a run's jobs. @module */
import type { JobRecord, JobState } from "./job_record.ts";

/** Durations of the calls of one job, in milliseconds; null where none has ended. */
export interface JobStatistics {
  /** How often it was called. */
  readonly total: number;
  /** How many calls completed. */
  readonly completed: number;
  /** How many calls failed. */
  readonly failed: number;
  /** The quickest call. */
  readonly minMs: number | null;
  /** The mean of all calls. */
  readonly meanMs: number | null;
  /** The slowest call. */
  readonly maxMs: number | null;
}

/** What a run's jobs came to. */
export interface RunStatistics extends Readonly<Record<JobState, number>> {
  /** All jobs. */
  readonly total: number;
  /** All tries of all jobs. */
  readonly attempts: number;
  /** Null until the run has ended. */
  readonly durationMs: number | null;
  /** By name of the job; calls of one job stand together. */
  readonly jobs: Readonly<Record<string, JobStatistics>>;
}

/** Sums up what is known of jobs. */
export function runStatistics(
  records: Iterable<JobRecord>,
  durationMs: number | null,
): RunStatistics {
  const counts = { pending: 0, running: 0, completed: 0, failed: 0, skipped: 0, cancelled: 0 };
  const groups = new Map<string, { -readonly [K in keyof JobStatistics]: JobStatistics[K] }>();
  const timed = new Map<string, { count: number; sumMs: number }>();
  let total = 0;
  let attempts = 0;
  for (const { definition, state, attempts: tries, durationMs: ms } of records) {
    total++;
    attempts += tries;
    counts[state]++;
    let group = groups.get(definition);
    if (group === undefined) {
      group = { total: 0, completed: 0, failed: 0, minMs: null, meanMs: null, maxMs: null };
      groups.set(definition, group);
      timed.set(definition, { count: 0, sumMs: 0 });
    }
    group.total++;
    if (state === "completed") group.completed++;
    if (state === "failed") group.failed++;
    if (ms === null) continue;
    const time = timed.get(definition)!;
    time.count++;
    time.sumMs += ms;
    group.minMs = Math.min(group.minMs ?? ms, ms);
    group.maxMs = Math.max(group.maxMs ?? ms, ms);
    group.meanMs = time.sumMs / time.count;
  }
  return { total, ...counts, attempts, durationMs, jobs: Object.fromEntries(groups) };
}
