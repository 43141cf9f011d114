import { SourceMap, stripTypeScriptTypes } from "node:module";
import type { Node } from "@babel/types";
import { parseCell, type ParsedCell } from "./parse_cell.ts";
import { lineStarts, type Place } from "./edits.ts";
import { walk } from "./walk.ts";

/** A cell as JavaScript. */
export interface JavaScriptCell extends ParsedCell {
  /** The offset in the cell that a place in the JavaScript came from. */
  origin(place: Place): number;
}

/** What is more than types: it becomes code, so blanks do not do. */
const NOT_ERASABLE =
  /^(TSEnumDeclaration|TSParameterProperty|TSImportEqualsDeclaration|TSExportAssignment|TSTypeAssertion|Decorator|JSXElement|JSXFragment)$/;

/**
 * The cell without its types. Deno puts blanks for them, so places stay; what it cannot (enums,
 * decorators, JSX and such) the TypeScript compiler turns into code, with a source map.
 */
export async function stripTypes(cell: ParsedCell): Promise<JavaScriptCell> {
  if (needsCompiler(cell.file)) return await compile(cell);
  const code = stripTypeScriptTypes(cell.code);
  const starts = lineStarts(code);
  return {
    ...cell,
    code,
    origin: ({ line, column }) => starts[line - 1] + column - 1 - cell.shift,
  };
}

function needsCompiler(file: Node): boolean {
  let found = false;
  walk(file, (node) => {
    found ||= NOT_ERASABLE.test(node.type) || isNamespaceWithCode(node);
  });
  return found;
}

function isNamespaceWithCode(node: Node): boolean {
  return node.type === "TSModuleDeclaration" && !node.declare;
}

async function compile(cell: ParsedCell): Promise<JavaScriptCell> {
  // Its compiler has 9 MB, and is loaded for the cells that need it. Where Deno sees an address, it
  // reads what lies there when the program starts.
  const compiler = new URL("./compile_cell.ts", import.meta.url).href;
  const { compileCell } = await import(compiler) as typeof import("./compile_cell.ts");
  const { code: compiled, sourceMap } = compileCell(cell.code, cell.jsx);
  const map = new SourceMap(JSON.parse(sourceMap));
  const code = compiled.replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n");
  const starts = lineStarts(cell.code);
  return {
    ...parseCell(code),
    origin({ line, column }) {
      const entry = map.findEntry(line - 1, column - 1) as Partial<
        { originalLine: number; originalColumn: number }
      >;
      return (starts[entry.originalLine ?? 0] ?? 0) + (entry.originalColumn ?? 0) - cell.shift;
    },
  };
}
