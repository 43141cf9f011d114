import { expect, test } from "vitest";
import { createStyle, wantsColour } from "../../src/page/style.ts";

test.each<[boolean, Record<string, string>, boolean]>([
  [true, {}, true],
  [false, {}, false],
  [true, { NO_COLOR: "1" }, false],
  [true, { NO_COLOR: "" }, true],
  [true, { TERM: "dumb" }, false],
])("terminal %s with %j: colours %s", (terminal, environment, expected) => {
  expect(wantsColour(terminal, (name) => environment[name])).toBe(expected);
});

test("styles put codes around a text, or nothing", () => {
  expect(createStyle(true).red("x")).toBe("\x1b[31mx\x1b[39m");
  expect(createStyle(true).bold("")).toBe("");
  expect(createStyle(false).bold("x")).toBe("x");
});
