/**
 * Legendre polynomials and Gauss-Legendre rules.
 *
 * @module
 */

/** A Gauss-Legendre rule on [-1, 1], and the matrix from samples to Legendre coefficients. */
export interface LegendreRule {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
  /** Coefficient of degree `m` = sum over nodes `k` of `transform[m * n + k] * sample[k]`. */
  readonly transform: Float64Array;
}

/** Writes P_0(x) ... P_{count-1}(x) into `out`, by the three-term recurrence. */
export function legendre(x: number, count: number, out: Float64Array): void {
  out[0] = 1;
  if (count > 1) out[1] = x;
  for (let n = 2; n < count; n++) {
    out[n] = ((2 * n - 1) * x * out[n - 1] - (n - 1) * out[n - 2]) / n;
  }
}

/**
 * Writes the integrals from -1 to x of P_0 ... P_{count-1} into `out`, which has one place more:
 * the integral of P_n is (P_{n+1} - P_{n-1}) / (2n + 1).
 */
export function legendreIntegrals(x: number, count: number, out: Float64Array): void {
  legendre(x, count + 1, out);
  let below = out[0];
  for (let n = 1; n < count; n++) {
    const own = out[n];
    out[n] = (out[n + 1] - below) / (2 * n + 1);
    below = own;
  }
  out[0] = x + 1;
}

/** The Gauss-Legendre rule of `n` points: the roots of P_n by Newton's method. */
export function legendreRule(n: number): LegendreRule {
  const nodes = new Float64Array(n), weights = new Float64Array(n);
  const transform = new Float64Array(n * n);
  const p = new Float64Array(n + 1);
  for (let k = 0; k < n; k++) {
    let x = -Math.cos(Math.PI * (k + 0.75) / (n + 0.5)), slope = 1;
    for (let i = 0; i < 8; i++) {
      legendre(x, n + 1, p);
      slope = n * (p[n - 1] - x * p[n]) / (1 - x * x);
      x -= p[n] / slope;
    }
    nodes[k] = x;
    weights[k] = 2 / ((1 - x * x) * slope * slope);
    legendre(x, n, p);
    for (let m = 0; m < n; m++) transform[m * n + k] = (2 * m + 1) / 2 * weights[k] * p[m];
  }
  return { nodes, weights, transform };
}
