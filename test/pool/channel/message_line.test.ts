import { expect, test } from "vitest";
import { MessageLine } from "../../../src/pool/channel/message_line.ts";

/** Two sockets that lead to each other; each writes a few bytes at most. */
function pair(most: number) {
  const ends = [endless(), endless()];
  return ends.map((from, i) => ({
    read: (room: Uint8Array) => from.read(room),
    write: (bytes: Uint8Array) => {
      const piece = bytes.slice(0, most);
      ends[1 - i].add(piece);
      return Promise.resolve(piece.length);
    },
    close: () => ends.forEach((end) => end.end()),
    ref: () => {},
    unref: () => {},
  }));
}

function endless() {
  let left: Uint8Array[] = [], ended = false, wake = () => {};
  return {
    add: (bytes: Uint8Array) => {
      left.push(bytes);
      wake();
    },
    end: () => {
      ended = true;
      wake();
    },
    async read(room: Uint8Array): Promise<number | null> {
      while (left.length === 0 && !ended) await new Promise<void>((resolve) => wake = resolve);
      const [bytes, ...more] = left;
      if (bytes === undefined) return null;
      left = more;
      room.set(bytes);
      return bytes.length;
    },
  };
}

test.each([1, 5, Infinity])("messages come in their order, written %s bytes at once", async (n) => {
  const [here, there] = pair(n);
  const got: unknown[] = [];
  const line = new MessageLine(here, () => {});
  const other = new MessageLine(there, (message) => got.push(message));
  void line.send({ kind: "batch", items: new Uint8Array(300).fill(7) });
  void line.send({ kind: "stop" });
  await line.send({ kind: "ask" });
  line.close();
  await Promise.all([line.ended, other.ended]);
  expect(got).toEqual([
    { kind: "batch", items: new Uint8Array(300).fill(7) },
    { kind: "stop" },
    { kind: "ask" },
  ]);
});

test("a line that is reset ends, and what is sent on it is lost without a fault", async () => {
  const reset = () => Promise.reject(new Deno.errors.ConnectionReset("reset"));
  let closed = 0;
  const close = () => {
    if (++closed > 1) throw new Deno.errors.BadResource("closed");
  };
  const line = new MessageLine(
    { read: reset, write: reset, close, ref: () => {}, unref: () => {} },
    () => expect.unreachable(),
  );
  await line.ended;
  await line.send({ kind: "here" });
  line.close();
  expect(closed).toBe(3);
});
