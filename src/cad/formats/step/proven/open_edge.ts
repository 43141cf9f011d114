/**
 * Edges while the loops that use them are being read.
 *
 * @module
 */
import type { Edge } from "../../../brep.ts";
import type { Curve } from "../../../geometry/curve.ts";
import type { SmoothCurve } from "../../../geometry/smooth.ts";

/** The least tolerance that kernels give to anything, in millimetres. */
export const LEAST_TOLERANCE = 1e-7;

/** An edge of the file, or the pole of a surface, while the faces that use it are being met. */
export interface OpenEdge {
  /** The number of the entity; 0 of a pole. */
  readonly id: number;
  /** Null for a pole. */
  readonly curve: SmoothCurve | null;
  readonly first: number;
  readonly last: number;
  readonly startVertex: number;
  readonly endVertex: number;
  /** How far the curve's ends lie from their vertices. */
  readonly startGap: number;
  readonly endGap: number;
  readonly faces: number[];
  /** Its index in the body, once a loop has it. */
  index: number;
  /** How far its images are from it, as far as they have been laid. */
  off: number;
}

/** One use of an edge, before its image is known. */
export interface EdgeUse {
  readonly edge: OpenEdge;
  /** Whether the loop runs against the edge's curve, the surface's normal up. */
  readonly reversed: boolean;
}

/** A use with its image. */
export interface LaidUse extends EdgeUse {
  readonly pcurve: Curve;
  readonly first: number;
  readonly last: number;
}

/** An edge that the file does not have: a pole, where it has no curve, or a seam. */
export function madeEdge(
  curve: SmoothCurve | null,
  first: number,
  last: number,
  startVertex: number,
  endVertex: number,
): OpenEdge {
  const own = { id: 0, startGap: 0, endGap: 0, faces: [], index: -1, off: 0 };
  return { ...own, curve, first, last, startVertex, endVertex };
}

/** The vertex that a loop enters an edge by. */
export function firstVertex({ edge, reversed }: EdgeUse): number {
  return reversed ? edge.endVertex : edge.startVertex;
}

/** The vertex that it leaves the edge by. */
export function lastVertex({ edge, reversed }: EdgeUse): number {
  return reversed ? edge.startVertex : edge.endVertex;
}

/** The edge of the body, once all faces are read and its vertices have their numbers there. */
export function closeEdge(edge: OpenEdge, startVertex: number, endVertex: number): Edge {
  const { curve, first, last, startGap, endGap, faces, off } = edge;
  return {
    curve,
    location: null,
    first,
    last,
    degenerate: curve === null,
    tolerance: Math.max(off, LEAST_TOLERANCE),
    startVertex,
    endVertex,
    startTolerance: Math.max(startGap, LEAST_TOLERANCE),
    endTolerance: Math.max(endGap, LEAST_TOLERANCE),
    faces,
  };
}
