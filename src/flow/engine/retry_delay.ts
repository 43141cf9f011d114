/** How long to wait before a job is tried again. @module */
import type { JobOptions } from "../job.ts";

/**
 * Milliseconds to wait after a failed attempt.
 *
 * @param attempt the attempt that failed, from 1
 */
export function retryDelay(
  { backoff = "fixed", delay = 0 }: Pick<JobOptions, "backoff" | "delay">,
  attempt: number,
  error: unknown,
): number {
  if (typeof backoff === "function") return Math.max(0, backoff(attempt, error));
  return backoff === "fixed" ? delay : delay * 2 ** (attempt - 1);
}
