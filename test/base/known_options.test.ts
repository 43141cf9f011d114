import { expect, test } from "vitest";
import { UsageError } from "../../src/base/errors.ts";
import { requireKnownOptions, requireNames } from "../../src/base/known_options.ts";

interface Options {
  limit?: number;
  train?: number;
}
const KNOWN = { limit: true, train: true } as const;
const check = (options: unknown) => () =>
  requireKnownOptions<Options>("try it", options as Options, KNOWN);

test("options that are known pass, whatever their values are", () => {
  expect(check({})).not.toThrow();
  expect(check({ limit: undefined, train: "x" })).not.toThrow();
});

test("an unknown option is refused, with the one that was meant and all that there are", () => {
  expect(check({ limit: 1, tarin: 2 })).toThrow(
    "Cannot try it: there is no option 'tarin'. Did you mean 'train'? " +
      "There are: 'limit', 'train'.",
  );
  expect(check({ limt: undefined })).toThrow(/no option 'limt'. Did you mean 'limit'/);
});

test("a name that every object has is no option", () => {
  expect(check({ toString: 1 })).toThrow(/no option 'toString'/);
});

test("what is no object is refused", () => {
  expect(check(null)).toThrow("Cannot try it: the options must be an object; found null.");
  expect(check("fast")).toThrow(/found string/);
});

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
