import { expect, test } from "vitest";
import { groupErrors } from "../../src/display/group_errors.ts";
import { errorRow as row } from "./error_rows.ts";

test("errors of one task, class and template are one group, the largest first", () => {
  const groups = groupErrors([
    row("a", "once"),
    ...["b", "c", "d", "e"].map((item, i) => row(item, `line ${i}`, "line <number>")),
    row("f", "once", "once", "gather"),
  ]);
  expect(groups.map(({ task, template, count }) => [task, template, count])).toEqual([
    ["encode", "line <number>", 4],
    ["encode", "once", 1],
    ["gather", "once", 1],
  ]);
  expect(groups[0].examples).toEqual([
    { item: "b", message: "line 0" },
    { item: "c", message: "line 1" },
    { item: "d", message: "line 2" },
  ]);
});
