import { crc32 } from "node:zlib";
import { expect, test } from "vitest";
import {
  centralHeader,
  endRecords,
  localHeader,
  type StoredEntry,
} from "../../../src/storage/zip/zip_format.ts";
import { ZipWriter } from "../../../src/storage/zip/zip_writer.ts";

/** What a zip of entries is by its records, one by one. */
function expected(entries: readonly [string, Uint8Array][]): Uint8Array[] {
  const parts: Uint8Array[] = [], told: StoredEntry[] = [];
  let offset = 0;
  const put = (bytes: Uint8Array) => {
    parts.push(bytes);
    offset += bytes.length;
  };
  for (const [name, bytes] of entries) {
    const entry = { name, crc: crc32(bytes), size: bytes.length, offset };
    told.push(entry);
    put(localHeader(entry));
    put(bytes);
  }
  const begin = offset;
  for (const entry of told) put(centralHeader(entry));
  put(endRecords({ count: told.length, offset: begin, size: offset - begin }));
  return parts;
}

function written(entries: readonly [string, Uint8Array][]): Uint8Array[] {
  const parts: Uint8Array[] = [];
  const zip = new ZipWriter((bytes) => parts.push(bytes.slice()));
  for (const [name, bytes] of entries) zip.add(name, bytes);
  zip.end();
  return parts;
}

test("each zip has the headers of its own entries, whatever others had of their names", () => {
  const zips = [5, 0, 700].map((size): [string, Uint8Array][] =>
    ["faces/zarr.json", "größe/c/0", "faces/zarr.json"].map((name, i) => [
      name,
      Uint8Array.from({ length: size + i }, (_, at) => at * size),
    ])
  );
  const all = zips.map(written); // the parts of one are kept while others are written
  expect(all).toEqual(zips.map(expected));
});

test("more names than are remembered are written as well", () => {
  const entries = Array.from({ length: 2100 }, (_, i): [string, Uint8Array] => [
    `${i % 1050}`,
    Uint8Array.of(i),
  ]);
  expect(written(entries)).toEqual(expected(entries));
});

test("a checksum that is known is not made again", () => {
  const parts: Uint8Array[] = [];
  new ZipWriter((bytes) => parts.push(bytes.slice())).add("a", Uint8Array.of(1), 7);
  expect(parts[0]).toEqual(localHeader({ name: "a", crc: 7, size: 1 }));
});
