/** How long to wait before a job is tried again. @module */
import type { JobOptions } from "./job.ts";

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

/** Waits, unless the signal is aborted: then it throws the reason. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", onAbort);
      resolve();
    }, ms);
    signal.addEventListener("abort", onAbort, { once: true });
  });
}
