/** Whether an expression can be evaluated without doing anything. @module */
import { childrenOf, isNode, nameOf, type Node, uncast } from "./syntax.ts";

/** What the names of a module's top stand for, as far as it decides about purity. */
export interface KnownNames {
  /** Whether a name is `flowtask` of Trunnion. */
  isFlowtask(name: string): boolean;
  /** Whether a name is the class `SchemaBuilder` of Trunnion. */
  isSchemaBuilder(name: string): boolean;
  /** Whether a name is a constant that holds a `SchemaBuilder`. */
  isBuilder(name: string): boolean;
  /** Whether the module declares or imports a name, so that it is not the language's. */
  isOwn(name: string): boolean;
}

const LITERALS = new Set([
  "NumericLiteral",
  "StringLiteral",
  "BooleanLiteral",
  "NullLiteral",
  "BigIntLiteral",
  "RegExpLiteral",
]);
const SIMPLE = new Set([
  "Identifier",
  "ThisExpression",
  "MetaProperty",
  "FunctionExpression",
  "ArrowFunctionExpression",
]);
/** Made of others that must be pure themselves. */
const COMPOSED = new Set([
  "TemplateLiteral",
  "TemplateElement",
  "ArrayExpression",
  "ObjectExpression",
  "ObjectProperty",
  "SpreadElement",
  "UnaryExpression",
  "BinaryExpression",
  "LogicalExpression",
  "ConditionalExpression",
  "MemberExpression",
  "OptionalMemberExpression",
]);
/** Constructors and functions of the language that only make a value of their arguments. */
const MAKERS = new Set(
  ("Map Set WeakMap WeakSet Date URL RegExp Array Error Symbol String Number Boolean BigInt " +
    "Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array " +
    "Float32Array Float64Array BigInt64Array BigUint64Array TextEncoder TextDecoder").split(" "),
);
/** Objects whose methods do the same, and the methods of those that have others as well. */
const NAMESPACES = new Map<string, RegExp>([
  ["Math", /^(?!random$)/],
  ["Object", /^(?:freeze|keys|values|entries|fromEntries)$/],
  ["Number", /^/],
  ["String", /^/],
  ["Array", /^(?:of|from|isArray)$/],
  ["JSON", /^/],
]);

/** Whether evaluating an expression makes a value, and does nothing else. */
export function isPure(expression: Node, names: KnownNames): boolean {
  const node = uncast(expression);
  const { type } = node;
  if (LITERALS.has(type) || SIMPLE.has(type)) return true;
  if (type === "ObjectMethod") return node.computed !== true;
  if (type === "ClassExpression" || type === "ClassDeclaration") return isPureClass(node, names);
  if (type === "NewExpression" || type === "CallExpression") return isPureCall(node, names);
  if (!COMPOSED.has(type) || node.operator === "delete") return false;
  return parts(node).every((part) => isPure(part, names));
}

/** Whether a class statement declares the class, and does nothing else. */
export function isPureClass(node: Node, names: KnownNames): boolean {
  if (hasItems(node.decorators)) return false;
  if (isNode(node.superClass) && !isPure(node.superClass, names)) return false;
  return ((node.body as Node).body as Node[]).every((member) => {
    if (hasItems(member.decorators) || member.type === "StaticBlock") return false;
    if (member.computed === true && !isPure(member.key as Node, names)) return false;
    return member.static !== true || !isNode(member.value) || isPure(member.value, names);
  });
}

/** Whether an expression is a chain of calls on a `SchemaBuilder` that a constant holds. */
export function builderOf(expression: Node, names: KnownNames): string | null {
  let node = uncast(expression);
  if (node.type !== "CallExpression") return null;
  while (node.type === "CallExpression") {
    if (!(node.arguments as Node[]).every((argument) => isPure(argument, names))) return null;
    const callee = uncast(node.callee as Node);
    if (callee.type !== "MemberExpression" || callee.computed === true) return null;
    node = uncast(callee.object as Node);
  }
  return node.type === "Identifier" && names.isBuilder(nameOf(node)) ? nameOf(node) : null;
}

/** Whether an expression makes a `SchemaBuilder`, with calls on it or without. */
export function makesBuilder(expression: Node, names: KnownNames): boolean {
  let node = uncast(expression);
  while (node.type === "CallExpression") {
    const callee = uncast(node.callee as Node);
    if (callee.type !== "MemberExpression") return false;
    node = uncast(callee.object as Node);
  }
  const { callee } = node;
  return node.type === "NewExpression" && isNode(callee) && callee.type === "Identifier" &&
    names.isSchemaBuilder(nameOf(callee));
}

/** The name of the last method of a chain: `build` of `builder.build()`. */
export function lastMethod(expression: Node): string | null {
  const node = uncast(expression);
  if (node.type !== "CallExpression") return null;
  const callee = uncast(node.callee as Node);
  return callee.type === "MemberExpression" && callee.computed !== true
    ? nameOf(callee.property)
    : null;
}

function isPureCall(node: Node, names: KnownNames): boolean {
  if (!(node.arguments as Node[]).every((argument) => isPure(argument, names))) return false;
  if (builderOf(node, names) !== null || makesBuilder(node, names)) return true;
  const callee = uncast(node.callee as Node);
  if (callee.type === "Identifier") {
    return MAKERS.has(nameOf(callee)) && !names.isOwn(nameOf(callee));
  }
  if (callee.type !== "MemberExpression" || callee.computed === true) return false;
  const object = uncast(callee.object as Node);
  if (object.type !== "Identifier") return false;
  const name = nameOf(object);
  const method = nameOf(callee.property);
  return names.isFlowtask(name) ||
    NAMESPACES.get(name)?.test(method) === true && !names.isOwn(name);
}

/** The expressions that a composed one is made of: names of members and keys are none. */
function parts(node: Node): Node[] {
  return [...childrenOf(node)].flatMap(([field, child]) =>
    (field === "property" || field === "key") && node.computed !== true ? [] : [child]
  );
}

function hasItems(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}
