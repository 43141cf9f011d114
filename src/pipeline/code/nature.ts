/** What may become of the value of a constant. @module */
import type { Nature } from "./code_unit.ts";
import { builderOf, type KnownNames, lastMethod, makesBuilder } from "./purity.ts";
import { nameOf, type Node, uncast } from "./syntax.ts";

const LITERAL = /^(?:Numeric|String|Boolean|Null|BigInt)Literal$/;

/** @param init what the constant is made of; null where nothing stands there */
export function natureOf(init: Node | null, names: KnownNames): Nature {
  if (init === null) return "state";
  const node = uncast(init);
  if (LITERAL.test(node.type)) return "fixed";
  if (/^(?:ArrowFunction|Function|Class)Expression$/.test(node.type)) return "function";
  if (lastMethod(node) === "build") {
    if (builderOf(node, names) !== null || makesBuilder(node, names)) return "fixed";
  }
  if (node.type === "CallExpression") {
    const callee = uncast(node.callee as Node);
    const object = callee.type === "MemberExpression" ? uncast(callee.object as Node) : callee;
    if (object.type === "Identifier" && names.isFlowtask(nameOf(object))) return "function";
  }
  return isFlat(node, names) ? "flat" : "state";
}

/** Whether a list, an object, a map or a set holds fixed values alone. */
function isFlat(node: Node, names: KnownNames): boolean {
  if (node.type === "ArrayExpression") return (node.elements as (Node | null)[]).every(isFixed);
  if (node.type === "ObjectExpression") {
    return (node.properties as Node[]).every((property) =>
      property.type === "ObjectProperty" && isFixed(property.value as Node)
    );
  }
  if (node.type !== "NewExpression") return false;
  const callee = node.callee as Node;
  const [first, second] = node.arguments as Node[];
  if (callee.type !== "Identifier" || names.isOwn(nameOf(callee)) || second !== undefined) {
    return false;
  }
  if (first === undefined || first.type !== "ArrayExpression") return false;
  const entries = first.elements as (Node | null)[];
  if (callee.name === "Set") return entries.every(isFixed);
  return callee.name === "Map" &&
    entries.every((entry) =>
      entry?.type === "ArrayExpression" && (entry.elements as (Node | null)[]).every(isFixed)
    );
}

function isFixed(value: Node | null): boolean {
  if (value === null) return true; // a gap in a list
  const node = uncast(value);
  if (LITERAL.test(node.type)) return true;
  return node.type === "UnaryExpression" && LITERAL.test((node.argument as Node).type) ||
    node.type === "TemplateLiteral" && (node.expressions as Node[]).length === 0;
}
