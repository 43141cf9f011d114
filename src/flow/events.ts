/**
 * What a run tells while it runs: one stream a run, with nothing shared between two.
 *
 * @module
 */
import type { ErrorRow } from "./error_row.ts";
import type { LogLevel } from "./graph.ts";

/** What every event says. */
interface EventBase {
  readonly runId: string;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/** Something that happened in a run. */
export type RunEvent =
  & EventBase
  & (
    | { readonly type: "run_started"; readonly name: string; readonly jobs: readonly string[] }
    | {
      readonly type: "run_finished";
      readonly state: "completed" | "failed" | "cancelled";
      readonly error: ErrorRow | null;
    }
    | { readonly type: "job_started"; readonly job: string }
    | { readonly type: "job_completed"; readonly job: string; readonly durationMs: number }
    | {
      readonly type: "job_failed";
      readonly job: string;
      readonly durationMs: number;
      readonly error: ErrorRow;
    }
    | { readonly type: "job_skipped"; readonly job: string; readonly reason: string }
    | {
      readonly type: "job_progress";
      readonly job: string;
      readonly done: number;
      readonly total: number | null;
      readonly errors: number;
    }
    | {
      readonly type: "log";
      readonly job: string | null;
      readonly level: LogLevel;
      readonly message: string;
    }
  );

/** An event without what the stream itself adds. */
export type RunEventBody = RunEvent extends infer E
  ? E extends RunEvent ? Omit<E, keyof EventBase> : never
  : never;

/** Hears of a run's events. */
export type RunListener = (event: RunEvent) => void;

/** The events of one run. */
export class EventStream {
  /** What listeners threw; it harms neither the run nor other listeners. */
  readonly listenerErrors: unknown[] = [];
  readonly #listeners = new Set<RunListener>();
  readonly #runId: string;

  constructor(runId: string) {
    this.#runId = runId;
  }

  /**
   * Adds a listener, behind those already there.
   *
   * @returns a function that takes it away again
   */
  subscribe(listener: RunListener): () => void {
    // A wrapper of its own lets the same function be subscribed twice.
    const entry: RunListener = (event) => listener(event);
    this.#listeners.add(entry);
    return () => void this.#listeners.delete(entry);
  }

  /** Tells all listeners, in the order in which they came. */
  emit(body: RunEventBody): void {
    const event = { ...body, runId: this.#runId, time: Date.now() } as RunEvent;
    for (const listener of [...this.#listeners]) {
      try {
        listener(event);
      } catch (error) {
        this.listenerErrors.push(error);
      }
    }
  }
}
