import { mkdtempSync, readdirSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { breathe } from "../../../src/base/breath.ts";
import { DatasetMerger } from "../../../src/dataset/merge/dataset_merger.ts";
import type { MergeOptions } from "../../../src/dataset/merge/merge_options.ts";
import { MergeError } from "../../../src/dataset/merge/merge_error.ts";
import { mergeOnPool } from "../../../src/dataset/merge/merge_on_pool.ts";
import { ShardHandler } from "../../../src/dataset/merge/shard_handler.ts";
import { SHARD_WORK } from "../../../src/dataset/merge/shard_task.ts";
import { InlinePool } from "../../../src/pool/run/inline_pool.ts";
import type { PoolItem, TaskPool } from "../../../src/pool/run/task_pool.ts";
import { WorkerPool } from "../../../src/pool/run/worker_pool.ts";
import { temporaryFolder } from "../../storage/temporary_folder.ts";
import { datasetPaths, encodeParts } from "./encoded_files.ts";
import { folderBytes } from "./folder_bytes.ts";

const root = temporaryFolder();
const parts = Array.from({ length: 30 }, (_, i) => ({ bodies: [{ faces: 1 + i % 7, family: i }] }));
const newFolder = () => mkdtempSync(join(root, "pool-"));
const dataFiles = encodeParts(newFolder(), parts);

const workers = (size: number) => new WorkerPool({ size, isolation: "thread", kinds: SHARD_WORK });
const [one, three] = [workers(1), workers(3)];
/** Pools, how many workers they have, and the processors that there are said to be. */
const pools: [string, TaskPool, size: number, cores: number][] = [
  ["1 worker", one, 1, 0],
  ["1 worker and this thread", one, 1, 99],
  ["3 workers", three, 3, 0],
  ["3 workers and this thread", three, 3, 99],
  ["no worker", new InlinePool({ shards: () => new ShardHandler() }), 1, 99],
];
afterAll(() => Promise.all(pools.map(([, pool]) => pool.close())));

/** Items with a turn of the event loop before each. */
async function* slowly(items: Iterable<PoolItem> | AsyncIterable<PoolItem>) {
  for await (const item of items) {
    await breathe();
    yield item;
  }
}

/** A pool of one worker, which in truth is this thread, and which counts what it is given. */
function countingPool() {
  const inline = new InlinePool({ shards: () => new ShardHandler() });
  const pool: TaskPool & { given: number } = {
    given: 0,
    size: 1,
    activity: () => [{ worker: 0, pid: null, item: null, pending: 0, since: 0 }],
    run: (items, options) =>
      inline.run(slowly(items), {
        ...options,
        onHanded: ({ length }) => {
          pool.given += length;
        },
      }),
    close: () => inline.close(),
  };
  return pool;
}

const merge = (folder: string, options: MergeOptions, files = dataFiles) =>
  new DatasetMerger({ dataFiles: files, ...datasetPaths(folder) })
    .mergeData({ faceChunk: 8, ...options });

test.each(pools)(
  "the bytes are those of a merge in this thread: %s",
  async (_, pool, size, cores) => {
    const [here, there] = [newFolder(), newFolder()];
    const expected = await merge(here, {});
    const report = await merge(there, { executor: mergeOnPool(pool, size, { cores }) });
    expect(folderBytes(there)).toEqual(folderBytes(here));
    expect({ ...report, ...datasetPaths(here) }).toMatchObject({
      rawBytes: expected.rawBytes,
      writtenBytes: expected.writtenBytes,
    });
  },
);

test.each(pools)(
  "a shard that fails ends the merge with one error: %s",
  async (_, pool, size, cores) => {
    const folder = newFolder();
    const files = encodeParts(folder, parts);
    const error = await merge(folder, {
      executor: mergeOnPool(pool, size, { cores }),
      // The plan is made: what follows is for the workers to find.
      onProgress: ({ stage, done, total }) => {
        if (stage === "plan" && done === total) truncateSync(files[20], 300);
      },
    }, files).then(() => null, (error) => error);
    expect(error).toBeInstanceOf(MergeError);
    expect(error.message).toContain(files[20]);
    expect(error.data).toMatchObject({ file: files[20] });
    expect(readdirSync(folder).filter((name) => !name.endsWith(".data"))).toEqual([]);
  },
);

test.each(pools)("a cancelled merge can be gone on with: %s", async (_, pool, size, cores) => {
  const [folder, whole] = [newFolder(), newFolder()];
  const controller = new AbortController();
  const cancelled = merge(folder, {
    signal: controller.signal,
    executor: mergeOnPool(pool, size, { cores }),
    onProgress: ({ stage, done }) => {
      if (stage === "write" && done === 3) controller.abort(new Error("enough"));
    },
  });
  await expect(cancelled).rejects.toThrow("enough");
  const report = await merge(folder, { executor: mergeOnPool(pool, size, { cores }) });
  expect(report.resumedTasks).toBeGreaterThanOrEqual(3);
  await merge(whole, {});
  expect(folderBytes(folder)).toEqual(folderBytes(whole));
});

test("this thread takes part where a processor is spare and the files are small", async () => {
  const shards = async (cores: number, mostBytes?: number) => {
    const pool = countingPool();
    let total = 0;
    await merge(newFolder(), {
      executor: mergeOnPool(pool, 1, { cores, mostBytes }),
      onProgress: ({ total: all }) => total = all,
    });
    return [pool.given, total];
  };
  const [given, total] = await shards(2);
  expect(given).toBeGreaterThan(0);
  expect(given).toBeLessThan(total);
  expect(await shards(1)).toEqual([total, total]);
  // The first shard has files of up to 4 faces, with a grid of 6 numbers each; others up to 7.
  expect(await shards(2, 4 * 6 * 4 - 1)).toEqual([total, total]);
  expect((await shards(2, 7 * 6 * 4))[0]).toBeLessThan(total);
});

test("what fails in this thread ends the work of the pool", async () => {
  const failure = new Error("enough");
  const merging = merge(newFolder(), {
    executor: (tasks, options) => {
      const here = (function* () {
        yield* [...tasks].slice(0, 4);
        throw failure;
      })();
      return mergeOnPool(one, 1, { cores: 99 })(here, options);
    },
  });
  await expect(merging).rejects.toThrow("enough");
});

test("tasks are made as they are needed", async () => {
  let made = 0, done = 0, most = 0;
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
      return mergeOnPool(three, 3, { cores: 0 })(counted(), { ...options, onDone });
    },
  }, dataFiles.slice(0, 5));
  expect(made).toBeGreaterThan(15); // many more than may wait
  expect(done).toBe(made);
  expect(most).toBeLessThanOrEqual(3);
});
