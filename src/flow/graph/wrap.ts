import { UsageError } from "../../base/errors.ts";
import { type Component, isComponent, type Parallel, type Serial } from "./component.ts";
import { type ContextFunction, FunctionJob, type JobFunction } from "./function_job.ts";
import { GraphJob, type GraphJobOptions } from "./graph_job.ts";
import { isPlainObject } from "./is_plain_object.ts";
import { ModuleJob, type ModuleWork } from "./module_job.ts";

/** What can be a job: one, a function, or a function that a module exports. */
export type Wrappable = GraphJob | JobFunction | ContextFunction | ModuleWork;

/** The job that something becomes under a name. */
export type JobOf<W, N extends string> = W extends GraphJob<infer I, infer O> ? GraphJob<I, O, N>
  : W extends ContextFunction<infer I, infer O> ? FunctionJob<I, Awaited<O>, N>
  // deno-lint-ignore no-explicit-any
  : W extends (...parameters: any[]) => infer O ? FunctionJob<unknown, Awaited<O>, N>
  // deno-lint-ignore no-explicit-any
  : ModuleJob<any, N>;

/** Whether a type is a union of several. */
export type IsUnion<T, U = T> = T extends unknown ? ([U] extends [T] ? false : true) : never;

/** What wrapping gives: the job where there is one, else jobs by their names. */
export type WrappedJobs<W extends Readonly<Record<string, Wrappable>>> = IsUnion<keyof W> extends
  true ? { readonly [K in keyof W & string]: JobOf<W[K], K> }
  : JobOf<W[keyof W], keyof W & string>;

/**
 * Makes jobs of functions, by the names that they get. A job is given the name, a composed graph
 * stays what it is.
 *
 * @returns the job where one was given, else all by their names
 * @throws UsageError for what cannot be a job, or has no name
 *
 * @example
 * ```ts
 * import { parallel, serial, wrap } from "trunnion/graph";
 *
 * const jobs = wrap({
 *   load: (name: string) => ({ name }),
 *   faces: () => 6,
 *   edges: () => 12,
 * });
 * const survey = serial(jobs.load, parallel(jobs.faces, jobs.edges));
 * ```
 */
export function wrap<const W extends Readonly<Record<string, Wrappable>>>(
  jobs: W,
): WrappedJobs<W>;
/** A composed graph stays what it is. */
export function wrap<C extends Serial | Parallel>(component: C): C;
/** A job stays what it is. */
export function wrap<J extends GraphJob>(job: J): J;
/** A function becomes a job of its name. */
// deno-lint-ignore no-explicit-any
export function wrap<F extends (...parameters: any[]) => unknown>(work: F): JobOf<F, string>;
export function wrap(given: unknown): unknown {
  if (isComponent(given) || typeof given === "function") return asComponent(given);
  if (!isPlainObject(given) || Object.keys(given).length === 0) throw noJob("wrap", given);
  const entries = Object.entries(given).map(([name, work]) => [name, named(name, work)] as const);
  return entries.length === 1 ? entries[0][1] : Object.fromEntries(entries);
}

/**
 * Makes a job of a function, with all that may be said of how it is done.
 *
 * @throws UsageError for what cannot be a job, or has no name
 *
 * @example
 * ```ts
 * import { job, wrap } from "trunnion/graph";
 *
 * const fetchPart = job(async function fetchPart(url: string) {
 *   return (await fetch(url)).status;
 * }, { retries: 2, timeout: 5000, saveResult: true });
 * const check = wrap({ check: job(() => "ok", { optional: true }) });
 * ```
 */
// deno-lint-ignore no-explicit-any
export function job<F extends (...parameters: any[]) => unknown>(
  work: F,
  options: GraphJobOptions = {},
): JobOf<F, string> {
  if ((work as unknown) === undefined) {
    throw new UsageError("Cannot make a job: job() requires at least one argument, a function.");
  }
  if (typeof work !== "function") throw noJob("make a job", work);
  // A name may come later, from wrap({ name: job(...) }).
  return new FunctionJob(work.name, work as JobFunction, options) as never;
}

/**
 * A part of a graph, of anything that may stand for one.
 *
 * @throws UsageError for what may not
 */
export function asComponent(given: unknown): Component {
  if (isComponent(given)) return given;
  if (typeof given === "function") return named(given.name, given);
  throw noJob("compose a graph", given);
}

/** A job of that name. */
export function named(name: string, work: unknown): GraphJob {
  if (name === "" || name.includes("$$")) {
    throw new UsageError(
      `Cannot make a job: it needs a name without '$$', found '${name}'. Give it one: ` +
        "wrap({ name: (x) => x }).",
      { data: { name } },
    );
  }
  if (work instanceof GraphJob) return Object.assign(work, { name });
  if (typeof work === "function") return new FunctionJob(name, work as JobFunction);
  if (isPlainObject(work) && typeof work.module === "string") {
    return new ModuleJob(name, work as unknown as ModuleWork);
  }
  throw noJob(`wrap '${name}'`, work);
}

function noJob(attempt: string, found: unknown): UsageError {
  const kind = found === null ? "null" : Array.isArray(found) ? "a list" : typeof found;
  // So chains of other frameworks are called, those of LangChain among them.
  const isChain = kind === "object" && typeof (found as { invoke?: unknown }).invoke === "function";
  const hint = isChain
    ? ". It has `invoke`: wrap what calls that, (input) => it.invoke(input)"
    : "";
  return new UsageError(
    `Cannot ${attempt}: WrappingJob will only wrap a callable, error due to InvalidObject: a job ` +
      `is a Job, a function, or { module, type }, found ${kind}${hint}.`,
    { data: { found: kind } },
  );
}
