/** Which names a statement means, and what it may do to their values. @module */
import type { Hold } from "./code_unit.ts";
import { childrenOf, isNode, nameOf, type Node, uncast } from "./syntax.ts";

/** What a statement does with names. */
export interface Mentions {
  readonly names: Set<string>;
  readonly assigns: Set<string>;
  readonly holds: Map<string, Hold>;
  /** Names that are declared somewhere inside of it. */
  readonly locals: Set<string>;
  readonly files: string[];
  /** Whether it runs code that cannot be seen. */
  opaque: boolean;
  /** Whether it speaks of a `prototype`, by which classes of others can be changed. */
  prototypes: boolean;
}

/** A node with the way to it, innermost last. */
interface Place {
  readonly node: Node;
  readonly field: string;
  readonly above: Place | null;
}

/** Methods that change nothing, but may give out what is inside. */
const READING = new Set(
  ("at concat entries every filter find findIndex findLast findLastIndex flat flatMap forEach " +
    "get has hasOwnProperty includes indexOf isPrototypeOf join keys lastIndexOf map reduce " +
    "reduceRight slice some test toLocaleString toReversed toSorted toSpliced toString values " +
    "with startsWith endsWith").split(" "),
);
/** Where a value is only looked at, and cannot be kept. */
const LOOKED_AT = new Set(["BinaryExpression", "TemplateLiteral", "SwitchStatement"]);

/** @param isFlowtask whether a name is `flowtask`, which changes nothing that it is given */
export function mentionsOf(statement: Node, isFlowtask: (name: string) => boolean): Mentions {
  const found: Mentions = {
    names: new Set(),
    assigns: new Set(),
    holds: new Map(),
    locals: new Set(),
    files: [],
    opaque: false,
    prototypes: false,
  };
  const visit = (place: Place) => {
    const { node } = place;
    noteDeclarations(node, found.locals);
    noteLoads(node, found);
    if (node.type === "Identifier" || node.type === "JSXIdentifier") {
      note(place, found, isFlowtask);
      return;
    }
    for (const [field, child] of childrenOf(node)) {
      if (isName(node, field)) continue;
      visit({ node: child, field, above: place });
    }
  };
  visit({ node: statement, field: "", above: null });
  return found;
}

/** The names that a pattern declares: `a`, `{ a, b: [c] }`. */
export function namesOf(pattern: Node): string[] {
  if (pattern.type === "Identifier") return [nameOf(pattern)];
  return [...childrenOf(pattern)].flatMap(([field, child]) =>
    isName(pattern, field) || pattern.type === "AssignmentPattern" && field === "right"
      ? []
      : namesOf(child)
  );
}

/** Whether a field holds the name of a member, a key or a label, which means nothing by itself. */
function isName(node: Node, field: string): boolean {
  if (field === "property" || field === "key" || field === "id" && node.type === "TSEnumMember") {
    return node.computed !== true;
  }
  return field === "label" || field === "meta";
}

function noteDeclarations(node: Node, locals: Set<string>): void {
  const declared: unknown[] = [];
  if (node.type === "VariableDeclarator") declared.push(node.id);
  if (Array.isArray(node.params)) declared.push(...node.params);
  if (node.type === "CatchClause") declared.push(node.param);
  if (/^(?:Function|Class)/.test(node.type)) declared.push(node.id);
  for (const pattern of declared) {
    if (isNode(pattern)) { for (const name of namesOf(pattern)) locals.add(name); }
  }
}

/** Notes code and files that a node names, or that it may load without naming them. */
function noteLoads(node: Node, found: Mentions): void {
  const { type } = node;
  if (lastOf(node) === "prototype") found.prototypes = true;
  if (type === "ImportExpression") return noteSpecifier(node.source, found);
  if (type === "TSImportEqualsDeclaration" || type === "WithStatement") found.opaque = true;
  if (type !== "CallExpression" && type !== "NewExpression") return;
  const callee = uncast(node.callee as Node);
  const [first] = node.arguments as Node[];
  if (callee.type === "Import") return noteSpecifier(first, found);
  const name = callee.type === "Identifier" ? nameOf(callee) : lastOf(callee);
  if (name === "eval" || name === "Function") found.opaque = true;
  if (name === "require") noteSpecifier(first, found);
  if (name === "URL" && type === "NewExpression" && (node.arguments as Node[]).length > 1) {
    // A folder, or what is made later, is no code: only what is named counts.
    if (first?.type === "StringLiteral") found.files.push(String(first.value));
  }
  if (name === "resolve" && callee.type === "MemberExpression") {
    const object = callee.object as Node;
    if (object.type === "MetaProperty") noteSpecifier(first, found);
  }
}

