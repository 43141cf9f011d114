import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { describe, expect, test } from "vitest";
import {
  columnChunk,
  type Compress,
  fileOfChunks,
  flatElement,
  type FlatType,
} from "../../src/storage/parquet_chunk.ts";

type Values = (string | number | boolean | null)[];
type Columns = Record<string, { type: FlatType; nullable: boolean; values: Values }>;

/** The bytes of a file of row groups of so many rows. */
function fileOf(columns: Columns, rows = 1e9, compress: Compress = zstdCompressSync): Uint8Array {
  const elements = Object.entries(columns).map(([name, { type, nullable }]) =>
    flatElement(name, type, nullable)
  );
  const length = Object.values(columns)[0].values.length;
  const groups = Array.from({ length: Math.ceil(length / rows) }, (_, g) => {
    const [from, to] = [g * rows, Math.min(length, (g + 1) * rows)];
    const own = Object.values(columns).map(({ values }, c) =>
      columnChunk(elements[c], values.slice(from, to), compress)
    );
    return { rows: to - from, columns: own };
  });
  const keyValues = [{ key: "what", value: "a test" }];
  return fileOfChunks({ columns: elements, groups, keyValues, createdBy: "trunnion" });
}

function rowsOf(bytes: Uint8Array): Promise<Record<string, unknown>[]> {
  const compressors = { ZSTD: (input: Uint8Array) => zstdDecompressSync(input) };
  return parquetReadObjects({ file: bytes.buffer as ArrayBuffer, compressors });
}

/** What a column's pages are encoded by. */
function encodingsOf(bytes: Uint8Array): string[][] {
  const { row_groups: groups } = parquetMetadata(bytes.buffer as ArrayBuffer);
  return groups.map(({ columns }) => columns[0].meta_data!.encodings);
}

const text = (values: Values, nullable = true): Columns => ({
  text: { type: "STRING", nullable, values },
});
const many = Array.from({ length: 30_000 }, (_, i) => `a text of some length, the ${i}th`);

describe("every type comes back", () => {
  const values = {
    STRING: ["", "größe", null, "a\u0000b", "𝛼𝛽", "plain"],
    BOOLEAN: [true, null, false, false, true, true, null, true, false, true, true],
    INT32: [0, -(2 ** 31), null, 2 ** 31 - 1],
    DOUBLE: [0.1, -0, 1e300, null, NaN],
  } as const;
  test.each(["STRING", "BOOLEAN", "INT32", "DOUBLE"] as const)("%s", async (type) => {
    for (const compress of [zstdCompressSync, null]) {
      for (const own of [[...values[type]], values[type].filter((value) => value !== null)]) {
        const nullable = own.includes(null);
        const rows = await rowsOf(fileOf({ v: { type, nullable, values: own } }, 3, compress));
        expect(rows.map(({ v }) => v)).toEqual(own);
      }
    }
  });
});

test("texts of which there are few different ones are written once", async () => {
  const families = ["gear", "shaft", "größe"];
  const values = Array.from({ length: 1000 }, (_, i) => i % 7 === 0 ? null : families[i % 3]);
  const bytes = fileOf(text(values), 1e9, null);
  expect(encodingsOf(bytes)).toEqual([["PLAIN", "RLE_DICTIONARY"]]);
  expect(bytes.length).toBeLessThan(1000);
  expect((await rowsOf(bytes)).map((row) => row.text)).toEqual(values);
  const one = fileOf(text(new Array(1000).fill("same"), false), 1e9, null);
  expect(one.length).toBeLessThan(400);
  expect((await rowsOf(one)).every((row) => row.text === "same")).toBe(true);
});

test("texts of which up to half are different, and one more, are written once", () => {
  const encodings = (...values: string[]) => encodingsOf(fileOf(text(values)))[0].length;
  expect(encodings("a", "b", "a", "b")).toBe(2);
  expect(encodings("a", "b", "c", "a", "a")).toBe(2);
  expect(encodings("a", "b", "c", "a")).toBe(1);
});

test("booleans that are all the same are the bytes of a list of them", () => {
  for (const rows of [1, 8, 13, 200_001]) {
    for (const same of [true, false]) {
      for (const nullable of [true, false]) {
        const element = flatElement("v", "BOOLEAN", nullable);
        const [own, known] = [{ same, rows }, new Array<boolean>(rows).fill(same)]
          .map((values) => columnChunk(element, values, null));
        expect(own).toEqual(known);
      }
    }
  }
});

test("a column of nulls alone comes back", async () => {
  const rows = await rowsOf(fileOf(text(new Array(20).fill(null))));
  expect(rows.map((row) => row.text)).toEqual(new Array(20).fill(null));
});

test("many different texts are divided into pages", async () => {
  const bytes = fileOf(text(many, false));
  expect(encodingsOf(bytes)).toEqual([["PLAIN"]]);
  expect((await rowsOf(bytes)).map((row) => row.text)).toEqual(many);
});

test("what the footer says is what is there, and equal columns are equal bytes", () => {
  const values = ["a", null, "a", "b", null, "a"];
  const bytes = fileOf(text(values), 4);
  const { num_rows, row_groups: groups, key_value_metadata, created_by } = parquetMetadata(
    bytes.buffer as ArrayBuffer,
  );
  expect([num_rows, created_by, key_value_metadata]).toEqual([
    6n,
    "trunnion",
    [{ key: "what", value: "a test" }],
  ]);
  expect(groups.map((group) => group.num_rows)).toEqual([4n, 2n]);
  expect(groups.map(({ columns }) => columns[0].meta_data!.statistics?.null_count))
    .toEqual([1n, 1n]);
  expect(fileOf(text(values), 4)).toEqual(bytes);
});

test("columns lie one behind another, as many bytes as they say", () => {
  const bytes = fileOf({
    id: { type: "INT32", nullable: false, values: [1, 2, 3, 4, 5] },
    name: { type: "STRING", nullable: true, values: ["a", null, "a", "b", "a"] },
  }, 3);
  const { row_groups: groups, metadata_length: length } = parquetMetadata(
    bytes.buffer as ArrayBuffer,
  );
  const places = groups.flatMap(({ columns }) =>
    columns.map(({ meta_data: column }) => {
      const first = column!.dictionary_page_offset ?? column!.data_page_offset;
      return [Number(first), Number(first + column!.total_compressed_size)];
    })
  );
  expect(places).toHaveLength(4);
  expect(places[0][0]).toBe(4);
  places.forEach(([, end], i) => expect(end).toBe(places[i + 1]?.[0] ?? bytes.length - length - 8));
});
