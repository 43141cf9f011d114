import { expect, test } from "vitest";
import { prefixedTexts } from "../../../src/storage/column/prefixed_texts.ts";

/** A page of texts with their lengths before them, and some bytes behind the last one. */
function pageOf(texts: readonly string[], rest = 0) {
  const parts = texts.flatMap((text) => {
    const bytes = new TextEncoder().encode(text);
    return [bytes.length & 255, bytes.length >> 8, 0, 0, ...bytes];
  });
  return { count: texts.length, body: Uint8Array.from([...parts, ...new Array(rest).fill(9)]) };
}

test("texts of pages are found where they are, with their lengths between them", () => {
  const texts = ["gear", "", "lot_3/größe", "x".repeat(127)];
  const column = prefixedTexts([pageOf(texts, 5), pageOf([]), pageOf(["b", "a"], 3)], 6)!;
  const all = [...texts, "b", "a"];
  expect(all.map((_, row) => column.at(row))).toEqual(all);
  expect([column.length, column.gap, column.present, column.ascii]).toEqual([6, 4, null, false]);
  const out: (string | null)[] = [];
  const plain = prefixedTexts([pageOf(["gear", "", "shaft"], 2)], 3)!;
  plain.into(out, 1, 1, 3);
  expect([plain.ascii, out.slice(1)]).toEqual([true, ["", "shaft"]]);
});

test("a text whose length could be taken for other characters is left to others", () => {
  expect(prefixedTexts([pageOf(["a", "x".repeat(128)])], 2)).toBeNull();
  expect(prefixedTexts([pageOf(["x".repeat(256)])], 1)).toBeNull();
});

test("a text that is cut short is refused", () => {
  const { body } = pageOf(["gear", "shaft"]);
  for (const length of [0, 3, 7, 10, body.length - 1]) {
    const page = { count: 2, body: body.subarray(0, length) };
    expect(() => prefixedTexts([page], 2)).toThrow("a text is cut short");
  }
});