function noteSpecifier(source: unknown, found: Mentions): void {
  if (isNode(source) && source.type === "StringLiteral") found.files.push(String(source.value));
  else found.opaque = true;
}

function lastOf(node: Node): string | null {
  if (node.type !== "MemberExpression" || node.computed === true) return null;
  return nameOf(node.property);
}

function note(place: Place, found: Mentions, isFlowtask: (name: string) => boolean): void {
  const name = nameOf(place.node);
  found.names.add(name);
  if (name === "eval") found.opaque = true;
  const use = useOf(place, isFlowtask);
  if (use === "assign") found.assigns.add(name);
  else if (use !== null && found.holds.get(name) !== "whole") found.holds.set(name, use);
}

/** What is done with the value of a name at a place: null where nothing can come of it. */
function useOf(start: Place, isFlowtask: (name: string) => boolean): Hold | "assign" | null {
  let place = start;
  let inner = false;
  for (;;) {
    const { above, field } = place;
    if (above === null) return inner ? "inner" : "whole";
    const { node } = above;
    const { type } = node;
    if (uncast(node) !== node) place = above;
    else if (/^(?:Optional)?MemberExpression$/.test(type) && field === "object") {
      const called = above.above;
      if (called !== null && isCallee(called.node, above.field)) {
        const method = lastOf({ ...node, type: "MemberExpression" });
        return method !== null && READING.has(method) ? "inner" : "whole";
      }
      place = above;
      inner = true;
    } else if (flowsOn(type, field)) place = above;
    else return endOf(node, field, inner, isFlowtask);
  }
}

/** Whether a node's value is the one that stands in its field, or holds it. */
function flowsOn(type: string, field: string): boolean {
  if (type === "ConditionalExpression") return field !== "test";
  if (type === "ObjectProperty") return field === "value";
  return type === "ObjectExpression" || type === "ArrayExpression" || type === "LogicalExpression";
}

function endOf(
  node: Node,
  field: string,
  inner: boolean,
  isFlowtask: (name: string) => boolean,
): Hold | "assign" | null {
  const { type } = node;
  const hold = inner ? "inner" : "whole";
  if (type === "AssignmentExpression" && field === "left" || type === "UpdateExpression") {
    return "assign";
  }
  if (type === "UnaryExpression") return node.operator === "delete" ? "assign" : null;
  if (/^For(?:In|Of)Statement$/.test(type)) return field === "left" ? "assign" : "inner";
  if (/^(?:If|While|DoWhile)Statement$|^ConditionalExpression$/.test(type) && field === "test") {
    return null;
  }
  if (LOOKED_AT.has(type)) return null;
  if (/MemberExpression$/.test(type) && field === "property") return null; // as an index
  if (isCallee(node, field)) return null;
  if (type === "SpreadElement") return "inner";
  if (isPattern(type)) return "assign";
  return isFlowtaskCall(node, isFlowtask) ? null : hold;
}

function isCallee(node: Node, field: string): boolean {
  return field === "callee" && /^(?:Optional)?CallExpression$|^NewExpression$/.test(node.type);
}

function isPattern(type: string): boolean {
  return type === "ArrayPattern" || type === "ObjectPattern" || type === "RestElement";
}

function isFlowtaskCall(node: Node, isFlowtask: (name: string) => boolean): boolean {
  if (node.type !== "CallExpression") return false;
  const callee = uncast(node.callee as Node);
  if (callee.type !== "MemberExpression") return false;
  const object = uncast(callee.object as Node);
  return object.type === "Identifier" && isFlowtask(nameOf(object));
}
