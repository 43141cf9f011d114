/** A module's syntax tree, and what of it decides what the code does. @module */
import { parse } from "@babel/parser";

/** A node of the tree, as the parser makes it. */
export interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** Where nodes stand and how they are written: nothing that changes what they do. */
const WRITTEN = new Set([
  "start",
  "end",
  "loc",
  "range",
  "extra",
  "leadingComments",
  "innerComments",
  "trailingComments",
]);
/** Types, which are gone when the code runs. */
const TYPES = new Set([
  "typeAnnotation",
  "typeParameters",
  "typeArguments",
  "returnType",
  "implements",
  "superTypeParameters",
  "definite",
]);

/**
 * The statements of a module.
 *
 * @throws {SyntaxError} where the text is no module
 */
export function parseModule(text: string, path: string): Node[] {
  const jsx = /x$/.test(path);
  const typescript = /\.[mc]?tsx?$/.test(path);
  const { program } = parse(text, {
    sourceType: "module",
    plugins: [
      ...(typescript ? ["typescript" as const] : []),
      ...(jsx ? ["jsx" as const] : []),
      "decorators",
    ],
  });
  return program.body as unknown as Node[]; // the parser's own types name every kind of node
}

/** Whether a value of a node's field is a node. */
export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null &&
    typeof (value as { type?: unknown }).type === "string";
}

/** The nodes directly below a node, with the fields in which they stand; types left out. */
export function* childrenOf(node: Node): Generator<[field: string, child: Node]> {
  for (const [field, value] of Object.entries(node)) {
    if (WRITTEN.has(field) || TYPES.has(field)) continue;
    if (isNode(value)) yield [field, value];
    else if (Array.isArray(value)) {
      for (const child of value) if (isNode(child)) yield [field, child];
    }
  }
}

/** What a node does, as a text: without blanks, comments and types. */
export function canonical(node: Node): string {
  return JSON.stringify(node, (field, value) => {
    if (typeof value === "bigint") return `${value}n`;
    if (value === Infinity) return "Infinity"; // 1e999, which JSON does not know
    if (WRITTEN.has(field) || TYPES.has(field)) return undefined;
    return isNode(value) ? uncast(value) : value;
  });
}

/** Casts that are gone when the code runs. */
const CASTS = new Set([
  "TSAsExpression",
  "TSSatisfiesExpression",
  "TSNonNullExpression",
  "TSTypeAssertion",
  "TSInstantiationExpression",
]);

/** An expression without the casts around it. */
export function uncast(node: Node): Node {
  let inner = node;
  while (CASTS.has(inner.type)) inner = inner.expression as Node;
  return inner;
}

/** The name of an identifier, or what a string says that stands for one. */
export function nameOf(node: unknown): string {
  const { name, value } = node as { name?: string; value?: string };
  return name ?? String(value);
}
