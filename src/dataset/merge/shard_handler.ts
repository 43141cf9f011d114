/**
 * What a worker does for a merge.
 *
 * @module
 */
import { clearTimeout, setTimeout } from "node:timers";
import type { Handler, HandlerContext } from "../../pool/channel/handler.ts";
import { FileCache } from "./file_cache.ts";
import type { ShardTask, ShardWork } from "./shard_task.ts";
import { type ShardResult, writeShards } from "./write_shards.ts";

/** Milliseconds without a task after which files are let go of. */
const IDLE_MS = 1000;

/** Runs tasks, one after the other, in one worker. */
export class ShardHandler implements Handler {
  #cache = new FileCache();
  #merge = "";
  #timer: NodeJS.Timeout | undefined;

  async run(task: unknown, shared: unknown, { signal }: HandlerContext): Promise<ShardResult> {
    const { merge, batchSize } = shared as ShardWork; // as mergeOnPool made it
    clearTimeout(this.#timer);
    // Between two merges the files may have been written again.
    if (merge !== this.#merge) this.close();
    this.#merge = merge;
    try {
      return await writeShards(task as ShardTask, { batchSize, signal, cache: this.#cache });
    } finally {
      // A worker may be kept for the next run, and is not told that this was the last task.
      this.#timer = setTimeout(() => this.#cache.close(), IDLE_MS).unref();
    }
  }

  /** Closes the file that is still open. More tasks may follow. */
  close(): void {
    clearTimeout(this.#timer);
    this.#cache.close();
  }
}

/** For pools whose kinds of work have {@linkcode SHARD_WORK} among them. */
export function createHandler(): Handler {
  return new ShardHandler();
}
