import { expect, test } from "vitest";
import { Edits, placeOf } from "../../../kernel/cell/edits.ts";

test("edits at one place nest: what is wrapped later is inside", () => {
  const edits = new Edits();
  edits.wrap(0, 3, "(", ")");
  edits.wrap(0, 3, "[", "]");
  edits.insert(3, "!");
  expect(edits.apply("abc").text).toBe("([abc])!");
});

test("places lead back", () => {
  const edits = new Edits();
  edits.insert(0, ">>");
  edits.replace(4, 7, "x");
  const before = "one two\nthree";
  const { text, origin } = edits.apply(before);
  expect(text).toBe(">>one x\nthree");
  expect(origin({ line: 1, column: 3 })).toBe(0);
  expect(origin({ line: 1, column: 7 })).toBe(4);
  expect(origin({ line: 2, column: 2 })).toBe(9);
  expect(placeOf(before, 9)).toEqual({ line: 2, column: 2 });
});

test("edits that overlap are refused", () => {
  const edits = new Edits();
  edits.replace(0, 3, "");
  edits.replace(2, 4, "");
  expect(() => edits.apply("abcd")).toThrow(RangeError);
});
