/** How many items a stage has. @module */
import type { ItemCounts } from "./run_report.ts";

/** All items of a stage: each is in one of these counts. */
export function countAll({ done, skipped, reused, failed, waiting }: ItemCounts): number {
  return done + skipped + reused + failed + waiting;
}
