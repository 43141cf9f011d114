import type { Curve } from "./curve.ts";
import { NurbsCurve } from "./nurbs/nurbs_curve.ts";
import { OffsetCurve } from "./offset_curve.ts";

/** The first and the last parameter of a curve that has ends of its own; null of any other. */
export function curveDomain(curve: Curve): readonly [first: number, last: number] | null {
  if (curve instanceof OffsetCurve) return curveDomain(curve.basis);
  return curve instanceof NurbsCurve ? [curve.basis.first, curve.basis.last] : null;
}
