/**
 * zstd as the system has it: Deno's, by way of `node:zlib`. The package for Node, whose versions
 * before 22.15 have none, puts `system_zstd_node.ts` in the place of this file.
 *
 * @module
 */
import { zlib } from "../../base/node/builtins.ts";
import { DENSEST, STATED_ROOM, statedSize, stateSize } from "./zstd_frame.ts";

/** Whether zstd is here at its full speed, and can be written. */
export const SYSTEM_ZSTD: boolean = true;

/** Compresses into one frame that states its content's size. */
export function compressZstd(bytes: Uint8Array, level: number): Uint8Array {
  const options = {
    // One output buffer that is large enough spares the stream its copies: zstd's own bound.
    chunkSize: Math.max(1024, bytes.length + (bytes.length >> 8) + 512),
    // Not among the declared options yet; without it the frame does not state its content's size.
    pledgedSrcSize: bytes.length,
    params: { [zlib().constants.ZSTD_c_compressionLevel]: level },
  };
  return plain(zlib().zstdCompressSync(bytes, options));
}

/**
 * Unpacks frames, up to so many bytes.
 *
 * @throws {RangeError} when there is more, with the code `ERR_BUFFER_TOO_LARGE`
 * @throws {Error} when the bytes are no frames
 */
export function decompressZstd(bytes: Uint8Array, most: number): Uint8Array {
  // The library takes no end of memory, or of time, for a limit that is none.
  if (!Number.isSafeInteger(most) || most < 0) throw new RangeError(`No limit: ${most}`);
  // One buffer that is large enough spares the stream its copies.
  const room = Math.min(most, bytes.length * DENSEST);
  return plain(
    zlib().zstdDecompressSync(bytes, {
      chunkSize: Math.max(64, room + 64),
      maxOutputLength: Math.max(1, most),
    }),
  );
}

/** Unpacks a frame that states its content's size; whether it could, and filled the room. */
export type UnpackInto = (frame: Uint8Array, room: Uint8Array) => boolean;

/** What lies beneath a stream of `node:zlib`, in Deno as in Node, as far as it is used. */
interface Beneath {
  readonly _handle?: {
    onerror: () => void;
    reset(): void;
    /** Deno's; Node's takes other arguments. */
    init(params: Uint32Array, done: () => void, pledgedSize: number): boolean;
    writeSync(
      flush: number,
      ...buffers: [Uint8Array, from: number, length: number, Uint8Array, at: number, room: number]
    ): void;
  };
  /** What is left: of the room, and of what was to be read. */
  readonly _writeState?: Uint32Array;
}

/**
 * What unpacks one frame after the other. `node:zlib` begins a stream for each call: of a chunk of
 * 16 KiB that is 28 us of 48. What lies beneath a stream can be begun again at once, and writes
 * where it is told to.
 *
 * @returns null where that is otherwise than it was when this was written; it is tried first
 */
export function openUnpacker(): UnpackInto | null {
  try {
    const stream = zlib().createZstdDecompress();
    stream.on("error", () => {}); // told by what is returned
    const { _handle: handle, _writeState: left } = stream as unknown as Beneath;
    if (handle === undefined || left === undefined) return null;
    let failed = false;
    handle.onerror = () => {
      failed = true;
    };
    const unpack: UnpackInto = (frame, room) => {
      failed = false;
      try {
        handle.reset();
        handle.writeSync(zlib().constants.ZSTD_e_end, frame, 0, frame.length, room, 0, room.length);
      } catch {
        return false; // Deno throws what Node tells the stream
      }
      return !failed && left[0] === 0 && left[1] === 0;
    };
    const known = Uint8Array.from({ length: 64 }, (_, i) => i % 7);
    const frame = compressZstd(known, 1);
    const room = new Uint8Array(known.length);
    const works = [1, 2].every(() => unpack(frame, room.fill(0))) && String(room) === String(known);
    return works && !unpack(frame.subarray(0, -1), room.slice(1)) && unpack(frame, room)
      ? unpack
      : null;
  } catch {
    return null;
  }
}

