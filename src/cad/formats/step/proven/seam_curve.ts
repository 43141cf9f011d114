/**
 * Curves of surfaces along which only v changes: what seams are.
 *
 * @module
 */
import { Cone } from "../../../geometry/cone.ts";
import { Cylinder } from "../../../geometry/cylinder.ts";
import { Extrusion } from "../../../geometry/extrusion.ts";
import { Line } from "../../../geometry/line.ts";
import { arcSpline } from "../../../geometry/nurbs/arc_spline.ts";
import { basisFirst, MAX_DEGREE } from "../../../geometry/nurbs/nurbs_basis.ts";
import { NurbsCurve } from "../../../geometry/nurbs/nurbs_curve.ts";
import { NurbsSurface } from "../../../geometry/nurbs/nurbs_surface.ts";
import { Revolution } from "../../../geometry/revolution.ts";
import type { SmoothSurface } from "../../../geometry/smooth.ts";
import { Sphere } from "../../../geometry/sphere.ts";
import { Torus } from "../../../geometry/torus.ts";

/**
 * The curve at `u` from `first` to `last` in v, as the B-spline that the kernel makes of it; null
 * for a surface of another kind.
 */
export function seamCurve(
  surface: SmoothSurface,
  u: number,
  first: number,
  last: number,
): NurbsCurve | null {
  if (surface instanceof NurbsSurface) return rowOf(surface, u);
  const isRuled = surface instanceof Cylinder || surface instanceof Cone ||
    surface instanceof Extrusion ||
    (surface instanceof Revolution && surface.curve instanceof Line);
  if (isRuled) return chord(surface, u, first, last);
  if (!(surface instanceof Sphere) && !(surface instanceof Torus)) return null;
  const f = surface.frame, c = Math.cos(u), s = Math.sin(u);
  const out = [0, 1, 2].map((i) => c * f[3 + i] + s * f[6 + i]);
  const major = surface instanceof Torus ? surface.majorRadius : 0;
  const radius = surface instanceof Torus ? surface.minorRadius : surface.radius;
  const centre = [0, 1, 2].map((i) => f[i] + major * out[i]);
  const isRational = surface instanceof Torus;
  return arcSpline([...centre, ...out, f[9], f[10], f[11]], radius, first, last, isRational);
}

/** The straight line between two points of a surface. */
function chord(surface: SmoothSurface, u: number, first: number, last: number): NurbsCurve {
  const ends = new Float64Array(18);
  surface.d1(u, first, ends);
  surface.d1(u, last, ends.subarray(9));
  const poles = Float64Array.from([...ends.subarray(0, 3), ...ends.subarray(9, 12)]);
  const knots = Float64Array.of(first, first, last, last);
  return new NurbsCurve({ dimension: 3, degree: 1, knots, poles, weights: null });
}

/** A B-spline surface's own row at `u`. */
function rowOf({ basisU, basisV, poles, weights }: NurbsSurface, u: number): NurbsCurve {
  const at = basisU.wrap(u), span = basisU.span(at), { degree } = basisU;
  const values = new Float64Array(MAX_DEGREE + 1), firsts = new Float64Array(MAX_DEGREE + 1);
  basisFirst(basisU.knots, degree, span, at, values, firsts);
  const row = new Float64Array(3 * basisV.count), sums = new Float64Array(basisV.count);
  for (let j = 0; j < basisV.count; j++) {
    for (let i = 0; i <= degree; i++) {
      const pole = (span - degree + i) * basisV.count + j;
      const share = values[i] * (weights?.[pole] ?? 1);
      sums[j] += share;
      for (let k = 0; k < 3; k++) row[3 * j + k] += share * poles[3 * pole + k];
    }
    for (let k = 0; k < 3; k++) row[3 * j + k] /= sums[j];
  }
  const isPlain = weights === null || sums.every((sum) => Math.abs(sum / sums[0] - 1) < 1e-12);
  return new NurbsCurve({
    dimension: 3,
    degree: basisV.degree,
    knots: basisV.knots,
    poles: row,
    weights: isPlain ? null : sums,
  });
}
