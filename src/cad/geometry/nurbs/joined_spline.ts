import { NurbsCurve } from "./nurbs_curve.ts";

/** A B-spline that was made of several curves: where they meet it may bend. */
export class JoinedSpline extends NurbsCurve {
  /** The parameters at which they meet. */
  readonly joints: readonly number[];
  /** The same curve, of which that is not known. */
  readonly plain: NurbsCurve;

  constructor(data: ConstructorParameters<typeof NurbsCurve>[0], joints: readonly number[]) {
    super(data);
    this.joints = joints;
    this.plain = new NurbsCurve(data);
  }
}
