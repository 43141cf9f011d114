/**
 * The box of a face's parameters that a kernel would give it.
 *
 * @module
 */
import type { Face } from "../../brep.ts";
import type { Curve } from "../../geometry/curve.ts";
import { NurbsCurve } from "../../geometry/nurbs/nurbs_curve.ts";
import { NurbsSurface } from "../../geometry/nurbs/nurbs_surface.ts";
import type { Trimming } from "../../geometry/trimming/trimming.ts";
import {
  boxOf,
  monotonePieces,
  type ParameterBox,
} from "../../geometry/trimming/trimming_pieces.ts";

/**
 * Which box of parameters a grid covers: `"tight"`, the least one around the loops, or `"occwl"`,
 * the one that OpenCascade's `BRepTools::UVBounds` gives, by which occwl and hence UV-Net sample.
 */
export type GridBounds = "tight" | "occwl";

/**
 * The box that `BRepTools::UVBounds` gives a face: around the images of its edges, where the poles
 * of a B-spline stand for the curve, cut at the bounds of a surface that does not close on itself.
 *
 * @param trimming the face's region: its box is taken for a face without loops, and says which of
 * several periods is meant
 */
export function kernelBox({ surface }: Face, trimming: Trimming): ParameterBox {
  // What closes a loop lies between ends of its curves, so there the two boxes are one.
  const isSpline = ({ curve }: { curve: Curve }) => curve instanceof NurbsCurve;
  if (surface.kind === "plane" && !trimming.curves.some(isSpline)) return trimming.box;
  const [u, v] = surface instanceof NurbsSurface ? [surface.basisU, surface.basisV] : [null, null];
  let [u0, u1, v0, v1] = [Infinity, -Infinity, Infinity, -Infinity];
  // Images with the whole periods by which loops are chained: a reader may lay them out anyhow.
  for (const image of trimming.curves) {
    if (image.edge < 0) continue;
    const { curve, first, last, shiftU, shiftV } = image;
    const poles = polesOf(curve, first, last);
    const box = poles === null
      ? boxOf(monotonePieces([image]))
      : boxOfPoints(poles.map((pole, i) => pole + (i % 2 === 0 ? shiftU : shiftV)));
    const [fromU, toU] = within(box.u0, box.u1, u);
    const [fromV, toV] = within(box.v0, box.v1, v);
    [u0, u1] = [Math.min(u0, fromU), Math.max(u1, toU)];
    [v0, v1] = [Math.min(v0, fromV), Math.max(v1, toV)];
  }
  if (!(u1 > u0) || !(v1 > v0)) return trimming.box;
  const shiftU = periods(trimming.box.u0 + trimming.box.u1 - u0 - u1, surface.periodU);
  const shiftV = periods(trimming.box.v0 + trimming.box.v1 - v0 - v1, surface.periodV);
  return { u0: u0 + shiftU, u1: u1 + shiftU, v0: v0 + shiftV, v1: v1 + shiftV };
}

/** The whole periods nearest to half of a distance. */
function periods(twice: number, period: number): number {
  return period === 0 ? 0 : period * Math.round(twice / 2 / period);
}

/** A range, cut at the bounds of the surface that it reaches over. */
function within(
  low: number,
  high: number,
  basis: { readonly first: number; readonly last: number; readonly period: number } | null,
): [number, number] {
  if (basis === null || basis.period > 0) return [low, high];
  const { first, last } = basis;
  return [low < first && first < high ? first : low, low < last && last < high ? last : high];
}

function boxOfPoints(points: readonly number[]): ParameterBox {
  const u = points.filter((_, i) => i % 2 === 0), v = points.filter((_, i) => i % 2 === 1);
  return { u0: Math.min(...u), u1: Math.max(...u), v0: Math.min(...v), v1: Math.max(...v) };
}

/**
 * The poles of a stretch of a B-spline, u and v each; null of other curves, and of periodic ones.
 */
function polesOf(curve: Curve, first: number, last: number): number[] | null {
  if (!(curve instanceof NurbsCurve) || curve.basis.period > 0) return null;
  const { basis: { degree, knots }, poles, weights } = curve;
  const homogeneous: Pole[] = [];
  for (let i = 0; 2 * i < poles.length; i++) {
    const w = weights?.[i] ?? 1;
    homogeneous.push([w * poles[2 * i], w * poles[2 * i + 1], w]);
  }
  let spline: Spline = { degree, knots: Array.from(knots), poles: homogeneous };
  spline = inserted(inserted(spline, first), last);
  // Both ends have as many knots as the degree: the poles from one to the other are the stretch's.
  const from = spline.knots.findIndex((knot) => near(knot, first, spline)) - 1;
  const to = spline.knots.findLastIndex((knot) => near(knot, last, spline)) - degree;
  return spline.poles.slice(Math.max(0, from), to + 1).flatMap(([x, y, w]) => [x / w, y / w]);
}

type Pole = readonly [number, number, number];

interface Spline {
  readonly degree: number;
  readonly knots: readonly number[];
  readonly poles: readonly Pole[];
}

function near(a: number, b: number, { knots }: Spline): boolean {
  return Math.abs(a - b) <= 1e-12 * (knots[knots.length - 1] - knots[0] + Math.abs(b));
}

/** The same spline with as many knots at a parameter as its degree, by Boehm's rule. */
function inserted(spline: Spline, t: number): Spline {
  const { degree } = spline;
  const count = () => spline.knots.filter((knot) => near(knot, t, spline)).length;
  const [first, last] = [spline.knots[degree], spline.knots[spline.knots.length - degree - 1]];
  if (t <= first || t >= last) return spline;
  for (let times = count(); times < degree; times++) {
    const { knots, poles } = spline;
    const span = knots.findLastIndex((knot) => knot <= t);
    const next = Array.from({ length: poles.length + 1 }, (_, i): Pole => {
      if (i <= span - degree) return poles[i];
      if (i > span) return poles[i - 1];
      const share = (t - knots[i]) / (knots[i + degree] - knots[i]);
      const [a, b] = [poles[i - 1], poles[i] ?? poles[i - 1]];
      const mixed = (k: 0 | 1 | 2) => (1 - share) * a[k] + share * b[k];
      return [mixed(0), mixed(1), mixed(2)];
    });
    spline = {
      degree,
      knots: [...knots.slice(0, span + 1), t, ...knots.slice(span + 1)],
      poles: next,
    };
  }
  return spline;
}
