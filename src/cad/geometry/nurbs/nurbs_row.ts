import { basisFirst, type KnotVector, MAX_DEGREE } from "./nurbs_basis.ts";

/** A surface with v fixed. */
export interface SurfaceRow {
  /**
   * Evaluates the surface at `u`, like `Surface.d1`: point, derivative by u, derivative by v to
   * `out[0..9)`.
   */
  d1(u: number, out: Float64Array): void;
}

/** A row of a B-spline surface: the net of poles contracted in v, lazily where it is needed. */
export class NurbsRow implements SurfaceRow {
  readonly #basisU: KnotVector;
  readonly #basisV: KnotVector;
  readonly #poles: Float64Array;
  readonly #weights: Float64Array | null;
  /** For each pole in u: x, y, z, weight of the point and of its derivative by v. */
  readonly #net: Float64Array;
  /** For each pole in u the turn in which it was contracted. */
  readonly #turns: Int32Array;
  readonly #valuesV = new Float64Array(MAX_DEGREE + 1);
  readonly #firstsV = new Float64Array(MAX_DEGREE + 1);
  #turn = 0;
  #v = NaN;
  #startV = 0;
  #span = -1;
  static readonly #values = new Float64Array(MAX_DEGREE + 1);
  static readonly #firsts = new Float64Array(MAX_DEGREE + 1);

  constructor(
    basisU: KnotVector,
    basisV: KnotVector,
    poles: Float64Array,
    weights: Float64Array | null,
  ) {
    this.#basisU = basisU;
    this.#basisV = basisV;
    this.#poles = poles;
    this.#weights = weights;
    this.#net = new Float64Array(8 * basisU.count);
    this.#turns = new Int32Array(basisU.count);
  }

  /** Fixes another v. */
  moveTo(v: number): void {
    if (v === this.#v) return;
    const basis = this.#basisV;
    const parameter = basis.wrap(v);
    const span = basis.span(parameter);
    basisFirst(basis.knots, basis.degree, span, parameter, this.#valuesV, this.#firstsV);
    this.#startV = span - basis.degree;
    this.#v = v;
    this.#turn++;
    this.#span = -1;
  }

  // Sums are written out here and in NurbsSurface: calls in these loops would slow both.
  d1(u: number, out: Float64Array): void {
    const basis = this.#basisU, net = this.#net;
    const values = NurbsRow.#values, firsts = NurbsRow.#firsts;
    const parameter = basis.wrap(u);
    const span = basis.span(parameter);
    if (span !== this.#span) this.#contract(span);
    basisFirst(basis.knots, basis.degree, span, parameter, values, firsts);
    const degree = basis.degree;
    let x = 0, y = 0, z = 0, w = 0, ux = 0, uy = 0, uz = 0, uw = 0, vx = 0, vy = 0, vz = 0, vw = 0;
    for (let i = 0, at = 8 * (span - degree); i <= degree; i++, at += 8) {
      const b = values[i], d = firsts[i];
      const px = net[at], py = net[at + 1], pz = net[at + 2], pw = net[at + 3];
      x += b * px;
      y += b * py;
      z += b * pz;
      w += b * pw;
      ux += d * px;
      uy += d * py;
      uz += d * pz;
      uw += d * pw;
      vx += b * net[at + 4];
      vy += b * net[at + 5];
      vz += b * net[at + 6];
      vw += b * net[at + 7];
    }
    if (this.#weights !== null) {
      x /= w;
      y /= w;
      z /= w;
      ux = (ux - uw * x) / w;
      uy = (uy - uw * y) / w;
      uz = (uz - uw * z) / w;
      vx = (vx - vw * x) / w;
      vy = (vy - vw * y) / w;
      vz = (vz - vw * z) / w;
    }
    out[0] = x;
    out[1] = y;
    out[2] = z;
    out[3] = ux;
    out[4] = uy;
    out[5] = uz;
    out[6] = vx;
    out[7] = vy;
    out[8] = vz;
  }

  #contract(span: number): void {
    const degreeV = this.#basisV.degree, countV = this.#basisV.count;
    const poles = this.#poles, weights = this.#weights, net = this.#net;
    const values = this.#valuesV, firsts = this.#firstsV;
    for (let i = span - this.#basisU.degree; i <= span; i++) {
      if (this.#turns[i] === this.#turn) continue;
      this.#turns[i] = this.#turn;
      let x = 0, y = 0, z = 0, w = 0, dx = 0, dy = 0, dz = 0, dw = 0;
      for (let j = 0, pole = i * countV + this.#startV; j <= degreeV; j++, pole++) {
        const weight = weights === null ? 1 : weights[pole];
        const b = values[j] * weight, d = firsts[j] * weight;
        const a0 = poles[3 * pole], a1 = poles[3 * pole + 1], a2 = poles[3 * pole + 2];
        x += b * a0;
        y += b * a1;
        z += b * a2;
        w += b;
        dx += d * a0;
        dy += d * a1;
        dz += d * a2;
        dw += d;
      }
      const at = 8 * i;
      net[at] = x;
      net[at + 1] = y;
      net[at + 2] = z;
      net[at + 3] = w;
      net[at + 4] = dx;
      net[at + 5] = dy;
      net[at + 6] = dz;
      net[at + 7] = dw;
    }
    this.#span = span;
  }
}
