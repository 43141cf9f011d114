import { expect, test } from "vitest";
import { cursorOfOffset, offsetOfCursor } from "../../../kernel/front/code_points.ts";

test("cursors count characters, offsets halves of UTF-16", () => {
  const text = "a😀b";
  expect([0, 1, 2, 3].map((cursor) => offsetOfCursor(text, cursor))).toEqual([0, 1, 3, 4]);
  expect([0, 1, 3, 4].map((offset) => cursorOfOffset(text, offset))).toEqual([0, 1, 2, 3]);
  expect(offsetOfCursor(text, 99)).toBe(4);
});
