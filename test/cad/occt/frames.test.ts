import { describe, expect, test } from "vitest";
import { encodeFrame, readFrames, writeParts } from "../../../src/cad/occt/frames.ts";
import type { KernelFrame } from "../../../src/cad/occt/kernel_protocol.ts";

/** All bytes, handed over `size` at a time. */
async function* chunked(parts: Uint8Array[], size: number): AsyncGenerator<Uint8Array> {
  const all = new Uint8Array(await new Blob(parts as BlobPart[]).arrayBuffer());
  for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size);
}

async function collect(
  source: AsyncIterable<KernelFrame<unknown>>,
): Promise<KernelFrame<unknown>[]> {
  const frames: KernelFrame<unknown>[] = [];
  for await (const frame of source) frames.push(frame);
  return frames;
}

const frames: KernelFrame<unknown>[] = [
  { message: { type: "a", text: "齿轮 ö" }, buffers: [] },
  { message: null, buffers: [new Uint8Array([1, 2, 3]), new Uint8Array(0)] },
  { message: [1], buffers: [new Uint8Array(100).fill(7)] },
];

describe("frames", () => {
  test.each([1, 3, 8, 1000])("come out as they went in, in chunks of %i bytes", async (size) => {
    const parts = frames.flatMap((frame) => encodeFrame(frame));
    expect(await collect(readFrames(chunked(parts, size)))).toEqual(frames);
  });

  test("give each buffer bytes of its own", async () => {
    const [frame] = await collect(readFrames(chunked(encodeFrame(frames[2]), 1000)));
    expect(frame.buffers![0].buffer.byteLength).toBe(100);
  });

  test.each([1, 9, 14, 30])("that are cut off after %i bytes are left out", async (length) => {
    const parts = encodeFrame(frames[1]);
    const all = new Uint8Array(await new Blob(parts as BlobPart[]).arrayBuffer());
    const cut = all.subarray(0, Math.min(length, all.length - 1));
    expect(await collect(readFrames(chunked([cut], 4)))).toEqual([]);
  });

  test("refuse a stream of something else", async () => {
    const text = new TextEncoder().encode("Hello, this is a line of text.");
    await expect(collect(readFrames(chunked([text], 5)))).rejects.toThrow(RangeError);
  });

  test("are written whole to a pipe that takes a little at a time", async () => {
    const taken: number[] = [];
    const write = (part: Uint8Array) => {
      const count = Math.min(7, part.length);
      taken.push(...part.subarray(0, count));
      return Promise.resolve(count);
    };
    const parts = encodeFrame(frames[2]);
    await writeParts(write, parts);
    expect(taken).toEqual(parts.flatMap((part) => [...part]));
  });
});
