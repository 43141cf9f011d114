import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { parquetWriteBuffer } from "hyparquet-writer";
import { expect, test } from "vitest";
import { withTextColumn } from "../../../src/dataset/read/replace_column.ts";
import { placeOf } from "../../../src/storage/parquet_metadata.ts";

const ids = Array.from({ length: 500 }, (_, i) => i);
const file = parquetWriteBuffer({
  rowGroupSize: 200,
  columnData: [
    { name: "id", data: ids.map(BigInt), type: "INT64", nullable: false },
    { name: "when", data: ids.map((i) => new Date(i * 1000)), type: "TIMESTAMP" },
    { name: "word", data: ids.map((i) => i % 3 ? `word ${i % 5}` : null), type: "STRING" },
    { name: "long", data: ids.map((i) => `${"x".repeat(40)} ${i}`), type: "STRING" },
  ],
  kvMetadata: [{ key: "schema", value: "{}" }],
  createdBy: "trunnion",
});

/** The pages of a column in each row group, and what the footer says of their values. */
function chunksOf(bytes: ArrayBuffer, name: string) {
  return parquetMetadata(bytes).row_groups.map(({ columns }) => {
    const { meta_data: own } = columns.find((one) => one.meta_data!.path_in_schema[0] === name)!;
    const { start, end } = placeOf(own!);
    return { pages: new Uint8Array(bytes.slice(start, end)), statistics: own!.statistics };
  });
}

const change = async (bytes: ArrayBuffer, name: string, values: (string | null)[]) =>
  (await withTextColumn(bytes, parquetMetadata(bytes), { name, values, compress: null })).buffer;

test("all others stay, byte for byte, and what is said of them", async () => {
  const values = ids.map((i) => i % 2 ? null : "train");
  const changed = await change(file, "word", values);
  for (const name of ["id", "when", "long"]) {
    expect(chunksOf(changed, name), name).toEqual(chunksOf(file, name));
  }
  const rows = await parquetReadObjects({ file: changed });
  expect(rows.map(({ word }) => word)).toEqual(values);
  expect(rows.map(({ id }) => id)).toEqual(ids.map(BigInt));
  const { schema, key_value_metadata, created_by } = parquetMetadata(changed);
  expect(schema.map(({ name }) => name)).toEqual(["root", "id", "when", "word", "long"]);
  expect([key_value_metadata, created_by]).toEqual([[{ key: "schema", value: "{}" }], "trunnion"]);
});

test("a column is added at the end, and changed again leads to the same bytes", async () => {
  const values = ids.map(() => "test");
  const once = await change(file, "subset", values);
  const other = await change(once, "subset", ids.map((i) => i < 250 ? null : "train"));
  expect(await change(other, "subset", values)).toEqual(once);
  const rows = await parquetReadObjects({ file: other });
  expect([rows[0], rows[499]].map(({ subset }) => subset)).toEqual([null, "train"]);
});
