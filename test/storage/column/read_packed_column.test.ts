import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, test } from "vitest";
import {
  CodedColumn,
  NumberColumn,
  type PackedColumn,
  type PackedValue,
  TextColumn,
} from "../../../src/storage/column/packed_column.ts";
import { readPackedColumn } from "../../../src/storage/column/read_packed_column.ts";
import { columnChunk, fileOfChunks, flatElement } from "../../../src/storage/parquet_chunk.ts";
import { placeOf } from "../../../src/storage/parquet_metadata.ts";

const compressors = { ZSTD: (bytes: Uint8Array) => new Uint8Array(zstdDecompressSync(bytes)) };

/** The parts of a file's only column; a text where something is wrong, null where it is not. */
function partsOf(file: ArrayBuffer): (PackedColumn | string | null)[] {
  const { row_groups: groups, schema } = parquetMetadata(file);
  return groups.map(({ columns: [{ meta_data: metadata }] }) => {
    const { start, end } = placeOf(metadata!);
    const bytes = file.slice(start, end);
    return readPackedColumn({ element: schema[1], metadata: metadata!, bytes, compressors });
  });
}

function valuesOf(parts: (PackedColumn | string | null)[]): PackedValue[] {
  return parts.flatMap((part) => {
    if (part === null || typeof part === "string") throw new Error(`not read: ${part}`);
    const out: PackedValue[] = [];
    part.into(out, 0, 0, part.length);
    expect(Array.from({ length: part.length }, (_, row) => part.at(row))).toEqual(out);
    return out;
  });
}

type Values = (string | number | bigint | boolean | null)[];
type Type = "STRING" | "BOOLEAN" | "INT32" | "INT64" | "FLOAT" | "DOUBLE";

const written = (type: Type, data: Values, codec: "SNAPPY" | "ZSTD" | "UNCOMPRESSED" = "SNAPPY") =>
  parquetWriteBuffer({
    columnData: [{ name: "v", data, type, nullable: data.includes(null) }],
    rowGroupSize: 700,
    codec,
    compressors: { ZSTD: (bytes) => new Uint8Array(zstdCompressSync(bytes)) },
  });

/** 2,000 values of a kind, a tenth of them missing where that is said. */
function drawn(of: (i: number) => Values[number], missing: boolean): Values {
  return Array.from({ length: 2000 }, (_, i) => missing && i * 7 % 10 === 0 ? null : of(i));
}

describe("what hyparquet reads is read to the same values", () => {
  const kinds: [string, Type, (i: number) => Values[number]][] = [
    ["texts, all different", "STRING", (i) => `a text, the ${i}th, größer 𝛼`],
    ["texts of ASCII", "STRING", (i) => "x".repeat(i % 40) + i],
    ["texts, few different", "STRING", (i) => ["gear", "", "größe", "shaft"][i % 4]],
    ["one text", "STRING", () => "same"],
    ["booleans", "BOOLEAN", (i) => i % 3 === 0],
    ["integers", "INT32", (i) => (i * 48271) | 0],
    ["small integers of 64 bits", "INT64", (i) => BigInt(i - 900)],
    ["few integers of 64 bits", "INT64", (i) => BigInt(i % 3)],
    ["large integers of 64 bits", "INT64", (i) => BigInt(i) * 1234567890123n - 7n],
    ["the largest integers", "INT64", (i) => 2n ** 63n - BigInt(i + 1)],
    ["floats", "FLOAT", (i) => i / 8],
    ["doubles", "DOUBLE", (i) => i % 50 === 0 ? NaN : Math.sin(i)],
    ["few doubles", "DOUBLE", (i) => (i % 5) / 3],
  ];
  for (const codec of ["SNAPPY", "ZSTD", "UNCOMPRESSED"] as const) {
    test.each(kinds)(`${codec}: %s`, async (_, type, of) => {
      for (const missing of [false, true]) {
        const file = written(type, drawn(of, missing), codec);
        const known = (await parquetReadObjects({ file, compressors })).map(({ v }) =>
          typeof v === "bigint" ? Number(v) : v ?? null
        );
        expect(valuesOf(partsOf(file))).toEqual(known);
      }
    });
  }
});

test("what we write ourselves is read, text for text", () => {
  const texts = Array.from({ length: 4000 }, (_, i) => i % 11 === 0 ? null : `lot_${i}/größe`);
  const element = flatElement("v", "STRING", true);
  const columns = [columnChunk(element, texts, (bytes) => new Uint8Array(zstdCompressSync(bytes)))];
  const file = fileOfChunks({
    columns: [element],
    groups: [{ rows: texts.length, columns }],
    keyValues: undefined,
    createdBy: undefined,
  });
  expect(valuesOf(partsOf(file.buffer as ArrayBuffer))).toEqual(texts);
});

test("values take the memory of their kind, and not of an object each", () => {
  const part = (type: Type, of: (i: number) => Values[number]) =>
    partsOf(written(type, drawn(of, false)))[0] as PackedColumn;
  const names = part("STRING", (i) => ["gear", "shaft"][i % 2]);
  expect([names instanceof CodedColumn, names.byteLength]).toEqual([true, 700 + 2 * 24 + 9]);
  const texts = part("STRING", (i) => `${i}`.padStart(64, "0"));
  expect([texts instanceof TextColumn, texts.byteLength]).toEqual([true, 700 * (4 + 64) + 701 * 4]);
  const ids = part("INT64", (i) => BigInt(i));
  expect((ids as NumberColumn).values).toBeInstanceOf(Int32Array);
  expect(ids.byteLength).toBe(700 * 4);
});

test("kinds that others write are left to hyparquet", () => {
  const file = parquetWriteBuffer({
    columnData: [{ name: "v", data: [new Date(0), new Date(1)], type: "TIMESTAMP" }],
  });
  expect(partsOf(file)).toEqual([null]);
});

test("a column that is cut or changed is refused, and never read beyond its bytes", () => {
  const texts = drawn((i) => `text ${i}`, true);
  for (const codec of ["UNCOMPRESSED", "ZSTD"] as const) {
    const file = written("STRING", texts, codec);
    const { row_groups: [{ columns: [{ meta_data: metadata }] }], schema } = parquetMetadata(file);
    const { start, end } = placeOf(metadata!);
    let told = 0;
    for (let at = 0; at < end - start; at += 7) {
      const bytes = file.slice(start, end);
      new Uint8Array(bytes)[at] ^= 0xff;
      try {
        const part = readPackedColumn({
          element: schema[1],
          metadata: metadata!,
          bytes,
          compressors,
        });
        if (part === null || typeof part === "string") told++;
        else expect(part.length).toBe(700);
      } catch {
        told++;
      }
    }
    expect(told).toBeGreaterThan(20);
  }
});
