import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parquetMetadata } from "hyparquet";
import { UsageError } from "../../src/base/errors.ts";
import { type ParquetColumn, readParquet, writeParquet } from "../../src/storage/parquet.ts";
import { CorruptData, StorageError } from "../../src/storage/storage_errors.ts";
import { temporaryFolder } from "./temporary_folder.ts";

const folder = temporaryFolder();
const path = join(folder, "table.parquet");

const date = new Date("2025-01-31T12:00:00.123Z");
const columns: ParquetColumn[] = [
  { name: "int64", type: "int64", values: [1, 2 ** 53 - 1, -3] },
  { name: "big", type: "int64", values: [2n ** 62n, 0n, -(2n ** 63n)] },
  { name: "int32", type: "int32", values: [0, -(2 ** 31), 2 ** 31 - 1] },
  { name: "float32", type: "float32", values: [0.5, -1, 0] },
  { name: "float64", type: "float64", values: [0.1, 1e300, -0.5] },
  { name: "boolean", type: "boolean", values: [true, false, true] },
  { name: "string", type: "string", values: ["", "größe", "x".repeat(1000)] },
  { name: "timestamp", type: "timestamp", values: [date, new Date(0), new Date(-1)] },
];
const nullable = columns.map((column) => ({
  ...column,
  name: `${column.name}?`,
  values: [null, column.values[0], null],
}));

test("every type comes back, with nulls where there were any", async () => {
  const all = [...columns, ...nullable];
  writeParquet(path, all);
  expect(await readParquet(path)).toEqual(all);
});

test("only columns with nulls are nullable, and pages are compressed by zstd", () => {
  writeParquet(path, [...columns, ...nullable]);
  const bytes = new Uint8Array(readFileSync(path));
  const { schema, row_groups: groups } = parquetMetadata(bytes.buffer);
  for (const { name, repetition_type: repetition } of schema.slice(1)) {
    expect(repetition, name).toBe(name.endsWith("?") ? "OPTIONAL" : "REQUIRED");
  }
  expect(new Set(groups[0].columns.map((column) => column.meta_data?.codec))).toEqual(
    new Set(["ZSTD"]),
  );
});

test("some of the columns, and several row groups", async () => {
  const ids = Array.from({ length: 250_000 }, (_, i) => i);
  writeParquet(path, [
    { name: "id", type: "int64", values: ids },
    { name: "odd", type: "boolean", values: ids.map((i) => i % 2 === 1) },
  ]);
  const [column, ...others] = await readParquet(path, ["id"]);
  expect(others).toEqual([]);
  expect(column.values).toEqual(ids);
});

test("a table without rows keeps its columns and their types", async () => {
  const empty = columns.map((column) => ({ ...column, values: [] }));
  writeParquet(path, empty);
  expect(await readParquet(path)).toEqual(empty);
});

describe("refused", () => {
  test.each<[string, ParquetColumn[], string]>([
    ["a double name", [columns[0], columns[0]], "two columns 'int64'"],
    ["another length", [columns[0], { ...columns[1], values: [] }], "found 0 in 'big'"],
    ["a fraction", [{ name: "a", type: "int32", values: [1.5] }], "number 1.5 in row 0"],
    ["a large number", [{ name: "a", type: "int32", values: [2 ** 31] }], "expected int32"],
    ["an inexact one", [{ name: "a", type: "int64", values: [2 ** 53] }], "expected int64"],
    ["a text", [{ name: "a", type: "float64", values: [1, "2"] }], "string 2 in row 1"],
    ["no date", [{ name: "a", type: "timestamp", values: [new Date(NaN)] }], "Invalid Date"],
  ])("%s", (_, wrong, message) => {
    const target = join(folder, "wrong.parquet");
    expect(() => writeParquet(target, wrong)).toThrow(UsageError);
    expect(() => writeParquet(target, wrong)).toThrow(message);
    expect(existsSync(target)).toBe(false);
  });

  test("a missing file, another file, a missing column", async () => {
    await expect(readParquet(join(folder, "missing"))).rejects.toThrow(StorageError);
    const other = join(folder, "other");
    writeFileSync(other, "name,id\n");
    await expect(readParquet(other)).rejects.toThrow(CorruptData);
    writeParquet(path, columns);
    await expect(readParquet(path, ["int46"])).rejects.toThrow("Cannot read column 'int46'");
  });
});
