/** What the workers of a pipeline can do: one line a kind of work. @module */
import { SHARD_WORK } from "../../dataset/merge/shard_task.ts";
import type { WorkKinds } from "../../pool/channel/handler.ts";
import type { WorkerConfig } from "./stage_call.ts";

/** The kind of work that a stage's items are. */
export const ITEM_WORK = "items";

/** The kind of work that files are which are audited. */
export const AUDIT_WORK = "audits";

/** The kinds, by name; see `WorkKinds` for when their handlers are made. */
export function workKinds(config: WorkerConfig): WorkKinds {
  return {
    [ITEM_WORK]: { module: new URL("./boot_worker.ts", import.meta.url).href, config },
    ...SHARD_WORK,
    [AUDIT_WORK]: { module: new URL("./audit_handler.ts", import.meta.url).href, config },
  };
}
