import { describe, expect, test } from "vitest";
import {
  centralHeader,
  endRecords,
  entryText,
  findDirectory,
  isSpelt,
  localHeader,
  readDirectory,
  readEnd64,
} from "../../../src/storage/zip/zip_format.ts";

describe("zip64, by its records", () => {
  const GiB = 2 ** 30;

  test.each([
    { size: 5, offset: 0, local: 31, central: 47 },
    { size: 0xfffffffe, offset: 0xfffffffe, local: 31, central: 47 },
    { size: 0xffffffff, offset: 0, local: 51, central: 67 },
    { size: 5, offset: 0xffffffff, local: 31, central: 59 },
    { size: 6 * GiB, offset: 9 * GiB, local: 51, central: 75 },
  ])("an entry of $size bytes at $offset", ({ size, offset, local, central }) => {
    const entry = { name: "a", crc: 123, size, offset };
    expect(localHeader(entry).length).toBe(local);
    const header = centralHeader(entry);
    expect(header.length).toBe(central);
    expect(readDirectory(header, 1)).toMatchObject([entry]);
  });

  test.each([
    { count: 65_534, offset: 10, size: 20, large: false },
    { count: 65_535, offset: 10, size: 20, large: true },
    { count: 1, offset: 0xffffffff, size: 20, large: true },
    { count: 1, offset: 10, size: 5 * GiB, large: true },
    { count: 3e6, offset: 7 * GiB, size: 5 * GiB, large: true },
  ])("the end of $count entries at $offset", ({ count, offset, size, large }) => {
    const records = endRecords({ count, offset, size });
    const place = findDirectory(records);
    if (!large) return expect(place).toEqual({ kind: "directory", count, offset, size });
    expect(place).toEqual({ kind: "zip64", offset: offset + size });
    expect(readEnd64(records)).toEqual({ count, offset, size });
  });
});

const bytesOf = (text: string) => new TextEncoder().encode(text);

test.each(["faces/zarr.json", "", "fläche/größe", "面/\u{1f600}"])(
  "'%s' is read, whatever was guessed",
  (text) => {
    for (const guess of [text, "faces/zarr.jsoN", "faces", `${text}x`, "\u00c3", undefined]) {
      expect(entryText(bytesOf(text), guess)).toBe(text);
    }
  },
);

test("only ASCII is told from its bytes alone", () => {
  expect(isSpelt(bytesOf("faces/c/0"), "faces/c/0")).toBe(true);
  expect(isSpelt(bytesOf("faces/c/0"), "faces/c/1")).toBe(false);
  expect(isSpelt(Uint8Array.of(0xe9), "é")).toBe(false);
  expect(isSpelt(bytesOf("é"), "é")).toBe(false);
});
