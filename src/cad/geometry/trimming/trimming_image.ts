/**
 * The image of a coedge in the parameters of its face's surface.
 *
 * @module
 */
import type { Coedge, Edge, Face, Loop } from "../../brep.ts";
import type { Curve, CurveKind } from "../curve.ts";
import { Line } from "../line.ts";
import { Plane } from "../plane.ts";
import { planeImage } from "./plane_image.ts";
import { compose, invert, scaleOf } from "../transform.ts";
import { TrimmingError } from "./trimming_error.ts";

/** A stretch of a curve in the parameters of a surface, as a loop runs along it. */
export interface TrimCurve {
  readonly curve: Curve;
  /** The edge whose image it is; -1 of a line that closes a loop where the file has no edge. */
  readonly edge: number;
  readonly first: number;
  readonly last: number;
  /** Whether the loop runs from `last` to `first`. */
  readonly reversed: boolean;
  /** Whole periods of the surface that are added to the curve's u. */
  readonly shiftU: number;
  /** Whole periods of the surface that are added to the curve's v. */
  readonly shiftV: number;
  /** How far the vertex may lie from where the loop enters the stretch, in the surface's unit. */
  readonly startTolerance: number;
  /** The same where it leaves it. */
  readonly endTolerance: number;
}

/** A place in the parameters of a surface. */
export type Place = readonly [u: number, v: number];

/** A straight stretch in the parameters, from `(u0, v0)` at 0 to `(u1, v1)` at 1. */
class ParameterLine implements Curve {
  readonly kind: CurveKind = "line";
  readonly dimension = 2;

  constructor(
    readonly u0: number,
    readonly v0: number,
    readonly u1: number,
    readonly v1: number,
  ) {}

  d1(t: number, out: Float64Array): void {
    // Exact at both ends, so that chains of these close exactly.
    out[0] = (1 - t) * this.u0 + t * this.u1;
    out[1] = (1 - t) * this.v0 + t * this.v1;
    out[2] = this.u1 - this.u0;
    out[3] = this.v1 - this.v0;
  }

  breaks(): number[] {
    return [];
  }
}

/**
 * The image of a coedge in the parameters of its face.
 *
 * @throws TrimmingError where the file gives none and the surface is not a plane
 */
export function imageOf(face: Face, coedge: Coedge, edges: readonly Edge[]): TrimCurve {
  const { reversed } = coedge;
  const edge = edges[coedge.edge];
  const { startTolerance: atFirst = 0, endTolerance: atLast = 0 } = edge;
  const scale = scaleOf(face.location);
  const startTolerance = (reversed ? atLast : atFirst) / scale;
  const endTolerance = (reversed ? atFirst : atLast) / scale;
  const image = (curve: Curve, first: number, last: number): TrimCurve => ({
    curve,
    edge: coedge.edge,
    first,
    last,
    reversed,
    shiftU: 0,
    shiftV: 0,
    startTolerance,
    endTolerance,
  });
  if (coedge.pcurve !== null) return image(coedge.pcurve, coedge.first, coedge.last);
  if (!(face.surface instanceof Plane) || edge.curve === null) {
    throw new TrimmingError(
      `edge ${coedge.edge} has no curve in the surface's parameters, and only on a plane can it ` +
        `be found without one: the surface is a ${face.surface.kind}`,
      { data: { edge: coedge.edge, surface: face.surface.kind } },
    );
  }
  const relative = edge.location === face.location
    ? null
    : compose(invert(face.location), edge.location);
  const curve = planeImage(face.surface, edge.curve, relative);
  return image(curve, edge.first, edge.last);
}

/** A straight stretch from one place to another. */
export function parameterLine(a: Place, b: Place): TrimCurve {
  const curve = new ParameterLine(a[0], a[1], b[0], b[1]);
  return {
    curve,
    edge: -1,
    first: 0,
    last: 1,
    reversed: false,
    shiftU: 0,
    shiftV: 0,
    startTolerance: 0,
    endTolerance: 0,
  };
}

/** Where a loop enters and leaves a stretch. */
export interface TrimEnds {
  readonly start: Place;
  readonly end: Place;
}

/** Where a loop enters and leaves a stretch. */
export function endsOf(trim: TrimCurve): TrimEnds {
  const { curve, first, last, reversed } = trim;
  // Most are straight: those need no memory to be evaluated into.
  const out = curve instanceof Line ? null : new Float64Array(4);
  const a = placeAt(trim, first, out), b = placeAt(trim, last, out);
  return reversed ? { start: b, end: a } : { start: a, end: b };
}

/** @param out where the curve is no line, what it is evaluated into */
function placeAt({ curve, shiftU, shiftV }: TrimCurve, t: number, out: Float64Array | null): Place {
  if (out === null) {
    const { x, y, dx, dy } = curve as Line;
    return [x + t * dx + shiftU, y + t * dy + shiftV];
  }
  curve.d1(t, out);
  return [out[0] + shiftU, out[1] + shiftV];
}

/** The largest tolerance of a face and some of its edges, in the surface's own unit. */
export function toleranceOf(face: Face, loop: Loop, edges: readonly Edge[]): number {
  let tolerance = face.tolerance;
  for (const coedge of loop) tolerance = Math.max(tolerance, edges[coedge.edge].tolerance);
  return tolerance / scaleOf(face.location);
}
