import { expect, test } from "vitest";
import { TextPacker } from "../../../src/storage/column/text_packer.ts";

test("texts are packed as they come, of any length and with none between them", () => {
  const texts = [
    "",
    "größe",
    null,
    "𝛼".repeat(2000),
    ...Array.from({ length: 3000 }, (_, i) => i % 7 === 0 ? null : `text ${"x".repeat(i % 50)}`),
  ];
  const packer = new TextPacker();
  for (const text of texts) packer.push(text);
  const column = packer.column();
  expect(Array.from({ length: column.length }, (_, row) => column.at(row))).toEqual(texts);
  const whole = texts.map((text) => new TextEncoder().encode(text ?? "").length);
  expect(column.bytes.length).toBe(whole.reduce((sum, size) => sum + size, 0));
});

test("of nothing nothing comes, and all are there where none is missing", () => {
  const packer = new TextPacker();
  expect(packer.column().length).toBe(0);
  packer.push("a");
  expect([packer.column().present, packer.column().at(0)]).toEqual([null, "a"]);
});
