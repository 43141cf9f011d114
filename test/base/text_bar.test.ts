import { expect, test } from "vitest";
import { textBar } from "../../src/base/text_bar.ts";

test("a bar is drawn to the eighth of a cell", () => {
  const bars = Array.from({ length: 9 }, (_, i) => textBar(i / 8, 1));
  expect(bars).toEqual([" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]);
  expect(textBar(2, 3)).toBe("███");
  expect(textBar(-1, 3)).toBe("   ");
  expect(textBar(0.5, 0)).toBe("");
});
