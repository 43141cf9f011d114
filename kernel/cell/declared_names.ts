import type { Node } from "@babel/types";

/** The names that a pattern declares, as `a`, `b` and `c` in `{ a, x: [b, ...c] }`. */
export function declaredNames(pattern: Node): string[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern.name];
    case "ObjectPattern":
      return pattern.properties.flatMap((property) =>
        declaredNames(property.type === "RestElement" ? property.argument : property.value)
      );
    case "ArrayPattern":
      return pattern.elements.flatMap((element) => element === null ? [] : declaredNames(element));
    case "AssignmentPattern":
      return declaredNames(pattern.left);
    case "RestElement":
      return declaredNames(pattern.argument);
    default:
      return [];
  }
}
