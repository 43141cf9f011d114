/**
 * The basis functions of B-splines, by the recurrence of Cox and de Boor.
 *
 * Knots are flat: each is written as often as its multiplicity says.
 *
 * @module
 */

/** The highest degree that is read: OpenCascade's own limit. */
export const MAX_DEGREE = 25;

/** One direction of a B-spline: degree, flat knots, period. Finds spans. */
export class KnotVector {
  readonly degree: number;
  /** The flat knots: `count + degree + 1` numbers. */
  readonly knots: Float64Array;
  /** The number of basis functions, hence of poles (wrapped ones included). */
  readonly count: number;
  /** The first parameter of the domain. */
  readonly first: number;
  /** The last parameter of the domain. */
  readonly last: number;
  /** The period, or 0 where the spline is not periodic. */
  readonly period: number;
  #span: number;

  /** @param periodic whether parameters outside the domain are wrapped into it */
  constructor(degree: number, knots: Float64Array, periodic: boolean) {
    this.degree = degree;
    this.knots = knots;
    this.count = knots.length - degree - 1;
    this.first = knots[degree];
    this.last = knots[this.count];
    this.period = periodic ? this.last - this.first : 0;
    this.#span = this.#find(this.first);
  }

  /** Brings a parameter into the domain of a periodic spline; others are left alone. */
  wrap(t: number): number {
    if (this.period === 0 || (t >= this.first && t <= this.last)) return t;
    return t - this.period * Math.floor((t - this.first) / this.period);
  }

  /**
   * The index of the knot at or before `t` with a span of some length after it. Parameters beyond
   * the domain get the first or the last span, whose polynomial then continues.
   */
  span(t: number): number {
    // Neighbouring evaluations mostly fall into the same span.
    const s = this.#span;
    if (t >= this.knots[s] && t < this.knots[s + 1]) return s;
    return this.#span = this.#find(t);
  }

  #find(t: number): number {
    const k = this.knots;
    let low = this.degree, high = this.count;
    if (t >= k[high]) {
      low = high - 1;
      while (low > this.degree && k[low] === k[low + 1]) low--;
      return low;
    }
    if (t < k[low]) t = k[low];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (t < k[middle]) high = middle;
      else low = middle;
    }
    return low;
  }

  /**
   * The distinct knots strictly inside `(first, last)`, over as many periods as it takes. A range
   * of more than a thousand periods is damage, and is not cut.
   */
  breaks(first: number, last: number): number[] {
    const { knots, period } = this;
    const out: number[] = [];
    if (period > 0 && last - first > 1000 * period) return out;
    // A knot that was met up to the rounding of the file's digits is an end, not a break.
    const margin = 1e-11 * Math.max(last - first, this.last - this.first);
    let shift = period === 0 ? 0 : period * Math.floor((first - this.first) / period);
    do {
      for (let i = this.degree; i <= this.count; i++) {
        const knot = knots[i] + shift;
        if (knot <= first + margin || knot >= last - margin) continue;
        if (out.length === 0 || knot > out[out.length - 1] + margin) out.push(knot);
      }
      shift += period;
    } while (period > 0 && this.first + shift < last);
    return out;
  }
}

/**
 * The `degree + 1` basis functions that are not zero on a span, and their first derivatives.
 *
 * Written with ratios that are exactly 0 or 1 at a clamped end, so that the curve meets its end
 * poles exactly.
 */
export function basisFirst(
  knots: Float64Array,
  degree: number,
  span: number,
  t: number,
  values: Float64Array,
  firsts: Float64Array,
): void {
  values[0] = 1;
  for (let j = 1; j < degree; j++) {
    let carry = 0;
    for (let r = 0; r < j; r++) {
      const low = knots[span + 1 - j + r];
      const ratio = (t - low) / (knots[span + 1 + r] - low);
      const value = values[r];
      values[r] = carry + (1 - ratio) * value;
      carry = ratio * value;
    }
    values[j] = carry;
  }
  // The last step, in which the functions of one degree less give the derivatives too.
  let carry = 0, slope = 0;
  for (let r = 0; r < degree; r++) {
    const low = knots[span + 1 - degree + r];
    const width = knots[span + 1 + r] - low;
    const ratio = (t - low) / width;
    const value = values[r];
    const rate = degree * value / width;
    values[r] = carry + (1 - ratio) * value;
    firsts[r] = slope - rate;
    carry = ratio * value;
    slope = rate;
  }
  values[degree] = carry;
  firsts[degree] = slope;
}

/**
 * The basis functions on a span with derivatives up to `order`: derivative `k` of function `r`
 * goes to `out[k * (degree + 1) + r]`.
 *
 * Derivative k of degree p comes from derivative k - 1 of degree p - 1, so each order is lifted
 * from the functions of a lower degree, which those of the full degree come from too.
 */
export function basisDerivatives(
  knots: Float64Array,
  degree: number,
  span: number,
  t: number,
  order: number,
  out: Float64Array,
): void {
  const width = degree + 1;
  out.fill(0, 0, (order + 1) * width);
  out[0] = 1;
  for (let j = 1; j <= degree; j++) {
    // Of the functions of degree j - 1 the derivatives begin that are differentiated from there on.
    const k = degree - j + 1;
    if (k <= order) { for (let r = 0; r < j; r++) out[k * width + r] = out[r]; }
    let carry = 0;
    for (let r = 0; r < j; r++) {
      const low = knots[span + 1 - j + r];
      const ratio = (t - low) / (knots[span + 1 + r] - low);
      const value = out[r];
      out[r] = carry + (1 - ratio) * value;
      carry = ratio * value;
    }
    out[j] = carry;
  }
  for (let k = 1; k <= order && k <= degree; k++) {
    const at = k * width;
    for (let j = degree - k + 1; j <= degree; j++) {
      let carry = 0;
      for (let r = 0; r < j; r++) {
        const length = knots[span + 1 + r] - knots[span + 1 - j + r];
        const rate = j * out[at + r] / length;
        out[at + r] = carry - rate;
        carry = rate;
      }
      out[at + j] = carry;
    }
  }
}

/** Flat knots from distinct ones with multiplicities. */
export function flatKnots(knots: ArrayLike<number>, multiplicities: ArrayLike<number>): number[] {
  const flat: number[] = [];
  for (let i = 0; i < knots.length; i++) {
    for (let j = 0; j < multiplicities[i]; j++) flat.push(knots[i]);
  }
  return flat;
}

/**
 * Unrolls the knots of a periodic spline so far beyond both ends that it can be evaluated as an
 * ordinary one. Pole `i` of the unrolled spline is pole `i mod n` of the periodic one, where `n`
 * is the number of its poles.
 */
export function unrolledKnots(
  knots: ArrayLike<number>,
  multiplicities: ArrayLike<number>,
  degree: number,
): Float64Array {
  const period = knots[knots.length - 1] - knots[0];
  const core = flatKnots(knots, multiplicities).slice(
    0,
    -multiplicities[multiplicities.length - 1],
  );
  const n = core.length;
  const before = degree + 1 - multiplicities[0];
  const out = new Float64Array(before + n + degree + 1);
  for (let i = 0; i < out.length; i++) {
    const turn = Math.floor((i - before) / n);
    out[i] = core[i - before - turn * n] + turn * period;
  }
  return out;
}
