/**
 * Turns, moves and scales the arrays of a body.
 *
 * @module
 */
import type { TypedArray } from "../../storage/array.ts";
import type { ArrayGeometry } from "./array_geometry.ts";

/** What is done to a body: `p` becomes `scale * rotation * (p - centre)`. */
export interface BodyMotion {
  /** A 3 x 3 matrix, row by row; null where the body is not turned. */
  readonly rotation: Float64Array | null;
  readonly centre: readonly [number, number, number];
  readonly scale: number;
}

type Numbers = Exclude<TypedArray, BigInt64Array>;

/** How the values of one array lie. */
interface ValueLayout {
  /** Components of the last dimension, which are counted in the array's geometry. */
  readonly components: number;
  /**
   * Whether its points are counted from the middle of the body's box, and so only turn and grow.
   */
  readonly relative: boolean;
}

/**
 * Moves the values `[from, to)` of an array in place. Numbers are worked out in float64 and rounded
 * once to the array's type. NaN stays NaN.
 */
export function moveValues(
  data: Numbers,
  from: number,
  to: number,
  geometry: ArrayGeometry,
  { components, relative }: ValueLayout,
  motion: BodyMotion,
): void {
  const { scale, rotation } = motion;
  if (geometry.tensor === true) {
    const factor = scale ** (geometry.powers?.[0] ?? 0);
    for (let at = from; at + 9 <= to; at += 9) moveTensor(data, at, rotation, factor);
    return;
  }
  const [cx, cy, cz] = relative ? [0, 0, 0] : motion.centre;
  for (const first of geometry.points ?? []) {
    turn(data, from + first, to, components, rotation, scale, cx, cy, cz);
  }
  for (const first of geometry.vectors ?? []) {
    if (rotation !== null) turn(data, from + first, to, components, rotation, 1, 0, 0, 0);
  }
  if (scale === 1) return;
  for (const [component, power] of Object.entries(geometry.powers ?? {})) {
    const factor = scale ** power;
    for (let at = from + Number(component); at < to; at += components) data[at] *= factor;
  }
}

function turn(
  data: Numbers,
  from: number,
  to: number,
  step: number,
  rotation: Float64Array | null,
  scale: number,
  cx: number,
  cy: number,
  cz: number,
): void {
  const [a, b, c, d, e, f, g, h, i] = rotation ?? IDENTITY;
  for (let at = from; at + 2 < to; at += step) {
    const x = data[at] - cx, y = data[at + 1] - cy, z = data[at + 2] - cz;
    data[at] = scale * (a * x + b * y + c * z);
    data[at + 1] = scale * (d * x + e * y + f * z);
    data[at + 2] = scale * (g * x + h * y + i * z);
  }
}

/** R T R^T, scaled. */
function moveTensor(data: Numbers, at: number, rotation: Float64Array | null, factor: number) {
  const tensor = Array.from(data.subarray(at, at + 9));
  const r = rotation ?? IDENTITY;
  for (let row = 0; row < 3; row++) {
    for (let column = 0; column < 3; column++) {
      let sum = 0;
      for (let k = 0; k < 3; k++) {
        for (let l = 0; l < 3; l++) {
          sum += r[3 * row + k] * tensor[3 * k + l] * r[3 * column + l];
        }
      }
      data[at + 3 * row + column] = factor * sum;
    }
  }
}

const IDENTITY = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);
