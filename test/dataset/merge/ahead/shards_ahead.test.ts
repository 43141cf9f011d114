import { mkdirSync, mkdtempSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ShardsAhead } from "../../../../src/dataset/merge/ahead/shards_ahead.ts";
import { DatasetMerger } from "../../../../src/dataset/merge/dataset_merger.ts";
import type { MergeOptions } from "../../../../src/dataset/merge/merge_options.ts";
import { type MergeExecutor, mergeHere } from "../../../../src/dataset/merge/merge_executor.ts";
import type { ArrayPlan } from "../../../../src/dataset/merge/merge_plan.ts";
import type { ShardFile, ShardTask } from "../../../../src/dataset/merge/shard_task.ts";
import { factsOf } from "../../../../src/dataset/merge/merge_key.ts";
import { openDataFileOnce } from "../../../../src/storage/read_data_file.ts";
import type { JustTold } from "../../../../src/dataset/merge/ahead/told_files.ts";
import { temporaryFolder } from "../../../storage/temporary_folder.ts";
import { datasetPaths, encodeParts, type Part } from "../encoded_files.ts";
import { folderBytes } from "../folder_bytes.ts";

const root = temporaryFolder();
const newFolder = () => mkdtempSync(join(root, "ahead-"));
/** 96,000 rows of faces: a shard has at most 65,536. */
const parts: Part[] = Array.from({ length: 24 }, (_, i) => ({
  bodies: i % 5 === 0 ? [{ faces: 3000 }, { faces: 1500 }] : [{ faces: 3500 + i }],
}));
const encoded = () => encodeParts(newFolder(), parts);

/** What a file says, and its bytes. */
function toldOf(path: string): JustTold {
  const facts = factsOf(path), opened = openDataFileOnce(path);
  return { file: opened.group(null), facts, opened };
}

/** Tells of files in that order. */
function tell(ahead: ShardsAhead, files: readonly string[], order = files.map((_, i) => i)): void {
  for (const place of order) {
    ahead.add(place, toldOf(files[place]));
  }
}

/** Merges; how many shards were written by another than `ahead`. */
async function merge(
  folder: string,
  dataFiles: readonly string[],
  ahead?: ShardsAhead,
  sizes: Pick<MergeOptions, "faceChunk"> = {},
) {
  let others = 0;
  const report = await new DatasetMerger({ dataFiles, ...datasetPaths(folder) }).mergeData({
    ...sizes,
    executor: ahead?.executor((tasks, { onDone, ...options }) =>
      mergeHere(tasks, { ...options, onDone: (...done) => (others++, onDone(...done)) })
    ),
  });
  return { others, report, bytes: folderBytes(folder) };
}

async function expectSame(
  files: readonly string[],
  ahead: ShardsAhead,
  sizes: Pick<MergeOptions, "faceChunk"> = {},
): Promise<number> {
  const there = await merge(newFolder(), files, ahead, sizes);
  const here = await merge(newFolder(), files, undefined, sizes);
  expect(there.bytes).toEqual(here.bytes);
  expect(there.report).toMatchObject({
    rawBytes: here.report.rawBytes,
    writtenBytes: here.report.writtenBytes,
    resumedTasks: 0,
  });
  return there.others;
}

const files = encoded();

test("the bytes are those of a merge at the end, whichever file came first", async () => {
  const ahead = new ShardsAhead();
  tell(ahead, files, [7, ...files.map((_, i) => i).filter((i) => i !== 7)]);
  expect(await expectSame(files, ahead)).toBe(0);
});

test("files that came too late are added when the rest is there", async () => {
  const ahead = new ShardsAhead();
  tell(ahead, files, files.map((_, i) => i).slice(0, -10));
  expect(await expectSame(files, ahead)).toBeLessThan(2); // the second shard was not begun
});

test("items without a file are passed over", async () => {
  const ahead = new ShardsAhead(), some = files.filter((_, i) => i !== 2 && i !== 23);
  ahead.add(2, null);
  tell(ahead, files, files.map((_, i) => i).filter((i) => i !== 2 && i !== 23));
  ahead.add(23, null);
  expect(await expectSame(some, ahead)).toBe(0);
});

test("what is not as it was expected is written anew: other files, other shards", async () => {
  const lacking = new ShardsAhead();
  tell(lacking, files);
  expect(await expectSame(files.filter((_, i) => i !== 3), lacking)).toBeGreaterThan(1);
  const more = encoded(), again = new ShardsAhead();
  tell(again, more);
  utimesSync(more[20], 1, 1);
  const whole = await expectSame(more, again);
  expect(whole).toBeGreaterThan(0); // of faces the first shard is as it was
  const larger = new ShardsAhead();
  tell(larger, files);
  expect(await expectSame(files, larger, { faceChunk: 1 << 17 })).toBe(1);
  const late = new ShardsAhead();
  tell(late, files, files.map((_, i) => i).slice(1));
  expect(await expectSame(files, late)).toBeGreaterThan(whole);
});

