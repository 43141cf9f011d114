/**
 * Splines of one piece that stand for curves of other kinds.
 *
 * @module
 */
import { legendreRule } from "./quadrature/quadrature_legendre.ts";
import type { SmoothCurve } from "./smooth.ts";
import { bezierPoles } from "./nurbs/bezier_poles.ts";
import { NurbsCurve } from "./nurbs/nurbs_curve.ts";

/** The highest degree of a fit, and the degree to which its error is estimated. */
const MOST = 14, ESTIMATED = 23;
/** What the ends fix: place and tangent of both. */
const FIXED = 4;
/** Points of the quadrature, and points among which a function's largest value is looked for. */
const POINTS = 30, SAMPLES = 100;

/**
 * A curve in space from `first` to `last` as one polynomial of its own parameter, which has place
 * and tangent of both ends and else is nearest in the mean: of the least degree by which no point
 * is off by more than `tolerance`. Null where none to degree 14 is enough.
 *
 * What is left of the curve when the cubic of its ends is taken away is `(1 - x^2)^2` times a
 * series in the Jacobi polynomials `P^(4,4)`, which are orthogonal then. The series is cut where
 * the largest values of all further terms add up to more than the tolerance. Kernels do the same
 * where they make a curve of an edge that has none but in a surface's parameters.
 */
export function fittedSpline(
  curve: SmoothCurve,
  first: number,
  last: number,
  tolerance: number,
): NurbsCurve | null {
  const half = (last - first) / 2, middle = (first + last) / 2;
  const cubics = cubicsOf(curve, first, last);
  const terms = Array.from({ length: ESTIMATED + 1 - FIXED }, () => [0, 0, 0]);
  const at = new Float64Array(6), { nodes, values, most } = series(), dropped = [0, 0, 0];
  nodes.forEach((x, i) => {
    curve.d1(middle + half * x, at);
    const rest = cubics.map((cubic, d) => at[d] - valueOf(cubic, x));
    values[i].forEach((value, k) => {
      for (let d = 0; d < 3; d++) terms[k][d] += value * rest[d];
    });
  });
  let degree = ESTIMATED;
  for (; degree >= FIXED; degree--) {
    const term = terms[degree - FIXED];
    term.forEach((value, d) => dropped[d] += Math.abs(value) * most[degree - FIXED]);
    if (Math.hypot(...dropped) > tolerance) break;
  }
  if (degree > MOST) return null;
  // What is straight, or a parabola, is given no more degrees than it has.
  if (degree < FIXED) degree = highestOf(cubics);
  const poles = new Float64Array(3 * (degree + 1));
  cubics.forEach((cubic, d) => {
    const powers = [...cubic, ...new Array<number>(ESTIMATED).fill(0)].slice(0, degree + 1);
    const kept = terms.slice(0, Math.max(0, degree + 1 - FIXED)).map((term) => term[d]);
    powersOf(kept).forEach((value, k) => powers[k] += value);
    bezierPoles(powers).forEach((value, i) => poles[3 * i + d] = value);
  });
  const knots = new Float64Array(2 * degree + 2).fill(first, 0, degree + 1).fill(last, degree + 1);
  return new NurbsCurve({ dimension: 3, degree, knots, poles, weights: null });
}

/** The cubics in x from -1 to 1, one a coordinate, with place and tangent of both ends. */
function cubicsOf(curve: SmoothCurve, first: number, last: number): number[][] {
  const half = (last - first) / 2;
  const a = new Float64Array(6), b = new Float64Array(6);
  curve.d1(first, a);
  curve.d1(last, b);
  return [0, 1, 2].map((d) => {
    const [p, q, r, s] = [a[d], b[d], half * a[3 + d], half * b[3 + d]];
    return [
      (p + q) / 2 + (r - s) / 4,
      (q - p) * 0.75 - (r + s) / 4,
      (s - r) / 4,
      (p - q) / 4 + (r + s) / 4,
    ];
  });
}

function highestOf(cubics: readonly number[][]): number {
  for (let k = FIXED - 1; k > 1; k--) {
    if (cubics.reduce((sum, cubic) => sum + Math.abs(cubic[k]), 0) > 1e-9) return k;
  }
  return 1;
}

function valueOf(powers: readonly number[], x: number): number {
  return powers.reduceRight((sum, value) => sum * x + value, 0);
}

/** The factors by which `P_k = (slope x P_(k-1) - back P_(k-2))` of `P^(4,4)` goes on. */
function step(k: number): { slope: number; back: number } {
  const n = k + 4;
  const below = k * (k + 8);
  return { slope: n * (2 * n - 1) / below, back: n * (n - 1) / below };
}

/** What `P_k^(4,4)` is to be multiplied by for a norm of 1 under the weight `(1 - x^2)^4`. */
function norm(k: number): number {
  let ratio = (2 * k + 9) / 2 ** 9;
  for (let j = 1; j <= 4; j++) ratio *= (k + 4 + j) / (k + j);
  return Math.sqrt(ratio);
}

/** The functions of the series at x: the normed polynomials times `(1 - x^2)^2`. */
function basis(x: number): number[] {
  const p = [1, 5 * x];
  for (let k = 2; k <= ESTIMATED - FIXED; k++) {
    const { slope, back } = step(k);
    p.push(slope * x * p[k - 1] - back * p[k - 2]);
  }
  const weight = (1 - x * x) ** 2;
  return p.map((value, k) => value * norm(k) * weight);
}

/** The nodes of the quadrature, the functions there times its weights, and their largest values. */
interface Series {
  readonly nodes: Float64Array;
  readonly values: readonly (readonly number[])[];
  readonly most: readonly number[];
}

/** Found when first asked for: no two curves have others. */
let known: Series | null = null;
function series(): Series {
  if (known !== null) return known;
  const { nodes, weights } = legendreRule(POINTS);
  const values = Array.from(nodes, (x, i) => basis(x).map((value) => weights[i] * value));
  return known = { nodes, values, most: largest() };
}

/** The largest value of each: of a parabola through the largest sample and its neighbours. */
function largest(): number[] {
  const samples = Array.from(
    { length: SAMPLES + 2 },
    (_, i) => basis(Math.cos(Math.PI / 2 * (i - 1) / (SAMPLES - 1))).map(Math.abs),
  );
  return samples[0].map((_, k) => {
    let most = 0;
    for (let i = 1; i <= SAMPLES; i++) {
      const [a, b, c] = [samples[i - 1][k], samples[i][k], samples[i + 1][k]];
      if (b >= a && b >= c && b > 0) {
        most = Math.max(most, b + (a - c) ** 2 / (8 * (2 * b - a - c || 1)));
      }
    }
    return most;
  });
}

/** A series in them, by the powers of x. */
function powersOf(terms: readonly number[]): number[] {
  let before: number[] = [], own = [1];
  const sum = new Array<number>(terms.length).fill(0);
  terms.forEach((value, k) => {
    if (k > 0) {
      const { slope, back } = k === 1 ? { slope: 5, back: 0 } : step(k);
      const next = [0, ...own.map((power) => slope * power)];
      before.forEach((power, i) => next[i] -= back * power);
      [before, own] = [own, next];
    }
    own.forEach((power, i) => sum[i] += value * norm(k) * power);
  });
  if (terms.length === 0) return [];
  const out = new Array<number>(terms.length + FIXED).fill(0);
  sum.forEach((value, i) => {
    out[i] += value;
    out[i + 2] -= 2 * value;
    out[i + 4] += value;
  });
  return out;
}
