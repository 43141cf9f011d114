import { expect, test } from "vitest";
import { colouredLines, indentedLines, plainLines, plainText } from "../../src/base/plain_text.ts";

test("control characters are written out, all else stays", () => {
  expect(plainText("a\x1b[31m\r\n\tb\x9bc é — 歯車")).toBe("a\\x1b[31m\\r\\n\\tb\\x9bc é — 歯車");
});

test("so are characters that turn the direction, by which a name looks like another", () => {
  expect(plainText("part\u202egpj.step\u2066x\u2028")).toBe("part\\u202egpj.step\\u2066x\\u2028");
});

test("lines and tabs stay where they are wanted", () => {
  expect(plainLines("a\r\n\tb\x1b[2Jc\rd\u202ee")).toBe("a\n\tb\\x1b[2Jc\\rd\\u202ee");
});

test("so do colours, and nothing else", () => {
  expect(colouredLines("\x1b[31ma\x1b[0m\x1b[2J\x1b]0;x\x07")).toBe(
    "\x1b[31ma\x1b[0m\\x1b[2J\\x1b]0;x\\x07",
  );
});

test("lines after the first are indented", () => {
  expect(indentedLines("a\nb\n\nc", "  ")).toBe("a\n  b\n  \n  c");
});
