/**
 * B-spline curves and surfaces of STEP files.
 *
 * @module
 */
import { flatKnots, MAX_DEGREE } from "../../../geometry/nurbs/nurbs_basis.ts";
import { NurbsCurve } from "../../../geometry/nurbs/nurbs_curve.ts";
import { NurbsSurface } from "../../../geometry/nurbs/nurbs_surface.ts";
import { collapsedSides } from "../../../geometry/newton_parameters.ts";
import { splineRow } from "../../../geometry/nurbs/spline_row.ts";
import type { StepCursor } from "./step_cursor.ts";
import { LEAST_TOLERANCE } from "./open_edge.ts";
import type { StepFrames } from "./step_frames.ts";
import { Unproven } from "./unproven.ts";

/** The parts of B-splines' entities. */
const CURVE = "B_SPLINE_CURVE", SURFACE = "B_SPLINE_SURFACE", WITH_KNOTS = "_WITH_KNOTS";

/** Of so few poles the kernel makes no periodic surface. */
const MOST_OPEN = 3;

/** The types of B-splines whose knots are written or follow from their name. */
const SPLINES = new Set([CURVE, SURFACE].flatMap((kind) => [
  kind + WITH_KNOTS,
  ...["QUASI_UNIFORM", "UNIFORM", "BEZIER"].map((form) => kind.replace("B_SPLINE", form)),
]));

/** Whether a type is of a B-spline whose knots are written or follow from its name. */
export function isSpline(type: string): boolean {
  return SPLINES.has(type);
}

/** Reads a B-spline curve: a simple entity with knots, or a complex one, which may be rational. */
export function splineCurve(cursor: StepCursor, frames: StepFrames, id: number): NurbsCurve {
  const type = cursor.open(id), isSimple = type !== "";
  if (isSimple) cursor.skipText();
  else if (!cursor.openPart(id, CURVE)) throw new Unproven("a curve of an unknown kind", id);
  const degree = degreeOf(cursor, id);
  const points = cursor.references();
  cursor.word();
  const isClosed = cursor.word() === "T";
  cursor.word();
  const form = isSimple ? type : formOf(cursor, id, "CURVE");
  if (!isSimple && form === CURVE + WITH_KNOTS) cursor.openPart(id, form);
  const { counts, knots } = form === CURVE + WITH_KNOTS
    ? { counts: cursor.reals(), knots: cursor.reals() }
    : namedKnots(form, degree, points.length, id);
  const weights = isSimple || !cursor.openPart(id, `RATIONAL_${CURVE}`) ? null : cursor.reals();
  const poles = new Float64Array(3 * points.length);
  points.forEach((point, i) => putPoint(frames.point(point), poles, 3 * i));
  const own = {
    dimension: 3,
    degree,
    knots: knotsOf(knots, counts, degree, points.length, id),
    poles,
    weights: weights === null ? null : weightsOf([weights], 1, points.length, id),
  } as const;
  const open = new NurbsCurve(own);
  return isClosed && endsMeet(open) ? new NurbsCurve({ ...own, periodic: true }) : open;
}

/** Whether a curve that is said to be closed is so: it is periodic then, as for the kernel. */
function endsMeet(curve: NurbsCurve): boolean {
  const [a, b] = [curve.basis.first, curve.basis.last].map((t) => {
    const at = new Float64Array(6);
    curve.d1(t, at);
    return at;
  });
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]) <= LEAST_TOLERANCE;
}

/** Reads a polyline: a B-spline of degree 1 whose knots count its points. */
export function polyline(cursor: StepCursor, frames: StepFrames, id: number): NurbsCurve {
  cursor.open(id);
  cursor.skipText();
  const points = cursor.references();
  const poles = new Float64Array(3 * points.length);
  points.forEach((point, i) => putPoint(frames.point(point), poles, 3 * i));
  for (let i = 3; i < poles.length; i += 3) {
    const length = Math.hypot(...[0, 1, 2].map((k) => poles[i + k] - poles[i - 3 + k]));
    if (!(length > LEAST_TOLERANCE)) throw new Unproven("a polyline that stays where it is", id);
  }
  const { counts, knots } = namedKnots("QUASI_UNIFORM_CURVE", 1, points.length, id);
  return new NurbsCurve({
    dimension: 3,
    degree: 1,
    knots: Float64Array.from(flatKnots(knots, counts)),
    poles,
    weights: null,
  });
}