/**
 * Packs bytes into a frame that states their size; null where it cannot. It must have been used
 * when the next is packed.
 */
export type Pack = (bytes: Uint8Array) => Uint8Array<ArrayBuffer> | null;

/** Bytes that are packed at once; the room for them is kept. */
const ROOM = 1 << 20;

/**
 * What packs one chunk after the other, as {@linkcode openUnpacker} unpacks them: of a chunk of
 * 400 bytes it takes 2 us, where a stream takes 30.
 *
 * @returns null where what lies beneath is otherwise than it was when this was written
 */
export function openPacker(level: number): Pack | null {
  return makePacker(level, ({ handle, left, room }) => (bytes) => {
    handle.reset();
    handle.writeSync(END(), bytes, 0, bytes.length, room, STATED_ROOM, room.length - STATED_ROOM);
    if (left[1] !== 0) return null;
    return stateSize(room, STATED_ROOM, room.length - left[0], bytes.length);
  }, () => true);
}

/**
 * The same with the very frames of {@linkcode compressZstd}, which tells zstd the size before it
 * begins: of a chunk of 90 KiB it takes 115 us, where a stream takes 175.
 *
 * @returns null where what lies beneath is otherwise than it was when this was written
 */
export function openExactPacker(level: number): Pack | null {
  const { ZSTD_c_compressionLevel: place } = zlib().constants;
  const params = new Uint32Array(place + 1).fill(UNSET);
  params[place] = level;
  const isExact = (frame: Uint8Array, bytes: Uint8Array) =>
    String(frame) === String(compressZstd(bytes, level));
  return makePacker(level, ({ handle, left, room }) => (bytes) => {
    if (!handle.init(params, () => {}, bytes.length)) return null;
    handle.writeSync(END(), bytes, 0, bytes.length, room, 0, room.length);
    return left[1] === 0 ? room.subarray(0, room.length - left[0]) : null;
  }, isExact);
}

/** A parameter that keeps its default. */
const UNSET = 0xffffffff;

const END = () => zlib().constants.ZSTD_e_end;

/** What a packer works with. */
interface Packing {
  readonly handle: Required<Beneath>["_handle"];
  readonly left: Uint32Array;
  readonly room: Uint8Array<ArrayBuffer>;
}

/** A packer that has packed some bytes so that they came back. */
function makePacker(
  level: number,
  make: (packing: Packing) => Pack,
  isRight: (frame: Uint8Array, bytes: Uint8Array) => boolean,
): Pack | null {
  try {
    const params = { [zlib().constants.ZSTD_c_compressionLevel]: level };
    const stream = zlib().createZstdCompress({ params });
    const { _handle: handle, _writeState: left } = stream as unknown as Beneath;
    if (handle === undefined || left === undefined) return null;
    const room = new Uint8Array(STATED_ROOM + ROOM + (ROOM >> 8) + 512);
    let failed = false;
    handle.onerror = () => {
      failed = true;
    };
    const own = make({ handle, left, room });
    const pack: Pack = (bytes) => {
      if (bytes.length > ROOM) return null;
      failed = false;
      const frame = own(bytes);
      return failed ? null : frame;
    };
    const known = Uint8Array.from({ length: 600 }, (_, i) => (i * i) >> 3);
    const works = [40, 600, 300].every((size) => {
      const bytes = known.subarray(0, size), frame = pack(bytes);
      return frame !== null && statedSize(frame) === size && isRight(frame, bytes) &&
        String(decompressZstd(frame, size)) === String(bytes);
    });
    return works ? pack : null;
  } catch {
    return null;
  }
}

/** The same bytes as a Uint8Array: a Buffer's `slice` shares memory where an array's copies. */
function plain(buffer: Uint8Array): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}
