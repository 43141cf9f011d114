/**
 * Closed outlines in a plane: what is drawn before it is extruded or revolved.
 *
 * An outline runs counterclockwise around what it encloses, holes included. Each of its segments
 * says what feature the face made from it belongs to.
 *
 * @module
 */
import type { FaceFeature } from "./feature_classes.ts";

/** A point of the drawing plane, in millimetres. */
export type Point2 = readonly [x: number, y: number];

/** A piece of an outline, from where the last one ended. */
export interface Segment {
  readonly to: Point2;
  /** A point on the way makes the segment a circular arc. */
  readonly via?: Point2;
  /** Points on the way make the segment a smooth curve through them. */
  readonly through?: readonly Point2[];
  /** What the face made from the segment is. */
  readonly feature: FaceFeature;
}

/** A closed chain of segments. */
export interface Path {
  readonly start: Point2;
  /** The last segment ends at `start`. */
  readonly segments: readonly Segment[];
}

/** A full circle, made into one face. */
interface RoundOutline {
  readonly center: Point2;
  readonly radius: number;
  readonly feature: FaceFeature;
}

/** A closed curve in a plane. */
export type Outline = Path | RoundOutline;

/** Whether the outline is a full circle. */
export function isCircle(outline: Outline): outline is RoundOutline {
  return "radius" in outline;
}

/** A full circle. */
export function circle(center: Point2, radius: number, feature: FaceFeature): RoundOutline {
  return { center, radius, feature };
}

/** Draws a path piece by piece. */
export class Pen {
  #start: Point2;
  #segments: Segment[] = [];

  constructor(start: Point2) {
    this.#start = start;
  }

  /** A straight line. */
  line(to: Point2, feature: FaceFeature): this {
    this.#segments.push({ to, feature });
    return this;
  }

  /** An arc from where the pen is to the point at angle `to` (degrees) of a circle. */
  arc(center: Point2, radius: number, from: number, to: number, feature: FaceFeature): this {
    const at = (degrees: number) => onCircle(center, radius, (degrees * Math.PI) / 180);
    this.#segments.push({ via: at((from + to) / 2), to: at(to), feature });
    return this;
  }

  /** A smooth curve through points. */
  curve(through: readonly Point2[], to: Point2, feature: FaceFeature): this {
    this.#segments.push({ through, to, feature });
    return this;
  }

  /** A straight line back to the start. */
  close(feature: FaceFeature): Path {
    this.line(this.#start, feature);
    return { start: this.#start, segments: this.#segments };
  }

  /** The path, when the last piece already ended at the start. */
  end(): Path {
    const segments = [...this.#segments];
    const last = segments.pop();
    // The very numbers of the start: rounding must not leave a gap.
    if (last) segments.push({ ...last, to: this.#start });
    return { start: this.#start, segments };
  }
}

/** Straight lines through the points, back to the first; `features` names each line in turn. */
export function polygon(
  points: readonly Point2[],
  features: FaceFeature | readonly FaceFeature[],
): Path {
  const featureOf = (i: number) => typeof features === "string" ? features : features[i];
  const segments = points.map((_, i) => ({
    to: points[(i + 1) % points.length],
    feature: featureOf(i),
  }));
  return { start: points[0], segments };
}

/** The point at an angle (radians) on a circle. */
export function onCircle(center: Point2, radius: number, angle: number): Point2 {
  return [center[0] + radius * Math.cos(angle), center[1] + radius * Math.sin(angle)];
}

/** A regular polygon by the distance between opposite sides, a corner on the x axis. */
export function hexagon(acrossFlats: number, feature: FaceFeature): Path {
  const radius = acrossFlats / Math.sqrt(3);
  const corners = Array.from({ length: 6 }, (_, i) => onCircle([0, 0], radius, (i * Math.PI) / 3));
  return polygon(corners, feature);
}

/** How {@linkcode rectangle} is drawn. */
interface RectangleOptions {
  readonly center?: Point2;
  readonly width: number;
  readonly height: number;
  /** The radius of the corners; 0 for sharp ones. */
  readonly radius?: number;
  readonly feature: FaceFeature;
  /** What the rounded corners are, where that is not the same. */
  readonly cornerFeature?: FaceFeature;
}

/** A rectangle with sides along the axes, its corners sharp or rounded. */
export function rectangle(options: RectangleOptions): Path {
  const { center = [0, 0], width, height, radius = 0, feature } = options;
  const [x0, x1] = [center[0] - width / 2, center[0] + width / 2];
  const [y0, y1] = [center[1] - height / 2, center[1] + height / 2];
  if (radius === 0) return polygon([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], feature);
  const corner = options.cornerFeature ?? feature;
  const segments: Segment[] = [];
  const turn = (cx: number, cy: number, quarter: number) => {
    const at = (k: number) => onCircle([cx, cy], radius, ((quarter + k) * Math.PI) / 2);
    segments.push({ to: at(0), feature }, { via: at(0.5), to: at(1), feature: corner });
  };
  turn(x1 - radius, y0 + radius, 3);
  turn(x1 - radius, y1 - radius, 0);
  turn(x0 + radius, y1 - radius, 1);
  turn(x0 + radius, y0 + radius, 2);
  return { start: segments[segments.length - 1].to, segments };
}

/** A slot with round ends: two half circles of `width`, `length` from end to end along x or y. */
export function obround(
  center: Point2,
  length: number,
  width: number,
  along: "x" | "y",
  feature: FaceFeature,
): Path {
  const r = width / 2;
  const half = length / 2 - r;
  // The slot along y is the one along x turned by a quarter.
  const place = ([x, y]: Point2): Point2 =>
    along === "x" ? [center[0] + x, center[1] + y] : [center[0] - y, center[1] + x];
  return {
    start: place([-half, -r]),
    segments: [
      { to: place([half, -r]), feature },
      { via: place([half + r, 0]), to: place([half, r]), feature },
      { to: place([-half, r]), feature },
      { via: place([-half - r, 0]), to: place([-half, -r]), feature },
    ],
  };
}
