/**
 * Areas and volumes by formula: what the kernel's results are held against.
 *
 * Everything here comes from the sizes of a design alone. Nothing asks the kernel.
 *
 * @module
 */
import { isCircle, type Outline, type Path, type Point2, type Segment } from "./outline.ts";

/** The volume (mm3) and the area of the whole boundary (mm2) of a solid. */
export interface PartMeasures {
  /** In mm3. */
  readonly volume: number;
  /** In mm2. */
  readonly area: number;
}

/** What an outline encloses, and how far around it is. */
interface OutlineMeasures {
  /** Enclosed area, mm2; positive for a counterclockwise outline. */
  readonly area: number;
  /** Length of the outline, mm. */
  readonly length: number;
  /** First moment of the enclosed area about the y axis: the integral of x, mm3. */
  readonly areaMoment: number;
  /** First moment of the outline's length about the y axis, mm2. */
  readonly lengthMoment: number;
}

/** A circular arc by centre, radius, the angle it starts at and how far it turns (signed). */
interface Arc {
  readonly center: Point2;
  readonly radius: number;
  readonly from: number;
  readonly sweep: number;
}

/** The arc through three points. */
function arcThrough(a: Point2, b: Point2, c: Point2): Arc {
  const [bx, by] = [b[0] - a[0], b[1] - a[1]];
  const [cx, cy] = [c[0] - a[0], c[1] - a[1]];
  const d = 2 * (bx * cy - by * cx);
  const b2 = bx * bx + by * by;
  const c2 = cx * cx + cy * cy;
  const center: Point2 = [a[0] + (cy * b2 - by * c2) / d, a[1] + (bx * c2 - cx * b2) / d];
  const angle = (p: Point2) => Math.atan2(p[1] - center[1], p[0] - center[0]);
  const from = angle(a);
  const sweep = (angle(c) - from + 4 * Math.PI) % (2 * Math.PI);
  // Left turn at b means counterclockwise.
  return {
    center,
    radius: Math.hypot(a[0] - center[0], a[1] - center[1]),
    from,
    sweep: d > 0 ? sweep : sweep - 2 * Math.PI,
  };
}

/** What one arc adds: Green's theorem, with area = 1/2 (x dy - y dx) and moment = 1/2 x^2 dy. */
function measureArc({ center: [cx, cy], radius: r, from, sweep }: Arc): OutlineMeasures {
  const to = from + sweep;
  const dSin = Math.sin(to) - Math.sin(from);
  const dCos = Math.cos(to) - Math.cos(from);
  const dSin2 = (Math.sin(2 * to) - Math.sin(2 * from)) / 2;
  // The integral of cos^3 is sin - sin^3 / 3.
  const cos3 = dSin - (Math.sin(to) ** 3 - Math.sin(from) ** 3) / 3;
  return {
    area: 0.5 * (r * r * sweep + r * cx * dSin - r * cy * dCos),
    length: r * Math.abs(sweep),
    areaMoment: 0.5 * (cx * cx * r * dSin + cx * r * r * (sweep + dSin2) + r * r * r * cos3),
    lengthMoment: (cx * r * sweep + r * r * dSin) * Math.sign(sweep),
  };
}

/** What one straight line adds. */
function measureLine([ax, ay]: Point2, [bx, by]: Point2): OutlineMeasures {
  const length = Math.hypot(bx - ax, by - ay);
  return {
    area: 0.5 * (ax * by - bx * ay),
    length,
    areaMoment: ((by - ay) * (ax * ax + ax * bx + bx * bx)) / 6,
    lengthMoment: (length * (ax + bx)) / 2,
  };
}

function measureSegment(from: Point2, segment: Segment): OutlineMeasures {
  if (segment.through) {
    throw new RangeError("Cannot measure an outline by formula: it has a curve through points");
  }
  if (!segment.via) return measureLine(from, segment.to);
  return measureArc(arcThrough(from, segment.via, segment.to));
}

function measurePath(path: Path): OutlineMeasures {
  const sum = { area: 0, length: 0, areaMoment: 0, lengthMoment: 0 };
  let from = path.start;
  for (const segment of path.segments) {
    const part = measureSegment(from, segment);
    sum.area += part.area;
    sum.length += part.length;
    sum.areaMoment += part.areaMoment;
    sum.lengthMoment += part.lengthMoment;
    from = segment.to;
  }
  return sum;
}

/**
 * Measures an outline of lines and arcs, exactly.
 *
 * @throws {RangeError} where the outline has a curve through points
 */
export function measureOutline(outline: Outline): OutlineMeasures {
  if (!isCircle(outline)) return measurePath(outline);
  const { center, radius } = outline;
  return measureArc({ center, radius, from: 0, sweep: 2 * Math.PI });
}

/** A plate of the outline with holes right through it. */
export function measurePrism(
  outer: Outline,
  inner: readonly Outline[],
  height: number,
): PartMeasures {
  const body = measureOutline(outer);
  const plate = { volume: body.area * height, area: body.length * height + 2 * body.area };
  return inner.reduce((sum, hole) => addMeasures(sum, measureThrough(hole, height)), plate);
}

/** What a cut right through, between two faces square to it, changes: less volume, other area. */
export function measureThrough(outline: Outline, depth: number): PartMeasures {
  const { area, length } = measureOutline(outline);
  return { volume: -area * depth, area: length * depth - 2 * area };
}

/** What a blind cut with a flat bottom changes. */
export function measureBlind(outline: Outline, depth: number): PartMeasures {
  const { area, length } = measureOutline(outline);
  return { volume: -area * depth, area: length * depth };
}

/** An outline turned about the y axis: the two theorems of Pappus. */
export function measureRevolved(outline: Outline): PartMeasures {
  const { areaMoment, lengthMoment } = measureOutline(outline);
  return { volume: 2 * Math.PI * areaMoment, area: 2 * Math.PI * lengthMoment };
}

/** The sum, each `times` times where that is given. */
export function addMeasures(a: PartMeasures, b: PartMeasures, times = 1): PartMeasures {
  return { volume: a.volume + times * b.volume, area: a.area + times * b.area };
}
