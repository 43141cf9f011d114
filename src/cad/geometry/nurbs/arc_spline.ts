import { NurbsCurve } from "./nurbs_curve.ts";

/** The longest stretch of an arc, in radians, that one polynomial stands for. */
const STRETCH = Math.PI / 16;

/**
 * The arc `centre + radius (cos(t) x + sin(t) y)` from `first` to `last` as a B-spline of degree 5
 * with the same parameter: polynomials that have point, tangent and curvature right at both their
 * ends, and are off by about 1e-9 of the radius in between.
 *
 * @param frame centre, x axis, y axis: 9 numbers
 * @param rational whether it has weights, though all are 1
 */
export function arcSpline(
  frame: ArrayLike<number>,
  radius: number,
  first: number,
  last: number,
  rational: boolean,
): NurbsCurve {
  const count = Math.max(1, Math.ceil((last - first) / STRETCH - 1e-9));
  const poles: number[] = [], knots: number[] = new Array(6).fill(first);
  for (let i = 0; i < count; i++) {
    const from = first + (last - first) * i / count, to = first + (last - first) * (i + 1) / count;
    const step = (to - from) / 5;
    const [a, b] = [from, to].map((t) => ({ c: Math.cos(t), s: Math.sin(t) }));
    // The Bezier points of the quintic, in multiples of both axes.
    const points: [number, number][] = [
      [a.c, a.s],
      [a.c - step * a.s, a.s + step * a.c],
      [
        a.c - 2 * step * a.s - 1.25 * step * step * a.c,
        a.s + 2 * step * a.c - 1.25 * step * step * a.s,
      ],
      [
        b.c + 2 * step * b.s - 1.25 * step * step * b.c,
        b.s - 2 * step * b.c - 1.25 * step * step * b.s,
      ],
      [b.c + step * b.s, b.s - step * b.c],
      [b.c, b.s],
    ];
    for (const [c, s] of i === 0 ? points : points.slice(1)) {
      for (let d = 0; d < 3; d++) {
        poles.push(frame[d] + radius * (c * frame[3 + d] + s * frame[6 + d]));
      }
    }
    knots.push(...new Array(i === count - 1 ? 6 : 5).fill(to));
  }
  return new NurbsCurve({
    dimension: 3,
    degree: 5,
    knots: Float64Array.from(knots),
    poles: Float64Array.from(poles),
    weights: rational ? new Float64Array(poles.length / 3).fill(1) : null,
  });
}
