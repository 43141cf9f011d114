import type {
  ImportDeclaration,
  Node,
  Program,
  Statement,
  VariableDeclaration,
} from "@babel/types";
import { declaredNames } from "./declared_names.ts";
import { Edits, type Place } from "./edits.ts";
import { importEdit } from "./import_edit.ts";
import type { JavaScriptCell } from "./strip_types.ts";
import { children, isFunction } from "./walk.ts";

/** A cell as the engine runs it (see `engine/inside/cell_runner.ts`). */
export interface RunnableCell {
  /** A script whose value is a function that runs the cell. */
  script: string;
  /** The names that the cell declares for all later cells. */
  names: string[];
  /** Those of `names` that are functions: the script is given a setter for each, in this order. */
  functions: string[];
  /** The offset in the cell that a place in `script` came from. */
  origin(place: Place): number;
}

const HEAD = '(async (__set) => { "use strict"; ';
const TAIL = "\n})";
/** Also works where the text of a function is sent to a worker. */
const NESTED_WAIT = " (globalThis.__trunnion?.wait ?? ((value) => value))(";
const NESTED_IMPORT = "(globalThis.__trunnion?.import ?? ((name, how) => import(name, how)))";

/**
 * Makes a cell runnable: its top-level names outlive it, its last expression is its value, its
 * imports and awaits go through the kernel. Nothing else changes, and no line moves.
 */
export function rewriteCell(cell: JavaScriptCell): RunnableCell {
  const rewriting = new Rewriting(cell.code, cell.file.program);
  const { text, origin } = rewriting.edits.apply(cell.code);
  return {
    script: text,
    names: [...rewriting.names],
    functions: rewriting.functions,
    origin: (place) => cell.origin(placeAt(cell.code, origin(place))),
  };
}

function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  return { line: before.split("\n").length, column: offset - lineStart + 1 };
}

class Rewriting {
  readonly edits = new Edits();
  readonly names = new Set<string>();
  readonly functions: string[] = [];
  readonly #code: string;

  constructor(code: string, program: Program) {
    this.#code = code;
    const value = lastValue(program.body);
    for (const statement of program.body) {
      const declared = withoutExport(statement);
      if (declared?.type === "FunctionDeclaration" && declared.id) {
        this.functions.push(declared.id.name);
        this.names.add(declared.id.name);
      }
    }
    const setters = this.functions.map((name, i) => `__set[${i}](${name}); `).join("");
    this.edits.wrap(0, code.length, HEAD + setters, TAIL);
    const used = namesUsed(program);
    for (const statement of program.body) {
      const inner = withoutExport(statement);
      this.#dropExport(statement, inner);
      if (inner === undefined) continue;
      if (statement === value) this.#giveValue(inner);
      else this.#topLevel(inner, used);
      this.#awaits(inner, false);
    }
    // A cell of texts alone parses as directives.
    const directive = program.body.length === 0 ? program.directives.at(-1) : undefined;
    if (directive) this.#giveValue(directive);
  }

  /** Takes `export` away, which means nothing in a cell. */
  #dropExport(statement: Statement, inner: Node | undefined): void {
    if (statement === inner) return;
    const { start, end } = range(statement);
    const until = inner === undefined ? end : range(inner).start;
    this.edits.replace(start, until, blank(this.#code.slice(start, until)));
  }

  #giveValue(statement: Node): void {
    const { start, end } = range(statement);
    const last = this.#code[end - 1] === ";" ? end - 1 : end;
    this.edits.wrap(start, last, "return { value: (", ") };");
  }

