import { expect, test } from "vitest";
import { limitText } from "../../src/base/limit_text.ts";

test("a long text keeps its beginning and says how long it was", () => {
  expect(limitText("short", 5)).toBe("short");
  expect(limitText("longer", 4)).toBe("long... (6 characters)");
});
