/**
 * Adaptive quadrature of several components at once.
 *
 * @module
 */

// Gauss-Kronrod abscissae and weights on [-1, 1] (QUADPACK, Piessens et al. 1983): positive half,
// outermost first, the centre last. Every second abscissa, counted from the centre or from the
// second, belongs to the embedded Gauss rule.
const X15 = Float64Array.of(
  0.9914553711208126,
  0.9491079123427585,
  0.8648644233597691,
  0.7415311855993945,
  0.5860872354676911,
  0.4058451513773972,
  0.2077849550078985,
  0,
);
const W15 = Float64Array.of(
  0.0229353220105292,
  0.0630920926299786,
  0.1047900103222502,
  0.1406532597155259,
  0.1690047266392679,
  0.1903505780647854,
  0.2044329400752989,
  0.2094821410847278,
);
const G7 = Float64Array.of(
  0,
  0.1294849661688697,
  0,
  0.2797053914892767,
  0,
  0.3818300505051189,
  0,
  0.4179591836734694,
);
const X7 = Float64Array.of(0.9604912687080203, 0.7745966692414834, 0.4342437493468026, 0);
const W7 = Float64Array.of(
  0.1046562260264673,
  0.2684880898683334,
  0.4013974147759622,
  0.4509165386584741,
);
const G3 = Float64Array.of(0, 0.5555555555555556, 0, 0.8888888888888889);
const RULE15 = ruleOf(X15, W15, G7), RULE7 = ruleOf(X7, W7, G3);

/** Writes the integrand's components at `t` of the piece numbered `piece` into `out`. */
type Integrand = (piece: number, t: number, out: Float64Array) => void;

/**
 * The same at several places at once, the first `count` of `t`: the components of one place stand
 * behind those of the one before.
 */
export type SampledIntegrand = (
  piece: number,
  t: Float64Array,
  count: number,
  out: Float64Array,
) => void;

/** A stretch of the domain on which the integrand is meant to be smooth. */
export interface Piece {
  readonly from: number;
  readonly to: number;
  /** What the integrand is told about the piece, such as the index of its curve. */
  readonly id: number;
  /**
   * Whether the integrand is a polynomial of low degree there, so that a smaller rule should do.
   *
   * @default {false}
   */
  readonly plain?: boolean;
}

/** How exact an integral is to be. */
interface QuadratureOptions {
  /**
   * The error allowed, relative to the scale of each component.
   *
   * @default {1e-9}
   */
  readonly relative?: number;
  /**
   * The greatest number of bisections over all pieces; twice their number, where that is more.
   *
   * @default {400}
   */
  readonly limit?: number;
}

/** What an integration found out beside the values. */
interface QuadratureReport {
  /** The estimated absolute error of each component, until the next integration. */
  readonly errors: Float64Array;
  /** Whether the allowed error was reached. */
  readonly converged: boolean;
}

/**
 * Integrates vector-valued functions over many pieces, bisecting wherever the estimated error is
 * the largest, until the sum of the errors is small enough.
 *
 * Rule: Gauss-Kronrod with 7 and 15 points; with 3 and 7 points for the first look at plain pieces
 * and at a domain of many pieces. Error estimate: QUADPACK's,
 * `asc * min(1, (200 |K - G| / asc)^1.5)`, where `asc` is the integral of the distance from the
 * mean. One instance keeps its buffers for all its integrals.
 */
export class Quadrature {
  readonly #components: number;
  readonly #relative: number;
  readonly #limit: number;
  readonly #samples: Float64Array;
  readonly #errors: Float64Array;
  readonly #scales: Float64Array;
  readonly #value: Float64Array;
  readonly #places = new Float64Array(15);
  #from: number[] = [];
  #to: number[] = [];
  #id: number[] = [];
  // Per interval: the components' values, then their errors.
  #parts: Float64Array;

  constructor(components: number, options: QuadratureOptions = {}) {
    this.#components = components;
    this.#relative = options.relative ?? 1e-9;
    this.#limit = options.limit ?? 400;
    this.#samples = new Float64Array(15 * components);
    this.#errors = new Float64Array(components);
    this.#scales = new Float64Array(components);
    this.#value = new Float64Array(components);
    this.#parts = new Float64Array(64 * components);
  }

  /**
   * Integrates over the pieces; `out[0..components)` takes the values.
   *
   * @param scale writes, from the values found so far, what each component's error is measured
   * against; by default the component's own magnitude
   */
  integrate(
    pieces: readonly Piece[],
    integrand: Integrand,
    out: Float64Array,
    scale: (values: Float64Array, scales: Float64Array) => void = magnitudes,
  ): QuadratureReport {
    const n = this.#components, value = this.#value;
    const sampled: SampledIntegrand = (piece, t, count, samples) => {
      for (let k = 0; k < count; k++) {
        integrand(piece, t[k], value);
        for (let c = 0; c < n; c++) samples[k * n + c] = value[c];
      }
    };
    return this.integrateSamples(pieces, sampled, out, scale);
  }

