/**
 * What is the same of a shape however it is turned, moved and scaled.
 *
 * @module
 */
import { TrunnionError } from "../../../base/errors.ts";
import type { BodyGeometry } from "./body_geometry.ts";
import { EDGE_TYPES, FACE_TYPES } from "../codes.ts";
import { eigenvectors } from "./eigen.ts";

/** The largest faces whose shares of the area are listed. */
const LARGEST = 16;

/** Kinds of faces and edges, in the order of their codes. */
const FACE_KINDS = Object.keys(FACE_TYPES) as (keyof typeof FACE_TYPES)[];
const EDGE_KINDS = Object.keys(EDGE_TYPES) as (keyof typeof EDGE_TYPES)[];

/** The numbers of a fingerprint. */
export const FINGERPRINT_SIZE = 3 + 2 * FACE_KINDS.length + EDGE_KINDS.length + 3 + LARGEST + 7;

/** A shape's invariants: as numbers to compare, and as a text to find equal ones by. */
export interface BodyFingerprint {
  /** 56 numbers. */
  readonly vector: Float32Array;
  /** 16 hexadecimal digits: equal for equal shapes. */
  readonly hash: string;
}

/** Moments of odd degree below this share of the size are those of a symmetric shape. */
const ODD = 1e-4;

/** Invariants are rounded to multiples of this before they are hashed. */
const STEP = 1e-4;

/**
 * The fingerprint of a body. It does not change under rotation, translation and uniform scale;
 * mirror images differ, unless the shape is its own. In order:
 *
 * - the numbers of faces, edges with length, and loops;
 * - for each kind of face its number over all faces and its share of the area; for each kind of
 *   edge, and for convex, concave and smooth ones, the share of the length;
 * - the sixteen largest faces' shares of the area, descending;
 * - the length of all edges over the root of the area, over 100;
 * - the three principal moments of the faces' centres, weighted by area, about their mean, over the
 *   area;
 * - handedness: the triple product of the directions of three such moments of odd degree, which a
 *   mirror negates; 0 where one of them has none;
 * - 36 pi V^2 / A^3 (1 of a ball), and the ratio of the least to the greatest moment of inertia; 0
 *   and 0 of what is not closed.
 *
 * The hash is of the counts as they are and of the rest in steps of 1e-4: values in the middle
 * between two steps may go either way by rounding, so that equal hashes say "equal" and different
 * ones "most likely different"; near duplicates are near as vectors.
 *
 * @throws FeatureError where an area or a length cannot be trusted
 */
export function fingerprintOf(geometry: BodyGeometry): BodyFingerprint {
  const { brep } = geometry;
  const areas = brep.faces.map((_, i) => geometry.area(i).area);
  const lengths = brep.edges.map((_, i) => geometry.length(i));
  const area = sum(areas), length = sum(lengths);
  const share = (part: number, whole: number) => whole > 0 ? part / whole : 0;
  const faceCount = brep.faces.length;
  const counts = [
    faceCount,
    lengths.filter((l) => l > 0).length,
    sum(brep.faces.map(({ loops }) => loops.length)),
  ];
  const invariants: number[] = [];
  for (const kind of FACE_KINDS) {
    const own = areas.filter((_, i) => brep.faces[i].surface.kind === kind);
    invariants.push(share(own.length, faceCount), share(sum(own), area));
  }
  for (const kind of EDGE_KINDS) {
    const own = lengths.filter((_, i) => (geometry.curves[i]?.curve.kind ?? "other") === kind);
    invariants.push(share(sum(own), length));
  }
  for (const convexity of [1, 2, 3]) {
    const own = lengths.filter((_, i) => geometry.dihedral(i).convexity === convexity);
    invariants.push(share(sum(own), length));
  }
  const sorted = [...areas].sort((a, b) => b - a);
  for (let i = 0; i < LARGEST; i++) invariants.push(share(sorted[i] ?? 0, area));
  invariants.push(share(length, 100 * Math.sqrt(area)));
  invariants.push(...momentsOf(geometry, areas, area), ...massInvariants(geometry, area));
  const steps = invariants.map((value) => Math.round(value / STEP));
  return {
    vector: Float32Array.from([...counts, ...invariants]),
    hash: hashOf([...counts, ...steps]),
  };
}

/** Three principal moments and the handedness of the faces' centres. */
function momentsOf(geometry: BodyGeometry, areas: readonly number[], area: number): number[] {
  if (!(area > 0)) return [0, 0, 0, 0];
  const unit = Math.sqrt(area), mean = [0, 0, 0];
  const centres = areas.map((_, i) => geometry.area(i).centroid);
  centres.forEach((c, i) => c.forEach((x, k) => mean[k] += x * areas[i] / area));
  const second = new Float64Array(6), odd = new Float64Array(9);
  centres.forEach((c, i) => {
    const weight = areas[i] / area;
    const [x, y, z] = c.map((value, k) => (value - mean[k]) / unit);
    [x * x, y * y, z * z, x * y, y * z, z * x].forEach((m, k) => second[k] += weight * m);
    // Of odd degree in the centre, and of different weights: three vectors that turn with the body.
    const r = Math.hypot(x, y, z);
    [r, r * r * r, weight].forEach((factor, row) => {
      [x, y, z].forEach((value, k) => odd[3 * row + k] += weight * factor * value);
    });
  });
  const triple = odd[0] * (odd[4] * odd[8] - odd[5] * odd[7]) +
    odd[1] * (odd[5] * odd[6] - odd[3] * odd[8]) + odd[2] * (odd[3] * odd[7] - odd[4] * odd[6]);
  const lengths = [0, 3, 6].map((k) => Math.hypot(odd[k], odd[k + 1], odd[k + 2]));
  const [a, b, c] = lengths;
  // Of symmetric shapes the moments are rounding, and so would be their directions.
  const handed = lengths.every((x) => x > ODD) ? triple / (a * b * c) : 0;
  return [...eigenvectors(second).values, handed];
}

function massInvariants(geometry: BodyGeometry, area: number): [number, number] {
  try {
    const { volume, inertia: m } = geometry.mass;
    const { values } = eigenvectors([m[0], m[4], m[8], m[1], m[5], m[2]]);
    return [36 * Math.PI * volume * volume / area ** 3, values[0] / values[2]];
  } catch (error) {
    // What is not closed has no volume, but it has a shape.
    if (error instanceof TrunnionError) return [0, 0];
    throw error;
  }
}

function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** FNV-1a over the numbers' decimal digits, 64 bits. */
function hashOf(numbers: readonly number[]): string {
  let hash = 0xcbf29ce484222325n;
  const text = numbers.map((x) => x === 0 ? "0" : String(x)).join();
  for (let i = 0; i < text.length; i++) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(i))) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, "0");
}
