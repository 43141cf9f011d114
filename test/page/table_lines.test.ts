import { expect, test } from "vitest";
import type { Table } from "../../src/page/page.ts";
import { tableLines } from "../../src/page/table_lines.ts";

const table = (item: string): Table => ({
  kind: "table",
  columns: [{ name: "item", cut: "middle" }, { name: "" }, { name: "n", align: "right" }],
  rows: [[item, { share: 0.5 }, "10"], ["b", { share: 1 }, "9"]],
});

test("it has columns and bars", () => {
  expect(tableLines(table("a"), { width: 40 })).toEqual([
    "item                      n",
    "a     ████████        ▏  10",
    "b     ████████████████▏   9",
  ]);
});

test("its widest text is cut to fit", () => {
  const [, first] = tableLines(table("/data/parts/very/deep/below/gear.step"), { width: 40 });
  expect(first).toMatch(/^\/da.*….*gear\.step {2}████████ {8}▏ {2}10$/);
  expect([...first].length).toBe(40);
});

test("it loses its bars rather than its numbers", () => {
  const [, first] = tableLines(table("/data/parts/gear.step"), { width: 24 });
  expect(first).toMatch(/^\/data.*gear\.step {2}10$/);
});

test("no line is wider than asked for", () => {
  for (let width = 1; width < 60; width++) {
    for (const line of tableLines(table("/data/parts/gear.step"), { width })) {
      expect([...line].length).toBeLessThanOrEqual(width);
    }
  }
});

test("cells stand below each other by their width on a terminal", () => {
  const columns = [{ name: "item" }, { name: "n", align: "right" }] as const;
  const rows = [["歯車", "1"], ["a", "20"], ["⚙️", "3"]];
  expect(tableLines({ columns, rows })).toEqual(["item   n", "歯車   1", "a     20", "⚙️     3"]);
  expect(tableLines({ columns, rows: [] }, { rule: true })).toEqual(["item  n", "----  -"]);
  expect(tableLines({ columns: [], rows: [] })).toEqual([""]);
});
