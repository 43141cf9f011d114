import type { ParameterBox } from "../../geometry/trimming/trimming_pieces.ts";

/**
 * The unit axis that a surface of revolution turns about as u grows: du here x du a quarter of a
 * turn on. Null where du is nothing wherever it is looked at.
 *
 * @param evaluate writes the point, du and dv of the surface
 */
export function turningAxis(
  evaluate: (u: number, v: number, out: Float64Array) => void,
  box: ParameterBox,
): readonly [number, number, number] | null {
  const a = new Float64Array(9), b = new Float64Array(9);
  let best: [number, number, number] | null = null, most = 0;
  for (const share of [0.5, 0, 1]) {
    const v = box.v0 + share * (box.v1 - box.v0);
    evaluate(0, v, a);
    evaluate(Math.PI / 2, v, b);
    const x = a[4] * b[5] - a[5] * b[4];
    const y = a[5] * b[3] - a[3] * b[5];
    const z = a[3] * b[4] - a[4] * b[3];
    const length = Math.hypot(x, y, z);
    if (length <= most) continue;
    most = length;
    best = [x / length, y / length, z / length];
  }
  return best;
}
