import { Buffer } from "node:buffer";
import { zstdCompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { CodedColumn, NumberColumn } from "../../../src/storage/column/packed_column.ts";
import { packedColumn } from "../../helpers/packed_column.ts";
import { CodedTexts } from "../../../src/storage/column/coded_texts.ts";
import { areAllDifferent, textCodes, TextTable } from "../../../src/storage/column/text_codes.ts";
import { ListedTexts, PackedTexts } from "../../../src/storage/column/text_rows.ts";
import { columnChunk, flatElement } from "../../../src/storage/parquet_chunk.ts";

const first = Array.from({ length: 50 }, (_, i) => i % 9 === 0 ? null : `file ${i % 20}`);
const second = ["größe", null, "", "file 3", "file 3"];
const third = ["shaft", "", "file 3", "axle"];
const all = [...first, ...["gear", null, "file 3", "gear"], ...second, ...third];
const texts = PackedTexts.of([
  packedColumn(first),
  new CodedColumn(Int8Array.of(0, -1, 1, 0), ["gear", "file 3"]),
  packedColumn(second),
  packedColumn(third, 4),
])!;

test("texts in parts are found by their row", () => {
  expect(all.map((_, row) => texts.at(row))).toEqual(all);
  expect(texts.list()).toEqual(all);
  expect([texts.length, texts.hasNone()]).toEqual([all.length, true]);
  expect(PackedTexts.of([packedColumn(["a"])])!.hasNone()).toBe(false);
  expect(PackedTexts.of([packedColumn(["a"]), new NumberColumn(Int32Array.of(1), null)]))
    .toBeNull();
});

test("a slice is one piece where it lies in one part of ASCII, else a list", () => {
  expect(texts.slice(10, 20)).toMatchObject({ from: 10, to: 20 });
  for (const [from, to] of [[0, all.length], [40, 52], [50, 53], [54, 59], [5, 5]]) {
    const found = texts.slice(from, to);
    const list = "column" in found
      ? Array.from({ length: found.to - found.from }, (_, i) => found.column.at(found.from + i))
      : found;
    expect(list).toEqual(all.slice(from, to));
  }
});

describe("equal texts have equal numbers, in the order in which they come", () => {
  const bodies = Int32Array.from(all, (_, i) => i % 3);
  test("packed as in a list", () => {
    const codes = [...textCodes(texts)];
    expect(codes).toEqual([...textCodes(new ListedTexts(all))]);
    expect(codes.slice(0, 3)).toEqual([-1, 0, 1]);
    expect(codes[52]).toBe(codes[3]);
    expect(Math.max(...codes)).toBe(new Set(all.filter((one) => one !== null)).size - 1);
    expect([...textCodes(texts, bodies)]).toEqual([...textCodes(new ListedTexts(all), bodies)]);
    expect([...textCodes(texts, bodies)]).not.toEqual(codes);
  });
  test("of many that fill the table", () => {
    const many = Array.from({ length: 5000 }, (_, i) => `${i * i % 3001}`);
    for (const gap of [0, 4] as const) {
      const own = [...textCodes(PackedTexts.of([packedColumn(many, gap)])!)];
      expect(own).toEqual([...textCodes(new ListedTexts(many))]);
    }
  });
  test("of texts that differ in one place", () => {
    const places = Array.from({ length: 64 }, (_, i) => i);
    const many = places.map((i) => "a".repeat(i) + "b" + "a".repeat(63 - i));
    const codes = textCodes(PackedTexts.of([packedColumn([...many, ...many], 4)])!);
    expect([...codes]).toEqual([...places, ...places]);
  });
  test("all are different where the last has the last number", () => {
    const differ = (list: (string | null)[]) => areAllDifferent(textCodes(new ListedTexts(list)));
    expect([["a", "b", "c"], []].map(differ)).toEqual([true, true]);
    expect([["a", "b", "a"], ["a", null], [null, "a"], ["a", "a", "b"]].map(differ))
      .toEqual([false, false, false, false]);
  });
});

describe("packed texts are written to the bytes that a list of them is", () => {
  const long = (i: number) => `lot_${i % 97}/part_${String(i).padStart(60, "0")}.step`;
  test.each([
    ["pages of many", Array.from({ length: 20_000 }, (_, i) => long(i))],
    ["a page that one byte more is too many for", [
      "first".padStart(62),
      ...Array.from({ length: 17_000 }, (_, i) => `${i}`.padStart(60)),
    ]],
    ["some missing", Array.from({ length: 20_000 }, (_, i) => i % 5 === 0 ? null : long(i))],
    ["few different", Array.from({ length: 3000 }, (_, i) => long(i % 7))],
    ["none", new Array<null>(30).fill(null)],
  ])("%s", (_, list) => {
    const element = flatElement("text", "STRING", true);
    const sliceOf = (gap: 0 | 4) => {
      const column = packedColumn(["before", ...list, "behind"], gap);
      return { column, from: 1, to: list.length + 1 };
    };
    const ways = [sliceOf(0), sliceOf(4), CodedTexts.of(["before", ...list]).slice(1, 1e9)];
    for (const compress of [null, (bytes: Uint8Array) => new Uint8Array(zstdCompressSync(bytes))]) {
      const known = columnChunk(element, list, compress);
      for (const way of ways) {
        const own = columnChunk(element, way, compress);
        expect(own.metadata).toEqual(known.metadata);
        expect(Buffer.concat(own.parts).equals(Buffer.concat(known.parts))).toBe(true);
      }
    }
  });
});

test("texts are found by their bytes", () => {
  const table = new TextTable(texts);
  for (const text of [...all, "file 999", "gea", "größ", "gears"]) {
    if (text !== null) expect(table.find(text)).toBe(all.indexOf(text));
  }
});
