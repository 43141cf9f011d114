import { parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, test } from "vitest";
import { DatasetError } from "../../../src/dataset/errors.ts";
import { ParquetTable } from "../../../src/dataset/read/parquet_table.ts";

function tableOf(rows = 5, writable = true) {
  const ids = Array.from({ length: rows }, (_, i) => i);
  const file = {
    bytes: parquetWriteBuffer({
      rowGroupSize: 2,
      columnData: [
        { name: "id", data: ids.map(BigInt), type: "INT64", nullable: false },
        { name: "word", data: ids.map((i) => i % 2 ? `word ${i}` : null), type: "STRING" },
        { name: "weight", data: ids.map((i) => i / 2), type: "FLOAT", nullable: false },
      ],
    }),
  };
  return ParquetTable.open({
    name: "x.infoset",
    open: () => file.bytes,
    decompressors: { ZSTD: (bytes) => bytes },
    replace: writable
      ? {
        compressZstd: (bytes) => bytes,
        write: (bytes) => void (file.bytes = bytes.buffer as ArrayBuffer),
      }
      : undefined,
  });
}

test("columns and rows are read over the borders of row groups", async () => {
  const table = await tableOf();
  expect([table.length, table.columns]).toEqual([5, ["id", "word", "weight"]]);
  expect(await table.column("id")).toEqual([0, 1, 2, 3, 4]);
  expect(await table.records(1, 4)).toEqual([
    { id: 1, word: "word 1", weight: 0.5 },
    { id: 2, word: null, weight: 1 },
    { id: 3, word: "word 3", weight: 1.5 },
  ]);
  expect((await table.records()).length).toBe(5);
  expect(await (await tableOf(0)).column("word")).toEqual([]);
});

describe("changing a text column", () => {
  test("replaces it in its place, or adds it at the end", async () => {
    const table = await tableOf();
    await table.replaceTextColumn("word", ["a", "b", "c", "d", "e"]);
    await table.replaceTextColumn("subset", ["", "x", "", "", "y"]);
    expect(table.columns).toEqual(["id", "word", "weight", "subset"]);
    expect(await table.records(4)).toEqual([{ id: 4, word: "e", weight: 2, subset: "y" }]);
  });

  test("is refused where nothing can be written", async () => {
    const table = await tableOf(1, false);
    await expect(table.replaceTextColumn("word", ["a"])).rejects.toThrow("open for reading only");
  });
});

test("an unknown column is refused with what there is", async () => {
  const table = await tableOf();
  await expect(table.column("wrd")).rejects.toThrow("Did you mean 'word'?");
  await expect(table.column("wrd")).rejects.toBeInstanceOf(DatasetError);
});

test("a file that is not Parquet is refused", async () => {
  const open = () => new TextEncoder().encode("id,word\n1,a\n").buffer;
  await expect(ParquetTable.open({ name: "x.infoset", open })).rejects.toThrow(
    "Cannot read 'x.infoset': it must be a Parquet file of flat columns",
  );
});
