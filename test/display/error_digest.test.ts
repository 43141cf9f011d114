import { expect, test } from "vitest";
import { digestBlocks, digestErrors, digestHeading } from "../../src/display/error_digest.ts";

const row = (item: string, message: string, message_template = message, task = "encode") => ({
  task,
  item,
  error_class: "Bad",
  message,
  message_template,
});

test("errors of one task, class and template are one group, the largest first", () => {
  const groups = digestErrors([
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
  expect(digestHeading(groups)).toBe("Errors: 6 items of 3 kinds");
  expect(digestHeading(groups.slice(1, 2))).toBe("Errors: 1 item");
});

test("a single error shows its message, many what they have in common", () => {
  const groups = digestErrors([row("a", "line 7\nand more", "line <number>")]);
  const [list] = digestBlocks(groups, null);
  expect(list).toMatchObject({ rows: [{ mark: "1", text: "encode: Bad: line 7", sub: "a" }] });
  const many = digestErrors([
    row("a", "line 7", "line <number>"),
    row("b", "line 8", "line <number>"),
  ]);
  const blocks = digestBlocks(many, "trunnion retry x", (path) => `./${path}`);
  expect(blocks).toMatchObject([
    { rows: [{ mark: "2", text: "encode: Bad: line <number>", sub: "./a" }] },
    { kind: "command", command: "trunnion retry x" },
  ]);
});
