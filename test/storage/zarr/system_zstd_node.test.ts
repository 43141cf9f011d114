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

test("both have the same names, so that one can stand for the other", () => {
  expect(Object.keys(node).sort()).toEqual(Object.keys(deno).sort());
  expect(() => node.compressZstd(bytes, 1)).toThrow("datasets are written by Deno");
});
