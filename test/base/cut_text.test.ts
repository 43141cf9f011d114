import { expect, test } from "vitest";
import { cutText } from "../../src/base/cut_text.ts";

test("a long text keeps its beginning and says how long it was", () => {
  expect(cutText("short", 5)).toBe("short");
  expect(cutText("longer", 4)).toBe("long... (6 characters)");
});
