/** What each option of a job must be, whichever door it comes through. @module */
import { UsageError } from "../base/errors.ts";
import {
  findOptionFault,
  foundText,
  hasMethods,
  type OptionChecks,
  type OptionRule,
} from "../base/option_rules.ts";
import type { JobOptions } from "./job.ts";
import { WORK_POLICY } from "./policy/work_policy.ts";

/** A schema is an object, or a function as ArkType's are. */
const SCHEMA = {
  rule: "a schema",
  holds: (value: unknown) =>
    typeof value === "object" && value !== null || typeof value === "function",
};

/** What is checked of a job's options: a text for a time would be taken for a millisecond. */
export const JOB_RULES: OptionChecks<JobOptions> = {
  ...WORK_POLICY,
  inputTimeout: WORK_POLICY.timeout,
  onError: {
    rule: '"fail", "skip" or a function',
    holds: (value) => typeof value === "function" || value === "fail" || value === "skip",
  },
  priority: { rule: "a number", holds: (value) => Number.isFinite(value) },
  concurrency: {
    rule: "a whole number from 1",
    holds: (value) => Number.isInteger(value) && Number(value) >= 1,
  },
  resources: {
    rule: "amounts by name",
    holds: (value) =>
      typeof value === "object" && value !== null &&
      Object.values(value).every((amount) => typeof amount === "number" && amount >= 0),
  },
  cache: {
    rule: "{ key, store } with a function, and with get and set",
    holds: (value) =>
      hasMethods(value, "key") && hasMethods(Reflect.get(Object(value), "store"), "get", "set"),
  },
  input: SCHEMA,
  output: SCHEMA,
};

/**
 * Refuses values that cannot be.
 *
 * @param attempt for the message: `make the task 'load'`
 * @param rules where there are other options beside, theirs too
 * @throws UsageError
 */
export function checkJobOptions(
  attempt: string,
  options: object,
  rules: Readonly<Record<string, OptionRule>> = JOB_RULES,
): void {
  const fault = findOptionFault(options as Readonly<Record<string, unknown>>, rules);
  if (fault === null) return;
  const { setting, rule, found } = fault;
  throw new UsageError(
    `Cannot ${attempt}: \`${setting}\` must be ${rule}; found ${foundText(found)}.`,
    { data: { setting, found: foundText(found) } },
  );
}
