/**
 * What to run: jobs and the edges between them. A graph is checked once, when it is built, and
 * never changes.
 *
 * @module
 */
import { UsageError } from "./errors.ts";

/** What a job is given beside its inputs. */
export interface JobContext {
  /** The name of the job. */
  readonly job: string;
  readonly runId: string;
  /** Aborted when the run is cancelled or has failed elsewhere: stop, then throw or return. */
  readonly signal: AbortSignal;
  /** Puts a line into the run's event stream. */
  log(level: LogLevel, message: string): void;
  /** Says how far the job is; `total` where it is known. */
  progress(done: number, total: number | null, errors: number): void;
}

/** How grave a log line is. */
export type LogLevel = "DEBUG" | "INFO" | "WARNING" | "ERROR";

/** One piece of work in a graph. */
export interface Job {
  /** Unique in the graph. */
  readonly name: string;
  /**
   * Does the work.
   *
   * @param inputs the outputs of the jobs that have an edge to this one, by their names; a job
   * behind an optional edge is absent when it failed
   * @returns the job's output, handed to its successors
   */
  run(inputs: Readonly<Record<string, unknown>>, context: JobContext): unknown;
}

/** `to` starts when `from` has ended. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  /**
   * Whether `to` needs `from` to have succeeded.
   *
   * @default {"required"}
   */
  readonly kind?: "required" | "optional";
}

/** Jobs and edges without a cycle. */
export class Graph {
  /** In the order in which they were given. */
  readonly jobs: readonly Job[];
  readonly edges: readonly Edge[];
  readonly #incoming = new Map<string, Edge[]>();
  readonly #outgoing = new Map<string, Edge[]>();

  /** @throws UsageError for a name used twice, an edge to an unknown job or a cycle */
  constructor(jobs: readonly Job[], edges: readonly Edge[]) {
    this.jobs = [...jobs];
    this.edges = [...edges];
    for (const { name } of jobs) {
      if (this.#incoming.has(name)) {
        throw new UsageError(
          `Cannot build a graph: each job needs a name of its own, and two are called '${name}'. ` +
            "Give one of them another name.",
          { data: { job: name } },
        );
      }
      this.#incoming.set(name, []);
      this.#outgoing.set(name, []);
    }
    for (const edge of edges) {
      this.#listOf(this.#outgoing, edge.from, edge).push(edge);
      this.#listOf(this.#incoming, edge.to, edge).push(edge);
    }
    this.#refuseCycles();
  }

  /** The edges that end at a job. */
  incoming(name: string): readonly Edge[] {
    return this.#incoming.get(name) ?? [];
  }

  /** The edges that start at a job. */
  outgoing(name: string): readonly Edge[] {
    return this.#outgoing.get(name) ?? [];
  }

  #listOf(lists: Map<string, Edge[]>, name: string, edge: Edge): Edge[] {
    const list = lists.get(name);
    if (list !== undefined) return list;
    throw new UsageError(
      `Cannot build a graph: the edge ${edge.from} -> ${edge.to} names the job '${name}', ` +
        `which is not among ${[...lists.keys()].join(", ") || "any"}.`,
      { data: { job: name } },
    );
  }

  /** Takes away jobs without predecessors until none is left (Kahn 1962); a rest is a cycle. */
  #refuseCycles(): void {
    const waiting = new Map(this.jobs.map(({ name }) => [name, this.incoming(name).length]));
    const ready = [...waiting].filter(([, count]) => count === 0).map(([name]) => name);
    for (let name = ready.pop(); name !== undefined; name = ready.pop()) {
      waiting.delete(name);
      for (const { to } of this.outgoing(name)) {
        const left = waiting.get(to)! - 1;
        waiting.set(to, left);
        if (left === 0) ready.push(to);
      }
    }
    if (waiting.size === 0) return;
    const rest = [...waiting.keys()];
    throw new UsageError(
      "Cannot build a graph: jobs must not wait for each other in a circle, and these do, or " +
        `stand behind one: ${rest.join(", ")}. Remove one of the edges between them.`,
      { data: { jobs: rest } },
    );
  }
}
