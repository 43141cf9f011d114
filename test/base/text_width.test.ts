import { expect, test } from "vitest";
import { cutText, padText, textWidth } from "../../src/base/text_width.ts";

test("letters of East Asia and pictures are two cells wide, accents none", () => {
  expect(textWidth("part.step")).toBe(9);
  expect(textWidth("歯車.step")).toBe(9);
  expect(textWidth("e\u0301")).toBe(1);
  expect(textWidth("🔩")).toBe(2);
});

test.each(["⚙️", "👷🏽‍♀️", "👨‍👩‍👧", "🇩🇪", "1️⃣"])("%s is one picture, two cells wide", (picture) => {
  expect(textWidth(picture)).toBe(2);
  expect(cutText(`a${picture}b`, 3)).toBe("a…");
  expect(cutText(`a${picture}bc`, 4)).toBe(`a${picture}…`);
  expect(cutText(`abcdefgh${picture}b`, 7, "middle")).toBe(`ab…h${picture}b`);
});

test("escape codes take no cell", () => {
  expect(textWidth("\x1b[31mred\x1b[39m")).toBe(3);
});

test("a text that is too wide is cut, at its end or in its middle", () => {
  expect(cutText("abcdef", 6)).toBe("abcdef");
  expect(cutText("abcdef", 4)).toBe("abc…");
  expect(cutText("/data/parts/a.step", 11, "middle")).toBe("/da…/a.step");
  expect(cutText("abc", 0)).toBe("");
});

test("half a wide letter is left out", () => {
  expect(cutText("歯車歯車", 4)).toBe("歯…");
  for (let width = 0; width < 20; width++) {
    for (const at of ["end", "middle"] as const) {
      expect(textWidth(cutText("/a/歯車/ギアボックス.step", width, at))).toBeLessThanOrEqual(width);
    }
  }
});

test("a text is filled up on either side", () => {
  expect(padText("歯", 4)).toBe("歯  ");
  expect(padText("7", 3, "left")).toBe("  7");
  expect(padText("long", 2)).toBe("long");
});
