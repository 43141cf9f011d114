/**
 * What to run: jobs and the edges between them. A graph is checked once, when it is built, and
 * never changes.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import type { GraphEdge } from "../graph_edge.ts";
import type { AnyJob } from "../job.ts";
import { mermaid } from "../record/mermaid.ts";

/** Shared by the many jobs without edges on one side. */
const NO_EDGES: readonly GraphEdge[] = [];

/** Jobs and edges without a cycle. */
export class Graph {
  /** In the order in which they were given. */
  readonly jobs: readonly AnyJob[];
  /** In the order in which they were given. */
  readonly edges: readonly GraphEdge[];
  readonly #byName = new Map<string, AnyJob>();
  readonly #incoming = new Map<string, readonly GraphEdge[]>();
  readonly #outgoing = new Map<string, readonly GraphEdge[]>();

  /**
   * Checks and keeps them.
   *
   * @throws UsageError for a name used twice, an edge to an unknown job or a cycle
   */
  constructor(jobs: readonly AnyJob[], edges: readonly GraphEdge[]) {
    this.jobs = [...jobs];
    this.edges = [...edges];
    for (const job of jobs) {
      const { name } = job;
      if (this.#byName.has(name)) {
        throw new UsageError(
          `Cannot build a graph: each job needs a name of its own, and two are called '${name}'. ` +
            "Give one of them another name.",
          { data: { job: name } },
        );
      }
      this.#byName.set(name, job);
      this.#incoming.set(name, NO_EDGES);
      this.#outgoing.set(name, NO_EDGES);
    }
    for (const edge of edges) {
      this.#append(this.#outgoing, edge.from, edge);
      this.#append(this.#incoming, edge.to, edge);
    }
    this.#refuseCycles();
  }

  /** The job of a name; undefined where there is none. */
  job(name: string): AnyJob | undefined {
    return this.#byName.get(name);
  }

  /** The edges that end at a job. */
  incoming(name: string): readonly GraphEdge[] {
    return this.#incoming.get(name) ?? NO_EDGES;
  }

  /** The edges that start at a job. */
  outgoing(name: string): readonly GraphEdge[] {
    return this.#outgoing.get(name) ?? NO_EDGES;
  }

  /** The graph as a Mermaid flowchart. */
  mermaid(): string {
    return mermaid(this.jobs.map(({ name }) => ({ name })), this.edges);
  }

  #append(lists: Map<string, readonly GraphEdge[]>, name: string, edge: GraphEdge): void {
    const list = lists.get(name);
    if (list === NO_EDGES) return void lists.set(name, [edge]);
    if (list !== undefined) return void (list as GraphEdge[]).push(edge); // made here
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
