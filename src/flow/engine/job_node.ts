/** The record of a job as the engine writes it. @module */
import type { JobType } from "../job.ts";
import { type ErrorRow, toErrorRow } from "../record/error_row.ts";
import type { JobRecord, JobState, KeptJob } from "../record/job_record.ts";
import type { Attempt } from "./attempt.ts";
import type { Share } from "./limits.ts";

const NO_ERRORS: readonly ErrorRow[] = [];

/** One job of a run, while it waits, works and when it has ended. */
export class JobNode implements KeptJob {
  state: JobState = "pending";
  attempts = 0;
  startedAt: number | null = null;
  durationMs: number | null = null;
  earlierErrors: readonly ErrorRow[] = NO_ERRORS;
  reason: string | null = null;
  abandoned = false;
  /** Undefined until it has completed; a job may well put out undefined, too. */
  output: unknown = undefined;
  progress: KeptJob["progress"] = null;
  /** Why it was stopped by itself, or before it could start. */
  stopReason: unknown = undefined;
  /** Whether it was told to stop by itself, while its run goes on. */
  told = false;
  /** What it holds while it works, by the share's name, as shares for those that it calls. */
  lent: ReadonlyMap<string, Share> | null = null;
  /** The job that called it, where that one or one above it holds something. */
  lender: JobNode | null = null;
  /** Ends the pause before its next try. */
  pause: AbortController | null = null;
  /** How many jobs before it in its graph have not ended; null once it waits for none. */
  waitsFor: number | null = null;
  /** Whether it has started in its graph, and its end has not been dealt with. */
  isUnderWay = false;
  /** The try that is under way. */
  attempt: Attempt | null = null;
  #thrown: { readonly error: unknown; row: ErrorRow | null } | null = null;

  constructor(
    readonly name: string,
    readonly definition: string,
    readonly parent: string | null,
    readonly type: JobType,
    /** Whether it may be told to stop by itself. */
    readonly alone: boolean = false,
  ) {}

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
