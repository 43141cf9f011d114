import v8 from "node:v8";
import { expect, test } from "vitest";
import { fromEnvelope, toEnvelope } from "../../../src/pool/channel/envelope.ts";
import { NotSendable } from "../../../src/pool/channel/wire.ts";

const bytes = (...values: number[]) => new Uint8Array(values);

/** A message that has gone through an envelope. */
const sent = (message: unknown) => fromEnvelope(toEnvelope(message));

test("what a host and its parent say most often is JSON and the bytes as they are", () => {
  const messages = [
    { kind: "accepted" },
    { kind: "finished", peakBytes: 12 },
    { kind: "messages", bytes: bytes(1, 2, 3), peakBytes: 12.5 },
    { kind: "batch", batch: { kind: "ü", items: bytes(), shared: { id: 0, bytes: bytes(9) } } },
    { kind: "preload", modules: ["file:///a.ts"] },
    { list: [null, true, [bytes(1)], { deep: bytes(2, 3) }], last: bytes(4) },
  ];
  for (const message of messages) {
    expect(sent(message)).toEqual(message);
    expect(new DataView(toEnvelope(message).buffer).getUint32(0)).toBeLessThan(200);
  }
});

test("what JSON cannot say comes as it was all the same", () => {
  const messages = [
    { timeout: Infinity },
    { value: -0 },
    { value: NaN },
    { at: new Date(5), found: new Map([["a", new Set([1])]]) },
    { list: [undefined] },
    { big: 10n, bytes: bytes(1) },
    { "\0part": 3, bytes: bytes(1, 2, 3) },
    new Float32Array([1.5]),
  ];
  for (const message of messages) {
    const got = sent(message);
    expect(got).toEqual(message);
    expect(v8.serialize(got)).toEqual(v8.serialize(message));
  }
});

test("a part of a larger buffer is sent alone, and comes at any place of another", () => {
  const part = new Uint8Array([0, 1, 2, 3, 4]).subarray(1, 3);
  const envelope = toEnvelope({ kind: "messages", bytes: part }, 4);
  expect(envelope.length).toBeLessThan(60);
  expect(fromEnvelope(envelope.subarray(4))).toEqual({ kind: "messages", bytes: bytes(1, 2) });
});

test("what cannot be cloned is refused where it comes from", () => {
  expect(() => toEnvelope({ call: () => {} })).toThrow(NotSendable);
});
