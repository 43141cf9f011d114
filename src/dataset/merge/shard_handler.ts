/**
 * What a worker does for a merge.
 *
 * @module
 */
import type { Handler, HandlerContext } from "../../pool/channel/handler.ts";
import { FileCache } from "./file_cache.ts";
import type { ShardTask } from "./shard_task.ts";
import { type ShardResult, writeShards } from "./write_shards.ts";

/** What all tasks of a merge share on their way to workers. It is plain data. */
export interface ShardWork {
  readonly kind: "shards";
  /** Unlike that of any other merge. */
  readonly merge: string;
  readonly batchSize?: number;
}

/** Whether what the items of a pool's run share says that they are tasks of a merge. */
export function isShardWork(shared: unknown): shared is ShardWork {
  return (shared as Partial<ShardWork> | null | undefined)?.kind === "shards";
}

/** Runs tasks, one after the other, in one worker. */
export class ShardHandler implements Handler {
  #cache = new FileCache();
  #merge = "";

  run(task: unknown, shared: unknown, { signal }: HandlerContext): Promise<ShardResult> {
    const { merge, batchSize } = shared as ShardWork; // the caller has asked isShardWork
    // Between two merges the files may have been written again.
    if (merge !== this.#merge) this.close();
    this.#merge = merge;
    return writeShards(task as ShardTask, { batchSize, signal, cache: this.#cache });
  }

  /** Closes the file that is still open. More tasks may follow. */
  close(): void {
    this.#cache.close();
  }
}

/** For a pool that does nothing but merges. */
export function createHandler(): Handler {
  return new ShardHandler();
}