  #topLevel(statement: Node, used: (name: string) => boolean): void {
    if (statement.type === "ImportDeclaration") return this.#import(statement, used);
    if (statement.type === "ClassDeclaration") {
      const name = statement.id!.name;
      this.names.add(name);
      const { start, end } = range(statement);
      return this.edits.wrap(start, end, `;${name} = `, ";");
    }
    if (statement.type === "VariableDeclaration") {
      if (!isUsing(statement)) this.#assign(statement, true);
      return;
    }
    this.#hoistVars(statement);
  }

  #import(statement: ImportDeclaration, used: (name: string) => boolean): void {
    const { code, names } = importEdit(statement, used);
    for (const name of names) this.names.add(name);
    const { start, end } = range(statement);
    const lines = this.#code.slice(start, end).replace(/[^\n]/g, "");
    this.edits.replace(start, end, code + lines);
  }

  /**
   * `const a = 1, { b } = c` becomes `;(a = 1), ({ b } = c)`, so that later cells see the names.
   */
  #assign(declaration: VariableDeclaration, isStatement: boolean): void {
    const { start } = range(declaration);
    const keyword = declaration.kind.length;
    const many = declaration.declarations;
    this.edits.replace(start, start + keyword, isStatement ? ";" : "");
    for (const one of many) {
      for (const name of declaredNames(one.id)) this.names.add(name);
      const { start, end } = range(one);
      // `var x;` keeps what x was, `let x;` does not.
      const nothing = one.init || declaration.kind === "var" ? "" : " = void 0";
      this.edits.wrap(start, end, "(", `${nothing})`);
    }
  }

  /** A `var` in a block belongs to the whole cell. */
  #hoistVars(node: Node): void {
    if (isFunction(node)) return;
    for (const child of children(node)) {
      if (child.type !== "VariableDeclaration" || child.kind !== "var") {
        this.#hoistVars(child);
        continue;
      }
      const isHead = /^For(In|Of)?Statement$/.test(node.type);
      if (isHead && node.type !== "ForStatement") {
        // `for (var x of y)`: the name alone is what is assigned.
        const { start } = range(child);
        this.edits.replace(start, start + "var".length, "");
        for (const name of declaredNames(child.declarations[0].id)) this.names.add(name);
      } else this.#assign(child, !isHead);
      for (const one of child.declarations) if (one.init) this.#hoistVars(one.init);
    }
  }

  /** Lets awaits be interrupted, and imports at run time find what the cell's names mean. */
  #awaits(node: Node, inFunction: boolean): void {
    if (node.type === "AwaitExpression") {
      const { start, end } = range(node);
      const call = inFunction ? NESTED_WAIT : " __trunnion.wait(";
      this.edits.wrap(start + "await".length, end, call, ")");
    }
    if (node.type === "ForOfStatement" && node.await && !inFunction) {
      const { start, end } = range(node.right);
      this.edits.wrap(start, end, "__trunnion.iterate(", ")");
    }
    const { start } = range(node);
    if (node.type === "ImportExpression" || isImportCall(node)) {
      const call = inFunction ? NESTED_IMPORT : "__trunnion.import";
      this.edits.replace(start, start + "import".length, call);
    }
    if (node.type === "MetaProperty" && node.meta.name === "import") {
      this.edits.replace(start, range(node).end, "globalThis.__trunnion.meta");
    }
    this.#below(node, inFunction);
  }

  #below(node: Node, inFunction: boolean): void {
    const inside = inFunction || isFunction(node);
    for (const child of children(node)) this.#awaits(child, inside);
  }
}

function range(node: Node): { start: number; end: number } {
  return { start: node.start!, end: node.end! };
}

function isUsing(declaration: VariableDeclaration): boolean {
  return declaration.kind === "using" || declaration.kind === "await using";
}

function isImportCall(node: Node): boolean {
  return node.type === "CallExpression" && node.callee.type === "Import";
}

/** What an export exports, if it stands there; any other statement as it is. */
function withoutExport(statement: Statement): Node | undefined {
  if (statement.type === "ExportNamedDeclaration") return statement.declaration ?? undefined;
  if (statement.type === "ExportDefaultDeclaration") return statement.declaration;
  return statement.type === "ExportAllDeclaration" ? undefined : statement;
}

/** The statement that a cell's value comes from: its last, declarations of functions apart. */
function lastValue(body: readonly Statement[]): Statement | undefined {
  const last = body.findLast(({ type }) =>
    type !== "EmptyStatement" && type !== "FunctionDeclaration" && !isType(type)
  );
  if (last?.type === "ExpressionStatement") return last;
  const isValue = last?.type === "ExportDefaultDeclaration" &&
    !/Declaration$/.test(last.declaration.type);
  return isValue ? last : undefined;
}

function isType(type: string): boolean {
  return /^(TSInterfaceDeclaration|TSTypeAliasDeclaration|TSDeclareFunction)$/.test(type);
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}

/** Tells whether a cell uses a name as a value: outside of types and of its own import. */
function namesUsed(program: Program): (name: string) => boolean {
  const names = new Set<string>();
  const visit = (node: Node) => {
    if (node.type.startsWith("TS") && !/^TS(As|Satisfies|NonNull)/.test(node.type)) return;
    if (node.type === "ImportDeclaration") return;
    if (node.type === "Identifier" || node.type === "JSXIdentifier") names.add(node.name);
    for (const child of children(node)) {
      // `a.b` and `{ b: a }` use no `b`.
      const isKey = "computed" in node && !node.computed &&
        (("property" in node && node.property === child) || ("key" in node && node.key === child));
      if (!isKey || ("shorthand" in node && node.shorthand)) visit(child);
    }
  };
  visit(program);
  return (name) => names.has(name);
}