/** Reads a B-spline surface, in the same two forms. */
export function splineSurface(cursor: StepCursor, frames: StepFrames, id: number): NurbsSurface {
  const type = cursor.open(id), isSimple = type !== "";
  if (isSimple) cursor.skipText();
  else if (!cursor.openPart(id, SURFACE)) throw new Unproven("a surface of an unknown kind", id);
  const degreeU = degreeOf(cursor, id), degreeV = degreeOf(cursor, id);
  const rows = cursor.referenceRows();
  for (let i = 0; i < 4; i++) cursor.word();
  const width = rows[0]?.length ?? 0;
  if (rows.some((row) => row.length !== width)) throw new Unproven("rows of poles that differ", id);
  const form = isSimple ? type : formOf(cursor, id, "SURFACE");
  if (!isSimple && form === SURFACE + WITH_KNOTS) cursor.openPart(id, form);
  let [countsU, countsV, knotsU, knotsV]: number[][] = [];
  if (form === SURFACE + WITH_KNOTS) {
    [countsU, countsV] = [cursor.reals(), cursor.reals()];
    [knotsU, knotsV] = [cursor.reals(), cursor.reals()];
  } else {
    ({ counts: countsU, knots: knotsU } = namedKnots(form, degreeU, rows.length, id));
    ({ counts: countsV, knots: knotsV } = namedKnots(form, degreeV, width, id));
  }
  const weights = isSimple || !cursor.openPart(id, `RATIONAL_${SURFACE}`)
    ? null
    : cursor.realRows();
  const poles = new Float64Array(3 * rows.length * width);
  rows.forEach((row, i) => {
    row.forEach((point, j) => putPoint(frames.point(point), poles, 3 * (i * width + j)));
  });
  const net = {
    poles,
    weights: weights === null ? null : weightsOf(weights, rows.length, width, id),
  };
  const own = {
    degreeU,
    degreeV,
    knotsU: knotsOf(knotsU, countsU, degreeU, rows.length, id),
    knotsV: knotsOf(knotsV, countsV, degreeV, width, id),
    ...net,
  };
  const along = [[countsU, degreeU], [countsV, degreeV]] as const;
  if (!along.every(([counts, degree]) => isClamped(counts, degree))) return looseSurface(own, id);
  return new NurbsSurface({
    ...own,
    periodicU: meets(net, { ends: rows.length, across: width, step: width, next: 1 }, id),
    periodicV: meets(net, { ends: width, across: rows.length, step: 1, next: width }, id),
  });
}

/** A surface that is not clamped. No side of it may be a point. */
function looseSurface(
  own: ConstructorParameters<typeof NurbsSurface>[0],
  id: number,
): NurbsSurface {
  const surface = new NurbsSurface(own), { basisU, basisV } = surface;
  const [periodicU, periodicV] = ([[0, basisU], [1, basisV]] as const).map(([constant, basis]) => {
    const [first, last] = [basis.first, basis.last].map((at) => splineRow(surface, constant, at));
    if ([first, last].some(({ poles }) => farthest(poles, (i) => i % 3) <= LEAST_TOLERANCE)) {
      throw new Unproven("a B-spline that is not clamped and has a pole", id);
    }
    const isRational = first.weights !== null || last.weights !== null;
    const isClosed = farthest(first.poles, (i) => i, last.poles) <= LEAST_TOLERANCE;
    if (isClosed && isRational) throw new Unproven("a closed B-spline that is not clamped", id);
    return isClosed;
  });
  if (collapsedSides(surface).length > 0) {
    throw new Unproven("a B-spline that is not clamped and has a pole", id);
  }
  return new NurbsSurface({ ...own, periodicU, periodicV });
}

/** The greatest difference between coordinates and those of others at the places that are told. */
function farthest(poles: Float64Array, to: (i: number) => number, others = poles): number {
  return poles.reduce((most, x, i) => Math.max(most, Math.abs(x - others[to(i)])), 0);
}

function isClamped(counts: readonly number[], degree: number): boolean {
  return counts[0] === degree + 1 && counts[counts.length - 1] === degree + 1;
}

