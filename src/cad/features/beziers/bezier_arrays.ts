/**
 * The arrays of a body's faces and edges as Bezier patches and arcs.
 *
 * @module
 */
import type { ArraySpec } from "../../../storage/array.ts";
import { createRandomStream } from "../../random_stream.ts";
import { applyToPoint } from "../../geometry/transform.ts";
import type { ParameterBox } from "../../geometry/trimming/trimming_pieces.ts";
import { type NewArrays, rowsOf } from "../array_pusher.ts";
import type { BodyGeometry } from "../bodies/body_geometry.ts";
import { FeatureError } from "../feature_error.ts";
import { gridBox } from "../grid_frame.ts";
import { evaluateFace, normalNear, outwardNormal } from "../faces/normal.ts";
import { controlPoints } from "./bernstein.ts";
import { faceRectangles } from "./face_rectangles.ts";
import { rationalCurve } from "./rational_curve.ts";
import { type RationalSurface, rationalSurface } from "./rational_surface.ts";

/** Patches of a face that are kept at most. */
const MOST_PATCHES = 100;
/** Knots that a surface has at least in u and in v: more are put between the ends. */
const LEAST_KNOTS = 5;
/** A knot this near to another is the same. */
const SAME_KNOT = 1e-6;
/** Points of a face's box of parameters. */
const SAMPLES = 256;
/** Degrees of patches, in u and v each, and of arcs. */
const PATCH_DEGREE = 3;
const ARC_DEGREE = 10;

/** The arrays of Bezier patches and arcs. */
export const BEZIER_ARRAYS = {
  "bezier_patches/patch_points": {
    dims: ["bezier_patch", "control_point", "component"],
    dtype: "float32",
    description: "4 x 4 control points of a patch, u slower than v: x, y, z, weight",
  },
  "bezier_patches/patch_normals": {
    dims: ["bezier_patch", "dim"],
    dtype: "float32",
    description: "outward unit normal in the middle of the patch's parameters",
  },
  "bezier_patches/patch_faces": {
    dims: ["bezier_patch"],
    dtype: "int32",
    description: "face that the patch is of",
  },
  "bezier_arcs/arc_points": {
    dims: ["bezier_arc", "control_point", "component"],
    dtype: "float32",
    description: "11 control points of an arc, in the edge's own direction: x, y, z, weight",
  },
  "bezier_arcs/arc_edges": {
    dims: ["bezier_arc"],
    dtype: "int32",
    description: "edge that the arc is of",
  },
  "faces/face_box_samples": {
    dims: ["face", "sample", "dim"],
    dtype: "float32",
    description: "random points over the box of the face's parameters, inside and outside",
  },
} as const satisfies Record<string, ArraySpec>;

/** The patches of each face, and the arcs of each edge. */
interface BezierPieces {
  readonly patches: readonly (readonly Patch[])[];
  readonly arcs: readonly (readonly Float32Array[])[];
}

/**
 * Patches and arcs of all faces and edges.
 *
 * @throws FeatureError where a surface or a curve is no rational polynomial of the degree, or no
 * rectangle of a face's parameters lies between its loops
 */
export function bezierPieces(geometry: BodyGeometry): BezierPieces {
  return geometry.once("bezier pieces", ({ brep: { faces, edges } }) => ({
    patches: faces.map((_, index) => facePatches(geometry, index)),
    arcs: edges.map((_, index) => edgeArcs(geometry, index)),
  }));
}

/** The arrays of patches and arcs. */
export function bezierArrays(
  geometry: BodyGeometry,
  seed: number,
): NewArrays<keyof typeof BEZIER_ARRAYS> {
  const { patches, arcs } = bezierPieces(geometry), { faces } = geometry.brep;
  const samples = new Float32Array(3 * SAMPLES * faces.length);
  faces.forEach((_, index) => samples.set(boxSamples(geometry, index, seed), 3 * SAMPLES * index));
  const indices = (lists: readonly (readonly unknown[])[]) =>
    Int32Array.from(lists.flatMap((list, index) => list.map(() => index)));
  return {
    "bezier_patches/patch_points": rowsOf(
      joined(patches.flatMap((list) => list.map(({ points }) => points))),
      16,
      4,
    ),
    "bezier_patches/patch_normals": rowsOf(
      Float32Array.from(patches.flatMap((list) => list.flatMap(({ normal }) => [...normal]))),
      3,
    ),
    "bezier_patches/patch_faces": indices(patches),
    "bezier_arcs/arc_points": rowsOf(joined(arcs.flat()), 11, 4),
    "bezier_arcs/arc_edges": indices(arcs),
    "faces/face_box_samples": rowsOf(samples, SAMPLES, 3),
  };
}

interface Patch {
  readonly points: Float32Array;
  readonly normal: Float64Array;
}

