import { expect, test } from "vitest";
import { CorruptData } from "../../../src/storage/storage_errors.ts";
import { compressChunk, decompressChunk } from "../../../src/storage/zarr/zarr_codecs.ts";

const bytes = Uint8Array.from({ length: 100_000 }, (_, i) => (i * i) >> 7);

test("chunks come back, empty ones and repetitive ones too", () => {
  for (const chunk of [bytes, new Uint8Array(), new Uint8Array(1 << 20)]) {
    expect(decompressChunk(compressChunk(chunk), chunk.length)).toEqual(chunk);
  }
});

test("a frame states its content's size, for readers that need it", () => {
  const frame = compressChunk(bytes);
  // RFC 8878, 3.1.1: the two highest bits of the descriptor are 2 for a size of four bytes.
  expect(frame[4] >> 6).toBe(2);
  const singleSegment = (frame[4] >> 5) & 1;
  const at = 5 + (singleSegment === 1 ? 0 : 1);
  expect(new DataView(frame.buffer, frame.byteOffset).getUint32(at, true)).toBe(bytes.length);
});

test("a damaged chunk and one of another size are refused", () => {
  expect(() => decompressChunk(bytes, 10, "'faces/areas'")).toThrow(CorruptData);
  expect(() => decompressChunk(bytes, 10, "'faces/areas'")).toThrow("'faces/areas'");
  expect(() => decompressChunk(compressChunk(bytes), 10)).toThrow(
    "expected 10 bytes, found 100000",
  );
});

test("of a bomb no more is unpacked than there may be", () => {
  const bomb = compressChunk(new Uint8Array(200 << 20));
  const lie = bomb.slice();
  new DataView(lie.buffer).setUint32(5, 72, true); // where its header states the size
  const before = Deno.memoryUsage().rss;
  expect(() => decompressChunk(bomb, 72)).toThrow("expected 72 bytes, found 209715200");
  expect(() => decompressChunk(lie, 72)).toThrow(CorruptData);
  expect(Deno.memoryUsage().rss - before).toBeLessThan(50 << 20);
});
