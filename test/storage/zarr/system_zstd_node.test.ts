import { zstdCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import * as deno from "../../../src/storage/zarr/system_zstd.ts";
import * as node from "../../../src/storage/zarr/system_zstd_node.ts";

const bytes = Uint8Array.from({ length: 100_000 }, (_, i) => (i * i) >> 3);

test("both read what Deno writes", () => {
  const frame = deno.compressZstd(bytes, 1);
  for (const { decompressZstd } of [deno, node]) {
    expect(decompressZstd(frame, bytes.length)).toEqual(bytes);
    expect(decompressZstd(frame, 1 << 20)).toEqual(bytes);
    expect(() => decompressZstd(frame, 99_999)).toThrow(RangeError);
    expect(() => decompressZstd(bytes, 99_999)).toThrow();
  }
});

test("both read a frame that does not state its size, up to the limit", () => {
  // As tables have them: the stream does not know how much will come.
  const frame = new Uint8Array(zstdCompressSync(bytes));
  for (const { decompressZstd } of [deno, node]) {
    expect(decompressZstd(frame, bytes.length)).toEqual(bytes);
    expect(() => decompressZstd(frame, 99_999)).toThrow(RangeError);
  }
});

test("both have the same names, so that one can stand for the other", () => {
  expect(Object.keys(node).sort()).toEqual(Object.keys(deno).sort());
  expect(() => node.compressZstd(bytes, 1)).toThrow("datasets are written by Deno");
});
