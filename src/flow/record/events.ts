/**
 * What a run tells while it runs: one stream a run, with nothing shared between two.
 *
 * @module
 */
import type { ErrorRow } from "./error_row.ts";
import type { Artifact, LogLevel, RunResult } from "../job.ts";

/** What every event says. */
export interface RunEventBase {
  /** The identifier of the run. */
  readonly runId: string;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/** Something that happened in a run. */
export type RunEvent =
  & RunEventBase
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
    /** An attempt has failed, and another one follows after `delayMs`. */
    | {
      readonly type: "job_retried";
      readonly job: string;
      /** The attempt that failed, from 1. */
      readonly attempt: number;
      readonly delayMs: number;
      readonly error: ErrorRow;
    }
    | { readonly type: "job_skipped"; readonly job: string; readonly reason: string }
    | { readonly type: "job_cancelled"; readonly job: string; readonly durationMs: number }
    /** A job did not stop when it was told to, and is no longer waited for. */
    | { readonly type: "job_abandoned"; readonly job: string; readonly reason: string }
    | {
      readonly type: "job_progress";
      readonly job: string;
      readonly done: number;
      readonly total: number | null;
      readonly errors: number;
    }
    | { readonly type: "artifact"; readonly job: string | null; readonly artifact: Artifact }
    | { readonly type: "result"; readonly job: string | null; readonly result: RunResult }
    | {
      readonly type: "log";
      readonly job: string | null;
      readonly level: LogLevel;
      readonly message: string;
    }
  );

/** An event without what the stream itself adds. */
type RunEventBody = RunEvent extends infer E
  ? E extends RunEvent ? Omit<E, keyof RunEventBase> : never
  : never;

/** Hears of a run's events. */
export type RunListener = (event: RunEvent) => void;

/** A listener that threw. */
export interface ListenerFailure {
  /** Tells it from events of the run. */
  readonly type: "listener_failed";
  /** The identifier of the run. */
  readonly runId: string;
  /** The listener, as it was subscribed. */
  readonly listener: RunListener;
  /** What the listener was told. */
  readonly event: RunEvent;
  /** What it threw. */
  readonly error: unknown;
}

interface Entry {
  readonly listener: RunListener;
  active: boolean;
  failed: boolean;
}

const NONE: readonly Entry[] = [];
const NOBODY = () => {};

/** The events of one run. */
export class EventStream {
  /** The first failure of each listener; it harms neither the run nor other listeners. */
  readonly failures: ListenerFailure[] = [];
  readonly #runId: string;
  readonly #onFailure: (failure: ListenerFailure) => void;
  /** Replaced, never changed, so that a dispatch goes over those that were there at its start. */
  #entries: readonly Entry[] = NONE;

  /**
   * @internal
   * @param onFailure the side channel: told once of each listener that throws
   */
  constructor(runId: string, onFailure: (failure: ListenerFailure) => void = NOBODY) {
    this.#runId = runId;
    this.#onFailure = onFailure;
  }

  /** Whether anybody listens. */
  get heard(): boolean {
    return this.#entries.length > 0;
  }

  /**
   * Adds a listener, behind those already there.
   *
   * @returns a function that takes it away again
   */
  subscribe(listener: RunListener): () => void {
    const entry: Entry = { listener, active: true, failed: false };
    this.#entries = [...this.#entries, entry];
    return () => {
      entry.active = false;
      this.#entries = this.#entries.filter((other) => other !== entry);
    };
  }

  /**
   * Tells all listeners, in the order in which they came.
   *
   * @internal
   */
  emit(body: RunEventBody): void {
    const entries = this.#entries;
    if (entries.length === 0) return;
    const event = { ...body, runId: this.#runId, time: Date.now() } as RunEvent;
    for (const entry of entries) {
      if (!entry.active) continue;
      try {
        entry.listener(event);
      } catch (error) {
        this.#fail(entry, event, error);
      }
    }
  }

  /**
   * Lets go of all listeners: nothing more will happen.
   *
   * @internal
   */
  close(): void {
    this.#entries = NONE;
  }

  #fail(entry: Entry, event: RunEvent, error: unknown): void {
    if (entry.failed) return;
    entry.failed = true;
    const { listener } = entry;
    const failure: ListenerFailure = {
      type: "listener_failed",
      runId: this.#runId,
      listener,
      event,
      error,
    };
    this.failures.push(failure);
    try {
      this.#onFailure(failure);
    } catch {
      // The side channel is the last one there is; the failure stands in `failures`.
    }
  }
}
