/** Graphs as plain data, with graphs inside of jobs; and what is wrong with one. @module */
import { UsageError } from "../../base/errors.ts";

/** Jobs by their names: what follows each, and the graph inside of one. */
export interface GraphDefinition {
  /** A job, by its name. */
  readonly [job: string]: DefinedJob;
}

/** One job of a definition. */
export interface DefinedJob {
  /** The jobs that follow, of the same graph. */
  readonly next: readonly string[];
  /**
   * The graph inside of the job.
   *
   * @default {none}
   */
  readonly subgraph?: GraphDefinition;
}

/** What was found of a graph. */
export interface GraphFindings {
  /** Sentences: with one of these a graph cannot run. */
  readonly errors: readonly string[];
  /** Sentences: several first or last jobs, between which a default one is put. */
  readonly warnings: readonly string[];
}

/** Whether a graph, or one inside of it, leads back to where it was. */
export function hasCycle(graph: GraphDefinition): boolean {
  const waiting = new Map(Object.keys(graph).map((name) => [name, 0]));
  for (const { next } of Object.values(graph)) {
    for (const to of next) if (waiting.has(to)) waiting.set(to, waiting.get(to)! + 1);
  }
  // Jobs without predecessors are taken away, one by one; what is left is a circle (Kahn 1962).
  const ready = [...waiting].filter(([, count]) => count === 0).map(([name]) => name);
  for (let name = ready.pop(); name !== undefined; name = ready.pop()) {
    waiting.delete(name);
    for (const to of graph[name].next) {
      if (!waiting.has(to)) continue;
      waiting.set(to, waiting.get(to)! - 1);
      if (waiting.get(to) === 0) ready.push(to);
    }
  }
  return waiting.size > 0 ||
    Object.values(graph).some(({ subgraph }) => subgraph !== undefined && hasCycle(subgraph));
}

/** References to jobs that are not in the same graph, a sentence each. */
export function crossGraphReferences(graph: GraphDefinition, above = ""): string[] {
  return Object.entries(graph).flatMap(([name, { next, subgraph = {} }]) => {
    const path = above + name;
    const wrong = next.filter((to) => !Object.hasOwn(graph, to)).map((to) =>
      `Node '${path}' references '${to}' which is not in the same graph level`
    );
    return [...wrong, ...crossGraphReferences(subgraph, `${path} -> `)];
  });
}

/** The jobs that nothing leads to. */
export function headNodes(graph: GraphDefinition): string[] {
  const led = new Set(Object.values(graph).flatMap(({ next }) => next));
  return Object.keys(graph).filter((name) => !led.has(name));
}

/** The jobs that lead to nothing; of a last job with a graph inside, that graph's last ones. */
export function tailNodes(graph: GraphDefinition): string[] {
  return Object.entries(graph).filter(([, { next }]) => next.length === 0)
    .flatMap(([name, { subgraph }]) => subgraph === undefined ? [name] : tailNodes(subgraph));
}

/** All that is wrong with a graph, or worth a word. */
export function checkGraph(graph: GraphDefinition, name = ""): GraphFindings {
  const [heads, tails] = [headNodes(graph), tailNodes(graph)];
  const errors = [
    ...hasCycle(graph) ? [`Graph ${name} contains cycles`] : [],
    ...heads.length === 0 ? [`Graph ${name} has no head nodes (nodes with no incoming edges)`] : [],
    ...tails.length === 0 ? [`Graph ${name} has no tail nodes (nodes with no outgoing edges)`] : [],
  ];
  const references = crossGraphReferences(graph);
  if (references.length > 0) {
    errors.push(`Graph ${name} has invalid cross-graph references: ${references.join("; ")}`);
  }
  const several = (what: string, found: readonly string[]) =>
    found.length <= 1 ? [] : [
      `Graph ${name} has multiple ${what} nodes: ${
        found.join(", ")
      }. Exactly one ${what} node is ` +
      "required: a default one is put in",
    ];
  return { errors, warnings: [...several("head", heads), ...several("tail", tails)] };
}

/**
 * Refuses a graph that cannot run.
 *
 * @throws UsageError with all that is wrong with it
 *
 * @example
 * ```ts
 * import { validateGraph } from "trunnion/graph";
 *
 * validateGraph({ load: { next: ["count"] }, count: { next: [] } }); // says nothing
 * ```
 */
export function validateGraph(graph: GraphDefinition, name = ""): void {
  const { errors } = checkGraph(graph, name);
  if (errors.length === 0) return;
  throw new UsageError(`Graph validation failed:\n${errors.join("\n")}`, {
    data: { graph: name, errors: [...errors] },
  });
}

/**
 * A graph with one edge more.
 *
 * @param path The jobs that lead to the graph inside of which the edge is; none for the graph
 *   itself.
 * @returns a new graph; the given one stays as it is
 * @throws UsageError for jobs that are not of that graph, and for an edge that makes a circle
 */
export function addEdge(
  graph: GraphDefinition,
  from: string,
  to: string,
  path: readonly string[] = [],
): GraphDefinition {
  const [outer, ...inner] = path;
  if (outer !== undefined) {
    const subgraph = addEdge(graph[outer]?.subgraph ?? {}, from, to, inner);
    return { ...graph, [outer]: { ...graph[outer], subgraph } };
  }
  const edge = `${from} -> ${to}`;
  const unknown = [from, to].find((name) => !Object.hasOwn(graph, name));
  if (unknown !== undefined) {
    throw new UsageError(
      `Cannot add the edge ${edge}: both jobs must be in the same graph level, and '${unknown}' ` +
        `is not among ${Object.keys(graph).join(", ") || "any"}.`,
      { data: { from, to } },
    );
  }
  const { next } = graph[from];
  const added = { ...graph, [from]: { ...graph[from], next: [...new Set([...next, to])] } };
  if (!hasCycle({ ...added })) return added;
  throw new UsageError(
    `Cannot add the edge ${edge}: it would make a circle of jobs that wait for each other.`,
    { data: { from, to } },
  );
}
