import { mkdtempSync, readdirSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { DatasetMerger } from "../../../src/dataset/merge/dataset_merger.ts";
import type { MergeOptions } from "../../../src/dataset/merge/merge_options.ts";
import { MergeError } from "../../../src/dataset/merge/merge_error.ts";
import { mergeOnPool } from "../../../src/dataset/merge/merge_on_pool.ts";
import { ShardHandler } from "../../../src/dataset/merge/shard_handler.ts";
import { SHARD_WORK } from "../../../src/dataset/merge/shard_task.ts";
import { InlinePool } from "../../../src/pool/run/inline_pool.ts";
import type { TaskPool } from "../../../src/pool/run/task_pool.ts";
import { WorkerPool } from "../../../src/pool/run/worker_pool.ts";
import { temporaryFolder } from "../../storage/temporary_folder.ts";
import { datasetPaths, encodeParts } from "./encoded_files.ts";
import { folderBytes } from "./folder_bytes.ts";

const root = temporaryFolder();
const parts = Array.from({ length: 30 }, (_, i) => ({ bodies: [{ faces: 1 + i % 7, family: i }] }));
const newFolder = () => mkdtempSync(join(root, "pool-"));
const dataFiles = encodeParts(newFolder(), parts);

const workers = (size: number) => new WorkerPool({ size, isolation: "thread", kinds: SHARD_WORK });
const pools: [string, TaskPool, number][] = [
  ["1 worker", workers(1), 1],
  ["3 workers", workers(3), 3],
  ["no worker", new InlinePool({ shards: () => new ShardHandler() }), 1],
];
afterAll(() => Promise.all(pools.map(([, pool]) => pool.close())));

const merge = (folder: string, options: MergeOptions, files = dataFiles) =>
  new DatasetMerger({ dataFiles: files, ...datasetPaths(folder) })
    .mergeData({ faceChunk: 8, ...options });

test.each(pools)("the bytes are those of a merge in this thread: %s", async (_, pool, size) => {
  const [here, there] = [newFolder(), newFolder()];
  const expected = await merge(here, {});
  const report = await merge(there, { executor: mergeOnPool(pool, size) });
  expect(folderBytes(there)).toEqual(folderBytes(here));
  expect({ ...report, ...datasetPaths(here) }).toMatchObject({
    rawBytes: expected.rawBytes,
    writtenBytes: expected.writtenBytes,
  });
});

test.each(pools)("a shard that fails ends the merge with one error: %s", async (_, pool, size) => {
  const folder = newFolder();
  const files = encodeParts(folder, parts);
  const error = await merge(folder, {
    executor: mergeOnPool(pool, size),
    // The plan is made: what follows is for the workers to find.
    onProgress: ({ stage, done, total }) => {
      if (stage === "plan" && done === total) truncateSync(files[20], 300);
    },
  }, files).then(() => null, (error) => error);
  expect(error).toBeInstanceOf(MergeError);
  expect(error.message).toContain(files[20]);
  expect(error.data).toMatchObject({ file: files[20] });
  expect(readdirSync(folder).filter((name) => !name.endsWith(".data"))).toEqual([]);
});

test.each(pools)("a cancelled merge can be gone on with: %s", async (_, pool, size) => {
  const [folder, whole] = [newFolder(), newFolder()];
  const controller = new AbortController();
  const cancelled = merge(folder, {
    signal: controller.signal,
    executor: mergeOnPool(pool, size),
    onProgress: ({ stage, done }) => {
      if (stage === "write" && done === 3) controller.abort(new Error("enough"));
    },
  });
  await expect(cancelled).rejects.toThrow("enough");
  const report = await merge(folder, { executor: mergeOnPool(pool, size) });
  expect(report.resumedTasks).toBeGreaterThanOrEqual(3);
  await merge(whole, {});
  expect(folderBytes(folder)).toEqual(folderBytes(whole));
});

test("tasks are made as they are needed", async () => {
  let made = 0, done = 0, most = 0;
  const [, pool] = pools[1];
  const folder = newFolder();
  await merge(folder, {
    faceChunk: 1,
    executor: (tasks, options) => {
      const counted = function* () {
        for (const task of tasks) {
          most = Math.max(most, ++made - done);
          yield task;
        }
      };
      const onDone: typeof options.onDone = (task, result) => {
        done++;
        options.onDone(task, result);
      };
      return mergeOnPool(pool, 3)(counted(), { ...options, onDone });
    },
  }, dataFiles.slice(0, 5));
  expect(made).toBeGreaterThan(15); // twice as many as may wait
  expect(done).toBe(made);
  expect(most).toBeLessThanOrEqual(2 * 3 + 1);
});
