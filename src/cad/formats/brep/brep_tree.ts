/**
 * What a B-Rep text says, before bodies are made of it: geometry, and shapes that refer to it
 * and to one another. All indices count from 0; -1 stands for none.
 *
 * @module
 */
import type { SmoothCurve } from "../../geometry/smooth.ts";
import type { Surface } from "../../geometry/surface.ts";
import type { LocationTable } from "./brep_locations.ts";
import type { Polygon, PolygonOnTriangulation, Triangulation } from "./brep_triangulations.ts";

/** How a shape stands in the one that holds it. */
export type Orientation = "forward" | "reversed" | "internal" | "external";

/** One use of a shape by another. */
export interface ShapeRef {
  /** Index in {@linkcode ShapeTree.shapes}: always beyond that of the shape that holds it. */
  readonly shape: number;
  /** A location of the tree's table; 0 for the identity. */
  readonly location: number;
  readonly orientation: Orientation;
}

/** A vertex: a point, and its parameters on curves and surfaces that it lies on. */
export interface VertexShape {
  readonly kind: "vertex";
  readonly children: readonly ShapeRef[];
  readonly tolerance: number;
  /** 3 numbers. */
  readonly point: Float64Array;
  readonly positions: readonly VertexPosition[];
}

/** A vertex as a parameter: on a curve (1), a curve on a surface (2), or a surface (3). */
export interface VertexPosition {
  readonly parameter: number;
  /** The second parameter on a surface, else NaN. */
  readonly parameter2: number;
  readonly curve: number;
  readonly curve2d: number;
  readonly surface: number;
  readonly location: number;
}

/** A curve in space, over a range. */
export interface CurveRecord {
  readonly curve: number;
  readonly location: number;
  readonly first: number;
  readonly last: number;
}

/** The image of an edge in a surface's parameters, over a range. */
export interface PcurveRecord {
  readonly curve2d: number;
  /** On a seam the image that the edge has where it is reversed; else -1. */
  readonly reversedCurve2d: number;
  readonly surface: number;
  readonly location: number;
  readonly first: number;
  readonly last: number;
}

/** How smoothly two faces meet along an edge: `"C0"`, `"G1"`, `"C1"`, ..., `"CN"`. */
export interface RegularityRecord {
  readonly continuity: string;
  readonly surfaces: readonly [number, number];
  readonly locations: readonly [number, number];
}

/** A polygon that stands for an edge, in space or (with a triangulation) on a mesh. */
export interface PolygonRecord {
  /** Index in `polygons`, or in `polygonsOnTriangulations` where there is a triangulation. */
  readonly polygon: number;
  /** On a seam the polygon of the reversed edge; else -1. */
  readonly reversedPolygon: number;
  readonly triangulation: number;
  readonly location: number;
}

/** An edge with all its representations. */
export interface EdgeShape {
  readonly kind: "edge";
  /** The vertices. */
  readonly children: readonly ShapeRef[];
  readonly tolerance: number;
  readonly sameParameter: boolean;
  readonly sameRange: boolean;
  readonly degenerate: boolean;
  /** The curve in space; null where there is none. */
  readonly curve: CurveRecord | null;
  readonly pcurves: readonly PcurveRecord[];
  readonly regularities: readonly RegularityRecord[];
  readonly polygons: readonly PolygonRecord[];
}

/** A face: a surface and the wires that bound it. */
export interface FaceShape {
  readonly kind: "face";
  /** The wires. */
  readonly children: readonly ShapeRef[];
  readonly tolerance: number;
  /** Whether the face is bounded by its surface's own domain. */
  readonly naturalRestriction: boolean;
  /** -1 for a face that is only a mesh. */
  readonly surface: number;
  readonly location: number;
  readonly triangulation: number;
}

/** A shape that only holds others. */
export interface GroupShape {
  readonly kind: "wire" | "shell" | "solid" | "compsolid" | "compound";
  readonly children: readonly ShapeRef[];
  /** Whether it is flagged as closed. */
  readonly closed: boolean;
}

/** A shape without its place: several places may refer to it. */
export type TShape = VertexShape | EdgeShape | FaceShape | GroupShape;

/** Everything a B-Rep text holds. */
export interface ShapeTree {
  /** The version of the text: 1, 2 or 3. */
  readonly version: number;
  readonly locations: LocationTable;
  /** Curves in surfaces' parameters. */
  readonly curves2d: readonly SmoothCurve[];
  readonly curves: readonly SmoothCurve[];
  readonly surfaces: readonly Surface[];
  readonly polygons: readonly Polygon[];
  readonly polygonsOnTriangulations: readonly PolygonOnTriangulation[];
  readonly triangulations: readonly Triangulation[];
  /** The shapes, each before those it refers to. */
  readonly shapes: readonly TShape[];
  readonly root: ShapeRef;
}
