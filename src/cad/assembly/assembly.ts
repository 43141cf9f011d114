/**
 * The assembly of a file: its products, what they consist of, and where each stands.
 *
 * @module
 */
import type { Colour, Transform } from "../brep.ts";

/** A body in a node of an assembly: one of its instances. */
export interface PlacedBody {
  /** Index of the body in {@linkcode CadModel.bodies}. */
  readonly body: number;
  /** Index in {@linkcode Body.instances}. */
  readonly instance: number;
}

/** A product where it stands in its assembly. */
export interface AssemblyNode {
  /** The product's name; null where the file names none, as at the root of several products. */
  readonly name: string | null;
  /** The product's id: its part number; null where the file gives none. */
  readonly partNumber: string | null;
  /** What the assembly calls this one of several alike; null at the root, or where it does not. */
  readonly occurrence: string | null;
  /** The entity number of the occurrence, at the root that of the product's definition; or null. */
  readonly entityId: number | null;
  /** From the product's coordinates to those of the node above; null for the identity. */
  readonly transform: Transform | null;
  /** The colour of this occurrence, where it is not that of its bodies; or null. */
  readonly colour: Colour | null;
  /** The bodies that stand here, apart from those of the nodes below. */
  readonly bodies: readonly PlacedBody[];
  /** What the product consists of. */
  readonly children: readonly AssemblyNode[];
}

/** A node without a name, for a file that names no products. */
export function unnamedRoot(
  bodies: readonly PlacedBody[],
  children: readonly AssemblyNode[] = [],
): AssemblyNode {
  return {
    name: null,
    partNumber: null,
    occurrence: null,
    entityId: null,
    transform: null,
    colour: null,
    bodies,
    children,
  };
}

/**
 * Walks through an assembly, each node before those below it.
 *
 * @example An assembly as an indented list
 * ```ts
 * import { type AssemblyNode, assemblyNodes } from "trunnion";
 *
 * function listOf(root: AssemblyNode): string {
 *   const nodes = [...assemblyNodes(root)];
 *   return nodes.map(({ node, depth }) => "  ".repeat(depth) + node.name).join("\n");
 * }
 * ```
 */
export function* assemblyNodes(
  root: AssemblyNode,
): Generator<{ readonly node: AssemblyNode; readonly depth: number }> {
  const left: { node: AssemblyNode; depth: number }[] = [{ node: root, depth: 0 }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    yield next;
    const { node: { children }, depth } = next;
    for (let i = children.length - 1; i >= 0; i--) {
      left.push({ node: children[i], depth: depth + 1 });
    }
  }
}

/** An assembly with its bodies found under other indices; `null` leaves a body out. */
export function withBodies(
  root: AssemblyNode,
  rename: (placed: PlacedBody) => PlacedBody | null,
): AssemblyNode {
  const bodies = root.bodies.flatMap((placed) => rename(placed) ?? []);
  return { ...root, bodies, children: root.children.map((child) => withBodies(child, rename)) };
}
