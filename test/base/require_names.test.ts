import { expect, test } from "vitest";
import { UsageError } from "../../src/base/errors.ts";
import { requireNames } from "../../src/base/require_names.ts";

test("a list of names passes", () => {
  expect(requireNames("run", "`inputs`", [])).toBeUndefined();
  expect(requireNames("run", "`inputs`", ["a", "b"])).toBeUndefined();
});

test.each([
  ["files", "found the text 'files'. Write [\"files\"]."],
  [["a", 1], "found a list with something else in it."],
  [null, "found null."],
  [new Set(["a"]), "found object."],
])("%o is refused", (value, found) => {
  const refused = () => requireNames("run", "`inputs`", value);
  expect(refused).toThrow(UsageError);
  expect(refused).toThrow(`Cannot run: \`inputs\` must be a list of names, ${found}`);
});
