/** Which item made a worker end, and how its items are tried again. @module */
import { type ErrorRow, toErrorRow } from "../../flow/record/error_row.ts";
import { HungItem } from "../channel/hung_item_error.ts";
import type { PoolItem } from "./task_pool.ts";

/** An item that a run has to hand out. */
export interface QueuedItem extends PoolItem {
  /** How often it was handed to a worker so far. */
  readonly handed?: number;
}

/**
 * How often a worker may end before it has said that it got an item. After that the item is
 * suspected.
 */
const MAX_LOST = 3;

/** What is done after a worker has ended. */
interface Verdict {
  /** Handed out again, with others. */
  readonly innocent: readonly QueuedItem[];
  /** Handed out again with care, as their `alone` says. */
  readonly suspects: readonly QueuedItem[];
  /** Has failed. */
  readonly guilty: QueuedItem | null;
  readonly error: ErrorRow;
}

/**
 * Judges the items that a worker had not answered when it ended.
 *
 * An item that is known to have held the thread is to blame, and so is the only item that was
 * there. It is tried once more in a process of its own; where it was in one, it fails. Of several
 * items any may be to blame: each is tried without others, so that the next crash tells which.
 *
 * @param pending as often handed as they were, this time included
 * @param accepted whether the worker had begun with them
 * @param canQuarantine whether there are processes of their own for items
 */
export function judge(
  pending: readonly QueuedItem[],
  thrown: unknown,
  { accepted, canQuarantine }: { accepted: boolean; canQuarantine: boolean },
): Verdict {
  const error = toErrorRow(thrown instanceof HungItem ? thrown.timeout : thrown);
  const nobody: Verdict = { innocent: pending, suspects: [], guilty: null, error };
  const isLost = !accepted && pending.every(({ handed = 0 }) => handed < MAX_LOST);
  if (isLost || pending.length === 0) return nobody;
  const blamed = thrown instanceof HungItem
    ? pending.find(({ index }) => index === thrown.index)
    : pending.length === 1
    ? pending[0]
    : undefined;
  if (blamed === undefined) {
    if (thrown instanceof HungItem) return nobody; // it has ended after all
    return { ...nobody, innocent: [], suspects: pending.map((i) => ({ ...i, alone: "batch" })) };
  }
  const innocent = pending.filter((item) => item !== blamed);
  if (blamed.alone === "process" || !canQuarantine) {
    return { innocent, suspects: [], guilty: blamed, error };
  }
  return { innocent, suspects: [{ ...blamed, alone: "process" }], guilty: null, error };
}
