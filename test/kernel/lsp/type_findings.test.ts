import { expect, test } from "vitest";
import { findingLines } from "../../../kernel/cell/type_finding.ts";
import { typeFindings } from "../../../kernel/lsp/type_findings.ts";

const code = "const b: string = 5";
const place = { text: `const a = 1;\n${code}\nexport {};\n`, start: 13 };
const at = (line: number, character: number) => ({
  range: { start: { line, character }, end: { line, character } },
  severity: 1,
  source: "deno-ts",
  message: "wrong",
});

test("errors of the cell are told, with their line", () => {
  const found = typeFindings([{ ...at(1, 6), code: 2322 }], place, code);
  expect(found).toEqual([{ message: "wrong", code: "TS2322", line: 1, column: 7 }]);
  expect(findingLines(found, code, "[3]")).toEqual([
    "TS2322 [3]:1:7: wrong",
    "[3]:1 | const b: string = 5",
    "              ^",
  ]);
});

test("hints, other lines, other tools and names that are declared again are not", () => {
  const others = [
    { ...at(1, 6), severity: 4, code: 6133 },
    { ...at(0, 6), code: 2322 },
    { ...at(2, 3), code: 2322 },
    { ...at(1, 6), source: "deno", code: "no-cache" },
    { ...at(1, 6), code: 2451 },
  ];
  expect(typeFindings(others, place, code)).toEqual([]);
});
