/**
 * Where curves and surfaces have a crease: their tangents there are those of either side, as
 * rounding has it.
 *
 * @module
 */
import type { Curve } from "./curve.ts";
import { Extrusion } from "./extrusion.ts";
import type { KnotVector } from "./nurbs/nurbs_basis.ts";
import { NurbsCurve } from "./nurbs/nurbs_curve.ts";
import { NurbsSurface } from "./nurbs/nurbs_surface.ts";
import { OffsetCurve } from "./offset_curve.ts";
import { OffsetSurface } from "./offset_surface.ts";
import { Revolution } from "./revolution.ts";
import type { Surface } from "./surface.ts";

/** How far from a knot both sides are looked at, as a share of the domain. */
const ASIDE = 1e-9;
/** Smaller angles are none. */
const ANGLE = 1e-6;
/** Places along a knot of a surface. */
const LOOKS = 5;

/** The parameters within a curve's domain at which its direction changes at once. */
export function curveBends(curve: Curve): number[] {
  if (curve instanceof OffsetCurve) return curveBends(curve.basis);
  if (!(curve instanceof NurbsCurve)) return [];
  const { basis, dimension } = curve, step = ASIDE * (basis.last - basis.first);
  const at = new Float64Array(2 * dimension);
  const direction = (t: number) => {
    curve.d1(t, at);
    return [...at.subarray(dimension)];
  };
  return breaksOf(basis).filter((t) => turns(direction(t - step), direction(t + step)));
}

/** The same of a surface's normal, in u and in v. */
export function surfaceBends(surface: Surface): { readonly u: number[]; readonly v: number[] } {
  if (surface instanceof OffsetSurface) return surfaceBends(surface.basis);
  if (surface instanceof Extrusion) return { u: curveBends(surface.curve), v: [] };
  if (surface instanceof Revolution) return { u: [], v: curveBends(surface.curve) };
  if (!(surface instanceof NurbsSurface)) return { u: [], v: [] };
  const { basisU, basisV } = surface, q = new Float64Array(9);
  const normal = (u: number, v: number) => {
    surface.d1(u, v, q);
    return [q[4] * q[8] - q[5] * q[7], q[5] * q[6] - q[3] * q[8], q[3] * q[7] - q[4] * q[6]];
  };
  const along = ({ first, last }: KnotVector) =>
    Array.from({ length: LOOKS }, (_, i) => first + (last - first) * (i + 0.5) / LOOKS);
  const [stepU, stepV] = [basisU, basisV].map(({ first, last }) => ASIDE * (last - first));
  return {
    u: breaksOf(basisU).filter((u) =>
      along(basisV).some((v) => turns(normal(u - stepU, v), normal(u + stepU, v)))
    ),
    v: breaksOf(basisV).filter((v) =>
      along(basisU).some((u) => turns(normal(u, v - stepV), normal(u, v + stepV)))
    ),
  };
}

/** The knots at which a B-spline need not be smooth. */
function breaksOf({ knots, degree, count }: KnotVector): number[] {
  const breaks: number[] = [];
  for (let i = degree + 1; i + degree - 1 < count; i++) {
    if (knots[i] === knots[i + degree - 1] && knots[i] !== breaks[breaks.length - 1]) {
      if (knots[i] > knots[degree] && knots[i] < knots[count]) breaks.push(knots[i]);
    }
  }
  return breaks;
}

/** Whether two vectors point two ways. What has no length has no direction. */
function turns(a: readonly number[], b: readonly number[]): boolean {
  const [p, q] = [a, b].map((vector) => Math.hypot(...vector));
  if (p === 0 || q === 0) return false;
  return Math.hypot(...a.map((x, i) => x / p - b[i] / q)) > ANGLE;
}
