import { expect, test } from "vitest";
import { WordCounter } from "../../../src/cad/formats/word_counter.ts";
import { bytesOf } from "./step_text.ts";

test("words are counted without regard to case", () => {
  const bytes = bytesOf("PLANE plane LINE");
  const counter = new WordCounter();
  expect(counter.count(bytes, 0, 5)).toBe("PLANE");
  expect(counter.count(bytes, 6, 11)).toBe("PLANE");
  expect(counter.count(bytes, 12, 16)).toBe("LINE");
  expect(Object.fromEntries(counter.counts())).toEqual({ PLANE: 2, LINE: 1 });
});

test("words with the same hash are kept apart", () => {
  // 31 * 66 + 65 = 31 * 65 + 96
  const bytes = bytesOf("BAA`");
  const counter = new WordCounter();
  expect([counter.count(bytes, 0, 2), counter.count(bytes, 2, 4)]).toEqual(["BA", "A`"]);
  expect([counter.count(bytes, 2, 4), counter.count(bytes, 0, 2)]).toEqual(["A`", "BA"]);
});
