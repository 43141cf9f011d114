/**
 * The arrays of a body whose closed faces and edges are split.
 *
 * @module
 */
import type { ArraySpec } from "../../../storage/array.ts";
import type { Face } from "../../brep.ts";
import { NurbsSurface } from "../../geometry/nurbs/nurbs_surface.ts";
import { type NewArrays, rowsOf } from "../array_pusher.ts";
import { BodyGeometry } from "../bodies/body_geometry.ts";
import { CURVE_COMPONENTS, curveGrid } from "../edges/curve_grid.ts";
import { gridBox } from "../grid_frame.ts";
import { placeSurface } from "../faces/normal.ts";
import { distinctCorners, toFourDecimals } from "./corners.ts";
import { type SplitEdge, splitEdges } from "./split_edges.ts";
import type { SplitBody } from "./split_closed.ts";
import { boundsOf, inUnitBox, unitBoxOf } from "./unit_points.ts";

/** Points of a face in u and in v, and of an edge. */
const POINTS = 32;

/** The arrays of split bodies; the names are those of BrepGen's files. */
export const SPLIT_ARRAYS = {
  "split_faces/surf_wcs": {
    dims: ["split_face", "u", "v", "dim"],
    dtype: "float32",
    description: "points of the face's parameters' box, the body's own box scaled to -1 to 1",
  },
  "split_faces/surf_ncs": {
    dims: ["split_face", "u", "v", "dim"],
    dtype: "float32",
    description: "the same points, their own box scaled to -1 to 1",
  },
  "split_faces/surf_bbox_wcs": {
    dims: ["split_face", "bound"],
    dtype: "float32",
    description: "least x, y, z and greatest x, y, z of surf_wcs",
  },
  "split_faces/source_face": {
    dims: ["split_face"],
    dtype: "int32",
    description: "the face of the body that it is, or is a part of",
  },
  "split_edges/edge_wcs": {
    dims: ["split_edge", "u", "dim"],
    dtype: "float32",
    description: "points along the edge, the body's own box scaled to -1 to 1",
  },
  "split_edges/edge_ncs": {
    dims: ["split_edge", "u", "dim"],
    dtype: "float32",
    description: "the same points, their own box scaled to -1 to 1",
  },
  "split_edges/edge_bbox_wcs": {
    dims: ["split_edge", "bound"],
    dtype: "float32",
    description: "least x, y, z and greatest x, y, z of edge_wcs",
  },
  "split_edges/corner_wcs": {
    dims: ["split_edge", "end", "dim"],
    dtype: "float32",
    description: "the first and the last point of edge_wcs, to four decimals",
  },
  "split_edges/edgeFace_adj": {
    dims: ["split_edge", "end"],
    dtype: "int32",
    description: "the faces on the left and on the right of the edge, rows of split_faces",
  },
  "split_edges/edgeCorner_adj": {
    dims: ["split_edge", "end"],
    dtype: "int32",
    description: "the corners where the edge begins and ends, rows of split_corners",
  },
  "split_corners/corner_unique": {
    dims: ["split_corner", "dim"],
    dtype: "float32",
    description: "the distinct rows of corner_wcs",
  },
} as const satisfies Record<string, ArraySpec>;

/**
 * Grids of 32 x 32 points over the box of parameters that OpenCascade gives each face, and of 32
 * points along each edge with a face on either side, in boxes of -1 to 1.
 */
export function splitArrays(split: SplitBody): NewArrays<keyof typeof SPLIT_ARRAYS> {
  const geometry = BodyGeometry.of(split.brep);
  const faces = split.brep.faces.map((face, index) => facePoints(geometry, face, index));
  const edges = splitEdges(split.brep);
  const box = unitBoxOf(joined(faces));
  const surfaces = faces.map((points) => inUnitBox(points, box));
  const curves = edges.map((edge) => inUnitBox(edgePoints(geometry, edge), box));
  const ends = joined(curves.map((points) => {
    const end = points.length - 3;
    return Float64Array.of(...points.subarray(0, 3), ...points.subarray(end)).map(toFourDecimals);
  }));
  const corners = distinctCorners(ends);
  const own = (points: Float64Array) => inUnitBox(points, unitBoxOf(points));
  return {
    "split_faces/surf_wcs": rows(surfaces, POINTS, POINTS, 3),
    "split_faces/surf_ncs": rows(surfaces.map(own), POINTS, POINTS, 3),
    "split_faces/surf_bbox_wcs": rowsOf(Float32Array.from(surfaces.flatMap(boundsOf)), 6),
    "split_faces/source_face": split.faces,
    "split_edges/edge_wcs": rows(curves, POINTS, 3),
    "split_edges/edge_ncs": rows(curves.map(own), POINTS, 3),
    "split_edges/edge_bbox_wcs": rowsOf(Float32Array.from(curves.flatMap(boundsOf)), 6),
    "split_edges/corner_wcs": rowsOf(Float32Array.from(ends), 2, 3),
    "split_edges/edgeFace_adj": rowsOf(
      Int32Array.from(edges.flatMap(({ left, right }) => [left, right])),
      2,
    ),
    "split_edges/edgeCorner_adj": rowsOf(corners.indices, 2),
    "split_corners/corner_unique": rowsOf(Float32Array.from(corners.points), 3),
  };
}

/** The points of a face, u slower than v; on a reversed face u runs backwards. */
function facePoints(geometry: BodyGeometry, face: Face, index: number): Float64Array {
  const { u0, u1, v0, v1 } = gridBox(geometry, index, "occwl");
  const out = new Float64Array(3 * POINTS * POINTS), q = new Float64Array(9), last = POINTS - 1;
  const { surface } = face;
  for (let j = 0; j < POINTS; j++) {
    const v = v0 + (v1 - v0) * j / last;
    const row = surface instanceof NurbsSurface ? surface.isoV(v) : null;
    for (let i = 0; i < POINTS; i++) {
      const u = u0 + (u1 - u0) * i / last;
      if (row === null) surface.d1(u, v, q);
      else row.d1(u, q);
      placeSurface(face, q);
      out.set(q.subarray(0, 3), 3 * ((face.reversed ? last - i : i) * POINTS + j));
    }
  }
  return out;
}

/** The points of an edge, in the direction in which the face on its left runs along it. */
function edgePoints({ curves }: BodyGeometry, { index, reversed }: SplitEdge): Float64Array {
  const grid = new Float64Array(CURVE_COMPONENTS * POINTS), out = new Float64Array(3 * POINTS);
  curveGrid(curves[index]!, POINTS, grid, 0);
  for (let i = 0; i < POINTS; i++) {
    const from = CURVE_COMPONENTS * (reversed ? POINTS - 1 - i : i);
    out.set(grid.subarray(from, from + 3), 3 * i);
  }
  return out;
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const out = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

function rows(parts: readonly Float64Array[], ...row: number[]) {
  return rowsOf(Float32Array.from(joined(parts)), ...row);
}
