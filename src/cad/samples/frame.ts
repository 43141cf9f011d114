/**
 * Where a drawing lies in space.
 *
 * @module
 */
import type { Point2 } from "./outline.ts";

/** A point or a direction in space, lengths in mm. */
export type Vector3 = readonly [x: number, y: number, z: number];

/** A right-handed system of unit axes. */
export interface Frame {
  readonly origin: Vector3;
  readonly x: Vector3;
  readonly y: Vector3;
  readonly z: Vector3;
}

const X: Vector3 = [1, 0, 0];
const Y: Vector3 = [0, 1, 0];
const Z: Vector3 = [0, 0, 1];

/** The xy plane at the origin; extruding goes up. */
export const UPRIGHT: Frame = { origin: [0, 0, 0], x: X, y: Y, z: Z };

/** A drawing parallel to the xy plane; extruding goes along z. */
export function alongZ(origin: Vector3): Frame {
  return { origin, x: X, y: Y, z: Z };
}

/**
 * A drawing in the yz plane: its x is the space's y, its y the space's z; extruding goes along x.
 */
export function alongX(origin: Vector3): Frame {
  return { origin, x: Y, y: Z, z: X };
}

/**
 * A drawing in the zx plane: its x is the space's z, its y the space's x; extruding goes along y.
 */
export function alongY(origin: Vector3): Frame {
  return { origin, x: Z, y: X, z: Y };
}

/**
 * A drawing whose y axis is the space's z and whose x is the space's x: profiles that are turned
 * around z.
 */
export function profileAroundZ(origin: Vector3 = [0, 0, 0]): Frame {
  return { origin, x: X, y: Z, z: [0, -1, 0] };
}

/** A drawing whose y axis is the space's x: profiles that are turned around x. */
export function profileAroundX(origin: Vector3 = [0, 0, 0]): Frame {
  return { origin, x: Y, y: X, z: [0, 0, -1] };
}

/** The point of space where a point of the drawing lies. */
export function place(frame: Frame, [u, v]: Point2): Vector3 {
  const at = (i: number) => frame.origin[i] + u * frame.x[i] + v * frame.y[i];
  return [at(0), at(1), at(2)];
}
