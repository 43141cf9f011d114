import { bezierPoles } from "./bezier_poles.ts";
import { NurbsCurve } from "./nurbs_curve.ts";

/**
 * The arc `centre + radius (cos(t) x + sin(t) y)` from `first` to `last` as one rational piece of
 * degree 6, on the circle everywhere and with the angle for its parameter at both ends and nearly
 * so between them: kernels make curves of constant u or v so.
 *
 * With `s` the angle from the middle, halved, the tangent of it is about `(s + c s^3)/(1 + b s^2)`:
 * exact at the ends, by `b`, and to the fifth power in the middle, by `c`. Sine and cosine follow.
 *
 * @param frame centre, x axis, y axis: 9 numbers
 */
export function arcSpline(
  frame: ArrayLike<number>,
  radius: number,
  first: number,
  last: number,
): NurbsCurve {
  const half = (last - first) / 2, middle = (first + last) / 2, end = half / 2;
  const tangent = end < Math.PI / 2 ? end / (3 * (Math.tan(end) - end)) : 0;
  const b = end < 1e-7 ? -0.4 : tangent - 1 / (end * end), c = 1 / 3 + b;
  // In powers of x, which runs from -1 to 1: s = end x.
  const e2 = end * end;
  const u = [1, 0, b * e2], v = [0, end, 0, c * e2 * end];
  const [uu, uv, vv] = [product(u, u), product(u, v), product(v, v)];
  const [cosine, sine, weight] = [[], [], []] as number[][];
  for (let k = 0; k <= 6; k++) {
    cosine.push((uu[k] ?? 0) - vv[k]);
    sine.push(2 * (uv[k] ?? 0));
    weight.push((uu[k] ?? 0) + vv[k]);
  }
  const [atCosine, atSine, weights] = [cosine, sine, weight].map(bezierPoles);
  const [cm, sm] = [Math.cos(middle), Math.sin(middle)];
  const poles = new Float64Array(21);
  for (let i = 0; i <= 6; i++) {
    const x = (cm * atCosine[i] - sm * atSine[i]) / weights[i];
    const y = (sm * atCosine[i] + cm * atSine[i]) / weights[i];
    for (let d = 0; d < 3; d++) {
      poles[3 * i + d] = frame[d] + radius * (x * frame[3 + d] + y * frame[6 + d]);
    }
  }
  const knots = new Float64Array(14).fill(first, 0, 7).fill(last, 7);
  return new NurbsCurve({ dimension: 3, degree: 6, knots, poles, weights });
}

function product(a: readonly number[], b: readonly number[]): number[] {
  const out = new Array<number>(a.length + b.length - 1).fill(0);
  a.forEach((x, i) => b.forEach((y, j) => out[i + j] += x * y));
  return out;
}
