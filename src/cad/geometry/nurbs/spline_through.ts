import { NurbsCurve } from "./nurbs_curve.ts";

/** Points that the end tangents are taken from. */
const AT_ENDS = 4;

/**
 * The cubic spline through points of the plane, with a knot at each: its end tangents are those of
 * the cubics through the four points there. Kernels make images of edges so, from points at equal
 * steps along the edge.
 *
 * @param t ascending parameters, four at least
 * @param points u and v of each
 */
export function splineThrough(t: ArrayLike<number>, points: ArrayLike<number>): NurbsCurve {
  const count = t.length, end = count - 1;
  const knots = new Float64Array(count + 6);
  knots.fill(t[0], 0, 3);
  for (let i = 0; i < count; i++) knots[3 + i] = t[i];
  knots.fill(t[end], count + 3);
  const poles = new Float64Array(2 * (count + 2));
  const put = (pole: number, u: number, v: number) => poles.set([u, v], 2 * pole);
  const point = (i: number) => [points[2 * i], points[2 * i + 1]] as const;
  put(0, ...point(0));
  put(count + 1, ...point(end));
  // The pole next to an end lies a third of a knot span along the tangent there.
  const [startU, startV] = tangent(t, points, 0, 0);
  const [endU, endV] = tangent(t, points, end, count - AT_ENDS);
  const [first, last] = [(t[1] - t[0]) / 3, (t[end] - t[end - 1]) / 3];
  put(1, points[0] + first * startU, points[1] + first * startV);
  put(count, points[2 * end] - last * endU, points[2 * end + 1] - last * endV);
  solve(t, points, knots, poles);
  return new NurbsCurve({ dimension: 2, degree: 3, knots, poles, weights: null });
}

/** The derivative at point `at` of the cubic through the four points from `from` on. */
function tangent(
  t: ArrayLike<number>,
  points: ArrayLike<number>,
  at: number,
  from: number,
): [number, number] {
  let u = 0, v = 0;
  for (let i = from; i < from + AT_ENDS; i++) {
    // The derivative of the i-th polynomial of Lagrange.
    let slope = 0;
    for (let j = from; j < from + AT_ENDS; j++) {
      if (j === i) continue;
      let product = 1 / (t[i] - t[j]);
      for (let k = from; k < from + AT_ENDS; k++) {
        if (k !== i && k !== j) product *= (t[at] - t[k]) / (t[i] - t[k]);
      }
      slope += product;
    }
    u += slope * points[2 * i];
    v += slope * points[2 * i + 1];
  }
  return [u, v];
}

/** The inner poles: at each inner point three basis functions are not zero. */
function solve(
  t: ArrayLike<number>,
  points: ArrayLike<number>,
  knots: Float64Array,
  poles: Float64Array,
): void {
  const inner = t.length - 2;
  const upper = new Float64Array(inner);
  for (let i = 0; i < inner; i++) {
    // At knot s the functions of the poles i + 1, i + 2 and i + 3.
    const s = i + 4, x = knots[s];
    const a = knots[s - 2], b = knots[s - 1], c = knots[s + 1], d = knots[s + 2];
    const low = (c - x) * (c - x) / ((c - a) * (c - b));
    const high = (x - b) * (x - b) / ((d - b) * (c - b));
    const middle = 1 - low - high;
    const pivot = i === 0 ? middle : middle - low * upper[i - 1];
    upper[i] = high / pivot;
    for (let k = 0; k < 2; k++) {
      const right = points[2 * (i + 1) + k] - low * poles[2 * (i + 1) + k] -
        (i === inner - 1 ? high * poles[2 * (i + 3) + k] : 0);
      poles[2 * (i + 2) + k] = right / pivot;
    }
  }
  for (let i = inner - 2; i >= 0; i--) {
    for (let k = 0; k < 2; k++) poles[2 * (i + 2) + k] -= upper[i] * poles[2 * (i + 3) + k];
  }
}
