import { Buffer } from "node:buffer";
import { expect, test } from "vitest";
import { ChunkPacker } from "../../../src/storage/zarr/chunk_packer.ts";
import { openExactPacker, openPacker } from "../../../src/storage/zarr/system_zstd.ts";
import { compressChunk, decompressChunk } from "../../../src/storage/zarr/zarr_codecs.ts";
import { statedSize, stateSize } from "../../../src/storage/zarr/zstd_frame.ts";

/** At both sides of each length that a size takes in a header. */
const SIZES = [0, 1, 17, 255, 256, 257, 65_791, 65_792, 131_073, 1 << 20, (1 << 20) + 1];

test("chunks of any size come back one after the other, and state their size", () => {
  const packer = new ChunkPacker();
  for (const size of [...SIZES, ...SIZES.toReversed()]) {
    const chunk = Uint8Array.from({ length: size }, (_, i) => (i * i * (size + 1)) >> 5);
    const frame = packer.pack(chunk);
    expect(statedSize(frame)).toBe(size);
    expect(Buffer.compare(decompressChunk(frame, size), chunk)).toBe(0);
  }
});

test("exact frames are those of a stream, of chunks of any size and of any content", () => {
  const packer = new ChunkPacker("exact");
  const contents = [
    (size: number) => Uint8Array.from({ length: size }, (_, i) => (i * i * (size + 1)) >> 5),
    (size: number) => new Uint8Array(Float32Array.from({ length: size }, Math.sin).buffer, 0, size),
    (size: number) => new Uint8Array(size),
  ];
  for (
    const size of [...SIZES, 16_384, 40_000, 131_072, 200_000].toSorted((a, b) => a % 7 - b % 7)
  ) {
    for (const content of contents) {
      const chunk = content(size);
      expect(Buffer.compare(packer.pack(chunk), compressChunk(chunk))).toBe(0);
    }
  }
});

test("the fast way is there under Deno, and leaves to the other what it has no room for", () => {
  for (const pack of [openPacker(1)!, openExactPacker(1)!]) {
    expect(pack(new Uint8Array(100))).not.toBe(null);
    expect(pack(new Uint8Array((1 << 20) + 1))).toBe(null);
  }
});

test("a frame that says more of itself than its window is left as it is", () => {
  const frame = compressChunk(new Uint8Array(300)), room = new Uint8Array(3 + frame.length);
  room.set(frame, 3);
  expect(stateSize(room, 3, room.length, 300)).toBe(null);
  expect(room.subarray(3)).toEqual(frame);
  expect(stateSize(new Uint8Array(6), 3, 6, 3)).toBe(null);
});
