/** What is known about one job of a run. @module */
import type { Attempt } from "../engine/attempt.ts";
import { type ErrorRow, toErrorRow } from "./error_row.ts";
import type { JobType } from "../engine/job.ts";

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
  readonly type: JobType;
  readonly state: JobState;
  /** How often it was started. */
  readonly attempts: number;
  /** Milliseconds since 1970, or null before the start. */
  readonly startedAt: number | null;
  /** Milliseconds from the start to the end, retries and all, or null before the end. */
  readonly durationMs: number | null;
  readonly error: ErrorRow | null;
  /** What the attempts before the last one failed with. */
  readonly earlierErrors: readonly ErrorRow[];
  /** Why it was failed, skipped or cancelled without an error of its own; else null. */
  readonly reason: string | null;
  /** Whether it did not stop when it was told to: its work may go on unheard. */
  readonly abandoned: boolean;
}

const NO_ERRORS: readonly ErrorRow[] = [];

/** The record as the engine writes it. */
export class JobNode implements JobRecord {
  state: JobState = "pending";
  attempts = 0;
  startedAt: number | null = null;
  durationMs: number | null = null;
  earlierErrors: readonly ErrorRow[] = NO_ERRORS;
  reason: string | null = null;
  abandoned = false;
  /** Undefined until it has completed; a job may well put out undefined, too. */
  output: unknown = undefined;
  /** Why it was stopped before it could start. */
  stopReason: unknown = undefined;
  /** The try that is under way. */
  attempt: Attempt | null = null;
  #thrown: { readonly error: unknown; row: ErrorRow | null } | null = null;

  constructor(
    readonly name: string,
    readonly definition: string,
    readonly parent: string | null,
    readonly type: JobType,
  ) {}

  /** What it failed with, itself. */
  get thrown(): unknown {
    return this.#thrown?.error;
  }

  get hasFailed(): boolean {
    return this.#thrown !== null;
  }

  /** Made when it is asked for: most errors are never looked at as rows. */
  get error(): ErrorRow | null {
    if (this.#thrown === null) return null;
    return this.#thrown.row ??= toErrorRow(this.#thrown.error);
  }

  failedWith(error: unknown): void {
    this.#thrown = { error, row: null };
  }

  toJSON(): JobRecord {
    const { name, definition, parent, type, state, attempts, startedAt, durationMs } = this;
    const { error, earlierErrors, reason, abandoned } = this;
    return {
      ...{ name, definition, parent, type, state, attempts, startedAt, durationMs },
      ...{ error, earlierErrors, reason, abandoned },
    };
  }
}
