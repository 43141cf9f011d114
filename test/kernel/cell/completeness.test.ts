import { expect, test } from "vitest";
import { completenessOf } from "../../../kernel/cell/completeness.ts";

test.each(["1", "", "const a = 1;", "if (a) {\n  b()\n}", "`a${1}`", "{ a: 1 }"])(
  "%s is complete",
  (code) => expect(completenessOf(code)).toEqual({ status: "complete" }),
);

test.each([
  ["if (a) {", "  "],
  ["  f(", "    "],
  ["`text", ""],
  ["/* comment", ""],
  ["const a =", ""],
  ["a.", ""],
  ["function f() {\n  return 1\n", "  "],
])("%s goes on", (code, indent) => {
  expect(completenessOf(code)).toEqual({ status: "incomplete", indent });
});

test.each(["}", "let let = 1", "a b c", "'text", "return 1", "f(1,,2)"])(
  "%s is invalid",
  (code) => expect(completenessOf(code)).toEqual({ status: "invalid" }),
);
