import { basisFirst, MAX_DEGREE } from "./nurbs_basis.ts";
import { NurbsCurve } from "./nurbs_curve.ts";
import type { NurbsSurface } from "./nurbs_surface.ts";

/**
 * The curve of a B-spline surface at a constant u, or v: a B-spline with the surface's own knots.
 *
 * @param constant 0 for u, 1 for v
 */
export function splineRow(surface: NurbsSurface, constant: 0 | 1, at: number): NurbsCurve {
  const { poles, weights } = surface, width = surface.basisV.count;
  const [own, along] = constant === 0
    ? [surface.basisU, surface.basisV]
    : [surface.basisV, surface.basisU];
  const [step, next] = constant === 0 ? [width, 1] : [1, width];
  const t = own.wrap(at), span = own.span(t), { degree } = own;
  const values = new Float64Array(MAX_DEGREE + 1), firsts = new Float64Array(MAX_DEGREE + 1);
  basisFirst(own.knots, degree, span, t, values, firsts);
  const row = new Float64Array(3 * along.count), sums = new Float64Array(along.count);
  for (let j = 0; j < along.count; j++) {
    for (let i = 0; i <= degree; i++) {
      const pole = (span - degree + i) * step + j * next;
      const share = values[i] * (weights?.[pole] ?? 1);
      sums[j] += share;
      for (let k = 0; k < 3; k++) row[3 * j + k] += share * poles[3 * pole + k];
    }
    for (let k = 0; k < 3; k++) row[3 * j + k] /= sums[j];
  }
  const isPlain = weights === null || sums.every((sum) => Math.abs(sum / sums[0] - 1) < 1e-12);
  return new NurbsCurve({
    dimension: 3,
    degree: along.degree,
    knots: along.knots,
    poles: row,
    weights: isPlain ? null : sums,
  });
}