function facePatches(geometry: BodyGeometry, index: number): Patch[] {
  const face = geometry.brep.faces[index], trimming = geometry.bounds.of(index);
  const box = gridBox(geometry, index, "occwl");
  const refuse = (reason: string) =>
    new FeatureError(`Cannot compute the Bezier patches of face ${index}: ${reason}`, {
      data: { feature: "Bezier patches", face: index, entityId: face.entityId, reason },
    });
  const surface = rationalSurface(face.surface, box);
  if (typeof surface === "string") throw refuse(surface);
  const knotsU = withKnots(surface.knotsU), knotsV = withKnots(surface.knotsV);
  const roots = knotsU.slice(1).flatMap((u1, i) =>
    knotsV.slice(1).map((v1, j) => ({ u0: knotsU[i], u1, v0: knotsV[j], v1 }))
  );
  const rectangles = faceRectangles(face.surface, trimming, roots);
  if (rectangles.length === 0) {
    throw refuse("no rectangle of its parameters lies inside of its loops");
  }
  const q = new Float64Array(9), inverse = controlPoints(PATCH_DEGREE);
  return evenly(rectangles, MOST_PATCHES).map((rect) => {
    const normal = new Float64Array(3);
    const [u, v] = [(rect.u0 + rect.u1) / 2, (rect.v0 + rect.v1) / 2];
    evaluateFace(face, u, v, q);
    if (!outwardNormal(face, q, normal)) normalNear(face, box, u, v, q, normal);
    const points = patchPoints(surface, rect, inverse);
    for (let i = 0; i < points.length; i += 4) applyToPoint(face.location, points, i);
    return { points: Float32Array.from(points), normal };
  });
}

/** More knots between the first and the last, at equal steps, where there are few. */
function withKnots(knots: readonly number[]): number[] {
  const [first, last] = [knots[0], knots[knots.length - 1]], more = LEAST_KNOTS - knots.length;
  const all = [...knots];
  for (let i = 1; i <= more; i++) {
    const knot = first + (last - first) * i / (more + 1);
    if (all.every((one) => Math.abs(one - knot) > SAME_KNOT)) all.push(knot);
  }
  return all.sort((a, b) => a - b);
}

/** The control points of a rectangle: x, y, z and weight each. */
function patchPoints(
  surface: RationalSurface,
  rect: ParameterBox,
  inverse: readonly (readonly number[])[],
): Float64Array {
  const count = PATCH_DEGREE + 1;
  const i = spanOf(surface.knotsU, rect.u0, rect.u1), j = spanOf(surface.knotsV, rect.v0, rect.v1);
  const values = Array.from({ length: count * count }, (_, at) => {
    const out = new Float64Array(4), a = Math.floor(at / count) / PATCH_DEGREE;
    const b = (at % count) / PATCH_DEGREE;
    surface.at(i, j, mix(rect.u0, rect.u1, a), mix(rect.v0, rect.v1, b), out);
    return out;
  });
  const points = new Float64Array(4 * count * count);
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < count; b++) {
      const at = 4 * (a * count + b);
      for (let k = 0; k < count * count; k++) {
        const share = inverse[a][Math.floor(k / count)] * inverse[b][k % count];
        for (let c = 0; c < 4; c++) points[at + c] += share * values[k][c];
      }
    }
  }
  return projected(points);
}

function edgeArcs(geometry: BodyGeometry, index: number): Float32Array[] {
  const placed = geometry.curves[index];
  if (placed === null) return [];
  const curve = rationalCurve(placed.curve, placed.first, placed.last);
  if (curve === null || curve.degree > ARC_DEGREE) {
    const reason = curve === null
      ? `its curve is of the kind '${placed.curve.kind}', which is no rational polynomial`
      : `its curve is of degree ${curve.degree}, and an arc of 11 points is of degree 10`;
    throw new FeatureError(`Cannot compute the Bezier arcs of edge ${index}: ${reason}`, {
      data: { feature: "Bezier arcs", edge: index, reason },
    });
  }
  const inverse = controlPoints(ARC_DEGREE), value = new Float64Array(4);
  return curve.knots.slice(1).map((to, span) => {
    const from = curve.knots[span], points = new Float64Array(4 * (ARC_DEGREE + 1));
    for (let k = 0; k <= ARC_DEGREE; k++) {
      curve.at(span, mix(from, to, k / ARC_DEGREE), value);
      for (let a = 0; a <= ARC_DEGREE; a++) {
        for (let c = 0; c < 4; c++) points[4 * a + c] += inverse[a][k] * value[c];
      }
    }
    projected(points);
    for (let i = 0; i < points.length; i += 4) applyToPoint(placed.location, points, i);
    return Float32Array.from(points);
  });
}

/** Points in space from those that are multiplied by their weights. */
function projected(points: Float64Array): Float64Array {
  for (let i = 0; i < points.length; i += 4) {
    for (let k = 0; k < 3; k++) points[i + k] /= points[i + 3];
  }
  return points;
}

function boxSamples(geometry: BodyGeometry, index: number, seed: number): Float32Array {
  const { u0, u1, v0, v1 } = gridBox(geometry, index, "occwl");
  const { next } = createRandomStream(seed, index), face = geometry.brep.faces[index];
  const out = new Float32Array(3 * SAMPLES), q = new Float64Array(9);
  for (let i = 0; i < SAMPLES; i++) {
    const u = mix(u0, u1, next()), v = mix(v0, v1, next());
    evaluateFace(face, u, v, q);
    out.set(q.subarray(0, 3), 3 * i);
  }
  return out;
}

/** So many at most, at equal steps along the list. */
function evenly<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items;
  return Array.from({ length: most }, (_, i) => items[Math.floor((i + 0.5) * items.length / most)]);
}

function spanOf(knots: readonly number[], from: number, to: number): number {
  const middle = (from + to) / 2;
  return Math.max(0, knots.findLastIndex((knot, i) => i < knots.length - 1 && knot <= middle));
}

function mix(a: number, b: number, share: number): number {
  return a + share * (b - a);
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const out = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
