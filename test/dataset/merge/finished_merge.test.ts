import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { DatasetMerger } from "../../../src/dataset/merge/dataset_merger.ts";
import { temporaryFolder } from "../../storage/temporary_folder.ts";
import { datasetPaths, encodeParts } from "./encoded_files.ts";

const root = temporaryFolder();

/** Three encoded files, merged; `again` merges them once more and says whether all was kept. */
async function merged() {
  const folder = mkdtempSync(join(root, "merge-"));
  const paths = datasetPaths(folder);
  const dataFiles = encodeParts(folder, [2, 3, 4].map((faces) => ({ bodies: [{ faces }] })));
  const merge = (files = dataFiles, options = {}) =>
    new DatasetMerger({ dataFiles: files, ...paths }).mergeData(options);
  const first = await merge();
  const shards = readdirSync(paths.datasetPath, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return {
    ...paths,
    dataFiles,
    first,
    merge,
    shard: shards.find((path) => path.includes("faces") && !path.endsWith(".json"))!,
    kept: async () => (await merge()).kept,
  };
}

test("a merge of the same files keeps the dataset, with what the first one reported", async () => {
  const { first, merge, datasetPath } = await merged();
  expect(first.kept).toBe(false);
  const { ino } = statSync(datasetPath);
  expect(await merge()).toEqual({ ...first, kept: true });
  expect(statSync(datasetPath).ino).toBe(ino);
});

test("a table of samples that was written again, as by a split, is kept", async () => {
  const { kept, infosetPath } = await merged();
  writeFileSync(infosetPath, readFileSync(infosetPath));
  expect(await kept()).toBe(true);
});

test.each([
  ["an encoded file was written again", ({ dataFiles }) => utimesSync(dataFiles[1], 1, 1)],
  ["a shard was damaged", ({ shard }) => appendFileSync(shard, "x")],
  ["a shard is gone", ({ shard }) => rmSync(shard)],
  ["a file was put into the dataset", ({ datasetPath }) => writeFileSync(`${datasetPath}/a`, "")],
  ["the dataset is gone", ({ datasetPath }) => rmSync(datasetPath, { recursive: true })],
  ["the table of samples is gone", ({ infosetPath }) => rmSync(infosetPath)],
  ["the vocabulary is gone", ({ attribsetPath }) => rmSync(attribsetPath)],
] as [string, (made: Awaited<ReturnType<typeof merged>>) => void][])(
  "the dataset is made again where %s",
  async (_, change) => {
    const made = await merged();
    change(made);
    expect(await made.kept()).toBe(false);
    expect(await made.kept()).toBe(true);
  },
);

test("the dataset is made again of other files, of another order, in other shards, or fresh", async () => {
  const { merge, dataFiles } = await merged();
  expect((await merge(dataFiles.toReversed())).kept).toBe(false);
  expect((await merge(dataFiles.slice(1))).kept).toBe(false);
  expect((await merge(dataFiles.slice(1), { faceChunk: 2 })).kept).toBe(false);
  expect((await merge(dataFiles.slice(1), { faceChunk: 2 })).kept).toBe(true);
  expect((await merge(dataFiles.slice(1), { faceChunk: 2, fresh: true })).kept).toBe(false);
});
