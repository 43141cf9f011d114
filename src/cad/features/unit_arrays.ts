/**
 * The arrays of faces and edges in the body's unit frame.
 *
 * @module
 */
import type { NdArray } from "../../storage/array.ts";
import { type NewArrays, rowsOf } from "./array_pusher.ts";
import type { ArrayKey } from "./arrays.ts";
import type { BodyGeometry } from "./bodies/body_geometry.ts";
import { CURVE_COMPONENTS, curveGrid, pointGrid } from "./edges/curve_grid.ts";
import { faceGrid, GRID_COMPONENTS } from "./faces/face_grid.ts";
import type { BoundaryMark } from "./faces/face_mask.ts";
import type { GridBounds } from "./faces/parameter_bounds.ts";
import { gridBox } from "./grid_frame.ts";
import { type UnitFrame, unitFrame } from "./unit_frame.ts";

/** The frame itself: where its origin lies in the body, and what lengths are multiplied by. */
export function unitFrameArrays(geometry: BodyGeometry): NewArrays<ArrayKey> {
  const { centre, scale } = unitFrame(geometry);
  return { "bodies/body_unit_frames": rowsOf(Float64Array.of(...centre, scale), 4) };
}

/** Areas and centroids of faces; the centroid of a face as a sheet. */
export function unitFaceArrays(geometry: BodyGeometry): NewArrays<ArrayKey> {
  const { brep: { faces }, valid } = geometry, { centre, scale } = unitFrame(geometry);
  const areas = new Float32Array(faces.length), centroids = new Float32Array(3 * faces.length);
  faces.forEach((_, index) => {
    if (valid[index] === 0) {
      areas[index] = NaN;
      centroids.fill(NaN, 3 * index, 3 * index + 3);
      return;
    }
    const { area, centroid } = geometry.area(index);
    areas[index] = area * scale * scale;
    for (let k = 0; k < 3; k++) centroids[3 * index + k] = (centroid[k] - centre[k]) * scale;
  });
  return { "faces/face_unit_areas": areas, "faces/face_unit_centroids": rowsOf(centroids, 3) };
}

/** Grids of `nu * nv` points over the faces, normals and marks as those of {@linkcode faceGrid}. */
export function unitFaceGrids(
  geometry: BodyGeometry,
  nu: number,
  nv: number,
  bounds: GridBounds,
  boundary: BoundaryMark = "inside",
): NdArray {
  const { brep: { faces }, valid } = geometry, frame = unitFrame(geometry);
  const size = nu * nv * GRID_COMPONENTS;
  const grids = new Float32Array(faces.length * size), one = new Float64Array(size);
  faces.forEach((face, index) => {
    if (valid[index] === 0) {
      grids.fill(NaN, index * size, (index + 1) * size);
      return;
    }
    const box = gridBox(geometry, index, bounds);
    const options = { box, origin: frame.centre, boundary };
    faceGrid(face, geometry.bounds.of(index), nu, nv, one, 0, options);
    scalePoints(one, GRID_COMPONENTS, frame);
    grids.set(one, index * size);
  });
  return rowsOf(grids, nu, nv, GRID_COMPONENTS);
}

/** The same grids over the boxes of OpenCascade, with marks 1 inside the loops, and not on them. */
export function insideGrids(geometry: BodyGeometry, nu: number, nv: number): NdArray {
  return unitFaceGrids(geometry, nu, nv, "occwl", "outside");
}

/** Lengths of edges. */
export function unitEdgeArrays(geometry: BodyGeometry): NewArrays<ArrayKey> {
  const { scale } = unitFrame(geometry);
  const lengths = Float32Array.from(geometry.curves, (_, i) => geometry.length(i) * scale);
  return { "edges/edge_unit_lengths": lengths };
}

/** Grids of `n` points along the edges, with tangents as those of {@linkcode curveGrid}. */
export function unitEdgeGrids(geometry: BodyGeometry, n: number): NewArrays<ArrayKey> {
  const { brep, curves, uses } = geometry, frame = unitFrame(geometry);
  const size = n * CURVE_COMPONENTS;
  const grids = new Float32Array(curves.length * size), one = new Float64Array(size);
  curves.forEach((curve, index) => {
    if (curve !== null) curveGrid(curve, n, one, 0, frame.centre);
    else pointGrid(brep, brep.edges[index], uses[index], n, one, 0, frame.centre);
    scalePoints(one, CURVE_COMPONENTS, frame);
    grids.set(one, index * size);
  });
  return { "edges/edge_unit_grids": rowsOf(grids, n, CURVE_COMPONENTS) };
}

/** Scales the first three numbers of each point, which are counted from the centre already. */
function scalePoints(grid: Float64Array, components: number, { scale }: UnitFrame): void {
  for (let at = 0; at < grid.length; at += components) {
    for (let k = at; k < at + 3; k++) grid[k] *= scale;
  }
}
