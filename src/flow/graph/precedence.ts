/** Which job of a composed graph comes before which. @module */
import { UsageError } from "../../base/errors.ts";
import { type Component, Parallel, Serial } from "./component.ts";
import type { GraphJob } from "./graph_job.ts";

/** Jobs by their names, and what follows each. */
interface Precedence {
  readonly jobs: ReadonlyMap<string, GraphJob>;
  /** By job, in the order in which they were met. */
  readonly next: ReadonlyMap<string, readonly string[]>;
}

/**
 * Takes a composed graph apart. A job that stands in it twice is one node.
 *
 * @throws UsageError where two jobs have one name
 */
export function precedenceOf(component: Component): Precedence {
  const jobs = new Map<string, GraphJob>();
  const next = new Map<string, string[]>();
  visit(component);
  return { jobs, next };

  /** Meets all jobs of a part; gives its first and its last ones. */
  function visit(part: Component): { heads: string[]; tails: string[] } {
    if (part instanceof Serial) {
      const [first, ...rest] = part.parts.map(visit);
      let { tails } = first;
      for (const { heads, tails: after } of rest) {
        for (const from of tails) for (const to of heads) connect(from, to);
        tails = after;
      }
      return { heads: first.heads, tails };
    }
    if (part instanceof Parallel) {
      const parts = part.parts.map(visit);
      return {
        heads: parts.flatMap(({ heads }) => heads),
        tails: parts.flatMap(({ tails }) => tails),
      };
    }
    const job = part as GraphJob;
    const { name } = job;
    const other = jobs.get(name);
    if (other !== undefined && other !== job) {
      throw new UsageError(
        `Cannot compose a graph: each job needs a name of its own, and two are called '${name}'. ` +
          "Wrap one of them under another name; the same job may stand in several places.",
        { data: { job: name } },
      );
    }
    if (name === "" || name.includes("$$")) {
      throw new UsageError(
        `Cannot compose a graph: a job needs a name without '$$', found '${name}'. Wrap it: ` +
          "wrap({ name: job }).",
        { data: { job: name } },
      );
    }
    jobs.set(name, job);
    if (!next.has(name)) next.set(name, []);
    return { heads: [name], tails: [name] };
  }

  function connect(from: string, to: string): void {
    const list = next.get(from)!;
    if (!list.includes(to)) list.push(to);
  }
}

/**
 * Which job comes before which, as plain data: `{ load: ["count"], count: [] }`.
 *
 * @example
 * ```ts
 * import { parallel, precedenceGraph, serial, wrap } from "trunnion/graph";
 *
 * const { a, b, c } = wrap({ a: () => 1, b: () => 2, c: () => 3 });
 * console.log(precedenceGraph(serial(a, parallel(b, c)))); // { a: ["b", "c"], b: [], c: [] }
 * ```
 */
export function precedenceGraph(component: Component): Record<string, string[]> {
  const { next } = precedenceOf(component);
  return Object.fromEntries([...next].map(([name, after]) => [name, [...after]]));
}
