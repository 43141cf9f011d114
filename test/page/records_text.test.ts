import { expect, test } from "vitest";
import { recordsText } from "../../src/page/records_text.ts";

test("names, a rule, and a line a record; numbers to the right", () => {
  expect(recordsText([
    { family: "gear", count: 12, share: 2 / 3 },
    { family: null, count: 7, share: null },
  ])).toBe([
    "family  count     share",
    "------  -----  --------",
    "gear       12  0.666667",
    "            7",
  ].join("\n"));
});

test("columns can be chosen, long cells are cut, and many records counted", () => {
  const records = Array.from({ length: 5 }, (_, id) => ({ id, name: "x".repeat(30) }));
  expect(recordsText(records, { columns: ["name"], limit: 2, cellWidth: 6 })).toBe(
    ["name", "------", "xxxxx…", "xxxxx…", "… and 3 more"].join("\n"),
  );
});

test("no value can move the cursor or colour the terminal", () => {
  const text = recordsText([{ name: "a\x1b[31m\r\nb", made: new Date(0), list: [1] }]);
  expect(text).toContain("a\\x1b[31m\\r\\nb");
  expect(text).toContain("1970-01-01T00:00:00.000Z");
  expect(text).toContain("[1]");
  // deno-lint-ignore no-control-regex
  expect(text.replaceAll("\n", "")).not.toMatch(/[\x00-\x1f]/);
});

test("no records have no columns", () => {
  expect(recordsText([]).trim()).toBe("");
});
