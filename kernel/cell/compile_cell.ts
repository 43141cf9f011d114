import ts from "typescript";

/** JavaScript with a source map, by the TypeScript compiler. */
export function compileCell(code: string, jsx: boolean): { code: string; sourceMap: string } {
  const { outputText, sourceMapText } = ts.transpileModule(code, {
    fileName: jsx ? "cell.tsx" : "cell.ts",
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      jsx: ts.JsxEmit.React,
      verbatimModuleSyntax: true,
      sourceMap: true,
    },
  });
  return { code: outputText, sourceMap: sourceMapText! };
}
