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
import { vertexMap } from "./vertex_map.ts";

/** What floats may differ by, beside the largest of their array. */
const ALLOWED = 1e-6;
/** Points spread over the area move along with the edges' images, which are not the same. */
const ALLOWED_SPREAD = 1e-5;
/** The share of a body's grid points that may lie inside for one reader and outside for another. */
const ON_BORDER = 1e-4;

const [POSITIONS, ENDS, GRIDS] = [
  "vertices/vertex_positions",
  "edges/edge_vertices",
  "faces/face_uv_grids",
];
/** Which of equal axes of a least box is the first, rounding decides. */
const LEFT_OUT: readonly string[] = ["bodies/body_oriented_boxes"];

/**
 * The first thing in which two readings of a file differ, in words; null where they agree.
 *
 * Integers must be equal. Floats must agree within a millionth of the largest of their array, and
 * points spread over the area within a hundred-thousandth. Vertices may have other numbers, where
 * edges end at the same points. One grid point of a body may be inside for one reader only, or one
 * in ten thousand, as may be where it lies on the border.
 *
 * @param arraysOf what is compared of a body
 * @default {all that the encoder makes, pairs of few faces only}
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
      arrayDifference(attempt(arraysOf, body), attempt(arraysOf, theirs[i]));
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
  const numbers = vertexMap(ours[ENDS], theirs[ENDS]);
  for (const [key, other] of Object.entries(theirs)) {
    if (LEFT_OUT.includes(key)) continue;
    const expected = key === POSITIONS
      ? numbers.positions(other)
      : key === ENDS
      ? numbers.ends(other)
      : other;
    const difference = valueDifference(key, ours[key], expected);
    if (difference !== null) return `${key}: ${difference}`;
  }
  return null;
}

function valueDifference(key: string, { data }: NdArray, { data: other }: NdArray): string | null {
  if (!(data instanceof Float32Array || data instanceof Float64Array)) {
    const at = other.findIndex((value: number | bigint, i: number) => value !== data[i]);
    return at < 0 ? null : `${data[at]}, not ${other[at]}, at ${at}`;
  }
  const values = other as Float32Array | Float64Array; // of the same array's type
  if (key === GRIDS) return gridDifference(data, values);
  return far(farthest(data, values), key.endsWith("discretization") ? ALLOWED_SPREAD : ALLOWED);
}

/** Grids of x, y, z, the normal, and whether the point is inside. */
function gridDifference(
  data: Float32Array | Float64Array,
  other: Float32Array | Float64Array,
): string | null {
  const isInside = (_: number, i: number) => i % 7 === 6;
  const isPoint = (_: number, i: number) => i % 7 < 6;
  const inside = [data.filter(isInside), other.filter(isInside)];
  const differing = inside[0].filter((value, i) => value !== inside[1][i]).length;
  if (differing > Math.max(1, ON_BORDER * inside[0].length)) {
    return `${differing} of ${inside[0].length} points are inside for one reader only`;
  }
  return far(farthest(data.filter(isPoint), other.filter(isPoint)), ALLOWED);
}

function far(distance: number, allowed: number): string | null {
  if (distance < allowed) return null;
  return `off by ${distance.toPrecision(2)} of the largest (at most ${allowed})`;
}
