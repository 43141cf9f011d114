/** How a task is done, and what that makes of its types. @module */
import type { OptionNames } from "../../base/known_options.ts";
import type { OptionChecks } from "../../base/option_rules.ts";
import type { JobCache, JobOptions } from "../job.ts";
import { JOB_RULES } from "../job_rules.ts";
import type { WorkPolicy } from "../policy/work_policy.ts";
import type { StandardSchema } from "../standard_schema.ts";

/** What the engine can do for a task; with any of these its value comes as a promise. */
export interface EngineOptions
  extends WorkPolicy, Pick<JobOptions, "priority" | "concurrency" | "resources"> {
  /**
   * Finds values of earlier calls again, which then stand in for a call. The key is made of the
   * list of arguments: `{ key: ([name]: [string]) => name, store: new Map() }`.
   */
  readonly cache?: JobCache<readonly unknown[]>;
  /** Checks the list of arguments; the function gets what the schema makes of it. */
  readonly input?: StandardSchema<unknown, readonly unknown[]>;
  /** Checks the value; the caller gets what the schema makes of it. */
  readonly output?: StandardSchema;
}

const { inputTimeout: _inputTimeout, onError: _onError, ...ENGINE } = JOB_RULES;
/** The names of {@linkcode EngineOptions}. */
export const ENGINE_OPTIONS = Object.keys(ENGINE) as readonly (keyof EngineOptions)[];

/** How a task is done. */
export interface TaskOptions extends EngineOptions {
  /**
   * An arrow function in a call has no name and is `<anonymous>`. Write
   * `task(function load() ...)`.
   *
   * @default {the function's name}
   */
  readonly taskName?: string;
  /**
   * The id of its first call in an execution of a flow; further calls are numbered, as in
   * `load-1#2`, so that no two have the same.
   *
   * @default {`task_id__` and a UUID}
   */
  readonly taskId?: string;
  /**
   * Whether an error of the task ends the code that called it, with a TaskError. Else the task
   * gives null, and the flow goes on.
   *
   * @default {true}
   */
  readonly raiseOnError?: boolean;
  /**
   * What a call outside any flow does: it throws NoFlow, or runs in an anonymous flow of its own.
   *
   * @default {"error"}
   */
  readonly outsideFlow?: "error" | "anonymous";
}

const TEXT = { rule: "a text", holds: (value: unknown) => typeof value === "string" };

/** What each of {@linkcode TaskOptions} must be. */
export const TASK_RULES: OptionChecks<TaskOptions> = {
  ...ENGINE,
  taskName: TEXT,
  taskId: TEXT,
  raiseOnError: { rule: "true or false", holds: (value) => typeof value === "boolean" },
  outsideFlow: {
    rule: '"error" or "anonymous"',
    holds: (value) => value === "error" || value === "anonymous",
  },
};

/** The names of {@linkcode TaskOptions}. */
export const TASK_OPTIONS: OptionNames<TaskOptions> = TASK_RULES;

/** The options of a task that was given none. */
export interface DefaultTaskOptions extends TaskOptions {
  /** Nothing else was said. */
  readonly raiseOnError?: true;
}

/**
 * What a function is called with. A function's type is taken as a whole and looked into here:
 * were its arguments inferred one by one, a parameter with nothing but a default value would have
 * the type unknown.
 */
export type ArgumentsOf<F> = F extends (...args: infer A) => unknown ? A : never;

/** What a function gives. */
export type ValueOf<F> = F extends (...args: never[]) => infer R ? R : never;

/** What the caller of a task gets, when its function gives `R`. */
export type TaskValue<R, O> = O extends AnyEngineOption
  ? Promise<Awaited<Checked<R, O>> | Softened<O>>
  : R extends PromiseLike<infer V> ? Promise<V | Softened<O>>
  : R | Softened<O>;

/** What a function gives, or what the schema for it makes of that. */
export type Checked<R, O> = O extends { readonly output: StandardSchema<infer _, infer V> } ? V : R;

/** Options of which at least one asks something of the engine. */
export type AnyEngineOption = {
  [K in keyof EngineOptions]-?: { readonly [L in K]: NonNullable<EngineOptions[L]> };
}[keyof EngineOptions];

/** Null where errors give null. */
export type Softened<O> = O extends { readonly raiseOnError?: infer B }
  ? unknown extends B ? never : false extends B ? null : never
  : never;
