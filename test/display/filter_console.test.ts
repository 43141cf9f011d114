import { expect, test, vi } from "vitest";
import { filterConsole } from "../../src/display/filter_console.ts";

test("what is printed keeps its colours and its format, and moves no cursor", () => {
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  const restore = filterConsole();
  console.log("%s: \x1b[31mred\x1b[0m\x1b[2J\u202e", "a\rb", 7);
  restore();
  console.log("\x1b[2J");
  const { calls } = log.mock;
  log.mockRestore();
  expect(calls).toEqual([["%s: \x1b[31mred\x1b[0m\\x1b[2J\\u202e", "a\\rb", 7], ["\x1b[2J"]]);
});
