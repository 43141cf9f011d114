/**
 * A program that merges files and kills itself, as nothing can be cleaned up after. The argument
 * is JSON: the merge, and when to end.
 */
import { DatasetMerger } from "../../../src/dataset/merge/dataset_merger.ts";
import type { DatasetMergerOptions } from "../../../src/dataset/merge/merge_options.ts";

/** When the program is killed: after so many shards, or in the middle of the one after them. */
export interface Killing {
  readonly merge: DatasetMergerOptions;
  readonly faceChunk: number;
  readonly after: number;
  readonly inside: boolean;
}

if (import.meta.main) {
  const { merge, faceChunk, after, inside }: Killing = JSON.parse(Deno.args[0]);
  const kill = () => Deno.kill(Deno.pid, "SIGKILL");
  await new DatasetMerger(merge).mergeData({
    faceChunk,
    batchSize: 1, // a turn of the event loop between any two files
    onProgress: ({ stage, done }) => {
      if (stage !== "write" || done !== after) return;
      if (inside) setTimeout(() => setTimeout(kill, 0), 0);
      else kill();
    },
  });
}
