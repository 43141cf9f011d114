/**
 * Arcs as rational polynomials, as OpenCascade makes B-splines of circles.
 *
 * @module
 */

/** Cosine, sine and weight of an arc, in pieces of degree 2. */
interface ArcSpans {
  /** The angles where pieces begin and end. */
  readonly knots: readonly number[];
  /**
   * Writes cosine and sine, both times the weight, and the weight, to `out[0..3)`. Only at the ends
   * of a piece is the angle `t` itself.
   */
  at(span: number, t: number, out: Float64Array): void;
}

/** The arc from one angle to another, in equal pieces of less than 150 degrees. */
export function arcSpans(first: number, last: number): ArcSpans {
  const count = Math.floor(1.2 * (last - first) / Math.PI) + 1;
  const knots = Array.from({ length: count + 1 }, (_, i) => first + (last - first) * i / count);
  const middleWeight = Math.cos((last - first) / (2 * count));
  return {
    knots,
    at(span, t, out) {
      const a = knots[span], b = knots[span + 1], middle = (a + b) / 2;
      const s = (t - a) / (b - a);
      const before = (1 - s) * (1 - s), between = 2 * s * (1 - s), after = s * s;
      // The middle pole's weight is the cosine of the half angle, its place one over that.
      out[0] = before * Math.cos(a) + between * Math.cos(middle) + after * Math.cos(b);
      out[1] = before * Math.sin(a) + between * Math.sin(middle) + after * Math.sin(b);
      out[2] = before + between * middleWeight + after;
    },
  };
}
