import { NurbsCurve } from "./nurbs_curve.ts";

/** A B-spline that was made of several curves: where they meet it may bend. */
export class JoinedSpline extends NurbsCurve {}
