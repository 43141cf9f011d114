/**
 * The record of one execution: it can be asked while the run goes on, waited for, cancelled and
 * written down.
 *
 * @module
 */
import { type ErrorRow, toErrorRow } from "./error_row.ts";
import { EventStream } from "./events.ts";
import type { Graph } from "./graph.ts";
import { RunCancelled } from "./run_cancelled.ts";

/** Where a job is. A job is skipped when what it requires failed, or the run ended before it. */
export type JobState = "pending" | "running" | "completed" | "failed" | "skipped";

/** What is known about one job of a run. */
export interface JobRecord {
  readonly name: string;
  readonly state: JobState;
  /** How often it was started. */
  readonly attempts: number;
  /** Milliseconds since 1970, or null before the start. */
  readonly startedAt: number | null;
  /** Milliseconds from the start to the end, or null before the end. */
  readonly durationMs: number | null;
  readonly error: ErrorRow | null;
}

/** Where a run is. */
export type RunState = "pending" | "running" | "completed" | "failed" | "cancelled";

/** One execution of a graph. The scheduler writes it, everyone may read it. */
export class FlowRun {
  readonly id: string = crypto.randomUUID();
  readonly name: string;
  readonly graph: Graph;
  readonly events: EventStream;
  state: RunState = "pending";
  /** Milliseconds since 1970. */
  startedAt: number | null = null;
  durationMs: number | null = null;
  /** What ended a run that failed or was cancelled: the very error, not a row of it. */
  error: unknown = null;
  /** By name of the job. */
  readonly jobs: Map<string, JobRecord>;
  /** By name of the job; only of those that completed. */
  readonly outputs: Map<string, unknown> = new Map();
  readonly #controller = new AbortController();
  readonly #ended = Promise.withResolvers<void>();

  constructor(graph: Graph, name: string) {
    this.graph = graph;
    this.name = name;
    this.events = new EventStream(this.id);
    this.jobs = new Map(
      graph.jobs.map((job) => [job.name, {
        name: job.name,
        state: "pending",
        attempts: 0,
        startedAt: null,
        durationMs: null,
        error: null,
      }]),
    );
  }

  /** Aborted as soon as the run is to stop. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Stops the run: no further job starts, and the signal of those that run is aborted. */
  cancel(reason?: unknown): void {
    if (this.durationMs !== null || this.signal.aborted) return;
    this.stop(
      new RunCancelled(
        `The run of '${this.name}' was cancelled: ${[...this.outputs.keys()].length} of ` +
          `${this.jobs.size} jobs had completed. Run it again to get a complete result.`,
        { cause: reason, data: { completed: [...this.outputs.keys()] } },
      ),
    );
  }

  /** Waits until every job has ended, however. Never rejects: ask `state` and `error`. */
  async wait(): Promise<this> {
    await this.#ended.promise;
    return this;
  }

  /** The run as plain data. */
  toJSON(): Record<string, unknown> {
    return {
      id: this.id,
      name: this.name,
      state: this.state,
      startedAt: this.startedAt,
      durationMs: this.durationMs,
      error: this.error === null ? null : toErrorRow(this.error),
      jobs: [...this.jobs.values()],
    };
  }

  /** Keeps the first reason to stop and aborts the signal with it. For the scheduler. */
  stop(error: unknown): void {
    if (this.error === null) this.error = error;
    this.#controller.abort(error);
  }

  /** Changes a job's record. For the scheduler. */
  update(job: string, change: Partial<JobRecord>): void {
    this.jobs.set(job, { ...this.jobs.get(job)!, ...change });
  }

  /** Lets those who wait go on. For the scheduler. */
  end(): void {
    this.#ended.resolve();
  }
}
