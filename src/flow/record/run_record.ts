/**
 * What is known about a run: it can be asked while the run goes on, written down and drawn.
 *
 * @module
 */
import type { GraphEdge } from "../graph_edge.ts";
import { toErrorRow } from "./error_row.ts";
import { EventStream, type ListenerFailure } from "./events.ts";
import type { Artifact, LogLevel, RunResult } from "../job.ts";
import type { JobRecord, KeptJob } from "./job_record.ts";
import { type LogLine, LogLines } from "./log_lines.ts";
import { mermaid } from "./mermaid.ts";
import { INSPECT } from "../../base/inspect.ts";
import { JUPYTER_DISPLAY } from "../../base/jupyter_display.ts";
import { messageOf } from "../../base/message_of.ts";
import { runDisplay, runText } from "./run_display.ts";
import { profileRun, type RunProfile } from "./run_profile.ts";
import { type RunProgress, runProgress } from "./run_progress.ts";
import { type RunStatistics, runStatistics } from "./run_statistics.ts";

/** Where a run is. It is cancelled, or failed, from the moment at which it is told to stop. */
export type RunState = "running" | "completed" | "failed" | "cancelled";

/** What a record is made with. */
export interface RecordOptions {
  /** The name of the run, for messages. */
  readonly name: string;
  /**
   * The identifier of the run: unique, where it is given.
   *
   * @default {a random UUID}
   */
  readonly id?: string;
  /** Told once of each listener that throws. */
  readonly onListenerFailure?: (failure: ListenerFailure) => void;
  /**
   * How many log lines the record keeps, the last ones.
   *
   * @default {10000}
   */
  readonly logLimit?: number;
}

/** The record of one execution. */
export abstract class RunRecord {
  /** Unique: a random UUID, unless one was given. */
  readonly id: string;
  /** What is run, for messages. */
  readonly name: string;
  /** What happens, as it happens. */
  readonly events: EventStream;
  /** Milliseconds since 1970. */
  readonly startedAt: number = Date.now();
  /** What jobs made and want to be found with the run, in the order in which they came. */
  readonly artifacts: (Artifact & { readonly job: string | null })[] = [];
  /** What jobs found worth noting, in the order in which they came. */
  readonly results: (RunResult & { readonly job: string | null })[] = [];
  /** By name of the job, in the order in which jobs completed; only of those that have. */
  readonly outputs: Map<string, unknown> = new Map();
  /**
   * By name, in the order in which they came.
   *
   * @internal
   */
  protected abstract readonly nodes: ReadonlyMap<string, KeptJob>;
  /** What leads from job to job; more may come while the run goes on. */
  readonly #edges: readonly GraphEdge[];
  #lateEdges: GraphEdge[] | null = null;
  readonly #logLimit: number;
  /** Made by the first line. */
  #log: LogLines | null = null;

  /**
   * @internal
   * @param edges what leads from job to job, where that is known before
   */
  constructor(options: RecordOptions, edges: readonly GraphEdge[]) {
    const { name, id = crypto.randomUUID(), logLimit = 10_000 } = options;
    this.id = id;
    this.name = name;
    this.#edges = edges;
    this.events = new EventStream(id, options.onListenerFailure);
    this.#logLimit = logLimit;
  }

  /** Where the run is, now. */
  abstract get state(): RunState;

  /** Null until the run has ended. */
  abstract get durationMs(): number | null;

  /** What ended a run that failed or was cancelled: the very error, not a row of it. */
  abstract get error(): unknown;

  /** By name, in the order in which they came. */
  get jobs(): ReadonlyMap<string, JobRecord> {
    return this.nodes;
  }

  /** What jobs failed with, in the order of the jobs: the very errors. */
  get errors(): { readonly job: string; readonly error: unknown }[] {
    return [...this.nodes.values()]
      .filter(({ state }) => state === "failed")
      .map(({ name, thrown }) => ({ job: name, error: thrown }));
  }

  /** The last lines of the log, as many as the run keeps. */
  get log(): readonly LogLine[] {
    return this.#log?.lines() ?? [];
  }

  /** Puts a line into the log and the event stream; nothing once the run has ended. */
  addLog(level: LogLevel, message: string, job: string | null = null): void {
    if (this.durationMs !== null) return;
    (this.#log ??= new LogLines(this.#logLimit)).add({ time: Date.now(), job, level, message });
    this.events.emit({ type: "log", job, level, message });
  }

  /** Keeps something with the run; nothing once the run has ended. */
  addArtifact(artifact: Artifact, job: string | null = null): void {
    if (this.durationMs !== null) return;
    this.artifacts.push({ ...artifact, job });
    this.events.emit({ type: "artifact", job, artifact });
  }

  /** Notes a value with the run; nothing once the run has ended. */
  addResult(result: RunResult, job: string | null = null): void {
    if (this.durationMs !== null) return;
    this.results.push({ ...result, job });
    this.events.emit({ type: "result", job, result });
  }

  /** How many jobs ended how, and how long they took. */
  statistics(): RunStatistics {
    return runStatistics(this.nodes.values(), this.durationMs);
  }

  /** How far the run is. */
  progress(): RunProgress {
    return runProgress(this.nodes.values());
  }

  /** Where the time went, up to now. */
  profile(): RunProfile {
    const { startedAt, durationMs } = this;
    return profileRun({
      startedAt,
      durationMs,
      jobs: this.nodes.values(),
      edges: this.#allEdges(),
    });
  }

  /** The run as a Mermaid flowchart, with states and durations. */
  mermaid(): string {
    return mermaid([...this.nodes.values()], this.#allEdges());
  }

  /** What a notebook shows where a cell ends with the run: a MIME bundle. */
  [JUPYTER_DISPLAY](): Record<string, string> {
    const { name, state } = this;
    return runDisplay({
      name,
      state,
      statistics: this.statistics(),
      errors: this.errors.map(({ job, error }) => ({ job, message: messageOf(error) })),
      mermaid: () => this.mermaid(),
    });
  }

  /** What `console.log` writes: a line for the run, one for each of its jobs. */
  [INSPECT](): string {
    return runText({ name: this.name, state: this.state, statistics: this.statistics() });
  }

  #allEdges(): readonly GraphEdge[] {
    return this.#lateEdges === null ? this.#edges : [...this.#edges, ...this.#lateEdges];
  }

  /** @internal */
  protected addEdges(edges: readonly GraphEdge[]): void {
    const late = this.#lateEdges ??= [];
    for (const edge of edges) late.push(edge);
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
      jobs: [...this.nodes.values()].map((node) => node.toJSON()),
      artifacts: this.artifacts,
      results: this.results,
      log: this.log,
      statistics: this.statistics(),
    };
  }
}