test("a shard is taken for the very rows of the very files alone, in the same form", async () => {
  let asked: ShardTask[] = [];
  await new DatasetMerger({ dataFiles: files, ...datasetPaths(newFolder()) }).mergeData({
    executor: (tasks, options) => mergeHere(asked = [...tasks], options),
  });
  const [task] = asked, [file, ...rest] = task.files, [array, ...arrays] = task.arrays;
  const isTaken = async (change: Partial<ShardTask>) => {
    const ahead = new ShardsAhead(), others: ShardTask[] = [];
    tell(ahead, files);
    const inner: MergeExecutor = (tasks) => Promise.resolve(void others.push(...tasks));
    const folder = newFolder();
    mkdirSync(join(folder, task.group, array.name, "c"), { recursive: true });
    await ahead.executor(inner)([{ ...task, folder, ...change }], { onDone: () => {} });
    return others.length === 0;
  };
  const withFile = (change: Partial<ShardFile>) => ({ files: [{ ...file, ...change }, ...rest] });
  const withArray = (change: Partial<ArrayPlan>) => ({
    arrays: [{ ...array, ...change }, ...arrays],
  });
  expect(await isTaken({})).toBe(true);
  for (
    const change of [
      withFile({ path: files[1] }),
      withFile({ rowsPerBody: [...file.rowsPerBody, 1] }),
      withFile({ fileId: 7 }),
      withFile({ firstSample: 7 }),
      withFile({ facts: { ...file.facts, size: 1 } }),
      withArray({ innerRows: array.innerRows / 2 }),
      withArray({ spec: { ...array.spec, dtype: "float64" } }),
      { arrays },
      { shardRows: 1 },
      { files: [file] },
    ]
  ) expect(await isTaken(change), JSON.stringify(Object.keys(change))).toBe(false);
});

test("a file that cannot be read leaves no half of it behind", async () => {
  const some = encoded(), ahead = new ShardsAhead();
  tell(ahead, some, some.map((_, i) => i).slice(0, 12));
  const { file, facts } = toldOf(some[12]);
  const bytes = Deno.readFileSync(some[12]);
  const damaged = bytes.slice();
  // The second of its arrays: the first has been copied by then.
  const at = new TextDecoder("latin1").decode(bytes).indexOf("faces/grid/c/0/0/0");
  damaged.fill(0, at + 30, at + 60);
  writeFileSync(some[12], damaged);
  utimesSync(some[12], 1, facts.mtimeMs / 1000);
  ahead.add(12, { file, facts: factsOf(some[12]), opened: openDataFileOnce(some[12]) });
  writeFileSync(some[12], bytes);
  utimesSync(some[12], 1, facts.mtimeMs / 1000);
  tell(ahead, some, some.map((_, i) => i).slice(13));
  await expectSame(some, ahead);
});

test("a file that was written again while it waited is taken as it is now", async () => {
  const some = encoded(), ahead = new ShardsAhead();
  tell(ahead, some, [1]);
  encodeParts(join(some[0], ".."), parts.with(1, { bodies: [{ faces: 3500 }] }));
  tell(ahead, some, [1, ...some.map((_, i) => i)]);
  expect(await expectSame(some, ahead)).toBe(0);
  const late = new ShardsAhead();
  tell(late, some, [0, 1]);
  const { file, facts } = toldOf(some[2]);
  utimesSync(some[2], 1, 1);
  late.add(2, { file, facts, opened: openDataFileOnce(some[2]) });
  tell(late, some, some.map((_, i) => i).slice(3));
  await expectSame(some, late);
});

test("a merge that fails or is stopped does so with its error", async () => {
  const some = encoded(), ahead = new ShardsAhead();
  tell(ahead, some, some.map((_, i) => i).slice(0, 20));
  const folder = newFolder();
  const merging = new DatasetMerger({ dataFiles: some, ...datasetPaths(folder) }).mergeData({
    executor: ahead.executor(mergeHere),
    onProgress: ({ stage, done, total }) => {
      if (stage === "plan" && done === total) truncateSync(some[22], 300);
    },
  });
  await expect(merging).rejects.toThrow(some[22]);
  const stopped = new ShardsAhead();
  tell(stopped, files);
  const controller = new AbortController();
  const cancelled = new DatasetMerger({ dataFiles: files, ...datasetPaths(newFolder()) }).mergeData(
    {
      executor: stopped.executor(mergeHere),
      signal: controller.signal,
      onProgress: ({ stage }) => stage === "write" && controller.abort(new Error("enough")),
    },
  );
  await expect(cancelled).rejects.toThrow("enough");
});
