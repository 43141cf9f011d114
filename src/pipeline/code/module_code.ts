/** What a module consists of: its statements, its imports, its exports. @module */
import type { CodeUnit, Import, ModuleCode, Nature } from "./code_unit.ts";
import { natureOf } from "./nature.ts";
import { type Mentions, mentionsOf, namesOf } from "./mentions.ts";
import {
  builderOf,
  isPure,
  isPureClass,
  type KnownNames,
  lastMethod,
  makesBuilder,
} from "./purity.ts";
import { canonical, isNode, nameOf, type Node, parseModule, uncast } from "./syntax.ts";

/** Names by which a module may reach everything. */
const GLOBAL_OBJECTS = new Set(["globalThis", "window", "self", "global"]);
const TYPE_STATEMENTS = new Set([
  "TSInterfaceDeclaration",
  "TSTypeAliasDeclaration",
  "TSDeclareFunction",
  "EmptyStatement",
]);

/**
 * Takes a module apart.
 *
 * @param isTrunnion whether a specifier means Trunnion's public module
 * @throws {SyntaxError} where the text is no module
 */
export function moduleCode(
  text: string,
  path: string,
  isTrunnion: (specifier: string) => boolean,
): ModuleCode {
  const statements = parseModule(text, path);
  const module = new ModuleReader();
  for (const statement of statements) module.readImport(statement);
  const names = module.names(statements, isTrunnion);
  for (const statement of statements) module.read(statement, names);
  return module;
}

class ModuleReader implements ModuleCode {
  readonly units: CodeUnit[] = [];
  readonly imports = new Map<string, Import>();
  readonly loads: string[] = [];
  readonly exports = new Map<string, string | Import>();
  readonly exportsAll: string[] = [];

  readImport(statement: Node): void {
    if (statement.type !== "ImportDeclaration" || statement.importKind !== "value") return;
    const specifier = stringOf(statement.source);
    const bound = (statement.specifiers as Node[]).filter(isValue);
    // Of an import of types alone nothing is left when the code runs.
    if (bound.length === 0 && (statement.specifiers as Node[]).length > 0) return;
    this.loads.push(specifier);
    for (const one of bound) {
      const name = one.type === "ImportNamespaceSpecifier"
        ? "*"
        : one.type === "ImportDefaultSpecifier"
        ? "default"
        : nameOf(one.imported);
      this.imports.set(nameOf(one.local), { specifier, name });
    }
  }

  /** What the module's names stand for, as far as they decide what is pure. */
  names(statements: readonly Node[], isTrunnion: (specifier: string) => boolean): KnownNames {
    const fromTrunnion = (local: string, name: string) => {
      const found = this.imports.get(local);
      return found !== undefined && found.name === name && isTrunnion(found.specifier);
    };
    const own = new Set<string>(this.imports.keys());
    const builders = new Set<string>();
    const names: KnownNames = {
      isFlowtask: (name) => fromTrunnion(name, "flowtask"),
      isSchemaBuilder: (name) => fromTrunnion(name, "SchemaBuilder"),
      isBuilder: (name) => builders.has(name),
      isOwn: (name) => own.has(name),
    };
    for (const statement of statements) {
      const node = declarationOf(statement);
      if (isNode(node.id)) own.add(nameOf(node.id));
      if (node.type !== "VariableDeclaration") continue;
      for (const declarator of node.declarations as Node[]) {
        for (const name of namesOf(declarator.id as Node)) own.add(name);
        const { id, init } = declarator as { id?: Node; init?: Node };
        if (node.kind !== "const" || id?.type !== "Identifier" || !isNode(init)) continue;
        if (makesBuilder(init, names) && lastMethod(init) !== "build") builders.add(nameOf(id));
      }
    }
    return names;
  }

  read(statement: Node, names: KnownNames): void {
    const { type } = statement;
    if (type === "ImportDeclaration" || TYPE_STATEMENTS.has(type)) return;
    if (type === "ExportAllDeclaration") {
      if (statement.exportKind === "type") return;
      const specifier = stringOf(statement.source);
      this.loads.push(specifier);
      this.exportsAll.push(specifier);
      return;
    }
    if (type === "ExportNamedDeclaration" && !isNode(statement.declaration)) {
      this.#readExports(statement);
      return;
    }
    const node = declarationOf(statement);
    if (TYPE_STATEMENTS.has(node.type) || node.declare === true) return;
    const isDefault = type === "ExportDefaultDeclaration";
    const before = this.units.length;
    if (node.type === "VariableDeclaration") this.#readVariables(node, names);
    else this.#add(node, statement, this.#declares(node, isDefault), acts(node, names), names);
    if (type === "ExportNamedDeclaration") {
      for (const unit of this.units.slice(before)) {
        for (const name of unit.declares.keys()) this.exports.set(name, name);
      }
    }
    if (isDefault) this.exports.set("default", isNode(node.id) ? nameOf(node.id) : "default");
  }

