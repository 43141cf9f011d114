import { InvalidArgumentError } from "commander";
import { describe, expect, test } from "vitest";
import { duration, integer, number } from "../../src/cli/option_values.ts";

describe("times", () => {
  test.each([
    ["60", 60_000],
    ["60s", 60_000],
    ["2m", 120_000],
    ["1.5h", 5_400_000],
    ["1500ms", 1500],
    [" 90 s ", 90_000],
    ["1", 1000],
  ])("%s are %i milliseconds", (text, ms) => {
    expect(duration(1000)(text)).toBe(ms);
  });

  test.each(["", "0", "0.5", "-60", "999ms", "60 seconds", "1m30s", "1e3", "Infinity", "s", "."])(
    "'%s' is refused with what is right",
    (text) => {
      const read = () => duration(1000)(text);
      expect(read).toThrow(InvalidArgumentError);
      expect(read).toThrow("It must be a time of at least 1 s, such as 60, 60s or 2m.");
    },
  );
});

test("numbers have a least, and an empty text is none", () => {
  expect(integer(1)("3")).toBe(3);
  expect(number(0)(".15")).toBe(0.15);
  for (const text of ["", "0", "1.5", "x"]) {
    expect(() => integer(1)(text)).toThrow("at least 1");
  }
  for (const text of ["", "-1", "x"]) expect(() => number(0)(text)).toThrow("at least 0");
});
