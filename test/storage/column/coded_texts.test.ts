import { expect, test } from "vitest";
import { CodedTexts } from "../../../src/storage/column/coded_texts.ts";
import { CodedColumn } from "../../../src/storage/column/packed_column.ts";
import { packedColumn } from "../../helpers/packed_column.ts";

const LIST = ["gear", null, "shaft", "gear", null, "größe"];

test("a list is numbered in the order of its texts, and is the list again", () => {
  const texts = CodedTexts.of(LIST);
  expect([...texts.codes]).toEqual([0, -1, 1, 0, -1, 2]);
  expect(texts.names).toEqual(["gear", "shaft", "größe"]);
  expect(texts.list()).toEqual(LIST);
  expect(LIST.map((_, row) => texts.at(row))).toEqual(LIST);
  expect([...texts.slice(2, 5).codes]).toEqual([1, 0, -1]);
  expect(CodedTexts.of([]).length).toBe(0);
});

test("parts with other numbers for the same texts get one number for each", () => {
  const texts = CodedTexts.ofParts([
    new CodedColumn(Int8Array.of(0, -1, 1), ["gear", "shaft"]),
    new CodedColumn(Int16Array.of(1, -1, 2, 0), ["plate", "gear", "shaft"]),
  ])!;
  expect(texts.list()).toEqual(["gear", null, "shaft", "gear", null, "shaft", "plate"]);
  expect(texts.names).toEqual(["gear", "shaft", "plate"]);
});

test("columns of many texts, or of booleans, are others", () => {
  expect(CodedTexts.ofParts([packedColumn(["a", "b"])])).toBeNull();
  expect(CodedTexts.ofParts([new CodedColumn(Int8Array.of(0, 1), [false, true])])).toBeNull();
});
