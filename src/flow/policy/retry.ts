/** Whether work that failed is tried again, and when. @module */
import type { WorkPolicy } from "./work_policy.ts";

/**
 * Whether another attempt follows.
 *
 * @param attempt the attempt that failed, from 1
 */
export function triesAgain(
  { retries = 0, retryIf }: Pick<WorkPolicy, "retries" | "retryIf">,
  attempt: number,
  error: unknown,
): boolean {
  return attempt <= retries && (retryIf?.(error, attempt) ?? true);
}

/**
 * Milliseconds to wait after a failed attempt.
 *
 * @param attempt the attempt that failed, from 1
 */
export function retryDelay(
  { backoff = "fixed", delay = 0 }: Pick<WorkPolicy, "backoff" | "delay">,
  attempt: number,
  error: unknown,
): number {
  if (typeof backoff === "function") return Math.max(0, backoff(attempt, error));
  return backoff === "fixed" ? delay : delay * 2 ** (attempt - 1);
}
