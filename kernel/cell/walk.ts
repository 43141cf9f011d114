import type { Node } from "@babel/types";

/** What stands in a node of the tree and is a node itself. */
export function children(node: Node): Node[] {
  const found: Node[] = [];
  for (const [key, value] of Object.entries(node)) {
    if (key === "loc" || key.endsWith("Comments")) continue;
    for (const one of Array.isArray(value) ? value : [value]) {
      if (typeof one?.type === "string") found.push(one);
    }
  }
  return found;
}

/** Whether code in `node` runs when it is called, not where it stands. */
export function isFunction(node: Node): boolean {
  return /Function|ObjectMethod|ClassMethod|ClassPrivateMethod|StaticBlock|ClassProperty|ClassPrivateProperty|ClassAccessorProperty/
    .test(node.type) && !node.type.startsWith("TS");
}

/** Calls `visit` for each node, with whether it stands in a function. */
export function walk(node: Node, visit: (node: Node, inFunction: boolean) => void): void {
  const step = (one: Node, inFunction: boolean) => {
    visit(one, inFunction);
    const inside = inFunction || isFunction(one);
    for (const child of children(one)) step(child, inside);
  };
  step(node, false);
}
