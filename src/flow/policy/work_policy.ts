/** What may be said of any work, a job's or an item's: its time, and its attempts. @module */
import type { OptionNames } from "../../base/known_options.ts";

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
   * Milliseconds that work which was told to stop gets to end by itself: its signal was aborted, as
   * its time was over or the run was cancelled. Work that goes on past them is given up: nobody
   * waits for it, and what does it elsewhere is ended.
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

/** The names of a policy. */
export const WORK_POLICY: OptionNames<WorkPolicy> = {
  timeout: true,
  grace: true,
  retries: true,
  backoff: true,
  delay: true,
  retryIf: true,
};

/** A setting that cannot work. */
export interface PolicyFault {
  readonly setting: string;
  /** What it must be, in words. */
  readonly rule: string;
  readonly found: unknown;
}

type Rule = readonly [name: keyof WorkPolicy, holds: (value: unknown) => boolean, rule: string];

const RULES: readonly Rule[] = [
  ["timeout", (value) => isNumber(value) && value > 0, "a number of milliseconds above 0"],
  ["grace", isTime, "a number of milliseconds"],
  ["retries", (value) => Number.isInteger(value) && isTime(value), "a whole number from 0"],
  ["delay", isTime, "a number of milliseconds"],
  ["backoff", isBackoff, '"fixed", "exponential" or a function'],
  ["retryIf", (value) => typeof value === "function", "a function"],
];

/** The first setting that cannot work, or null. */
export function findPolicyFault(policy: WorkPolicy): PolicyFault | null {
  for (const [setting, holds, rule] of RULES) {
    const found = policy[setting];
    if (found !== undefined && !holds(found)) return { setting, rule, found };
  }
  return null;
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && !Number.isNaN(value);
}

function isTime(value: unknown): boolean {
  return isNumber(value) && value >= 0;
}

function isBackoff(value: unknown): boolean {
  return typeof value === "function" || value === "fixed" || value === "exponential";
}
