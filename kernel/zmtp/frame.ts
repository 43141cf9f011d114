/** Bits of a frame's first byte: <https://rfc.zeromq.org/spec/23/>. */
export const MORE = 1;
export const LONG = 2;
export const COMMAND = 4;

/** A body longer than this has its length in eight bytes. */
const LONGEST_SHORT = 255;

/** A frame as bytes: flags, length, body. `flags` is `MORE`, `COMMAND` or 0. */
export function encodeFrame(body: Uint8Array, flags: number): Uint8Array<ArrayBuffer> {
  const long = body.length > LONGEST_SHORT;
  const head = long ? 9 : 2;
  const frame = new Uint8Array(head + body.length);
  frame[0] = flags | (long ? LONG : 0);
  if (long) new DataView(frame.buffer).setBigUint64(1, BigInt(body.length));
  else frame[1] = body.length;
  frame.set(body, head);
  return frame;
}

/** A message of several parts as the bytes of its frames. */
export function encodeMessage(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const frames = parts.map((part, i) => encodeFrame(part, i < parts.length - 1 ? MORE : 0));
  const bytes = new Uint8Array(frames.reduce((sum, frame) => sum + frame.length, 0));
  let offset = 0;
  for (const frame of frames) {
    bytes.set(frame, offset);
    offset += frame.length;
  }
  return bytes;
}