/** A net of poles as it is run through in one direction. */
interface Rows {
  /** The poles of a row, and the rows. */
  readonly ends: number;
  readonly across: number;
  /** The distance of neighbours in a row, and of rows. */
  readonly step: number;
  readonly next: number;
}

/**
 * Whether a surface ends where it begins: it is periodic then, whatever the file says. The kernel
 * takes it for such by the same distance, and one of few poles for what does not close.
 */
function meets(
  { poles, weights }: { poles: Float64Array; weights: Float64Array | null },
  { ends, across, step, next }: Rows,
  id: number,
): boolean {
  const share = weights === null ? 1 : weights[(ends - 1) * step] / weights[0];
  for (let i = 0; i < across; i++) {
    const first = i * next, last = first + (ends - 1) * step;
    const gap = Math.hypot(
      ...[0, 1, 2].map((k) => poles[3 * first + k] - poles[3 * last + k]),
    );
    if (!(gap <= LEAST_TOLERANCE)) return false;
    if (weights !== null && Math.abs(weights[last] / weights[first] / share - 1) > 1e-9) {
      return false;
    }
  }
  if (ends <= MOST_OPEN) throw new Unproven("a closed surface of few poles", id);
  return true;
}

/** The part of a complex entity that says what its knots are. */
function formOf(cursor: StepCursor, id: number, of: "CURVE" | "SURFACE"): string {
  const form = cursor.types(id).find((type) => type.endsWith(of + WITH_KNOTS) || isSpline(type));
  if (form === undefined) throw new Unproven("a B-spline without knots of its own", id);
  return form;
}

/** The knots that the name of a form stands for: those of ISO 10303-42, from 0 in steps of 1. */
function namedKnots(
  form: string,
  degree: number,
  poles: number,
  id: number,
): { counts: number[]; knots: number[] } {
  if (form.startsWith("UNIFORM")) {
    const count = poles + degree + 1;
    return { counts: new Array(count).fill(1), knots: Array.from({ length: count }, (_, i) => i) };
  }
  const inner = form.startsWith("BEZIER") ? degree : 1;
  const pieces = (poles - degree - 1) / inner + 1;
  if (!Number.isInteger(pieces) || pieces < 1) {
    throw new Unproven("knots that do not suit their poles", id);
  }
  const counts = Array.from(
    { length: pieces + 1 },
    (_, i) => i === 0 || i === pieces ? degree + 1 : inner,
  );
  return { counts, knots: counts.map((_, i) => i) };
}

function degreeOf(cursor: StepCursor, id: number): number {
  const degree = cursor.count();
  if (degree < 1 || degree > MAX_DEGREE) throw new Unproven("a degree out of range", id);
  return degree;
}

/** Flat knots, which must suit the poles. */
function knotsOf(
  knots: readonly number[],
  counts: readonly number[],
  degree: number,
  poles: number,
  id: number,
): Float64Array {
  const fits = knots.length >= 2 && knots.length === counts.length &&
    counts.every((count, i) =>
      Number.isInteger(count) && count >= 1 && count <= degree + 1 &&
      (i === 0 || knots[i] > knots[i - 1])
    ) && counts.reduce((sum, count) => sum + count, 0) === poles + degree + 1 && poles > degree;
  if (!fits) throw new Unproven("knots that do not suit their poles", id);
  if (counts.some((count, i) => i > 0 && i < counts.length - 1 && count > degree)) {
    throw new Unproven("a B-spline with a break", id);
  }
  return Float64Array.from(flatKnots(knots, counts));
}

/** One weight a pole; null where all are equal. */
function weightsOf(
  rows: readonly (readonly number[])[],
  height: number,
  width: number,
  id: number,
): Float64Array | null {
  if (rows.length !== height || rows.some((row) => row.length !== width)) {
    throw new Unproven("weights that do not suit their poles", id);
  }
  const weights = Float64Array.from(rows.flat());
  if (!weights.every((weight) => weight > 0)) throw new Unproven("a weight of zero or less", id);
  return weights.every((weight) => weight === weights[0]) ? null : weights;
}

function putPoint(point: readonly [number, number, number], out: Float64Array, at: number): void {
  for (let k = 0; k < 3; k++) out[at + k] = point[k];
}
