import { expect, test } from "vitest";
import { COMMAND, encodeFrame, encodeMessage } from "../../../kernel/zmtp/frame.ts";
import { text } from "./fake_connection.ts";

test("a short frame has flags, a length byte and its body", () => {
  expect([...encodeFrame(text("ab"), 0)]).toEqual([0, 2, 97, 98]);
  expect([...encodeFrame(text(""), COMMAND)]).toEqual([4, 0]);
});

test("255 bytes are short, 256 are long", () => {
  expect([...encodeFrame(new Uint8Array(255), 0).subarray(0, 2)]).toEqual([0, 255]);
  const long = encodeFrame(new Uint8Array(256), 0);
  expect([...long.subarray(0, 9)]).toEqual([2, 0, 0, 0, 0, 0, 0, 1, 0]);
  expect(long.length).toBe(265);
});

test("all parts of a message but the last say that more follows", () => {
  expect([...encodeMessage([text("a"), text(""), text("b")])]).toEqual([1, 1, 97, 1, 0, 0, 1, 98]);
});
