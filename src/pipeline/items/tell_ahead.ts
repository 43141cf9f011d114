/** What the merge is told while items are done. @module */
import type { AheadBackend } from "../../dataset/dataset_backend.ts";
import type { Outcome, TaskPool } from "../../pool/run/task_pool.ts";
import type { ItemReply } from "./item_call.ts";
import { keepsListing } from "./item_order.ts";

/** What of a run decides whether its merge can begin with the first files. */
interface AheadRun {
  readonly ahead: Pick<AheadBackend, "look" | "pass"> | null;
  readonly pool: Pick<TaskPool, "size">;
  readonly stages: readonly { readonly encodes: boolean }[];
}

/**
 * Tells of the files that items of a stage that encodes have become. Where they are done as they
 * are listed, and a processor is there for it, the merge can begin with the first files: it is told
 * their places, and which items have no file.
 */
export function tellAhead({ ahead, pool, stages }: AheadRun, outcomes: readonly Outcome[]): void {
  if (ahead === null) return;
  const isPlaced = keepsListing(pool.size) && navigator.hardwareConcurrency > 1 &&
    stages.filter(({ encodes }) => encodes).length === 1;
  for (const one of outcomes) {
    const file = one.ok ? (one.value as ItemReply).file : null;
    if (file !== null) ahead.look(file, isPlaced ? one.index : null);
    else if (isPlaced) ahead.pass(one.index);
  }
}
