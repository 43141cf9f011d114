/** What becomes of an item, or of a task that runs once, when it fails or takes too long. @module */
import { UsageError } from "../../base/errors.ts";
import type { Backoff, JobOptions } from "../../flow/job.ts";

/** A number of items, or a share of them such as `"10%"`. */
export type MaxErrors = number | `${number}%`;

/**
 * How a task is done.
 *
 * For a task that takes items it holds for each item: what is tried again is the item, with a new
 * storage and with the other tasks that encode it. For a task that runs once it holds for that run.
 */
export interface TaskPolicy
  extends Pick<JobOptions, "timeout" | "grace" | "retries" | "backoff" | "delay" | "retryIf"> {
  /**
   * What a failure means: a row of the error table (for a task that runs once, the end of the
   * flow); a skipped item; or a function's value stands in for the result (null skips the item).
   *
   * @default {"fail"}
   */
  readonly onError?: "fail" | "skip" | ((error: unknown, item: unknown) => unknown);
  /**
   * The most workers that do items of the task at once.
   *
   * @default {the flow's `maxWorkers`}
   */
  readonly concurrency?: number;
  /**
   * How many items of the task may fail before the run stops, those of earlier runs that are kept
   * among them: a number, or a share of its items such as `"10%"`.
   *
   * @default {any number}
   */
  readonly maxErrors?: MaxErrors;
}

/** What holds for items whose task says nothing: plain data, as it is sent to workers. */
export interface ItemDefaults
  extends Pick<TaskPolicy, "timeout" | "retries" | "delay" | "maxErrors"> {
  readonly backoff?: Exclude<Backoff, (...args: never[]) => unknown>;
  readonly onError?: "fail" | "skip";
}

/** The policy that stands in a task's options, or in a flow's. */
export function pickPolicy(options: TaskPolicy): TaskPolicy {
  const { timeout, grace, retries, backoff, delay, retryIf, onError, concurrency, maxErrors } =
    options;
  return { timeout, grace, retries, backoff, delay, retryIf, onError, concurrency, maxErrors };
}

/** A task's own policy, filled up with the flow's. */
export function joinPolicies(own: TaskPolicy, defaults: ItemDefaults): TaskPolicy {
  const stated = Object.entries(own).filter(([, value]) => value !== undefined);
  return { ...defaults, ...Object.fromEntries(stated) };
}

/**
 * Refuses what cannot work.
 *
 * @param whose for the message: `the task 'encode'`
 * @throws UsageError
 */
export function checkPolicy(whose: string, policy: TaskPolicy): void {
  const whole = (least: number) => (value: unknown) =>
    Number.isInteger(value) && (value as number) >= least;
  const positive = (value: unknown) => typeof value === "number" && value > 0;
  const notNegative = (value: unknown) => typeof value === "number" && value >= 0;
  const rules: [keyof TaskPolicy, (value: unknown) => boolean, string][] = [
    ["timeout", positive, "a number of milliseconds above 0"],
    ["grace", notNegative, "a number of milliseconds"],
    ["retries", whole(0), "a whole number from 0"],
    ["delay", notNegative, "a number of milliseconds"],
    ["concurrency", whole(1), "a whole number from 1"],
    ["backoff", isOneOf("fixed", "exponential"), '"fixed", "exponential" or a function'],
    ["onError", isOneOf("fail", "skip"), '"fail", "skip" or a function'],
    ["maxErrors", isMaxErrors, 'a whole number from 0, or a share such as "10%"'],
    ["retryIf", (value) => typeof value === "function", "a function"],
  ];
  for (const [name, holds, rule] of rules) {
    const found = policy[name];
    if (found === undefined || holds(found)) continue;
    throw new UsageError(`Cannot use ${whose}: \`${name}\` must be ${rule}; found ${found}.`, {
      data: { setting: name, found: String(found) },
    });
  }
}

function isOneOf(...values: string[]): (value: unknown) => boolean {
  return (value) => typeof value === "function" || values.includes(value as string);
}

/** Whether a value is a whole number from 0, or a share up to 100%. */
function isMaxErrors(value: unknown): boolean {
  if (typeof value === "number") return Number.isInteger(value) && value >= 0;
  return typeof value === "string" && /^\d+(?:\.\d+)?%$/.test(value) && parseFloat(value) <= 100;
}
