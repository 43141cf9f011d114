/**
 * A B-Rep moved to where it stands.
 *
 * @module
 */
import type { Brep, Transform } from "../brep.ts";
import { applyToPoint, compose, determinant, scaleOf } from "../geometry/transform.ts";

/**
 * Moves a B-Rep: its surfaces and curves get a place, its vertices are moved. A transform that
 * mirrors turns the surfaces' normals inside out, which the faces' sides make up for.
 *
 * @param transform null for the identity, which gives the B-Rep itself
 */
export function placeBrep(brep: Brep, transform: Transform | null): Brep {
  if (transform === null) return brep;
  const scale = scaleOf(transform);
  const mirrors = determinant(transform) < 0;
  const vertices = brep.vertices.slice();
  for (let at = 0; at < vertices.length; at += 3) applyToPoint(transform, vertices, at);
  return {
    ...brep,
    faces: brep.faces.map((face) => ({
      ...face,
      location: compose(transform, face.location),
      reversed: face.reversed !== mirrors,
      tolerance: face.tolerance * scale,
    })),
    edges: brep.edges.map((edge) => ({
      ...edge,
      location: edge.curve === null ? null : compose(transform, edge.location),
      tolerance: edge.tolerance * scale,
      startTolerance: (edge.startTolerance ?? 0) * scale,
      endTolerance: (edge.endTolerance ?? 0) * scale,
    })),
    vertices,
  };
}
