/**
 * The boundary of a face as chains of points in its surface's parameters.
 *
 * @module
 */
import type { Face } from "../brep.ts";
import { endsOf, type TrimCurve } from "../geometry/trimming/trimming_image.ts";
import type { Trimming } from "../geometry/trimming/trimming.ts";
import { scaleOf } from "../geometry/transform.ts";
import type { PlacedCurve } from "../features/edges/edge_curve.ts";
import { evaluateFace } from "../features/faces/normal.ts";
import { coedgeParameter, type EdgePoints, type EdgeRun } from "./edge_points.ts";
import type { FaceMetric } from "./face_metric.ts";
import type { FacePoints } from "./face_points.ts";
import type { MeshTolerance } from "./mesh_options.ts";
import type { PointPool } from "./point_pool.ts";
import { StretchTest, type Trace } from "./stretch_test.ts";
import { subdivide } from "./subdivide.ts";

/** What the outlines of a body's faces are made from. */
interface OutlineSources {
  readonly edges: EdgePoints;
  readonly curves: readonly (PlacedCurve | null)[];
  readonly pool: PointPool;
  readonly tolerance: MeshTolerance;
}

/** Ends that are one point of the mesh are one of the face where they lie this near: in steps. */
const SAME = 0.02;

/** Two places are one in space within this share of the chordal tolerance. */
const SAME_IN_SPACE = 0.01;

/** A line without an edge in the parameters, as it was sampled: it may come back, a period off. */
interface Seam {
  readonly points: readonly number[];
  readonly shares: readonly number[];
  readonly middle: Float64Array;
}

/**
 * Lays out the boundary of a face: along the edges by their points, along seams that the file
 * leaves out and at poles by points of its own.
 */
export class FaceOutline {
  /** From which to which point of the face each side leads, two numbers each. */
  readonly sides: number[] = [];
  readonly #face: Face;
  readonly #points: FacePoints;
  readonly #metric: FaceMetric;
  readonly #sources: OutlineSources;
  readonly #trimming: Trimming;
  readonly #scale: number;
  /** The ends of stretches. */
  readonly #corners: number[] = [];
  readonly #seams: Seam[] = [];
  readonly #test = new StretchTest();
  readonly #q = new Float64Array(9);
  readonly #uv = new Float64Array(4);

  constructor(
    face: Face,
    trimming: Trimming,
    points: FacePoints,
    metric: FaceMetric,
    sources: OutlineSources,
  ) {
    this.#face = face;
    this.#points = points;
    this.#metric = metric;
    this.#sources = sources;
    this.#trimming = trimming;
    this.#scale = scaleOf(face.location);
    const bare: TrimCurve[] = [];
    for (const trim of trimming.curves) {
      const run = trim.edge < 0 ? null : sources.edges.of(trim.edge);
      if (run === null) bare.push(trim);
      else this.#along(trim, run, sources.curves[trim.edge]!);
    }
    // What closes the loops begins and ends at points that are there by now.
    for (const trim of bare) this.#bare(trim);
  }

  #along(trim: TrimCurve, run: EdgeRun, curve: PlacedCurve): void {
    const { parameters, points } = run, last = points.length - 1;
    let before = -1;
    for (let i = 0; i <= last; i++) {
      const k = trim.reversed ? last - i : i;
      const t = k === 0
        ? trim.first
        : k === last
        ? trim.last
        : coedgeParameter(trim, curve, parameters[k]);
      trim.curve.d1(t, this.#uv);
      const u = this.#uv[0] + trim.shiftU, v = this.#uv[1] + trim.shiftV;
      const slack = i === 0 ? trim.startTolerance : i === last ? trim.endTolerance : 0;
      const here = k === 0 || k === last
        ? this.#corner(u, v, points[k], slack * this.#scale)
        : this.#points.add(u, v, points[k]);
      if (i > 0) this.sides.push(before, here);
      before = here;
    }
  }

