/** What a dry run has found. @module */
import type { ItemError } from "./items/item_error.ts";

/** What a dry run has found. */
export interface DryRunReport {
  /** How many items were done, skipped and failed. */
  readonly items: number;
  /** How many there are. */
  readonly total: number;
  /** The first rows of the infoset; without a dataset, the first results. */
  readonly rows: readonly unknown[];
  /** The first item that failed; null where none has. */
  readonly firstError: ItemError | null;
  /**
   * Milliseconds that all items would take with the flow's workers, by these few: their loader
   * warms up among them, so that many items take less.
   */
  readonly durationMs: number;
  /** Bytes that all items would take: encoded files and the dataset. */
  readonly bytes: number;
}
