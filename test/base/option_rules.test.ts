import { expect, test } from "vitest";
import {
  fillOptions,
  findOptionFault,
  foundText,
  hasMethods,
  type OptionRules,
  pickOptions,
} from "../../src/base/option_rules.ts";

interface Options {
  size?: number | null;
  name?: string;
  hook?: (() => void) | null;
}
const RULES = {
  size: { default: null, rule: "a number above 0", holds: (value) => Number(value) > 0 },
  name: { default: "plain" },
  hook: {},
} satisfies OptionRules<Options>;
const fill = (options: Options) => fillOptions<Options, typeof RULES>(options, RULES);

test("what is not given gets its default, and has a name even without one", () => {
  expect(fill({})).toStrictEqual({ size: null, name: "plain", hook: undefined });
  expect(fill({ size: 3, name: "" })).toStrictEqual({ size: 3, name: "", hook: undefined });
});

test("null is the default of an option that has one", () => {
  expect(fill({ name: null as unknown as string, hook: null })).toMatchObject({
    name: "plain",
    hook: null,
  });
});

test("the first value that breaks its rule is found, with the rule", () => {
  expect(findOptionFault<Options>({ name: "any" }, RULES)).toBeNull();
  expect(findOptionFault<Options>({ name: "any", size: 0 }, RULES)).toEqual({
    setting: "size",
    rule: "a number above 0",
    found: 0,
  });
});

test("options are picked by the names of a table, in its order", () => {
  const picked = pickOptions<Options>({ name: "n", size: 1, more: 2 } as Options, RULES);
  expect(Object.keys(picked)).toEqual(["size", "name", "hook"]);
});

test("methods are looked for in objects alone", () => {
  expect(hasMethods({ open() {}, close() {} }, "open", "close")).toBe(true);
  expect(hasMethods({ open: 1 }, "open")).toBe(false);
  expect(hasMethods(null, "open")).toBe(false);
});

test("a text that was found is told from the number that it looks like", () => {
  expect([5, "5", null, undefined, [5], { five: 5 }, () => 5].map(foundText)).toEqual(
    ["5", '"5"', "null", "undefined", "a list", "an object", "a function"],
  );
  expect(foundText("long".repeat(1000)).length).toBeLessThan(150);
});
