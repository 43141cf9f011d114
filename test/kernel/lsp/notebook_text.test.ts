import { expect, test } from "vitest";
import { NotebookText } from "../../../kernel/lsp/notebook_text.ts";

/** What stands before the cell, without what every notebook has. */
function before(notebook: NotebookText, code: string): string[] {
  const { text, start } = notebook.with(code);
  expect(text.slice(start, start + code.length)).toBe(code);
  const always = new NotebookText().with("");
  const own = text.slice(always.start, start);
  return own.split("\n").filter((line) => line);
}

test("a cell stands behind what was declared, each name once", () => {
  const notebook = new NotebookText();
  notebook.add("import { a, type B } from './m.ts'\nconst x: number = 1, { y } = o\nf(x)");
  notebook.add("function f(): void {}\ninterface I { a: string }");
  notebook.add("export const x = 'now a text'");
  expect(before(notebook, "x")).toEqual([
    "import { a, type B } from './m.ts';",
    "const x: number = 1, { y } = o;",
    "function f(): void {};",
    "interface I { a: string };",
    "const x = 'now a text';",
  ]);
  expect(before(notebook, "const f = 1; class I {}")).not.toContain("function f(): void {};");
});

test("what a cell finds without an import makes way for names of its own", () => {
  const { text } = new NotebookText().with("const table = 5");
  expect(text).toContain("declare function chart(");
  expect(text).not.toContain("declare function table(");
});

test("what cannot be parsed declares nothing", () => {
  const notebook = new NotebookText();
  notebook.add("const a =");
  expect(before(notebook, "const b = ")).toEqual([]);
});
