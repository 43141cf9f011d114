import { expect, test } from "vitest";
import { CellSyntaxError } from "../../../kernel/cell/cell_syntax_error.ts";
import { parseCell } from "../../../kernel/cell/parse_cell.ts";

test.each([
  "const a = <number>x",
  "const a = <div>x</div>",
  "class A { @dec x = 1 }",
  "using x = f()",
  "await 1",
  "const f = <T,>(x: T) => x",
  "import data from './a.json' with { type: 'json' }",
])("parses %s", (code) => {
  expect(() => parseCell(code)).not.toThrow();
});

test.each([
  ["let y = 3 +", 1, 12, /Unexpected token/],
  ["const a = 1;\nconst a = 2", 2, 7, /'a' has already been declared/],
  ["f(\n  1 2)", 2, 5, /Unexpected token/],
  ["return 1", 1, 1, /'return' outside of function/],
])("tells where %s is wrong", (code, line, column, sentence) => {
  let found: unknown;
  try {
    parseCell(code);
  } catch (error) {
    found = error;
  }
  expect(found).toBeInstanceOf(CellSyntaxError);
  expect(found).toMatchObject({ line, column, message: expect.stringMatching(sentence) });
  expect((found as Error).message).not.toMatch(/\(\d+:\d+\)/);
});