  /** The same of an integrand that is asked for many values at once. */
  integrateSamples(
    pieces: readonly Piece[],
    integrand: SampledIntegrand,
    out: Float64Array,
    scale: (values: Float64Array, scales: Float64Array) => void = magnitudes,
  ): QuadratureReport {
    const n = this.#components;
    const errors = this.#errors;
    const scales = this.#scales;
    this.#from.length = this.#to.length = this.#id.length = 0;
    const small = pieces.length > 24;
    // A plate with hundreds of holes: each piece may need a second look.
    const limit = Math.max(this.#limit, 2 * pieces.length);
    for (const piece of pieces) {
      this.#add(piece.from, piece.to, piece.id, integrand, small || piece.plain === true);
    }
    for (let round = 0;; round++) {
      const count = this.#from.length;
      out.fill(0, 0, n);
      errors.fill(0);
      for (let i = 0, at = 0; i < count; i++, at += 2 * n) {
        for (let c = 0; c < n; c++) {
          out[c] += this.#parts[at + c];
          errors[c] += this.#parts[at + n + c];
        }
      }
      scale(out, scales);
      let converged = true, finite = true;
      for (let c = 0; c < n; c++) {
        if (!(errors[c] <= this.#relative * scales[c])) converged = false;
        if (!Number.isFinite(out[c])) finite = false;
      }
      if (converged || !finite || count - pieces.length >= limit) {
        return { errors, converged };
      }
      // Everything that takes more than its share is bisected in one sweep, so that the sums above
      // are not formed once per bisection. A fair share of the worst intervals always qualifies.
      let worst = 0;
      for (let i = 0; i < count; i++) worst = Math.max(worst, this.#excess(i, scales));
      const bar = Math.max(worst / 16, 0.5 * this.#relative / count);
      let split = 0;
      for (let i = 0; i < count; i++) {
        if (!(this.#excess(i, scales) >= bar)) continue;
        const from = this.#from[i], to = this.#to[i], middle = (from + to) / 2;
        if (middle === from || middle === to) continue;
        split++;
        this.#to[i] = middle;
        this.#rule(i, integrand, RULE15);
        this.#add(middle, to, this.#id[i], integrand, false);
      }
      if (split === 0) return { errors, converged: false };
    }
  }

  /** The error of an interval, relative to the scales: its greatest component. */
  #excess(interval: number, scales: Float64Array): number {
    const n = this.#components;
    let most = 0;
    for (let c = 0, at = interval * 2 * n + n; c < n; c++, at++) {
      const error = this.#parts[at];
      if (error > 0) most = Math.max(most, scales[c] > 0 ? error / scales[c] : Infinity);
      else if (error !== 0) return Infinity;
    }
    return most;
  }

  #add(from: number, to: number, id: number, integrand: SampledIntegrand, small: boolean): void {
    const index = this.#from.length;
    this.#from.push(from);
    this.#to.push(to);
    this.#id.push(id);
    const needed = 2 * this.#components * (index + 1);
    if (needed > this.#parts.length) {
      const larger = new Float64Array(2 * needed);
      larger.set(this.#parts);
      this.#parts = larger;
    }
    this.#rule(index, integrand, small ? RULE7 : RULE15);
  }

  #rule(index: number, f: SampledIntegrand, { nodes, kronrods, gausses }: Rule): void {
    const n = this.#components, samples = this.#samples, places = this.#places;
    const half = (this.#to[index] - this.#from[index]) / 2;
    const middle = (this.#to[index] + this.#from[index]) / 2;
    const count = nodes.length, at = index * 2 * n, parts = this.#parts;
    for (let k = 0; k < count; k++) places[k] = middle + half * nodes[k];
    f(this.#id[index], places, count, samples);
    for (let c = 0; c < n; c++) {
      let kronrod = 0, gauss = 0;
      for (let k = 0, i = c; k < count; k++, i += n) {
        kronrod += kronrods[k] * samples[i];
        gauss += gausses[k] * samples[i];
      }
      const mean = kronrod / 2;
      let spread = 0;
      for (let k = 0, i = c; k < count; k++, i += n) {
        spread += kronrods[k] * Math.abs(samples[i] - mean);
      }
      const difference = Math.abs(kronrod - gauss);
      const length = Math.abs(half);
      parts[at + c] = kronrod * half;
      parts[at + n + c] = spread === 0
        ? 0
        : length * spread * Math.min(1, Math.pow(200 * difference / spread, 1.5));
    }
  }
}

/** The abscissae from -1 to 1, and both weights of each. */
interface Rule {
  readonly nodes: Float64Array;
  readonly kronrods: Float64Array;
  readonly gausses: Float64Array;
}

/** Both sides of a rule whose positive half is given. */
function ruleOf(x: Float64Array, kronrod: Float64Array, gauss: Float64Array): Rule {
  const last = x.length - 1;
  const both = (half: Float64Array, sign: 1 | -1) =>
    Float64Array.from(
      { length: 2 * last + 1 },
      (_, k) => k <= last ? sign * half[k] : half[2 * last - k],
    );
  return { nodes: both(x, -1), kronrods: both(kronrod, 1), gausses: both(gauss, 1) };
}

function magnitudes(values: Float64Array, scales: Float64Array): void {
  for (let c = 0; c < scales.length; c++) scales[c] = Math.abs(values[c]);
}
