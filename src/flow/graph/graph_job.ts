/** A job of a job graph: a class to extend, or a function that is wrapped. @module */
import { type OptionNames, requireKnownOptions } from "../../base/known_options.ts";
import type { JobCache, JobOptions } from "../job.ts";
import { checkJobOptions } from "../job_rules.ts";
import { WORK_POLICY } from "../policy/work_policy.ts";
import type { StandardSchema } from "../standard_schema.ts";
import type { Component } from "./component.ts";
import { currentJob, type JobContext } from "./job_scope.ts";
import type { Submission } from "./submission.ts";

/** What the engine is asked: what a job takes in a graph is its type's matter. */
export type EngineJobOptions = Omit<JobOptions<unknown, unknown>, "input" | "cache">;

/** What a job of a graph is done with, of which the key of its `cache` is made. */
export interface GraphJobInputs {
  /** The data that was submitted. */
  readonly task: Readonly<Record<string, unknown>>;
  /** What the jobs right before it gave, by their names. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** The parameters that the submission has for it, by their names. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Those that it has by position. */
  readonly args: readonly unknown[];
}

/** How a job of a graph is done: as any job of the engine. */
export interface GraphJobOptions extends EngineJobOptions {
  /**
   * Finds outputs of earlier submissions again, which then stand in for a call:
   * `{ key: ({ parameters }) => String(parameters.url), store: new Map() }`.
   */
  readonly cache?: JobCache<GraphJobInputs>;
  /**
   * Checks the parameters that a submission has for a function, by their names; the function gets
   * what the schema makes of them, such as numbers of texts.
   *
   * @default {they are taken as they come}
   */
  readonly parameters?: StandardSchema<unknown, Readonly<Record<string, unknown>>>;
  /**
   * Whether the job's output is among the `savedResults` of a submission.
   *
   * @default {false}
   */
  readonly saveResult?: boolean;
  /**
   * Whether what follows the job goes on without it where it fails.
   *
   * @default {false}
   */
  readonly optional?: boolean;
}

const GRAPH_JOB_OPTIONS: OptionNames<GraphJobOptions> = {
  ...WORK_POLICY,
  ...{ inputTimeout: true, onError: true, priority: true, concurrency: true, resources: true },
  ...{ output: true, cache: true, parameters: true, saveResult: true, optional: true },
};

/** What a job gives: itself where that is an object, else under `result`. */
export type Wrapped<O> = O extends readonly unknown[] | ((...args: never[]) => unknown)
  ? { readonly result: O }
  : O extends object ? O
  : { readonly result: O };

/**
 * One job: extend it, and say what `run` does. `I` is what it takes of the jobs before it, by their
 * names, `O` what it gives, `N` its name.
 *
 * A job may be in several graphs, and be done for many submissions at once: what belongs to one
 * submission is asked for by `getInputs` and `getTask`, and is not kept in the job.
 *
 * @example
 * ```ts
 * import { Job, serial, wrap } from "trunnion/graph";
 *
 * class Sum extends Job<{ numbers: { result: number[] } }, { sum: number }> {
 *   run() {
 *     return { sum: this.getInputs().numbers.result.reduce((a, b) => a + b, 0) };
 *   }
 * }
 * const { numbers, sum } = wrap({ numbers: () => [1, 2, 3], sum: new Sum() });
 * const graph = serial(numbers, sum); // does not compile where the outputs do not fit
 * ```
 */
// deno-lint-ignore no-explicit-any
export abstract class GraphJob<I = any, O = any, N extends string = string>
  implements Component<I, { readonly [K in N]: Wrapped<O> }> {
  /** What kind of part it is. */
  readonly kind = "job";
  /** @internal */
  declare readonly types?: {
    readonly needs: (needs: I) => void;
    readonly gives: { readonly [K in N]: Wrapped<O> };
  };
  /** What it is called in its graph: the class's name, unless it is wrapped under another. */
  name: string;
  /** Whether the job's output is among the `savedResults` of a submission. */
  saveResult: boolean;
  /** Whether what follows the job goes on without it where it fails. */
  optional: boolean;
  /** How it is done: retries, times, schemas, priority, resources. */
  readonly options: EngineJobOptions;
  /** @internal */
  readonly cache: GraphJobOptions["cache"];
  /** @internal */
  protected readonly schema: GraphJobOptions["parameters"];

  /**
   * A job that has yet to be placed in a graph.
   *
   * @param name What it is called; by default as its class.
   */
  constructor(name?: N, options: GraphJobOptions = {}) {
    requireKnownOptions("make a job of a graph", options, GRAPH_JOB_OPTIONS);
    checkJobOptions(`make the job '${name ?? new.target.name}' of a graph`, options);
    const { saveResult = false, optional = false, parameters, cache, ...how } = options;
    this.name = name ?? new.target.name;
    this.saveResult = saveResult;
    this.optional = optional;
    this.options = how;
    this.cache = cache;
    this.schema = parameters;
  }

  /**
   * Does the work for one submission.
   *
   * @param submission What was submitted.
   * @returns what the next jobs find under the job's name: an object as it is, anything else as
   *   `{ result }`
   */
  abstract run(submission: Submission): O | Promise<O>;

  /** What the jobs right before this one gave, by their names; of one that failed, nothing. */
  getInputs(): I {
    return this.#context().inputs as I;
  }

  /** What was submitted. */
  getTask(): Submission {
    return this.#context().task;
  }

  /** All that the job can ask for of its submission. */
  getContext(): JobContext<I> {
    return this.#context() as JobContext<I>;
  }

  #context(): JobContext {
    return currentJob("get the inputs of the job", this.name);
  }
}