  /** A stretch without an edge of its own in space: a pole, a gap, or a seam. */
  #bare(trim: TrimCurve): void {
    const ends = endsOf(trim);
    const start = this.#cornerAt(ends.start[0], ends.start[1]);
    const end = this.#cornerAt(ends.end[0], ends.end[1]);
    if (start === end && trim.curve.kind === "line") return;
    const place = (share: number): readonly [number, number] => {
      const along = trim.reversed ? 1 - share : share;
      trim.curve.d1(trim.first + along * (trim.last - trim.first), this.#uv);
      return [this.#uv[0] + trim.shiftU, this.#uv[1] + trim.shiftV];
    };
    const { point } = this.#points;
    const middle = new Float64Array(3);
    let isPoint = point[start] === point[end];
    for (const share of [0.25, 0.5, 0.75]) {
      const [u, v] = place(share);
      evaluateFace(this.#face, u, v, this.#q);
      if (share === 0.5) middle.set(this.#q.subarray(0, 3));
      isPoint &&= this.#isAt(point[start]);
    }
    if (isPoint) return this.#pole(place, start, end);
    const back = this.#seams.find((seam) =>
      seam.points[0] === point[end] && seam.points[seam.points.length - 1] === point[start] &&
      Math.hypot(...seam.middle.map((x, k) => x - middle[k])) <= this.#same
    );
    if (back !== undefined) {
      const shares = back.shares.map((share) => 1 - share).reverse();
      this.#lay(place, start, end, shares, [...back.points].reverse());
      return;
    }
    const trace: Trace = (share, out) => {
      const [u, v] = place(share), rateU = this.#uv[2], rateV = this.#uv[3];
      this.#trace(u, v, rateU, rateV, out);
    };
    const shares = subdivide(
      0,
      1,
      [],
      (from, to) => this.#test.wantedPieces(trace, from, to, [], this.#sources.tolerance),
      point[start] === point[end] ? 3 : 1,
    );
    this.#seams.push({ points: this.#lay(place, start, end, shares, null), shares, middle });
  }

  /** A line all of which is one point in space: as many points as the row next to it has. */
  #pole(place: (share: number) => readonly [number, number], start: number, end: number): void {
    const { u0, u1, v0, v1 } = this.#trimming.box;
    const { scaleU, scaleV } = this.#metric, { u, v, point } = this.#points;
    const du = u[end] - u[start], dv = v[end] - v[start];
    const size = Math.hypot(du * scaleU, dv * scaleV);
    // A tenth of the way to the middle of the face, across the line.
    const alongU = Math.abs(du * scaleU) > Math.abs(dv * scaleV);
    const byU = alongU ? 0 : 0.1 * ((u0 + u1) / 2 - u[start]);
    const byV = alongU ? 0.1 * ((v0 + v1) / 2 - v[start]) : 0;
    const trace: Trace = (share, out) => {
      const [u, v] = place(share);
      this.#trace(u + byU, v + byV, du, dv, out);
    };
    const shares = size <= 1 ? [0, 1] : subdivide(
      0,
      1,
      [],
      (from, to) => this.#test.wantedPieces(trace, from, to, [], this.#sources.tolerance),
    );
    const first = this.#points.count;
    this.#lay(place, start, end, shares, shares.map(() => point[start]));
    // A line that lies but a rounding beyond the pole has the normals of the other side.
    const added = Array.from({ length: this.#points.count - first }, (_, i) => first + i);
    for (const at of [start, end, ...added]) {
      this.#points.takeNormalFrom(at, u[at] + byU / 1000, v[at] + byV / 1000);
    }
  }

  /** Adds the points between two corners, and the sides; gives the points of the mesh. */
  #lay(
    place: (share: number) => readonly [number, number],
    start: number,
    end: number,
    shares: readonly number[],
    known: readonly number[] | null,
  ): number[] {
    const { point } = this.#points, last = shares.length - 1;
    let before = start;
    const laid = [point[start]];
    for (let i = 1; i <= last; i++) {
      const [u, v] = i === last ? [0, 0] : place(shares[i]);
      const here = i === last
        ? end
        : known === null
        ? this.#points.addNew(u, v)
        : this.#points.add(u, v, known[i]);
      this.sides.push(before, here);
      laid.push(point[here]);
      before = here;
    }
    return laid;
  }

  /** The end of a stretch at a point of the mesh: the one that is there, or a new one. */
  #corner(u: number, v: number, point: number, slack: number): number {
    const near = this.#nearest(u, v, point);
    if (near >= 0) return near;
    const added = this.#points.add(u, v, point, slack);
    this.#corners.push(added);
    return added;
  }

  /** The corner at a place of the parameters; a new one is a point of the mesh that is there. */
  #cornerAt(u: number, v: number): number {
    const near = this.#nearest(u, v, -1);
    if (near >= 0) return near;
    evaluateFace(this.#face, u, v, this.#q);
    const { point } = this.#points;
    const same = this.#corners.find((corner) => this.#isAt(point[corner]));
    const added = same === undefined
      ? this.#points.addNew(u, v)
      : this.#points.add(u, v, point[same]);
    this.#corners.push(added);
    return added;
  }

  #nearest(u: number, v: number, point: number): number {
    const { scaleU, scaleV } = this.#metric, points = this.#points;
    let best = -1, least = SAME;
    for (const corner of this.#corners) {
      if (point >= 0 && points.point[corner] !== point) continue;
      const distance = Math.max(
        Math.abs(points.u[corner] - u) * scaleU,
        Math.abs(points.v[corner] - v) * scaleV,
      );
      if (distance < least) [best, least] = [corner, distance];
    }
    return best;
  }

  get #same(): number {
    return SAME_IN_SPACE * this.#sources.tolerance.chordal + 10 * this.#trimming.tolerance;
  }

  #isAt(point: number): boolean {
    return this.#sources.pool.distance(point, this.#q) <= this.#same;
  }

  #trace(u: number, v: number, rateU: number, rateV: number, out: Float64Array): void {
    const q = this.#q;
    evaluateFace(this.#face, u, v, q);
    for (let k = 0; k < 3; k++) {
      out[k] = q[k];
      out[3 + k] = rateU * q[3 + k] + rateV * q[6 + k];
    }
  }
}
