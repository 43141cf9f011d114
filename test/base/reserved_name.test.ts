import { expect, test } from "vitest";
import { isReservedName } from "../../src/base/reserved_name.ts";

test("knows devices by any spelling, and nothing else", () => {
  const devices = [
    "con",
    "NUL",
    "nul.txt",
    "Com1",
    "LPT9.tar.gz",
    "com¹",
    "AUX ",
    "aux .c",
    "con..",
  ];
  expect(devices.filter((name) => !isReservedName(name))).toEqual([]);
  const others = ["", "console", "com", "com10", "lpt1x", "null", "acon", "a.con", "con-1.data"];
  expect(others.filter(isReservedName)).toEqual([]);
});
