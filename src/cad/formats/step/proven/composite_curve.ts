/**
 * Composite curves of STEP files.
 *
 * @module
 */
import { controlPoints } from "../../../features/beziers/bernstein.ts";
import { rationalCurve } from "../../../features/beziers/rational_curve.ts";
import { JoinedSpline } from "../../../geometry/nurbs/joined_spline.ts";
import type { SmoothCurve } from "../../../geometry/smooth.ts";
import type { Surface } from "../../../geometry/surface.ts";
import {
  type BoundedCurve,
  offsetPiece,
  reversedPiece,
  trimmedPiece,
  wholeCurve,
} from "./bounded_curve.ts";
import { chordsOf } from "./chords.ts";
import type { StepCursor } from "./step_cursor.ts";
import type { StepFrames } from "./step_frames.ts";
import { parameterUnits } from "./parameter_units.ts";
import { pcurvePiece } from "./pcurve_piece.ts";
import { Unproven } from "./unproven.ts";

/** Above this degree pieces are not brought to one. */
const HIGHEST = 9;
/** The sine of the angle that tangents may differ by where they are said to be the same. */
const SAME_GRADIENT = 0.01;

/** Curves of segments, whether or not they say that they lie on a surface. */
const COMPOSITE = /^(COMPOSITE_CURVE(_ON_SURFACE)?|(OUTER_)?BOUNDARY_CURVE)$/;
/** Curves that are those of their first parameter. */
const ON_SURFACE = /^(SURFACE|SEAM|INTERSECTION)_CURVE$/;
/** How deep composite curves may be nested in one another. */
const MAX_NESTING = 4;

/** What curves are read with. */
export interface CurveSource {
  readonly cursor: StepCursor;
  readonly frames: StepFrames;
  /** Radians in the unit of the file's angles. */
  readonly angle: number;
  /** How far what should be one place may be apart, in millimetres. */
  readonly precision: number;
  /** The curve of an entity, without ends of its own. */
  curve(id: number): SmoothCurve;
  /** The surface of an entity. */
  surface(id: number): Surface;
  /** What curves in the parameters of surfaces are read with, as those of the plane z = 0. */
  inParameters(): CurveSource;
}

/** Whether a type is of curves of segments. */
export function isComposite(type: string): boolean {
  return COMPOSITE.test(type);
}

/** Reads a composite curve: its segments as one B-spline. */
export function compositeCurve(id: number, source: CurveSource): JoinedSpline {
  return joinedSpline(piecesOf(id, source), id);
}

/**
 * Reads a composite curve whose segments are moved aside, each by itself: where they do not go on
 * smoothly they would not join any more.
 */
export function offsetComposite(
  id: number,
  distance: number,
  reference: readonly [number, number, number],
  source: CurveSource,
): JoinedSpline {
  const pieces = piecesOf(id, source).map((piece) => offsetPiece(piece, distance, reference, id));
  pieces.slice(1).forEach((piece, i) =>
    proveJoint(pieces[i], piece, "CONTINUOUS", source.precision, id)
  );
  return joinedSpline(pieces, id);
}

/** The pieces of a curve with ends of its own, one behind the other. */
export function piecesOf(id: number, source: CurveSource, depth = 0): BoundedCurve[] {
  const { cursor } = source, type = cursor.open(id);
  if (depth > MAX_NESTING) throw new Unproven("composite curves that are nested too deep", id);
  if (type !== "") cursor.skipText();
  if (ON_SURFACE.test(type)) return piecesOf(cursor.reference(), source, depth + 1);
  if (type === "PCURVE") return pcurvePieces(id, true, source, depth, id);
  if (type === "TRIMMED_CURVE") return [trimmedCurve(id, source)];
  if (!isComposite(type)) return [wholeCurve(source.curve(id), id)];
  const pieces: BoundedCurve[] = [], segments = cursor.references();
  if (segments.length === 0) throw new Unproven("a composite curve without segments", id);
  let before = "";
  segments.forEach((segment, i) => {
    cursor.openAs(segment, "COMPOSITE_CURVE_SEGMENT");
    const transition = cursor.word(), same = cursor.flag(), parent = cursor.reference();
    const along = segmentPieces(parent, same, source, depth + 1, segment);
    if (i > 0) proveJoint(pieces[pieces.length - 1], along[0], before, source.precision, segment);
    pieces.push(...along);
    before = transition;
  });
  // That the last one goes on says that the curve closes.
  if (before !== "DISCONTINUOUS") {
    proveJoint(pieces[pieces.length - 1], pieces[0], before, source.precision, id);
  }
  return pieces;
}

/** The pieces of a curve, along it or against it. */
function segmentPieces(
  id: number,
  along: boolean,
  source: CurveSource,
  depth: number,
  segment: number,
): BoundedCurve[] {
  if (source.cursor.open(id) === "PCURVE") {
    source.cursor.skipText();
    return pcurvePieces(id, along, source, depth, segment);
  }
  const own = piecesOf(id, source, depth);
  return along ? own : own.reverse().map((piece) => reversedPiece(piece, segment));
}

