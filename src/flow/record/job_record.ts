/** What is known about one job of a run. @module */
import type { ErrorRow } from "./error_row.ts";
import type { JobType } from "../job.ts";
import type { JobProgress } from "./run_progress.ts";

/**
 * Where a job is. It is skipped when the run ended before it could start, or by its `onError`;
 * cancelled when it was stopped at work; and failed, too, when a job that it requires has failed.
 */
export type JobState = "pending" | "running" | "completed" | "failed" | "skipped" | "cancelled";

/** What is known about one job of a run: a live view while the run goes on. */
export interface JobRecord {
  /** Unique in the run: calls of one job after the first are numbered, as in `encode#2`. */
  readonly name: string;
  /** The name of the job that was called. */
  readonly definition: string;
  /** The job that called this one, or null. */
  readonly parent: string | null;
  /** Where it is done. */
  readonly type: JobType;
  /** Where it is, now. */
  readonly state: JobState;
  /** How often it was started. */
  readonly attempts: number;
  /** Milliseconds since 1970, or null before the start. */
  readonly startedAt: number | null;
  /** Milliseconds from the start to the end, retries and all, or null before the end. */
  readonly durationMs: number | null;
  /** What it failed with; null where it did not. */
  readonly error: ErrorRow | null;
  /** What the attempts before the last one failed with. */
  readonly earlierErrors: readonly ErrorRow[];
  /** Why it was failed, skipped or cancelled without an error of its own; else null. */
  readonly reason: string | null;
  /** Whether it did not stop when it was told to: its work may go on unheard. */
  readonly abandoned: boolean;
}

/** A job's record as it is kept with a run: with the very error, and plain when it is asked for. */
export interface KeptJob extends JobRecord {
  /** How far it says it is; null where it has said nothing. */
  readonly progress: Omit<JobProgress, "job"> | null;
  /** What it failed with, itself. */
  readonly thrown: unknown;
  toJSON(): JobRecord;
}