  #readExports(statement: Node): void {
    if (statement.exportKind === "type") return;
    const source = isNode(statement.source) ? stringOf(statement.source) : null;
    if (source !== null) this.loads.push(source);
    for (const one of (statement.specifiers as Node[]).filter(isValue)) {
      const exported = nameOf(one.exported);
      if (one.type === "ExportNamespaceSpecifier") {
        this.exports.set(exported, { specifier: source!, name: "*" });
        continue;
      }
      const local = nameOf(one.local);
      if (source !== null) this.exports.set(exported, { specifier: source, name: local });
      else this.exports.set(exported, this.imports.get(local) ?? local);
    }
  }

  #readVariables(node: Node, names: KnownNames): void {
    for (const declarator of node.declarations as Node[]) {
      const { id, init } = declarator as unknown as { id: Node; init: Node | null };
      const nature = node.kind === "const" ? natureOf(init, names) : "state";
      const declares = new Map(namesOf(id).map((name) => [name, nature]));
      const pure = init === null || isPure(init, names);
      this.#add(
        { ...node, declarations: [declarator] },
        declarator,
        declares,
        !pure || node.kind === "using" || node.kind === "await using",
        names,
      );
    }
  }

  #declares(node: Node, isDefault: boolean): Map<string, Nature> {
    if (/^(?:Function|Class)Declaration$/.test(node.type)) {
      return new Map([[isNode(node.id) ? nameOf(node.id) : "default", "function"]]);
    }
    if (node.type === "TSEnumDeclaration") return new Map([[nameOf(node.id), "flat"]]);
    if (node.type === "TSModuleDeclaration" && isNode(node.id)) {
      return new Map([[nameOf(node.id), "state"]]);
    }
    return isDefault ? new Map([["default", "state"]]) : new Map();
  }

  #add(
    node: Node,
    place: Node,
    declares: Map<string, Nature>,
    acting: boolean,
    names: KnownNames,
  ): void {
    const found = mentionsOf(node, names.isFlowtask);
    const builder = node.type === "ExpressionStatement"
      ? builderOf(node.expression as Node, names)
      : null;
    forgetBuilt(node, found, names);
    const { start, end } = place.loc as { start: { line: number }; end: { line: number } };
    this.units.push({
      text: canonical(node),
      firstLine: start.line,
      lastLine: end.line,
      declares,
      mentions: found.names,
      assigns: builder === null ? found.assigns : new Set([...found.assigns, builder]),
      holds: found.holds,
      acts: (acting && builder === null) || changesGlobals(found, names),
      files: found.files,
      opaque: found.opaque,
    });
  }
}

/** Whether a statement may do more, when it runs, than to declare names. */
function acts(node: Node, names: KnownNames): boolean {
  if (node.type === "FunctionDeclaration" || node.type === "TSEnumDeclaration") return false;
  if (node.type === "ClassDeclaration") return !isPureClass(node, names);
  if (isMainBlock(node)) return false;
  // What is exported by default may be an expression.
  return /Statement$|^TSModuleDeclaration$|^TSImportEquals|^TSExportAssignment/.test(node.type) ||
    !isPure(node, names);
}

/** `if (import.meta.main) { ... }`: it never runs in a worker. */
function isMainBlock(node: Node): boolean {
  if (node.type !== "IfStatement" || isNode(node.alternate)) return false;
  const { type, object, property } = uncast(node.test as Node) as Record<string, unknown>;
  return type === "MemberExpression" && (object as Node).type === "MetaProperty" &&
    nameOf(property) === "main";
}

/** `builder.build()` makes a schema of the builder, and leaves it as it is. */
function forgetBuilt(node: Node, found: Mentions, names: KnownNames): void {
  const built = new Set<string>();
  const look = (child: Node) => {
    const name = builderOf(child, names);
    if (name !== null && isBareBuild(child)) built.add(name);
  };
  walk(node, look);
  const used = new Map<string, number>();
  walk(node, (child) => {
    if (child.type === "Identifier" && built.has(nameOf(child))) {
      used.set(nameOf(child), (used.get(nameOf(child)) ?? 0) + 1);
    }
  });
  for (const name of built) if (used.get(name) === 1) found.holds.delete(name);
}

function isBareBuild(node: Node): boolean {
  const callee = uncast(node).callee as Node;
  return lastMethod(node) === "build" && uncast(callee.object as Node).type === "Identifier";
}

function walk(node: Node, look: (node: Node) => void): void {
  look(node);
  for (const value of Object.values(node)) {
    if (isNode(value)) walk(value, look);
    else if (Array.isArray(value)) {
      for (const child of value) if (isNode(child)) walk(child, look);
    }
  }
}

/** Whether it changes what is not the module's: a global object, or a built-in class. */
function changesGlobals(found: Mentions, names: KnownNames): boolean {
  const isGlobal = (name: string) =>
    GLOBAL_OBJECTS.has(name) || !names.isOwn(name) && !found.locals.has(name);
  return found.prototypes || [...found.assigns].some(isGlobal) ||
    [...GLOBAL_OBJECTS].some((name) => found.holds.get(name) === "whole");
}

function declarationOf(statement: Node): Node {
  return isNode(statement.declaration) ? statement.declaration : statement;
}

function isValue(specifier: Node): boolean {
  return specifier.importKind !== "type" && specifier.exportKind !== "type";
}

function stringOf(node: unknown): string {
  return String((node as Node).value);
}
