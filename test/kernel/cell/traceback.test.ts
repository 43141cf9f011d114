import { expect, test } from "vitest";
import { tracebackOf, withCellPlaces } from "../../../kernel/cell/traceback.ts";

const cell = (label: string, code: string) => ({
  label,
  code,
  origin: ({ line, column }: { line: number; column: number }) =>
    code.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0) + column - 1,
});

test("shows places in cells by their own lines, and leaves the kernel's frames out", () => {
  const cells = new Map([
    [4, cell("[2]", "function f() {\n\tthrow new Error('x')\n}")],
    [9, cell("[5]", "f()")],
  ]);
  const stack = [
    "Error: x",
    "    at f (trunnion-cell-4.ts:2:8)",
    "    at task (file:///my parts/tasks.ts?v=3:7:9)",
    "    at trunnion-cell-9.ts:1:1",
    "    at CellRunner.run (file:///somewhere/kernel/engine/inside/cell_runner.ts:35:52)",
    "    at Object.run (ext:core/01_core.js:1:1)",
    "    at <anonymous>:1:39",
    "    at new Promise (<anonymous>)",
  ].join("\n");
  expect(tracebackOf(stack, cells)).toEqual([
    "Error: x",
    "    at f ([2]:2:8)",
    "    at task (file:///my parts/tasks.ts:7:9)",
    "    at [5]:1:1",
    "",
    "[2]:2 | \tthrow new Error('x')",
    "        \t      ^",
  ]);
});

test("a stack that was printed is told by the cells' lines, other text stays as it is", () => {
  const cells = new Map([[4, cell("[2]", "f()")]]);
  const printed = "before\nError: x\n    at trunnion-cell-4.ts:1:1\n" +
    "    at CellRunner.run (file:///k/kernel/engine/inside/cell_runner.ts:35:52)\nafter\n";
  expect(withCellPlaces(printed, cells)).toBe("before\nError: x\n    at [2]:1:1\nafter\n");
  for (const text of ["    at <anonymous>", "my trunnion-cell-4.ts:1:1", ""]) {
    expect(withCellPlaces(text, cells)).toBe(text);
  }
});

test("a stack without a place in a cell stays as it is", () => {
  expect(tracebackOf("Error: x\n    at file:///a.ts:1:1", new Map())).toEqual([
    "Error: x",
    "    at file:///a.ts:1:1",
  ]);
});
