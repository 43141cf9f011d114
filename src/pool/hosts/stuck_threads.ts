/**
 * How many threads of this process were given up while they compute. It belongs to the process, not
 * to a run: such a thread goes on when the run that it came from is over.
 *
 * @module
 */

let stuck = 0;

/**
 * How many threads of this process still compute although their work was given up.
 *
 * With `isolation: "thread"`, a task that computes past its time cannot be stopped: Deno has no
 * means to. Its thread keeps the process from ending, so that a program that finds one here must
 * end with `Deno.exit()`. With `isolation: "process"` there are none.
 *
 * @example
 * ```ts
 * import { stuckThreads } from "trunnion";
 *
 * if (stuckThreads() > 0) Deno.exit();
 * ```
 */
export function stuckThreads(): number {
  return stuck;
}

/** Takes note of one more. */
export function countStuckThread(): void {
  stuck++;
}
