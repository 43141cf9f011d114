/**
 * What a zstd frame says of its content, before it is unpacked.
 *
 * @module
 */

/** The densest block: 4 bytes stand for 128 KiB. */
export const DENSEST = 1 << 15;

/** Bytes of a header that tells its window alone: the magic number, the descriptor, the window. */
const HEADER = 6;

/** There is more to unpack than there may be. */
export class TooLarge extends RangeError {
  /** As `node:zlib` has it. */
  readonly code = "ERR_BUFFER_TOO_LARGE";
}

/** Whether something was thrown because there was more to unpack than there may be. */
export function isTooLarge(thrown: unknown): boolean {
  return thrown instanceof Error && "code" in thrown && thrown.code === "ERR_BUFFER_TOO_LARGE";
}

/** The size of a frame's content as its header states it (RFC 8878, 3.1.1.1); null without one. */
export function statedSize(bytes: Uint8Array): number | null {
  if (bytes.length < HEADER) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== 0xfd2fb528) return null;
  const descriptor = bytes[4];
  const single = (descriptor >> 5) & 1;
  const at = 5 + (1 - single) + [0, 1, 2, 4][descriptor & 3], kind = descriptor >> 6;
  if (bytes.length < at + (1 << kind)) return null;
  switch (kind) {
    case 0:
      return single === 1 ? bytes[at] : null;
    case 1:
      return view.getUint16(at, true) + 256;
    case 2:
      return view.getUint32(at, true);
    default:
      return Number(view.getBigUint64(at, true));
  }
}

/** Bytes that must be free before a frame for {@linkcode stateSize}. */
export const STATED_ROOM = 3;

/**
 * States the size of its content in a frame that says nothing of it: numcodecs reads no other. All
 * of the content is one segment then, so that no window has to be told (RFC 8878, 3.1.1.1.1.2).
 * The frame stays where it is but its header, which begins up to three bytes before.
 *
 * @param room where it stands, from `start` to before `end`
 * @returns the frame; null where its header says more than its window
 */
export function stateSize(
  room: Uint8Array<ArrayBuffer>,
  start: number,
  end: number,
  size: number,
): Uint8Array<ArrayBuffer> | null {
  if (end - start < HEADER || room[start + 4] !== 0 || size > 0xffffffff) return null;
  const bytes = size < 256 ? 1 : size < 0x10100 ? 2 : 4;
  const begin = start + HEADER - (5 + bytes);
  room.copyWithin(begin, start, start + 4);
  room[begin + 4] = bytes === 1 ? 0x20 : bytes === 2 ? 0x60 : 0xa0;
  const number = bytes === 2 ? size - 256 : size;
  for (let i = 0; i < bytes; i++) room[begin + 5 + i] = number >>> (8 * i);
  return room.subarray(begin, end);
}
