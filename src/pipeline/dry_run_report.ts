/** What a dry run has found. @module */
import type { ItemError } from "./items/item_error.ts";

/** What a dry run has found. */
export interface DryRunReport {
  /** How many items were done, skipped and failed. */
  readonly items: number;
  /** How many there are. */
  readonly total: number;
  /** How many of them a run would do: what an earlier one has done is kept. */
  readonly pending: number;
  /** The first rows of the infoset; without a dataset, the first results. */
  readonly rows: readonly unknown[];
  /** The first item that failed; null where none has. */
  readonly firstError: ItemError | null;
  /**
   * Milliseconds that a run would take with the flow's workers, within a factor of two: the start,
   * what is pending at the pace of these few when all is warm, and what runs once at its pace
   * here.
   */
  readonly durationMs: number;
  /** Bytes that all items would take: encoded files and the dataset. */
  readonly bytes: number;
}
