/** What may be said of any work, a job's or an item's: its time, and its attempts. @module */
import type { OptionChecks, OptionRule } from "../../base/option_rules.ts";

/**
 * How long to wait before the next attempt: always `delay`; `delay` doubled with each attempt; or
 * what a function says, in milliseconds.
 */
export type Backoff =
  | "fixed"
  | "exponential"
  | ((attempt: number, error: unknown) => number);

/** How long work may take, and how often it is tried. All times are milliseconds. */
export interface WorkPolicy {
  /**
   * Milliseconds for one attempt. Past them the attempt's signal is aborted and the attempt has
   * failed with a FlowTimeoutError, whether it listens or not.
   *
   * @default {none}
   */
  readonly timeout?: number;
  /**
   * Milliseconds that work gets to end by itself when it was told to stop: its time is over, or the
   * run was cancelled, and its signal was aborted. Work that goes on past them is given up. Nobody
   * waits for it, and a worker or process that does it is ended.
   *
   * @default {100}
   */
  readonly grace?: number;
  /**
   * How often a failed attempt is repeated: `n` means at most `n + 1` attempts.
   *
   * @default {0}
   */
  readonly retries?: number;
  /**
   * How `delay` changes from attempt to attempt.
   *
   * @default {"fixed"}
   */
  readonly backoff?: Backoff;
  /**
   * Milliseconds before the second attempt.
   *
   * @default {0}
   */
  readonly delay?: number;
  /**
   * Whether an error is worth another attempt.
   *
   * @default {every error is}
   */
  readonly retryIf?: (error: unknown, attempt: number) => boolean;
}

const TIME: OptionRule<never> = { rule: "a number of milliseconds", holds: isTime };

/** What each setting of a policy must be. */
export const WORK_POLICY: OptionChecks<WorkPolicy> = {
  timeout: {
    rule: "a number of milliseconds above 0",
    holds: (value) => isNumber(value) && value > 0,
  },
  grace: TIME,
  retries: {
    rule: "a whole number from 0",
    holds: (value) => Number.isInteger(value) && isTime(value),
  },
  backoff: {
    rule: '"fixed", "exponential" or a function',
    holds: (value) => typeof value === "function" || value === "fixed" || value === "exponential",
  },
  delay: TIME,
  retryIf: { rule: "a function", holds: (value) => typeof value === "function" },
};

function isNumber(value: unknown): value is number {
  return typeof value === "number" && !Number.isNaN(value);
}

function isTime(value: unknown): boolean {
  return isNumber(value) && value >= 0;
}
