/** How a task is done, and what that makes of its types. @module */
import type { JobOptions } from "../job.ts";

/** What the engine can do for a task; with any of these its value comes as a promise. */
export type EngineOptions = Pick<
  JobOptions<never, unknown>,
  | "timeout"
  | "grace"
  | "retries"
  | "backoff"
  | "delay"
  | "retryIf"
  | "priority"
  | "concurrency"
  | "resources"
>;

/** The names of {@linkcode EngineOptions}. */
export const ENGINE_OPTIONS: readonly (keyof EngineOptions)[] = [
  ...["timeout", "grace", "retries", "backoff", "delay", "retryIf"] as const,
  ...["priority", "concurrency", "resources"] as const,
];

/** How a task is done. */
export interface TaskOptions extends EngineOptions {
  /** @default {the function's name} */
  readonly taskName?: string;
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

/** What the caller of a task gets, when its function gives `R`. */
export type TaskValue<R, O> = O extends
  { readonly [K in keyof EngineOptions]: unknown } & AnyEngineOption
  ? Promise<Awaited<R> | Softened<O>>
  : R extends PromiseLike<infer V> ? Promise<V | Softened<O>>
  : R | Softened<O>;

type AnyEngineOption = {
  [K in keyof EngineOptions]-?: { readonly [L in K]: NonNullable<EngineOptions[L]> };
}[keyof EngineOptions];

/** Null where errors give null. */
type Softened<O> = O extends { readonly raiseOnError?: infer B }
  ? unknown extends B ? never : false extends B ? null : never
  : never;
