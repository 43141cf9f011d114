/**
 * Curves as pieces of rational polynomials.
 *
 * @module
 */
import { Circle } from "../../geometry/circle.ts";
import type { Curve } from "../../geometry/curve.ts";
import { Ellipse } from "../../geometry/ellipse.ts";
import { Hyperbola } from "../../geometry/hyperbola.ts";
import { Line } from "../../geometry/line.ts";
import { NurbsCurve } from "../../geometry/nurbs/nurbs_curve.ts";
import { Parabola } from "../../geometry/parabola.ts";
import { arcSpans } from "./arc_spans.ts";

/** A curve in space that is a rational polynomial between its knots. */
interface RationalCurve {
  readonly degree: number;
  /** Where pieces begin and end, ascending. */
  readonly knots: readonly number[];
  /** Writes x, y and z, all times the weight, and the weight, to `out[0..4)`. */
  at(span: number, t: number, out: Float64Array): void;
}

/** A stretch of a curve; null of kinds that are no rational polynomials. */
export function rationalCurve(curve: Curve, first: number, last: number): RationalCurve | null {
  const q = new Float64Array(6);
  if (curve instanceof Line || curve instanceof Parabola) {
    return {
      degree: curve instanceof Line ? 1 : 2,
      knots: [first, last],
      at(_span, t, out) {
        curve.d1(t, q);
        out.set(q.subarray(0, 3));
        out[3] = 1;
      },
    };
  }
  if (curve instanceof Circle || curve instanceof Ellipse) return rationalArc(curve, first, last);
  if (curve instanceof Hyperbola) return rationalHyperbola(curve, first, last);
  if (curve instanceof NurbsCurve) {
    const weights = weightsOf(curve), w = new Float64Array(6);
    return {
      degree: curve.basis.degree,
      knots: [first, ...curve.breaks(first, last), last],
      at(_span, t, out) {
        curve.d1(t, q);
        weights?.d1(t, w);
        const weight = weights === null ? 1 : w[0];
        for (let k = 0; k < 3; k++) out[k] = q[k] * weight;
        out[3] = weight;
      },
    };
  }
  return null;
}

function rationalArc(curve: Circle | Ellipse, first: number, last: number): RationalCurve {
  const spans = arcSpans(first, last), arc = new Float64Array(3), { frame } = curve;
  const [a, b] = curve instanceof Circle
    ? [curve.radius, curve.radius]
    : [curve.majorRadius, curve.minorRadius];
  return {
    degree: 2,
    knots: spans.knots,
    at(span, t, out) {
      spans.at(span, t, arc);
      for (let k = 0; k < 3; k++) {
        out[k] = arc[2] * frame[k] + a * arc[0] * frame[3 + k] + b * arc[1] * frame[6 + k];
      }
      out[3] = arc[2];
    },
  };
}

/** As an arc, by the hyperbolic functions, in one piece. */
function rationalHyperbola(curve: Hyperbola, first: number, last: number): RationalCurve {
  const { frame, majorRadius: a, minorRadius: b } = curve, middle = (first + last) / 2;
  const middleWeight = Math.cosh((last - first) / 2);
  return {
    degree: 2,
    knots: [first, last],
    at(_span, t, out) {
      const s = (t - first) / (last - first);
      const shares = [(1 - s) * (1 - s), 2 * s * (1 - s), s * s];
      const sum = (f: (t: number) => number) =>
        shares[0] * f(first) + shares[1] * f(middle) + shares[2] * f(last);
      const [x, y] = [a * sum(Math.cosh), b * sum(Math.sinh)];
      out[3] = shares[0] + shares[1] * middleWeight + shares[2];
      for (let k = 0; k < 3; k++) out[k] = out[3] * frame[k] + x * frame[3 + k] + y * frame[6 + k];
    },
  };
}

/** The denominator of a rational spline, as the first coordinate of one that is not. */
function weightsOf({ basis, weights, period }: NurbsCurve): NurbsCurve | null {
  if (weights === null) return null;
  const poles = new Float64Array(3 * weights.length);
  weights.forEach((weight, i) => poles[3 * i] = weight);
  const { degree, knots } = basis;
  return new NurbsCurve({
    dimension: 3,
    degree,
    knots,
    poles,
    weights: null,
    periodic: period > 0,
  });
}
