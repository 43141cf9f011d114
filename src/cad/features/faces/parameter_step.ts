/**
 * From a move in space to a move in a surface's parameters.
 *
 * @module
 */

/**
 * The change of u and v that comes nearest to a move in space; none where du and dv are parallel.
 *
 * @param q 9 numbers or more: a point of the surface, its du and its dv
 */
export function parameterStep(
  q: Float64Array,
  x: number,
  y: number,
  z: number,
): [du: number, dv: number] {
  const uu = q[3] * q[3] + q[4] * q[4] + q[5] * q[5];
  const vv = q[6] * q[6] + q[7] * q[7] + q[8] * q[8];
  const uv = q[3] * q[6] + q[4] * q[7] + q[5] * q[8];
  const determinant = uu * vv - uv * uv;
  if (!(determinant > 1e-18 * uu * vv)) return [0, 0];
  const u = x * q[3] + y * q[4] + z * q[5], v = x * q[6] + y * q[7] + z * q[8];
  return [(vv * u - uv * v) / determinant, (uu * v - uv * u) / determinant];
}
