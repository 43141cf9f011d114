/**
 * Edges that only a surface's parameters have.
 *
 * @module
 */
import type { Brep } from "../brep.ts";

/** The seams of a body: edges at which one face meets itself, as along a cylinder. */
export function seamEdges({ faces, edges }: Brep): ReadonlySet<number> {
  const uses = new Map<number, number>();
  for (const { loops } of faces) {
    for (const loop of loops) {
      for (const { edge } of loop) uses.set(edge, (uses.get(edge) ?? 0) + 1);
    }
  }
  return new Set(
    [...uses].flatMap(([edge, count]) => count > 1 && edges[edge].faces.length === 1 ? [edge] : []),
  );
}
