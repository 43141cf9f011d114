/** TypeScript to ES modules. @module */
import { join, relative } from "node:path";
import ts from "typescript";

/** What is compiled, and whereto. */
export interface CompileOptions {
  readonly root: string;
  readonly out: string;
  /** The public modules, from the root. */
  readonly doors: readonly string[];
}

/** The file that Node gets another one for, as the package's own imports say. */
const SYSTEM_ZSTD = /\/system_zstd\.ts$/;

/**
 * Compiles all modules that the public ones need, those too that only workers import.
 *
 * @returns the packages that the modules import
 * @throws Error where a declaration cannot be written
 */
export async function compileModules(options: CompileOptions): Promise<Set<string>> {
  const { root, out, doors } = options;
  const denoTypes = join(out, "..", "..", "deno.d.ts");
  await Deno.writeFile(denoTypes, await denoDeclarations());
  const modules = [...doors, "node.ts"].map((path) => join(root, path));
  const program = ts.createProgram({
    rootNames: [denoTypes, ...modules, ...sources(join(root, "src"))],
    options: {
      target: ts.ScriptTarget.ES2022,
      lib: ["lib.esnext.d.ts"],
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      rewriteRelativeImportExtensions: true,
      verbatimModuleSyntax: true,
      declaration: true,
      sourceMap: true,
      inlineSources: true,
      noCheck: true, // `deno check` has done that, with Deno's types
      rootDir: root,
      outDir: out,
      types: [],
    },
  });
  const packages = new Set<string>();
  const { diagnostics } = program.emit(undefined, writeFile, undefined, false, {
    before: [ownFiles(packages)],
  });
  if (diagnostics.length > 0) {
    throw new Error(ts.formatDiagnostics(diagnostics, {
      getCanonicalFileName: (name) => name,
      getCurrentDirectory: () => root,
      getNewLine: () => "\n",
    }));
  }
  await Deno.remove(denoTypes);
  return packages;

  function writeFile(path: string, text: string) {
    Deno.mkdirSync(join(path, ".."), { recursive: true });
    Deno.writeTextFileSync(path, path.endsWith(".d.ts") ? declarations(text) : text);
  }
}

/** Declarations name files as the source does; in comments they are examples, and stay. */
function declarations(text: string): string {
  const names = /((?:from|import\()\s*")(\.{1,2}\/[^"]+)\.ts"/g;
  return text.split("\n").map((line) =>
    /^\s*\*/.test(line) ? line : line.replace(names, '$1$2.js"')
  )
    .join("\n");
}

/** Rewrites the other ways in which a module names files, and notes packages. */
function ownFiles(packages: Set<string>): ts.TransformerFactory<ts.SourceFile> {
  return (context) => (file) => {
    const { factory } = context;
    const visit = (node: ts.Node): ts.Node => {
      if (isUrlOfOwnFile(node)) {
        const [name, base] = node.arguments!;
        const path = factory.createStringLiteral(asJs((name as ts.StringLiteral).text));
        return factory.updateNewExpression(node, node.expression, undefined, [path, base]);
      }
      if (isResolveOfOwnFile(node)) {
        const path = factory.createStringLiteral(
          asJs((node.arguments[0] as ts.StringLiteral).text),
        );
        return factory.updateCallExpression(node, node.expression, undefined, [path]);
      }
      if (isImport(node) && !isTypeOnly(node)) {
        const { text } = node.moduleSpecifier as ts.StringLiteral;
        note(text);
        if (SYSTEM_ZSTD.test(text)) {
          const name = factory.createStringLiteral("#system_zstd");
          return factory.updateImportDeclaration(
            node as ts.ImportDeclaration,
            node.modifiers,
            (node as ts.ImportDeclaration).importClause,
            name,
            node.attributes,
          );
        }
      }
      if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
        const [name] = node.arguments;
        if (ts.isStringLiteral(name)) note(name.text);
      }
      return ts.visitEachChild(node, visit, context);
    };
    return ts.visitNode(file, visit) as ts.SourceFile;
  };

  function note(specifier: string) {
    if (/^(?:\.|node:|#)/.test(specifier)) return;
    packages.add(specifier.split("/").slice(0, specifier.startsWith("@") ? 2 : 1).join("/"));
  }
}

function isUrlOfOwnFile(node: ts.Node): node is ts.NewExpression {
  return ts.isNewExpression(node) && node.expression.getText() === "URL" &&
    node.arguments?.length === 2 && ts.isStringLiteral(node.arguments[0]) &&
    node.arguments[1].getText() === "import.meta.url";
}

function isResolveOfOwnFile(node: ts.Node): node is ts.CallExpression {
  return ts.isCallExpression(node) && node.expression.getText() === "import.meta.resolve" &&
    node.arguments.length === 1 && ts.isStringLiteral(node.arguments[0]);
}

function isImport(node: ts.Node): node is ts.ImportDeclaration | ts.ExportDeclaration {
  return (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
    node.moduleSpecifier !== undefined && ts.isStringLiteral(node.moduleSpecifier);
}

/** Whether nothing of it is left when it runs. */
function isTypeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  return node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

function asJs(path: string): string {
  return path.replace(/\.ts$/, ".js");
}

async function denoDeclarations(): Promise<Uint8Array> {
  return (await new Deno.Command(Deno.execPath(), { args: ["types"] }).output()).stdout;
}

function sources(folder: string): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) => {
    const path = join(folder, name);
    return isDirectory ? sources(path) : path.endsWith(".ts") ? [path] : [];
  });
}

/** The path of a compiled module within the package. */
export function compiledPath(source: string): string {
  return `./dist/${relative(".", source).replace(/\.ts$/, ".js")}`;
}
