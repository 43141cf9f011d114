import { mkdtempSync, readdirSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { DatasetMerger } from "../../../src/dataset/merge/dataset_merger.ts";
import type { MergeProgress } from "../../../src/dataset/merge/merge_options.ts";
import { MergeError } from "../../../src/dataset/merge/merge_error.ts";
import { mergeHere } from "../../../src/dataset/merge/merge_executor.ts";
import { UsageError } from "../../../src/base/errors.ts";
import { ZipDataStorage } from "../../../src/storage/zip/zip_data_storage.ts";
import { temporaryFolder } from "../../storage/temporary_folder.ts";
import { datasetPaths, encodeParts } from "./encoded_files.ts";
import { readArray, rejection } from "./merged_arrays.ts";

const root = temporaryFolder();
const newFolder = () => mkdtempSync(join(root, "merge-"));

describe("what does not fit together is refused, with the names of both files", () => {
  const encode = (folder: string, fills: ((storage: ZipDataStorage) => void)[]) =>
    fills.map((fill, i) => {
      const storage = new ZipDataStorage(join(folder, `${i}.data`));
      fill(storage);
      storage.compressStore();
      return storage.getFilePath();
    });

  test.each<[string, ((storage: ZipDataStorage) => void)[], string]>([
    [
      "another type",
      [(s) => s.saveData("a/b", Int32Array.of(1)), (s) => s.saveData("a/b", [1])],
      "int32 rows of one number",
    ],
    [
      "another inner size",
      [
        (s) => s.saveData("a/b", { data: new Int8Array(6), shape: [2, 3] }),
        (s) => s.saveData("a/b", { data: new Int8Array(8), shape: [2, 4] }),
      ],
      "int8 rows of 4",
    ],
    [
      "an array that only the first has",
      [(s) => (s.saveData("a/b", [1]), s.saveData("a/c", [1])), (s) => s.saveData("a/b", [1])],
      "1.data' has not",
    ],
    [
      "an array that only the second has",
      [(s) => s.saveData("a/b", [1]), (s) => (s.saveData("a/b", [1]), s.saveData("a/c", [1]))],
      "0.data' has not",
    ],
    [
      "an array of the merge's own names",
      [(s) => s.saveData("a/file_id_code_a", [1])],
      "the merge writes an array of that name itself",
    ],
  ])("%s", async (_, fills, message) => {
    const folder = newFolder();
    const dataFiles = encode(folder, fills);
    const merger = new DatasetMerger({ dataFiles, ...datasetPaths(folder) });
    const error = await rejection(merger.mergeData());
    expect(error).toBeInstanceOf(MergeError);
    expect(error.message).toContain(message);
    for (const file of dataFiles) {
      expect(JSON.stringify((error as MergeError).data)).toContain(file);
    }
    expect(readdirSync(folder).sort()).toEqual(dataFiles.map((_, i) => `${i}.data`));
  });

  test("but a file without rows has no say", async () => {
    const folder = newFolder();
    const paths = datasetPaths(folder);
    const dataFiles = encode(folder, [
      (s) => s.saveData("a/b", { data: new Int8Array(), shape: [0, 9] }),
      (s) => s.saveData("a/b", { data: Float32Array.of(1, 2), shape: [1, 2] }),
      (s) => s.saveData("a/c", []),
    ]);
    const report = await new DatasetMerger({ dataFiles, ...paths }).mergeData();
    expect(report.groups.a.arrays).toEqual(["b", "file_id_code_a", "body_id_code_a"]);
    expect((await readArray(paths.datasetPath, "a/b")).shape).toEqual([1, 2]);
  });
});

describe("a merge that fails", () => {
  test("leaves what was there before, and nothing else", async () => {
    const folder = newFolder();
    const paths = datasetPaths(folder);
    const dataFiles = encodeParts(folder, [{ bodies: [{ faces: 3 }] }, { bodies: [{ faces: 2 }] }]);
    await new DatasetMerger({ dataFiles: [dataFiles[0]], ...paths }).mergeData();
    const before = readdirSync(folder).sort();

    truncateSync(dataFiles[1], 300);
    const cut = await rejection(new DatasetMerger({ dataFiles, ...paths }).mergeData());
    expect(cut).toBeInstanceOf(MergeError);
    expect(cut.message).toContain(dataFiles[1]);
    expect(readdirSync(folder).sort()).toEqual(before);
    expect((await readArray(paths.datasetPath, "faces/areas")).data).toEqual([0, 1, 2]);
  });

  test("by a signal, at any step, leaves what was there before, and shards to go on with", async () => {
    const folder = newFolder();
    const paths = datasetPaths(folder);
    const parts = Array.from({ length: 6 }, () => ({ bodies: [{ faces: 3 }] }));
    const dataFiles = encodeParts(folder, parts);
    await new DatasetMerger({ dataFiles: [dataFiles[5]], ...paths }).mergeData();
    const before = readdirSync(folder).sort();
    for (const step of [1, 3, 5]) {
      const controller = new AbortController();
      const options = {
        batchSize: 2,
        faceChunk: 4,
        signal: controller.signal,
        onProgress: ({ done }: MergeProgress) => done === step && controller.abort(),
      };
      const error = await rejection(new DatasetMerger({ dataFiles, ...paths }).mergeData(options));
      expect(error.name).toBe("AbortError");
      const left = readdirSync(folder).filter((name) => !before.includes(name));
      expect(left).toEqual([expect.stringMatching(/^parts\.dataset\.tmp-[0-9a-f]{16}$/)]);
      for (const name of before) expect(readdirSync(folder)).toContain(name);
    }
    expect((await readArray(paths.datasetPath, "faces/areas")).data).toEqual([5000, 5001, 5002]);
  });

  test("by a full disk says so, and leaves shards to go on with", async () => {
    const folder = newFolder();
    const paths = datasetPaths(folder);
    const parts = Array.from({ length: 6 }, () => ({ bodies: [{ faces: 3 }] }));
    const merger = new DatasetMerger({ dataFiles: encodeParts(folder, parts), ...paths });
    const full = merger.mergeData({
      faceChunk: 4,
      executor: (tasks, { onDone, ...options }) => {
        let left = 2;
        return mergeHere(tasks, {
          ...options,
          onDone: (task, result) => {
            if (left-- === 0) throw Object.assign(new Error("no space left"), { code: "ENOSPC" });
            onDone(task, result);
          },
        });
      },
    });
    const error = await rejection(full);
    expect(error).toBeInstanceOf(MergeError);
    expect(error.message).toContain(paths.datasetPath);
    expect(error.message).toContain("no space left");
    expect((error as MergeError).data).toMatchObject({ code: "ENOSPC" });
    const report = await merger.mergeData({ faceChunk: 4 });
    expect(report.resumedTasks).toBe(2);
    expect(readdirSync(folder).filter((name) => name.includes(".tmp-"))).toEqual([]);
  });

  test("wrong calls say what is wrong", async () => {
    const folder = newFolder();
    const paths = datasetPaths(folder);
    const dataFiles = encodeParts(folder, [{ bodies: [{ faces: 1 }] }]);
    const merge = (files: string[], options = {}) =>
      rejection(new DatasetMerger({ dataFiles: files, ...paths }).mergeData(options));
    expect(await merge([])).toBeInstanceOf(UsageError);
    expect((await merge([...dataFiles, ...dataFiles])).message).toContain("twice");
    expect((await merge(dataFiles, { faceChunk: 0.5 })).message).toContain("'faceChunk'");
    expect((await merge(dataFiles, { batchSize: 0 })).message).toContain("'batchSize'");
    expect((await merge([join(folder, "none.data")])).message).toContain("none.data");
  });
});
