import { expect, test } from "vitest";
import { columnValues, keyText } from "../../../src/dataset/notes/column_values.ts";

const text = (values: (string | null)[], decimalComma = false) =>
  columnValues(values, { isText: true, decimalComma });

test.each<[string, (string | null)[], unknown[]]>([
  ["numbers", ["1", "-2.5", "1e3", ".5", "+4"], [1, -2.5, 1000, 0.5, 4]],
  ["numbers with gaps", ["1", "", null, "NA", "nan", "-"], [1, null, null, null, null, null]],
  ["numbers of parts stay texts", ["0012", "12"], ["0012", "12"]],
  ["zero is a number", ["0", "0.5"], [0, 0.5]],
  ["what is no number to a person", ["0x10", "1"], ["0x10", "1"]],
  ["booleans", ["true", "FALSE", ""], [true, false, null]],
  ["texts", ["gear", "NA", ""], ["gear", "NA", null]],
  ["a comma where a point is meant, in a file of commas", ["0,5", "1"], ["0,5", "1"]],
  ["nothing", ["", null], [null, null]],
])("texts: %s", (_, values, expected) => {
  expect(text(values)).toEqual(expected);
});

test("a comma is a point in files of semicolons", () => {
  expect(text(["0,9", "-12,25", "3"], true)).toEqual([0.9, -12.25, 3]);
});

test("values keep their type, and of several types become texts", () => {
  const plain = (values: Parameters<typeof columnValues>[0]) =>
    columnValues(values, { isText: false, decimalComma: false });
  expect(plain([1, 2n, undefined, NaN])).toEqual([1, 2, null, null]);
  expect(plain([true, null])).toEqual([true, null]);
  expect(plain(["1", 2])).toEqual(["1", "2"]);
  expect(plain([new Date(0)])).toEqual(["1970-01-01T00:00:00.000Z"]);
});

test("keys are compared without blanks", () => {
  expect([" a ", 7, 7n, "", " ", null].map(keyText)).toEqual(["a", "7", "7", null, null, null]);
});
