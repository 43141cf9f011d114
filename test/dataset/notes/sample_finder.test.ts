import { expect, test } from "vitest";
import { sampleFinder } from "../../../src/dataset/notes/sample_finder.ts";
import { type PackedColumn, ValueColumn } from "../../../src/storage/column/packed_column.ts";
import { packedColumn } from "../../helpers/packed_column.ts";
import type { DatasetReader } from "../../../src/dataset/read/reader.ts";

const COLUMNS: Record<string, (string | number | null)[]> = {
  file: ["a/gear.step", "a/gear.step", "b/gear.step", "b/deep/bolt.v2.step", null],
  body_index: [0, 1, 0, 0, 0],
  name: ["gear", "gear_2", " gear ", "bolt", null],
};

/** A column as the infoset has it. */
function packedPart(values: readonly (string | number | null)[]): PackedColumn {
  return values.some((value) => typeof value === "number")
    ? new ValueColumn(values)
    : packedColumn(values as (string | null)[]);
}

/** What finds samples, by the columns alone. */
function finder(...keys: string[]) {
  const reader = {
    sampleCount: 5,
    infoColumn: (name: string) => Promise.resolve(COLUMNS[name]),
    infoParts: (name: string) => Promise.resolve({ length: 5, parts: [packedPart(COLUMNS[name])] }),
  };
  return sampleFinder(reader as unknown as DatasetReader, keys, (why) => new RangeError(why));
}

test("all samples of a key are found, in their order, and none of another", async () => {
  const byName = await finder("name");
  expect([["gear"], ["bolt"], ["nut"]].map(byName)).toEqual([[0, 2], [3], []]);
  const byFile = await finder("file");
  expect(byFile(["a/gear.step"])).toEqual([0, 1]);
});

test("several columns tell a sample together, numbers by their value", async () => {
  const find = await finder("file", "body_index");
  expect(find(["a/gear.step", "1.0"])).toEqual([1]);
  expect(find(["a/gear.step", "2"])).toEqual([]);
});

test("a file is found by its path, by the end of that, and by a longer one", async () => {
  const find = await finder("file");
  for (
    const path of [
      "b/deep/bolt.v2.step",
      "deep/bolt.v2.step",
      "bolt.v2.step",
      "bolt.v2",
      "b/deep/bolt.v2",
      ".\\b\\deep\\bolt.v2.step",
      "/data/parts/b/deep/bolt.v2.step",
    ]
  ) expect(find([path]), path).toEqual([3]);
  expect(find(["bolt"])).toEqual([]);
  expect(() => find(["gear.step"])).toThrow("could be 'a/gear.step' or 'b/gear.step'");
  // The path as the dataset has it is never ambiguous.
  expect(find(["b/gear.step"])).toEqual([2]);
});
