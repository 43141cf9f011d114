/**
 * Lengths of edges.
 *
 * @module
 */
import { type Piece, Quadrature } from "../../geometry/quadrature/quadrature.ts";
import { scaleOf } from "../../geometry/transform.ts";
import type { PlacedCurve } from "./edge_curve.ts";
import { FeatureError } from "../feature_error.ts";

/** The error that the quadrature of a length is stopped at, relative to the length. */
const LENGTH_TOLERANCE = 1e-10;

/** Lengths of curves by adaptive quadrature of their speed; lines and circles in closed form. */
export class EdgeLengths {
  readonly #quadrature = new Quadrature(1, { relative: LENGTH_TOLERANCE });
  readonly #point = new Float64Array(6);
  readonly #length = new Float64Array(1);

  /**
   * The length of an edge's curve over its range, in the model's unit; 0 for an edge without one.
   *
   * @param tolerance the edge's tolerance: how well its curve is known
   * @throws FeatureError where the length is not finite, or its estimated error is above 1e-6 of it
   * and ten times the tolerance
   */
  measure(placed: PlacedCurve | null, edge: number, tolerance = 0): number {
    if (placed === null) return 0;
    const { curve, location, first, last } = placed;
    const q = this.#point, length = this.#length;
    const scale = scaleOf(location);
    if (curve.kind === "line" || curve.kind === "circle") {
      // The speed is the same everywhere.
      curve.d1(first, q);
      length[0] = Math.hypot(q[3], q[4], q[5]) * (last - first);
    } else {
      const pieces: Piece[] = [];
      let from = first;
      for (const to of [...curve.breaks(first, last), last]) {
        pieces.push({ from, to, id: 0 });
        from = to;
      }
      const { converged, errors } = this.#quadrature.integrate(pieces, (_id, t, out) => {
        curve.d1(t, q);
        out[0] = Math.sqrt(q[3] * q[3] + q[4] * q[4] + q[5] * q[5]);
      }, length);
      // Far from the origin coordinates are coarse, and no quadrature can see through it.
      const allowed = Math.max(1e-6 * length[0], 10 * tolerance / scale);
      if (!converged && !(errors[0] <= allowed)) {
        throw lengthError(edge, `the quadrature did not converge: ${length[0]} +- ${errors[0]}`);
      }
    }
    if (!Number.isFinite(length[0]) || length[0] < 0) {
      throw lengthError(edge, `its ${curve.kind} from ${first} to ${last} measures ${length[0]}`);
    }
    return length[0] * scale;
  }
}

function lengthError(edge: number, reason: string): FeatureError {
  return new FeatureError(`Cannot compute the length of edge ${edge}: ${reason}`, {
    data: { feature: "length", edge, reason },
  });
}
