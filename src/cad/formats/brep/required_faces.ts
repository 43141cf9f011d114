/**
 * What a B-Rep holds where faces should be.
 *
 * @module
 */
import { NoBodies, PointsOnly, TessellatedOnly, WireframeOnly } from "../../errors.ts";
import type { ShapeTree, TShape } from "./brep_tree.ts";

const MUST = "Cannot find a body in the file: it must hold a solid, a shell or a face, ";

/**
 * Checks that there are faces below the root of a tree, and that each has a surface.
 *
 * @throws {TessellatedOnly} where a face is nothing but triangles
 * @throws {WireframeOnly | PointsOnly | NoBodies} where there is no face, by what there is
 */
export function requireFaces(tree: ShapeTree): void {
  const counts = countBelow(tree);
  if (counts.meshes > 0) {
    throw new TessellatedOnly(
      `${MUST}and ${counts.meshes} of its ${counts.face} faces have triangles and no surface. ` +
        "Export it with its exact geometry.",
      { data: { faces: counts.face, meshes: counts.meshes } },
    );
  }
  if (counts.face > 0) return;
  const data = { shapes: counts.all };
  const remedy = "instead. Leave it out.";
  if (counts.edge > 0) throw new WireframeOnly(`${MUST}and has curves ${remedy}`, { data });
  if (counts.vertex > 0) throw new PointsOnly(`${MUST}and has points ${remedy}`, { data });
  throw new NoBodies(`${MUST}and has ${counts.all} shapes that hold nothing. Leave it out.`, {
    data,
  });
}

interface Counts extends Record<TShape["kind"], number> {
  all: number;
  /** Faces without a surface. */
  meshes: number;
}

/** The distinct shapes below the root. */
function countBelow({ shapes, root }: ShapeTree): Counts {
  const counts: Counts = {
    all: 0,
    meshes: 0,
    vertex: 0,
    edge: 0,
    wire: 0,
    face: 0,
    shell: 0,
    solid: 0,
    compsolid: 0,
    compound: 0,
  };
  const seen = new Set([root.shape]);
  for (const index of seen) {
    const shape = shapes[index];
    counts.all++;
    counts[shape.kind]++;
    if (shape.kind === "face" && shape.surface < 0) counts.meshes++;
    for (const child of shape.children) seen.add(child.shape);
  }
  return counts;
}
