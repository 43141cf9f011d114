import { expect, test } from "vitest";
import { FrameReader, HEAD, toFrame } from "../../../src/pool/channel/frames.ts";

/** A frame with so many bytes, all of the same value. */
function frame(size: number, value: number): Uint8Array<ArrayBuffer> {
  return toFrame(new Uint8Array(HEAD + size).fill(value));
}

/** What a reader makes of bytes that come in pieces of at most so many. */
function readIn(bytes: Uint8Array, most: number): Uint8Array[] {
  const reader = new FrameReader();
  const messages: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const { room } = reader;
    expect(room.length).toBeGreaterThan(0);
    const piece = bytes.subarray(at, at + Math.min(most, room.length));
    room.set(piece);
    messages.push(...reader.take(piece.length));
    at += piece.length;
  }
  return messages;
}

const sizes = (messages: readonly Uint8Array[]) =>
  messages.map((bytes) => [bytes.length, bytes[0] ?? 0, bytes.at(-1) ?? 0]);

test.each([1, 3, 7, 1000, Infinity])(
  "messages are the same, cut into pieces of %s bytes on their way",
  (most) => {
    const frames = [frame(3, 1), frame(0, 2), frame(1, 3), frame(500, 4)];
    const line = new Uint8Array(frames.flatMap((one) => [...one]));
    expect(sizes(readIn(line, most))).toEqual([[3, 1, 1], [0, 0, 0], [1, 3, 3], [500, 4, 4]]);
  },
);

test("a message that is larger than what is read at once, and what follows it", () => {
  const frames = [frame(5, 9), frame(200_000, 7), frame(2, 8), frame(70_000, 6)];
  const line = new Uint8Array(frames.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const one of frames) {
    line.set(one, at);
    at += one.length;
  }
  const whole = [[5, 9, 9], [200_000, 7, 7], [2, 8, 8], [70_000, 6, 6]];
  expect(sizes(readIn(line, Infinity))).toEqual(whole);
  expect(sizes(readIn(line, 4099))).toEqual(whole);
});

test("a message stays what it was when others come after it", () => {
  const reader = new FrameReader();
  const take = (bytes: Uint8Array) => {
    reader.room.set(bytes);
    return reader.take(bytes.length);
  };
  const [first] = take(frame(4, 1));
  take(frame(4, 2));
  expect([...first]).toEqual([1, 1, 1, 1]);
});
