/** The run of a graph: what may be asked of it while it goes on. @module */
import { UsageError } from "../../base/errors.ts";
import { FlowRun } from "./flow_run.ts";
import { Graph } from "./graph.ts";
import type { GraphEdge } from "../graph_edge.ts";
import type { AnyJob } from "../job.ts";
import type { JobNode } from "./job_node.ts";

/** Jobs that come to a graph while it runs. */
export interface GraphAddition {
  readonly jobs: readonly AnyJob[];
  /** From jobs of the run, or of the addition, to jobs of the addition. */
  readonly edges: readonly GraphEdge[];
  /** The job that waits for what is added, and deals with its failures; null for none. */
  readonly parent: string | null;
}

/** What decides which job of a graph starts when. */
interface GraphScheduler {
  /** Takes in jobs that have been placed. */
  add(addition: GraphAddition): void;
  /** Ends a job, and what requires it, while the run goes on. */
  cancelJob(name: string, reason: unknown): void;
  /** Resolves when a job has ended, however. */
  whenEnded(name: string): Promise<void>;
}

/** One execution of a graph. */
export class GraphRun extends FlowRun {
  #scheduler: GraphScheduler | null = null;

  /** @internal */
  scheduledBy(scheduler: GraphScheduler): void {
    this.#scheduler = scheduler;
  }

  /**
   * Adds jobs to the run while it goes on.
   *
   * @throws UsageError for names that are taken, edges to unknown jobs, circles, and when the run
   * has ended; the reason when it was told to stop
   */
  grow(addition: GraphAddition): void {
    const { jobs, edges, parent } = addition;
    if (this.aborted) throw this.reason;
    if (this.durationMs !== null) {
      throw new UsageError(`Cannot add jobs: the run of '${this.name}' has ended.`);
    }
    const added = new Set(jobs.map(({ name }) => name));
    for (const { from, to } of edges) {
      if (added.has(to) && (added.has(from) || this.nodes.has(from))) continue;
      throw new UsageError(
        `Cannot add jobs: the edge ${from} -> ${to} must lead to a job that is added, from one ` +
          "of those or of the run.",
        { data: { from, to } },
      );
    }
    new Graph(jobs, edges.filter(({ from }) => added.has(from))); // refuses circles
    for (const job of jobs) {
      if (this.nodes.has(job.name)) {
        throw new UsageError(
          `Cannot add the job '${job.name}': the run has one of this name. Give it another name.`,
          { data: { job: job.name } },
        );
      }
      this.check(job);
    }
    for (const job of jobs) this.place(job.name, job, parent, true);
    this.addEdges(edges);
    this.#scheduler!.add(addition);
  }

  /**
   * Stops one job, however far it is, while the run goes on: what requires it fails, and what takes
   * it optionally goes on without. Nothing happens when it has ended.
   *
   * @param reason what it has failed with
   */
  cancelJob(name: string, reason: unknown): void {
    const state = this.nodes.get(name)?.state;
    if (state === "running") this.runner.stop(this.nodes.get(name)!, reason);
    else if (state === "pending") this.#scheduler!.cancelJob(name, reason);
  }

  /** Resolves when a job of the graph has ended, however; at once for what has. */
  async whenEnded(name: string): Promise<void> {
    const state = this.nodes.get(name)?.state;
    if (state === "pending" || state === "running") await this.#scheduler!.whenEnded(name);
  }

  /** @internal */
  protected override atEnd(): void {
    this.#scheduler = null; // it holds what only a run that goes on needs
  }

  /**
   * Does a job of the graph; a promise tells its end if that takes time, and never rejects. For the
   * engine.
   *
   * @internal
   */
  perform(node: JobNode, job: AnyJob, inputs: unknown): Promise<void> | undefined {
    return this.execute(node, job, inputs);
  }

  /**
   * Takes an output that is known already for a job of the graph. For the engine.
   *
   * @internal
   */
  know(name: string, output: unknown): void {
    const node = this.nodes.get(name)!;
    Object.assign(node, {
      state: "completed",
      durationMs: 0,
      output,
      reason: "its output was known",
    });
    this.outputs.set(name, output);
    this.events.emit({ type: "job_completed", job: name, durationMs: 0 });
  }

  /**
   * Ends a job of the graph that cannot start. For the engine.
   *
   * @internal
   */
  skip(name: string, reason: string): void {
    this.runner.skip(this.nodes.get(name)!, reason);
  }

  /**
   * Ends a job that was told to stop by itself and has not started. For the engine.
   *
   * @internal
   */
  cancelUnstarted(name: string, reason: unknown): void {
    this.runner.cancel(this.nodes.get(name)!, reason);
  }

  /**
   * Tells a job to stop that waits for its turn. For the engine.
   *
   * @internal
   */
  stopJob(name: string, reason: unknown): void {
    this.runner.stop(this.nodes.get(name)!, reason);
  }

  /**
   * Fails a job of the graph that has not started. For the engine.
   *
   * @internal
   */
  refuse(name: string, reason: string, error: unknown): void {
    const node = this.nodes.get(name)!;
    node.state = "failed";
    node.reason = reason;
    node.failedWith(error);
    if (!this.events.heard) return; // nobody needs the error as a row
    this.events.emit({ type: "job_failed", job: name, durationMs: 0, error: node.error! });
  }

  /**
   * What is known of a job. For the engine.
   *
   * @internal
   */
  node(name: string): JobNode {
    return this.nodes.get(name)!;
  }
}
