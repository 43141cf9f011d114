/**
 * Frames on a pipe: a JSON message and byte buffers, all with their lengths in front.
 *
 * A frame is `n` (uint32), the length of the JSON (uint32), the lengths of the `n` buffers
 * (uint32 each), the JSON (UTF-8), the buffers. All numbers are little-endian.
 *
 * @module
 */
import type { KernelFrame } from "./kernel_protocol.ts";

/** The most buffers a frame may have: more means that the stream is not one of frames. */
const MAX_BUFFERS = 16;

/** Encodes a message and its buffers, to be written one after the other. */
export function encodeFrame({ message, buffers = [] }: KernelFrame<unknown>): Uint8Array[] {
  const json = new TextEncoder().encode(JSON.stringify(message));
  const head = new DataView(new ArrayBuffer(8 + 4 * buffers.length));
  head.setUint32(0, buffers.length, true);
  head.setUint32(4, json.length, true);
  buffers.forEach((buffer, i) => head.setUint32(8 + 4 * i, buffer.length, true));
  return [new Uint8Array(head.buffer), json, ...buffers];
}

/** Writes all of `parts`, however little the pipe takes at a time. */
export async function writeParts(
  write: (part: Uint8Array) => Promise<number>,
  parts: readonly Uint8Array[],
): Promise<void> {
  for (const part of parts) {
    for (let at = 0; at < part.length;) at += await write(part.subarray(at));
  }
}

/**
 * Reads frames from a stream of bytes until it ends.
 *
 * @throws {RangeError} where the bytes cannot be a frame
 */
export async function* readFrames<M>(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<KernelFrame<M>, void, undefined> {
  const bytes = new ByteQueue(chunks[Symbol.asyncIterator]());
  while (true) {
    const head = await bytes.take(8);
    if (head === null) return;
    const [count, jsonLength] = uint32s(head);
    if (count > MAX_BUFFERS) {
      throw new RangeError(`Cannot read a frame: at most ${MAX_BUFFERS} buffers, found ${count}`);
    }
    const lengths = await bytes.take(4 * count);
    const json = await bytes.take(jsonLength);
    if (lengths === null || json === null) return;
    const buffers: Uint8Array<ArrayBuffer>[] = [];
    for (const length of uint32s(lengths)) {
      const buffer = await bytes.take(length);
      if (buffer === null) return;
      buffers.push(buffer);
    }
    yield { message: JSON.parse(new TextDecoder().decode(json)) as M, buffers };
  }
}

function uint32s(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length / 4 }, (_, i) => view.getUint32(4 * i, true));
}

/** Takes exact numbers of bytes from chunks of any size. */
class ByteQueue {
  readonly #source: AsyncIterator<Uint8Array>;
  #chunk: Uint8Array = new Uint8Array(0);

  constructor(source: AsyncIterator<Uint8Array>) {
    this.#source = source;
  }

  /** The next `length` bytes in a buffer of their own, or null where the stream ends before. */
  async take(length: number): Promise<Uint8Array<ArrayBuffer> | null> {
    const out = new Uint8Array(length);
    for (let at = 0; at < length;) {
      if (this.#chunk.length === 0) {
        const next = await this.#source.next();
        if (next.done) return null;
        this.#chunk = next.value;
        continue;
      }
      const part = this.#chunk.subarray(0, length - at);
      out.set(part, at);
      at += part.length;
      this.#chunk = this.#chunk.subarray(part.length);
    }
    return out;
  }
}
