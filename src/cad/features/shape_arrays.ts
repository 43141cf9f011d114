/**
 * The arrays of how faces and edges are shaped: domains, closedness, curvature, continuity.
 *
 * @module
 */
import { type NewArrays, rowsOf } from "./array_pusher.ts";
import type { ArrayKey } from "./arrays.ts";
import type { BodyGeometry } from "./bodies/body_geometry.ts";
import { FaceClosure, isClosedEdge, isRational } from "./bodies/closed_shape.ts";
import { CONTINUITIES } from "./codes.ts";
import { continuityOf } from "./edges/continuity.ts";
import { EDGE_CURVATURES, edgeCurvature } from "./edges/edge_curvature.ts";
import { FaceSampler } from "./faces/face_sampler.ts";
import { CURVATURES, SurfaceCurvature } from "./faces/surface_curvature.ts";

/** What is short of a whole period by this share of it is one. */
const ROUNDING = 1e-9;

/** Bounds in the parameters, whether the face closes in them, and whether it is rational. */
export function faceShapeArrays(
  { brep: { faces }, bounds, valid }: BodyGeometry,
): NewArrays<ArrayKey> {
  const boxes = new Float32Array(4 * faces.length), closed = new Int32Array(2 * faces.length);
  const closure = new FaceClosure();
  faces.forEach((face, index) => {
    if (valid[index] === 0) {
      boxes.fill(NaN, 4 * index, 4 * index + 4);
      return;
    }
    const trimming = bounds.of(index), { u0, u1, v0, v1 } = trimming.box;
    const u = firstTurn(u0, face.surface.periodU), v = firstTurn(v0, face.surface.periodV);
    boxes.set([u0 + u, u1 + u, v0 + v, v1 + v], 4 * index);
    closure.write(face, trimming, closed, 2 * index);
  });
  return {
    "faces/face_uv_bounds": rowsOf(boxes, 4),
    "faces/face_closed": rowsOf(closed, 2),
    "faces/face_rational": Int32Array.from(faces, ({ surface }) => isRational(surface) ? 1 : 0),
  };
}

/**
 * What brings a parameter to from 0 to below its period: where readers lay a face out is theirs.
 */
function firstTurn(x: number, period: number): number {
  return period === 0 ? 0 : -period * Math.floor(x / period + ROUNDING);
}

/** Curvatures at points spread evenly over each face, and over the face. */
export function faceCurvatureArrays(
  { brep: { faces }, bounds, valid }: BodyGeometry,
  samples: number,
  seed: number,
): NewArrays<ArrayKey> {
  const points = new Float32Array(faces.length * samples * CURVATURES);
  const whole = new Float32Array(faces.length * CURVATURES);
  const uv = new Float64Array(2 * samples), visible = new Uint8Array(samples);
  const one = new Float64Array(CURVATURES);
  const sampler = new FaceSampler(), curvature = new SurfaceCurvature();
  faces.forEach((face, index) => {
    if (valid[index] === 0) {
      points.fill(NaN, index * samples * CURVATURES, (index + 1) * samples * CURVATURES);
      whole.fill(NaN, index * CURVATURES, (index + 1) * CURVATURES);
      return;
    }
    // Flat: all of them are 0.
    if (face.surface.kind === "plane") return;
    sampler.parameters(face, bounds.of(index), index, samples, "area", seed, uv, visible);
    let count = 0, gaussian = 0, mean = 0, least = Infinity, greatest = -Infinity;
    for (let i = 0; i < samples; i++) {
      if (!curvature.at(face, uv[2 * i], uv[2 * i + 1], one)) continue;
      points.set(one, (index * samples + i) * CURVATURES);
      count++;
      gaussian += one[0];
      mean += one[1];
      least = Math.min(least, one[2]);
      greatest = Math.max(greatest, one[3]);
    }
    if (count === 0) return;
    const at = index * CURVATURES;
    whole[at] = gaussian / count;
    whole[at + 1] = mean / count;
    whole[at + 2] = least;
    whole[at + 3] = greatest;
  });
  return {
    "faces/face_curvatures": rowsOf(whole, CURVATURES),
    "faces/face_sample_curvatures": rowsOf(points, samples, CURVATURES),
  };
}

/**
 * Whether edges end where they begin, whether they are rational, and how faces go on beyond them.
 */
export function edgeShapeArrays(geometry: BodyGeometry): NewArrays<ArrayKey> {
  const { brep, uses, curves, diagonal } = geometry;
  return {
    "edges/edge_closed": Int32Array.from(brep.edges, ({ tolerance }, i) => {
      const curve = curves[i];
      return curve !== null && isClosedEdge(curve, tolerance) ? 1 : 0;
    }),
    "edges/edge_rational": Int32Array.from(curves, (c) => isRational(c?.curve ?? null) ? 1 : 0),
    "edges/edge_continuities": Int32Array.from(
      brep.edges,
      (edge, i) =>
        geometry.isValidEdge(i)
          ? continuityOf(brep, edge, uses[i], curves[i], diagonal)
          : CONTINUITIES.none,
    ),
  };
}

/** Curvatures along each edge. */
export function edgeCurvatureArrays({ curves }: BodyGeometry, n: number): NewArrays<ArrayKey> {
  const out = new Float32Array(EDGE_CURVATURES * curves.length);
  curves.forEach((curve, i) => {
    if (curve !== null) edgeCurvature(curve, n, out, EDGE_CURVATURES * i);
  });
  return { "edges/edge_curvatures": rowsOf(out, EDGE_CURVATURES) };
}
