/** What happens to an item, or a task that runs once, which fails or takes too long. @module */
import { UsageError } from "../../base/errors.ts";
import { findOptionFault, foundText, type OptionChecks } from "../../base/option_rules.ts";
import type { ErrorRule } from "../../flow/policy/error_ending.ts";
import { type Backoff, WORK_POLICY, type WorkPolicy } from "../../flow/policy/work_policy.ts";

/** A number of items, or a share of them such as `"10%"`. */
export type MaxErrors = number | `${number}%`;

/**
 * How a task is done.
 *
 * For a task that takes items this holds for each item. An item is tried again with a new storage,
 * and with the other tasks that encode it. For a task that runs once it holds for that run.
 */
export interface TaskPolicy extends WorkPolicy {
  /**
   * What a failure means: a row of the error table (for a task that runs once, the end of the
   * flow); a skipped item; or a function's value stands in for the result (null skips the item).
   *
   * @default {"fail"}
   */
  readonly onError?: ErrorRule<unknown>;
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
  /** How the delay grows from try to try. */
  readonly backoff?: Exclude<Backoff, (...args: never[]) => unknown>;
  /** Whether a failure is a row of the error table, or skips its item. */
  readonly onError?: "fail" | "skip";
}

/** What each setting of a task's policy must be. */
export const TASK_POLICY: OptionChecks<TaskPolicy> = {
  ...WORK_POLICY,
  onError: { rule: '"fail", "skip" or a function', holds: isErrorRule },
  concurrency: {
    rule: "a whole number from 1",
    holds: (value) => Number.isInteger(value) && Number(value) >= 1,
  },
  maxErrors: { rule: 'a whole number from 0, or a share such as "10%"', holds: isMaxErrors },
};

const { timeout, retries, backoff, delay, onError, maxErrors } = TASK_POLICY;
/** What each setting must be that a flow says of its items. */
export const ITEM_DEFAULTS: OptionChecks<ItemDefaults> = {
  ...{ timeout, retries, backoff, delay, onError, maxErrors },
};

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
  const fault = findOptionFault(policy, TASK_POLICY);
  if (fault === null) return;
  const { setting, rule, found } = fault;
  throw new UsageError(
    `Cannot use ${whose}: \`${setting}\` must be ${rule}; found ${foundText(found)}.`,
    {
      data: { setting, found: String(found) },
    },
  );
}

function isErrorRule(value: unknown): boolean {
  return typeof value === "function" || value === "fail" || value === "skip";
}

/** Whether a value is a whole number from 0, or a share up to 100%. */
export function isMaxErrors(value: unknown): value is MaxErrors {
  if (typeof value === "number") return Number.isInteger(value) && value >= 0;
  return typeof value === "string" && /^\d+(?:\.\d+)?%$/.test(value) && parseFloat(value) <= 100;
}