/** The same of a curve in the parameters of a surface, whose name has been taken. */
function pcurvePieces(
  id: number,
  along: boolean,
  source: CurveSource,
  depth: number,
  segment: number,
): BoundedCurve[] {
  const { cursor } = source;
  const basis = cursor.reference(), representation = cursor.reference();
  cursor.openAs(representation, "DEFINITIONAL_REPRESENTATION");
  cursor.skipText();
  const items = cursor.references();
  if (items.length !== 1) throw new Unproven("parameters of several curves", id);
  const own = {
    surface: source.surface(basis),
    units: parameterUnits(basis, { ...source, geometry: source }),
  };
  return segmentPieces(items[0], along, source.inParameters(), depth + 1, segment)
    .map((piece) => pcurvePiece(piece, own, id));
}

function trimmedCurve(id: number, source: CurveSource): BoundedCurve {
  const { cursor, frames, angle, precision } = source;
  const basis = cursor.reference(), trims = [cursor.trim(), cursor.trim()] as const;
  const along = cursor.flag(), type = cursor.open(basis);
  let line = NaN, turned = 0;
  if (type === "LINE") {
    cursor.skipText();
    const [, vector] = [cursor.reference(), cursor.reference()];
    line = frames.length(frames.magnitude(vector));
  } else if (type === "ELLIPSE") {
    cursor.skipText();
    const [, x, y] = [cursor.reference(), cursor.real(), cursor.real()];
    turned = x < y ? Math.PI / 2 : 0;
  }
  const pointOf = (point: number) => frames.point(point);
  const units = { angle, line, turned };
  return trimmedPiece(source.curve(basis), trims, along, units, pointOf, precision, id);
}

/** Proves that a piece begins where the one before ends, as smoothly as that says. */
function proveJoint(
  one: BoundedCurve,
  other: BoundedCurve,
  transition: string,
  precision: number,
  id: number,
): void {
  if (transition === "DISCONTINUOUS" || !transition.startsWith("CONT")) {
    throw new Unproven("a composite curve with a break", id);
  }
  const a = new Float64Array(6), b = new Float64Array(6);
  one.curve.d1(one.last, a);
  other.curve.d1(other.first, b);
  const gap = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
  if (!(gap <= precision)) throw new Unproven("segments that do not join", id, `${gap} mm`);
  if (!transition.startsWith("CONT_SAME_GRADIENT")) return;
  const [p, q] = [Math.hypot(a[3], a[4], a[5]), Math.hypot(b[3], b[4], b[5])];
  const apart = Math.hypot(a[3] / p - b[3] / q, a[4] / p - b[4] / q, a[5] / p - b[5] / q);
  if (!(apart <= SAME_GRADIENT)) {
    throw new Unproven("segments that are not as smooth as they say", id);
  }
}

/** One B-spline of pieces of which each ends where the next one begins. */
function joinedSpline(pieces: readonly BoundedCurve[], id: number): JoinedSpline {
  const rational = pieces.map(({ curve, first, last }) => {
    const found = rationalCurve(curve, first, last);
    if (found === null) throw new Unproven("a segment that is no rational polynomial", id);
    return found;
  });
  const degree = Math.max(...rational.map(({ degree }) => degree));
  if (degree > HIGHEST) throw new Unproven("a composite curve of a high degree", id);
  const inverse = controlPoints(degree), value = new Float64Array(4);
  const knots = [0], joints: number[] = [], poles: number[] = [], weights: number[] = [];
  rational.forEach(({ knots: own, at }, i) => {
    const { curve, first, last } = pieces[i];
    const start = knots[knots.length - 1], stretch = chordsOf(curve, first, last) / (last - first);
    if (i > 0) joints.push(start);
    let scale: number | null = null;
    for (let span = 0; span + 1 < own.length; span++) {
      const values = Array.from({ length: degree + 1 }, (_, k) => {
        at(span, own[span] + (own[span + 1] - own[span]) * k / degree, value);
        return [...value];
      });
      const found = inverse.map((row) =>
        [0, 1, 2, 3].map((k) => row.reduce((sum, share, j) => sum + share * values[j][k], 0))
      );
      // A rational curve stays the same where all its weights are times the same.
      scale ??= (weights.at(-1) ?? 1) / found[0][3];
      for (const [x, y, z, w] of poles.length === 0 ? found : found.slice(1)) {
        poles.push(x / w, y / w, z / w);
        weights.push(w * scale);
      }
      knots.push(start + stretch * (own[span + 1] - first));
    }
  });
  const flat = knots.flatMap((knot, i) =>
    new Array<number>(i === 0 || i === knots.length - 1 ? degree + 1 : degree).fill(knot)
  );
  const isRational = weights.some((weight) => Math.abs(weight - weights[0]) > 1e-12 * weights[0]);
  return new JoinedSpline({
    dimension: 3,
    degree,
    knots: Float64Array.from(flat),
    poles: Float64Array.from(poles),
    weights: isRational ? Float64Array.from(weights) : null,
  }, joints);
}
