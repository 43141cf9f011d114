/**
 * Where faces look, and the angles between them, as BRepFormer takes them.
 *
 * @module
 */
import { GRID_COMPONENTS } from "../faces/face_grid.ts";

/** What is left of a sum that cancels: a shorter mean normal says nothing of a direction. */
const NO_DIRECTION = 1e-6;

/** The angle between faces of which one has no direction, in degrees. */
const RIGHT = 90;

/**
 * The mean normal of each face over those points of its grid whose mark is 0: those outside of the
 * loops and on them. A face has such points, since the border of the box is never within; where a
 * grid has none all the same, or where their normals cancel, the face has no direction: (0, 0, 0).
 *
 * @param grids F * points * 7: x, y, z, normal, mark
 * @returns F * 3 numbers
 */
export function meanNormals(grids: ArrayLike<number>, faces: number): Float64Array {
  const out = new Float64Array(3 * faces), size = faces === 0 ? 0 : grids.length / faces;
  for (let face = 0; face < faces; face++) {
    let count = 0;
    const sum = [0, 0, 0];
    for (let at = face * size; at < (face + 1) * size; at += GRID_COMPONENTS) {
      if (grids[at + 6] !== 0) continue;
      for (let k = 0; k < 3; k++) sum[k] += grids[at + 3 + k];
      count++;
    }
    if (!(Math.hypot(...sum) > NO_DIRECTION * count)) continue;
    sum.forEach((x, k) => out[3 * face + k] = x / count);
  }
  return out;
}

/** The angle between two mean normals in degrees; 90 where one of the faces has no direction. */
export function meanNormalAngle(means: Float64Array, a: number, b: number): number {
  const p = means.subarray(3 * a, 3 * a + 3), q = means.subarray(3 * b, 3 * b + 3);
  const lengths = Math.hypot(...p) * Math.hypot(...q);
  if (!(lengths > 0)) return RIGHT;
  const cross = Math.hypot(
    p[1] * q[2] - p[2] * q[1],
    p[2] * q[0] - p[0] * q[2],
    p[0] * q[1] - p[1] * q[0],
  );
  return Math.atan2(cross, p[0] * q[0] + p[1] * q[1] + p[2] * q[2]) * 180 / Math.PI;
}
