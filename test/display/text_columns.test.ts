import { expect, test } from "vitest";
import { columnWidths, textColumns } from "../../src/display/text_columns.ts";

test("cells stand below each other by their width on a terminal", () => {
  const rows = [["歯車", "1"], ["a", "20"]];
  expect(columnWidths(rows)).toEqual([4, 2]);
  expect(textColumns(rows, [false, true])).toEqual(["歯車   1", "a     20"]);
  expect(textColumns([], [])).toEqual([]);
});
