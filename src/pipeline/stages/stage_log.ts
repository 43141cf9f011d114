/** What the log says of a stage when it begins. @module */
import type { EndState } from "../../journal/journal_types.ts";
import { reusedItems } from "../../journal/reused_items.ts";
import { againLines, doneAgain } from "./done_again_text.ts";
import type { RunEnvironment } from "./run_environment.ts";
import type { Stage } from "./stage.ts";

/**
 * Says that a stage begins.
 *
 * @param workers how many do its items; null where this thread does
 */
export function announce(
  tasks: readonly string[],
  items: number,
  workers: number | null,
  log: RunEnvironment["log"],
): void {
  for (const name of tasks) log("INFO", `Executing ParallelTask '${name}' with ${items} items.`);
  if (workers === null) log("INFO", "Running in this process, one item after the other");
  else log("INFO", `Using a pool of ${workers} workers`);
}

/** Says how many items are as an earlier run has left them. */
export function tellKept(
  stage: string,
  kept: Readonly<Record<EndState, number>>,
  { log, retry }: Pick<RunEnvironment, "log" | "retry">,
): void {
  const reused = reusedItems(kept);
  if (reused > 0) log("INFO", `'${stage}': ${reused} items are reused from an earlier run.`);
  if (kept.failed === 0) return;
  log(
    "WARNING",
    `'${stage}': ${kept.failed} failures of an earlier run are kept; ` +
      `\`${retry}\` tries them again.`,
  );
}

/** Says why items are done again, and counts them for the run's summary. */
export function tellAgain(
  { name, tasks }: Stage,
  reasons: Readonly<Record<string, number>>,
  { log, again }: Pick<RunEnvironment, "log" | "again">,
): void {
  const counts = doneAgain(reasons, tasks.map(({ definition }) => definition.info));
  for (const [reason, count] of Object.entries(counts)) {
    again[reason] = (again[reason] ?? 0) + count;
  }
  for (const line of againLines(counts)) log("INFO", `'${name}': done again: ${line}`);
}
