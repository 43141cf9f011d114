import { mkdtempSync, readdirSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { DatasetMerger } from "../../../src/dataset/merge/dataset_merger.ts";
import type { MergeOptions } from "../../../src/dataset/merge/merge_options.ts";
import { mergeHere } from "../../../src/dataset/merge/merge_executor.ts";
import { temporaryFolder } from "../../storage/temporary_folder.ts";
import { datasetPaths, encodeParts } from "./encoded_files.ts";
import { folderBytes } from "./folder_bytes.ts";
import type { Killing } from "./merge_to_kill.ts";

const root = temporaryFolder();
const source = mkdtempSync(join(root, "files-"));
const parts = Array.from({ length: 24 }, (_, i) => ({ bodies: [{ faces: 1 + i % 5, family: i }] }));
const dataFiles = encodeParts(source, parts);
const faceChunk = 8;

/** Runs a merge here; tells how many tasks it has done itself. */
async function merge(folder: string, options: MergeOptions = {}) {
  let written = 0;
  const report = await new DatasetMerger({ dataFiles, ...datasetPaths(folder) }).mergeData({
    faceChunk,
    ...options,
    executor: (tasks, { onDone, ...rest }) =>
      mergeHere(tasks, { ...rest, onDone: (...done) => (written++, onDone(...done)) }),
  });
  return { report, written };
}

/** Runs a merge in a process of its own, which is killed. */
async function mergeAndKill(folder: string, after: number, inside: boolean): Promise<void> {
  const killing: Killing = {
    merge: { dataFiles, ...datasetPaths(folder) },
    faceChunk,
    after,
    inside,
  };
  const program = fileURLToPath(new URL("./merge_to_kill.ts", import.meta.url));
  const { signal, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", program, JSON.stringify(killing)],
    stdout: "inherit",
    stderr: "piped",
  }).output();
  expect(signal, new TextDecoder().decode(stderr)).toBe("SIGKILL");
}

const undisturbed = mkdtempSync(join(root, "whole-"));
const { written: total } = await merge(undisturbed);
const expected = folderBytes(undisturbed);
const names = Object.keys(datasetPaths(undisturbed)).length;

test("the merge has shards enough to be killed among", () => {
  expect(total).toBeGreaterThan(8);
  expect(names).toBeGreaterThan(2);
});

test.each([
  [1, false],
  [4, true],
  [total - 1, true],
  [total, false],
])(
  "killed after %s shards (inside another: %s), it goes on with the next",
  async (after, inside) => {
    const folder = mkdtempSync(join(root, "killed-"));
    await mergeAndKill(folder, after, inside);
    expect(readdirSync(folder).some((name) => name.startsWith("parts.dataset.tmp-"))).toBe(true);
    const { report, written } = await merge(folder);
    expect(report.resumedTasks).toBe(after);
    expect(written).toBe(total - after);
    expect(folderBytes(folder)).toEqual(expected);
  },
);

test("killed several times, it does each shard once", async () => {
  const folder = mkdtempSync(join(root, "killed-"));
  for (const after of [2, 5, 7]) await mergeAndKill(folder, after, true);
  const { report, written } = await merge(folder);
  expect([report.resumedTasks, written]).toEqual([7, total - 7]);
  expect(folderBytes(folder)).toEqual(expected);
});

test("a dataset that was there stays until the new one is whole", async () => {
  const folder = mkdtempSync(join(root, "killed-"));
  await merge(folder, { faceChunk: 16 });
  const before = folderBytes(join(folder, "parts.dataset"));
  await mergeAndKill(folder, 3, false);
  expect(folderBytes(join(folder, "parts.dataset"))).toEqual(before);
  expect((await merge(folder)).written).toBe(total - 3);
  expect(folderBytes(folder)).toEqual(expected);
});

test("a file that was written again makes another merge, and what was left is removed", async () => {
  const folder = mkdtempSync(join(root, "killed-"));
  await mergeAndKill(folder, 3, false);
  const { atime, mtime } = statSync(dataFiles[3]);
  utimesSync(dataFiles[3], atime, new Date(mtime.getTime() + 5000));
  try {
    const { report, written } = await merge(folder);
    expect([report.resumedTasks, written]).toEqual([0, total]);
    expect(folderBytes(folder)).toEqual(expected);
  } finally {
    utimesSync(dataFiles[3], atime, mtime);
  }
});

test("a merge of other settings starts anew, too", async () => {
  const folder = mkdtempSync(join(root, "killed-"));
  await mergeAndKill(folder, 3, false);
  const { report } = await merge(folder, { faceChunk: 16 });
  expect(report.resumedTasks).toBe(0);
  expect(Object.keys(folderBytes(folder)).filter((name) => name.includes(".tmp-"))).toEqual([]);
});
