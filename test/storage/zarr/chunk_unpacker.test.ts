import { zstdCompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { ChunkUnpacker } from "../../../src/storage/zarr/chunk_unpacker.ts";
import { CorruptData } from "../../../src/storage/storage_errors.ts";
import { openUnpacker } from "../../../src/storage/zarr/system_zstd.ts";
import { compressChunk } from "../../../src/storage/zarr/zarr_codecs.ts";

const chunks = [0, 1, 20, 1000, 300_000].map((size) =>
  Uint8Array.from({ length: size }, (_, i) => (i * i * size) >> 5)
);

test("the fast way is there under Deno, and says what it cannot do", () => {
  const unpack = openUnpacker()!;
  const chunk = chunks[3], frame = compressChunk(chunk);
  const room = new Uint8Array(chunk.length);
  for (let i = 0; i < 3; i++) {
    expect(unpack(frame, room.fill(0))).toBe(true);
    expect(room).toEqual(chunk);
    expect(unpack(frame.subarray(0, -1), room)).toBe(false);
    expect(unpack(frame, new Uint8Array(chunk.length + 1))).toBe(false);
    expect(unpack(Uint8Array.of(1, 2, 3), room)).toBe(false);
    expect(unpack(frame.map((byte, at) => at > 12 ? byte ^ 255 : byte), room)).toBe(false);
  }
});

test("chunks come back one after the other, in new bytes or in the room that is given", () => {
  const unpacker = new ChunkUnpacker();
  for (const chunk of [...chunks, ...chunks.toReversed()]) {
    const frame = compressChunk(chunk);
    expect(unpacker.unpack(frame, chunk.length)).toEqual(chunk);
    const whole = new Uint8Array(chunk.length + 2).fill(7);
    const room = whole.subarray(1, -1);
    expect(unpacker.unpack(frame, chunk.length, room)).toBe(room);
    expect([room, whole[0], whole.at(-1)]).toEqual([chunk, 7, 7]);
    // A stream does not know how much will come: its frame states no size.
    const unstated = new Uint8Array(zstdCompressSync(chunk));
    expect(unpacker.unpack(unstated, chunk.length, room)).toEqual(chunk);
  }
});

describe("a damaged chunk, or one of another size, is refused as ever, and the next is read", () => {
  const frame = compressChunk(chunks[3]);
  test.each([
    ["cut short", frame.subarray(0, -3), 1000],
    ["with other bytes", frame.map((byte, at) => at > 12 ? byte ^ 255 : byte), 1000],
    ["larger", frame, 999],
    ["smaller", frame, 1001],
    ["no frame", new Uint8Array(50), 1000],
  ])("%s", (_, bytes, size) => {
    const unpacker = new ChunkUnpacker();
    expect(() => unpacker.unpack(bytes, size)).toThrow(CorruptData);
    expect(() => unpacker.unpack(bytes, size, new Uint8Array(size))).toThrow(CorruptData);
    expect(unpacker.unpack(frame, 1000)).toEqual(chunks[3]);
  });
});
