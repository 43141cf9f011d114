/** What became of one item in one task. @module */
import type { ItemError } from "./item_error.ts";

/** One item, with what a task made of it: a result, nothing, or an error. */
export interface ItemOutcome {
  /** Position of the item in its list, from 0. */
  readonly index: number;
  /** The item: its path, or its JSON. */
  readonly item: string;
  /** What the task returned; null where it skipped the item, or the item failed. */
  readonly result: unknown;
  /** Whether the task skipped the item. */
  readonly skipped: boolean;
  /** Why the item failed, be it in this task or in another that encodes with it; else null. */
  readonly error: ItemError | null;
}
