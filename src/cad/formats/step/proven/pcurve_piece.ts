/**
 * Curves that are given in the parameters of a surface, as curves in space.
 *
 * @module
 */
import type { Curve } from "../../../geometry/curve.ts";
import { Line } from "../../../geometry/line.ts";
import { NurbsSurface } from "../../../geometry/nurbs/nurbs_surface.ts";
import { splineRow } from "../../../geometry/nurbs/spline_row.ts";
import { Plane } from "../../../geometry/plane.ts";
import type { Surface } from "../../../geometry/surface.ts";
import { type BoundedCurve, reversedPiece } from "./bounded_curve.ts";
import { Replicas } from "./replica.ts";
import { circleOf, isRuled } from "./seams/seam_curve.ts";

/** A surface, and what parameters of ISO 10303-42 are times to be its own. */
interface Parameters {
  readonly surface: Surface;
  readonly units: readonly [u: number, v: number];
}

/** The curve in space of a piece of a curve in the plane z = 0, which stands for parameters. */
export function pcurvePiece(piece: BoundedCurve, own: Parameters, id: number): BoundedCurve {
  return onPlane(piece, own) ?? alongParameter(piece, own, id) ??
    { ...piece, curve: new CurveOnSurface(piece.curve, own) };
}

/** On a plane it is a copy of the curve. */
function onPlane(piece: BoundedCurve, own: Parameters): BoundedCurve | null {
  const { surface, units: [scale] } = own;
  if (!(surface instanceof Plane)) return null;
  const f = surface.frame;
  const rows = [0, 1, 2].flatMap((
    i,
  ) => [f[3 + i] * scale, f[6 + i] * scale, f[9 + i] * scale, f[i]]);
  return new Replicas(Float64Array.from(rows)).piece(piece);
}

/** A curve along which only u, or only v, changes: null of any other, or where it is none known. */
function alongParameter(
  { curve, first, last }: BoundedCurve,
  { surface, units }: Parameters,
  id: number,
): BoundedCurve | null {
  if (!(curve instanceof Line) || (curve.dx !== 0 && curve.dy !== 0)) return null;
  const constant = curve.dx === 0 ? 0 : 1;
  const [a, b] = [first, last].map((
    t,
  ) => [(curve.x + t * curve.dx) * units[0], (curve.y + t * curve.dy) * units[1]]);
  const at = a[constant], [from, to] = [a[1 - constant], b[1 - constant]];
  if (constant === 0 && isRuled(surface)) return straight(surface, a, b);
  const found = surface instanceof NurbsSurface
    ? splineRow(surface, constant, at)
    : circleOf(surface, constant, at);
  if (found === null) return null;
  const piece = { curve: found, first: Math.min(from, to), last: Math.max(from, to) };
  return from < to ? piece : reversedPiece(piece, id);
}

function straight(surface: Surface, [u, v]: number[], [toU, toV]: number[]): BoundedCurve {
  const p = new Float64Array(9), q = new Float64Array(9);
  surface.d1(u, v, p);
  surface.d1(toU, toV, q);
  const along = [0, 1, 2].map((i) => q[i] - p[i]), last = Math.hypot(...along);
  return { curve: new Line(p.slice(0, 3), along.map((x) => x / last)), first: 0, last };
}

/** A curve on a surface, by its parameters. */
class CurveOnSurface implements Curve {
  readonly kind = "other";
  readonly dimension = 3;
  readonly #base: Curve;
  readonly #own: Parameters;
  readonly #at = new Float64Array(6);
  readonly #on = new Float64Array(9);

  /** @param base the parameters, as a curve in the plane z = 0 */
  constructor(base: Curve, own: Parameters) {
    this.#base = base;
    this.#own = own;
  }

  d1(t: number, out: Float64Array): void {
    const { surface, units: [u, v] } = this.#own, at = this.#at, on = this.#on;
    this.#base.d1(t, at);
    surface.d1(u * at[0], v * at[1], on);
    for (let i = 0; i < 3; i++) {
      out[i] = on[i];
      out[3 + i] = on[3 + i] * u * at[3] + on[6 + i] * v * at[4];
    }
  }

  breaks(first: number, last: number): number[] {
    return this.#base.breaks(first, last);
  }
}
