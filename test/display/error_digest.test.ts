import { expect, test } from "vitest";
import { groupErrors } from "../../src/display/group_errors.ts";
import { digestBlocks, digestHeading } from "../../src/display/error_digest.ts";
import { errorRow as row } from "./error_rows.ts";

test("the heading says how many items failed, and of how many kinds", () => {
  const groups = groupErrors([row("a", "once"), row("b", "1", "<n>"), row("c", "2", "<n>")]);
  expect(digestHeading(groups)).toBe("Errors: 3 items of 2 kinds");
  expect(digestHeading(groups.slice(1))).toBe("Errors: 1 item");
});

test("a single error shows its message, many what they have in common", () => {
  const groups = groupErrors([row("a", "line 7\nand more", "line <number>")]);
  const [list] = digestBlocks(groups, null);
  expect(list).toMatchObject({ rows: [{ mark: "1", text: "encode: Bad: line 7", sub: "a" }] });
  const many = groupErrors([
    row("a", "line 7", "line <number>"),
    row("b", "line 8", "line <number>"),
  ]);
  const blocks = digestBlocks(many, "trunnion retry x", (path) => `./${path}`);
  expect(blocks).toMatchObject([
    { rows: [{ mark: "2", text: "encode: Bad: line <number>", sub: "./a" }] },
    { kind: "command", command: "trunnion retry x" },
  ]);
});
