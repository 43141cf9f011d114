import { expect, test } from "vitest";
import { plainText } from "../../src/base/plain_text.ts";

test("control characters become one blank, all else stays", () => {
  expect(plainText("a\x1b[31m\r\n\tb\x9bc é — 歯車")).toBe("a [31m b c é — 歯車");
});
