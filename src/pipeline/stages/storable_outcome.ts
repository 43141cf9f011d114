/** Outcomes whose results can be written down. @module */
import { toErrorRow } from "../../flow/record/error_row.ts";
import { unsendableResult } from "../../pool/channel/unsendable_result.ts";
import type { Outcome } from "../../pool/run/task_pool.ts";
import { packReplies } from "../items/item_reply.ts";
import type { ItemReply } from "../items/item_call.ts";

/**
 * The outcome; where its results cannot be written down, that the item has failed. Results that
 * came from a worker always can be: those made in this thread, as with `debug: true`, have not
 * travelled.
 */
export function storableOutcome(outcome: Outcome): Outcome {
  if (!outcome.ok) return outcome;
  const { ok: _, value, ...known } = outcome;
  try {
    packReplies(value as ItemReply); // made by the pipeline's handler
    return outcome;
  } catch (cause) {
    return { ...known, ok: false, error: toErrorRow(unsendableResult(cause)), logs: [] };
  }
}
