/**
 * Whether two readings of one file are the same, as far as docs/step_reader.md says that they are.
 *
 * @module
 */
import { messageOf } from "../../base/message_of.ts";
import type { NdArray } from "../../storage/array.ts";
import type { Body } from "../brep.ts";
import type { CadModel } from "../cad_loader.ts";
import type { EncodedArrays } from "../features/array_pusher.ts";
import { farthest } from "./farthest.ts";
import { comparedArrays } from "./compared_arrays.ts";
import { facesOfOtherPoints, gridDifference } from "./grid_difference.ts";
import { vertexMap } from "./vertex_map.ts";

/** What floats may differ by, beside the largest of their array. */
const ALLOWED = 1e-6;
/** Points spread over the area move along with the edges' images, which are not the same. */
const ALLOWED_SPREAD = 1e-5;

const [POSITIONS, ENDS, GRIDS] = [
  "vertices/vertex_positions",
  "edges/edge_vertices",
  "faces/face_uv_grids",
];
/** Histograms over the grids' points of two faces. */
const PAIRS: readonly string[] = ["faceface/d2_distance", "faceface/a3_distance"];
/** What the encoder makes grids of. */
type Floats = Float32Array | Float64Array;
/** Which of equal axes of a least box is the first, rounding decides. */
const LEFT_OUT: readonly string[] = ["bodies/body_oriented_boxes"];

/**
 * The first thing in which two readings of a file differ, in words; null where they agree.
 *
 * Integers must be equal. Floats must agree within a millionth of the largest of their array, and
 * points spread over the area within a hundred-thousandth. Vertices may have other numbers, where
 * edges end at the same points. A grid point on the border of its face may be inside for one reader
 * only, and of others one of a body, or one in ten thousand.
 *
 * @param arraysOf what is compared of a body
 * @default {{@linkcode comparedArrays}}
 */
export function differenceOf(
  found: Pick<CadModel, "bodies">,
  expected: Pick<CadModel, "bodies">,
  arraysOf: (body: Body) => EncodedArrays = ({ brep }) => comparedArrays(brep),
): string | null {
  const [ours, theirs] = [found.bodies, expected.bodies];
  if (ours.length !== theirs.length) return `${ours.length} bodies, not ${theirs.length}`;
  for (const [i, body] of ours.entries()) {
    const difference = factsOf(body, theirs[i]) ??
      arrayDifference(attempt(arraysOf, body), attempt(arraysOf, theirs[i]), body);
    if (difference !== null) return `body ${i}: ${difference}`;
  }
  return null;
}

function factsOf(ours: Body, theirs: Body): string | null {
  for (const key of ["kind", "name", "product", "entityId"] as const) {
    const [a, b] = [ours[key] ?? null, theirs[key] ?? null];
    if (a !== b) return `${key} is ${JSON.stringify(a)}, not ${JSON.stringify(b)}`;
  }
  const [a, b] = [ours.instances, theirs.instances];
  if (a.length !== b.length) return `it stands in ${a.length} places, not in ${b.length}`;
  const at = a.findIndex(({ transform }, i) => !samePlace(transform, b[i].transform));
  return at < 0 ? null : `place ${at} is elsewhere`;
}

const HERE = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0];

function samePlace(a: ArrayLike<number> | null, b: ArrayLike<number> | null): boolean {
  return farthest(a ?? HERE, b ?? HERE) <= ALLOWED;
}

/** The arrays, or why there are none. */
function attempt(arraysOf: (body: Body) => EncodedArrays, body: Body): EncodedArrays | string {
  try {
    return arraysOf(body);
  } catch (error) {
    return messageOf(error);
  }
}

function arrayDifference(
  ours: EncodedArrays | string,
  theirs: EncodedArrays | string,
  { brep }: Body,
): string | null {
  if (typeof ours === "string" || typeof theirs === "string") {
    // What cannot be measured is refused, by whom it was read does not matter.
    if (typeof ours === typeof theirs) return null;
    return typeof ours === "string"
      ? `it cannot be measured (${ours})`
      : `the other cannot be measured (${theirs})`;
  }
  for (const key of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
    if (!Object.hasOwn(ours, key)) return `${key} is missing`;
    if (!Object.hasOwn(theirs, key)) return `${key} is one array too many`;
    const shapes = [ours[key].shape.join(" x "), theirs[key].shape.join(" x ")];
    if (shapes[0] !== shapes[1]) return `${key} has the shape ${shapes[0]}, not ${shapes[1]}`;
  }
  const [grids, others] = [ours[GRIDS].data as Floats, theirs[GRIDS].data as Floats];
  const apart = PAIRS.some((key) => Object.hasOwn(theirs, key))
    ? facesOfOtherPoints(grids, others, brep.faces.length)
    : new Set<number>();
  const numbers = vertexMap(ours[ENDS], theirs[ENDS]);
  for (const [key, other] of Object.entries(theirs)) {
    if (LEFT_OUT.includes(key)) continue;
    const expected = key === POSITIONS
      ? numbers.positions(other)
      : key === ENDS
      ? numbers.ends(other)
      : other;
    const difference = key === GRIDS
      ? gridDifference(brep, grids, others, ALLOWED)
      : PAIRS.includes(key) && apart.size > 0
      ? valueDifference(key, withoutFaces(ours[key], apart), withoutFaces(expected, apart))
      : valueDifference(key, ours[key], expected);
    if (difference !== null) return `${key}: ${difference}`;
  }
  return null;
}

/** An array of all pairs of faces with zeros for those of some: their points are others. */
function withoutFaces({ data, shape }: NdArray, faces: ReadonlySet<number>): NdArray {
  const count = Math.sqrt(shape[0]), width = shape[1];
  const kept = (data as Floats).map((value, i) => {
    const pair = Math.floor(i / width);
    return faces.has(Math.floor(pair / count)) || faces.has(pair % count) ? 0 : value;
  });
  return { data: kept, shape };
}

function valueDifference(key: string, { data }: NdArray, { data: other }: NdArray): string | null {
  if (!(data instanceof Float32Array || data instanceof Float64Array)) {
    const at = other.findIndex((value: number | bigint, i: number) => value !== data[i]);
    return at < 0 ? null : `${data[at]}, not ${other[at]}, at ${at}`;
  }
  const values = other as Floats; // of the same array's type
  return far(farthest(data, values), key.endsWith("discretization") ? ALLOWED_SPREAD : ALLOWED);
}

function far(distance: number, allowed: number): string | null {
  if (distance < allowed) return null;
  return `off by ${distance.toPrecision(2)} of the largest (at most ${allowed})`;
}
