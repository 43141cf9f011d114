import { parquetWriteFile } from "hyparquet-writer";
import { describe, expect, test } from "vitest";
import { inspectParquet } from "../../../src/dataset/inspect/inspect_parquet.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();
/** Made by pyarrow: `make.py` beside them. */
const FOREIGN = new URL("../../fixtures/foreign/", import.meta.url).pathname;

describe("what pyarrow wrote", () => {
  test.each(["brotli", "lz4"])(
    "lists, structures, decimals and times, packed by %s",
    async (codec) => {
      const found = await inspectParquet(`${FOREIGN}${codec}.parquet`, 5);
      expect(found).toMatchObject({ kind: "parquet", rows: 4, rowGroups: 2, rowsLooked: 4 });
      expect(found.writer).toMatch(/^parquet-cpp-arrow version/);
      const told = Object.fromEntries(found.columns.map((column) => [column.name, column]));
      expect(Object.values(told).map(({ type }) => type)).toEqual([
        "list<float64>",
        "int64",
        "string",
        "decimal(6, 2)",
        "string",
        "timestamp[ms, UTC]",
        "int64",
      ]);
      expect(told.lengths).toMatchObject({ missing: 1, least: 1.5, greatest: 4, values: 4 });
      expect(told.lengths.lengths).toMatchObject({ least: 0, greatest: 2 });
      expect(told["person.age"]).toMatchObject({ least: 3, greatest: 5, mean: 4 });
      expect(told["person.name"]).toMatchObject({ missing: 2, distinct: 1 });
      expect(told.price).toMatchObject({ least: 1.25 });
      expect(told.kind.top).toEqual([{ value: "gear", count: 2 }, { value: "shaft", count: 1 }]);
      expect(told.at).toMatchObject({ greatest: "1970-01-01T00:00:03.600Z", missing: 1 });
      expect(told.id.greatest).toBe("1152921504606846976");
      expect(found.columns.map(({ problem }) => problem)).toEqual(new Array(7).fill(null));
    },
  );

  test("no rows", async () => {
    const found = await inspectParquet(`${FOREIGN}empty.parquet`, 5);
    expect([found.rows, found.rowsLooked]).toEqual([0, 0]);
    expect(found.columns[0]).toMatchObject({ type: "list<float64>", looked: 0, problem: null });
  });
});

describe("large files", () => {
  const path = `${folder()}/large.parquet`;
  const rows = 120_000;
  parquetWriteFile({
    filename: path,
    rowGroupSize: 20_000,
    columnData: [
      { name: "id", data: Array.from({ length: rows }, (_, i) => i), type: "INT32" },
      { name: "kind", data: Array.from({ length: rows }, (_, i) => `k${i % 3}`), type: "STRING" },
    ],
  });

  test("are looked at in part; ends are those of the file's statistics", async () => {
    const { rowsLooked, columns: [id, kind] } = await inspectParquet(path, 2);
    expect(rowsLooked).toBeLessThan(60_000);
    expect(id).toMatchObject({ least: 0, greatest: rows - 1, whole: true, values: rows });
    expect(id.looked).toBe(rowsLooked);
    expect(kind).toMatchObject({ distinct: 3, whole: false });
  });

  test("a column whose pages are damaged is told, the others are shown", async () => {
    const bytes = await Deno.readFile(path);
    const damaged = `${folder()}/damaged.parquet`;
    await Deno.writeFile(damaged, bytes.fill(0x55, 10, 2000));
    const { columns: [id, kind] } = await inspectParquet(damaged, 2);
    expect(id.problem).toMatch(/^its pages cannot be read \(/);
    expect(kind).toMatchObject({ problem: null, distinct: 3 });
  });
});

test("a footer that is damaged is refused with a sentence", async () => {
  const bytes = await Deno.readFile(`${FOREIGN}lz4.parquet`);
  const path = `${folder()}/bad.parquet`;
  await Deno.writeFile(path, bytes.fill(0xff, bytes.length - 80, bytes.length - 40));
  await expect(inspectParquet(path, 2)).rejects.toThrow("its footer cannot be read");
});
