import { expect, test } from "vitest";
import {
  bytesText,
  countedText,
  countText,
  durationText,
  shareText,
} from "../../src/page/quantity_text.ts";

test.each([
  [0, "0.0 ms"],
  [9.94, "9.9 ms"],
  [9.96, "10 ms"],
  [999.6, "1.00 s"],
  [9_999, "10.0 s"],
  [59_960, "1 min 00 s"],
  [125_300, "2 min 05 s"],
  [3_599_700, "1 h 00 min"],
  [360_000_000, "100 h 00 min"],
  [NaN, "?"],
])("%d ms are %s", (ms, text) => expect(durationText(ms)).toBe(text));

test("counts", () => {
  expect([countText(9999), countText(10_000)]).toEqual(["9999", "10,000"]);
  expect([countedText(1, "item"), countedText(0, "item")]).toEqual(["1 item", "0 items"]);
});

test("bytes", () => {
  expect(bytesText(312 * 2 ** 20)).toBe("312 MB");
  expect(bytesText(1.25 * 2 ** 30)).toBe("1.3 GB");
});

test("neither nearly all nor nearly nothing reads as all or nothing", () => {
  expect([0, 0.001, 0.5, 0.999, 1].map(shareText)).toEqual([
    "0 %",
    "<1 %",
    "50 %",
    "99 %",
    "100 %",
  ]);
});
