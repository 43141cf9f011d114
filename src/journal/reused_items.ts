/** What counts as reused. @module */
import type { EndState } from "./journal_types.ts";

/**
 * Of the items that a run keeps from an earlier one, those that are reused: done or skipped. A
 * failure that is kept is a failure, wherever items are counted: nothing of it can be used.
 */
export function reusedItems({ done, skipped }: Readonly<Record<EndState, number>>): number {
  return done + skipped;
}
