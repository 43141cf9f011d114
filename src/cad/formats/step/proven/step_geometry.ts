/**
 * The curves and surfaces of a STEP file.
 *
 * @module
 */
import { Circle } from "../../../geometry/circle.ts";
import { Cone } from "../../../geometry/cone.ts";
import { Cylinder } from "../../../geometry/cylinder.ts";
import { Ellipse } from "../../../geometry/ellipse.ts";
import { Extrusion } from "../../../geometry/extrusion.ts";
import { Hyperbola } from "../../../geometry/hyperbola.ts";
import { Line } from "../../../geometry/line.ts";
import { JoinedSpline } from "../../../geometry/nurbs/joined_spline.ts";
import { OffsetCurve } from "../../../geometry/offset_curve.ts";
import { OffsetSurface } from "../../../geometry/offset_surface.ts";
import { Parabola } from "../../../geometry/parabola.ts";
import { Plane } from "../../../geometry/plane.ts";
import { Revolution } from "../../../geometry/revolution.ts";
import { reversedCurve } from "../../../geometry/reversed_curve.ts";
import type { SmoothCurve, SmoothSurface } from "../../../geometry/smooth.ts";
import { Sphere } from "../../../geometry/sphere.ts";
import { Torus } from "../../../geometry/torus.ts";
import type { Transform } from "../../../brep.ts";
import type { BoundedCurve } from "./bounded_curve.ts";
import {
  compositeCurve,
  type CurveSource,
  isComposite,
  offsetComposite,
  piecesOf,
} from "./composite_curve.ts";
import { LEAST_TOLERANCE } from "./open_edge.ts";
import { PlaneFrames } from "./plane_frames.ts";
import { polesOf } from "./poles.ts";
import { Replicas } from "./replica.ts";
import type { StepCursor } from "./step_cursor.ts";
import type { StepFrames } from "./step_frames.ts";
import { isSpline, polyline, splineCurve, splineSurface } from "./step_splines.ts";
import { Unproven } from "./unproven.ts";

/** How deep curves and surfaces may be nested in one another. */
const MAX_NESTING = 8;

/** What geometry is read by besides its own entities. */
interface GeometryOptions {
  /** How far what should be one place may be apart, in millimetres. */
  readonly precision: number;
  /** Told what the kernel is known to read wrong. */
  readonly kernelErrs: (what: string) => void;
  /** The transform of an operator, in millimetres; null where it is not told in full. */
  readonly operator: (id: number) => Transform | null;
}
const NONE: GeometryOptions = {
  precision: LEAST_TOLERANCE,
  kernelErrs: () => {},
  operator: () => null,
};

/** Reads curves and surfaces, each once. Angles are in radians, lengths in millimetres. */
export class StepGeometry {
  readonly #cursor: StepCursor;
  readonly #frames: StepFrames;
  /** Radians in the unit of the file's angles. */
  readonly angle: number;
  readonly #curves = new Map<number, SmoothCurve>();
  readonly #surfaces = new Map<number, SmoothSurface | OffsetSurface>();
  readonly #options: GeometryOptions;
  #nesting = 0;

  /** @param angle radians in the unit of the file's angles */
  constructor(
    cursor: StepCursor,
    frames: StepFrames,
    angle: number,
    options: Partial<GeometryOptions> = {},
  ) {
    this.#cursor = cursor;
    this.#frames = frames;
    this.#options = { ...NONE, ...options };
    this.angle = angle;
  }

  /** The curve in space that an entity is, or holds. */
  curve(id: number): SmoothCurve {
    let curve = this.#curves.get(id);
    if (curve === undefined) this.#curves.set(id, curve = this.#nested(id, () => this.#curve(id)));
    return curve;
  }

  /** The surface that an entity is. */
  surface(id: number): SmoothSurface | OffsetSurface {
    let surface = this.#surfaces.get(id);
    if (surface === undefined) {
      this.#surfaces.set(id, surface = this.#nested(id, () => this.#surface(id)));
    }
    return surface;
  }

  /** What makes copies by an operator. */
  replicas(operator: number): Replicas {
    const transform = this.#options.operator(operator);
    if (transform === null) throw new Unproven("an operator that is not told in full", operator);
    this.#options.kernelErrs("copies of curves and surfaces");
    return new Replicas(transform);
  }

  #nested<T>(id: number, read: () => T): T {
    if (++this.#nesting > MAX_NESTING) throw new Unproven("geometry that is nested too deep", id);
    const value = read();
    this.#nesting--;
    return value;
  }

  #curve(id: number): SmoothCurve {
    const cursor = this.#cursor, frames = this.#frames;
    const type = cursor.open(id);
    if (type === "") return splineCurve(cursor, frames, id);
    if (isSpline(type)) return splineCurve(cursor, frames, id);
    cursor.skipText();
    switch (type) {
      case "LINE": {
        const point = cursor.reference(), vector = cursor.reference();
        return new Line(frames.point(point), frames.vector(vector));
      }
      case "CIRCLE": {
        const [position, radius] = [cursor.reference(), cursor.real()];
        const frame = frames.frame(position).subarray(0, 9);
        return new Circle(frame, frames.radius(radius, id));
      }
      case "ELLIPSE": {
        const [position, first, second] = [cursor.reference(), cursor.real(), cursor.real()];
        const [x, y] = [frames.radius(first, id), frames.radius(second, id)];
        const frame = frames.frame(position).subarray(0, 9);
        // The kernel turns an ellipse whose first axis is the shorter one by a quarter.
        return x < y ? new Ellipse(turnedBack(frame), y, x) : new Ellipse(frame, x, y);
      }
      case "HYPERBOLA": {
        const [position, major, minor] = [cursor.reference(), cursor.real(), cursor.real()];
        const frame = frames.frame(position).subarray(0, 9);
        return new Hyperbola(frame, frames.radius(major, id), frames.radius(minor, id));
      }
      case "PARABOLA": {
        const [position, focal] = [cursor.reference(), cursor.real()];
        return new Parabola(frames.frame(position).subarray(0, 9), frames.radius(focal, id));
      }
      case "TRIMMED_CURVE": {
        // The vertices of an edge say where it ends.
        const [basis] = [cursor.reference(), cursor.skipList(), cursor.skipList()];
        if (cursor.flag()) return this.curve(basis);
        const back = reversedCurve(this.curve(basis));
        if (back === null) throw new Unproven("a trimmed curve that runs backwards", id);
        return back;
      }
      case "POLYLINE":
        return polyline(cursor, frames, id);
      case "OFFSET_CURVE_3D": {
        const [basis, distance] = [cursor.reference(), cursor.real()];
        cursor.word();
        const reference = frames.direction(cursor.reference());
        const of = this.curve(basis);
        if (of instanceof JoinedSpline) {
          return offsetComposite(basis, frames.length(distance), reference, this.#source());
        }
        // The kernel takes the distance as it is written, whatever the unit.
        if (frames.length(1) !== 1) throw new Unproven("an offset curve in another unit", id);
        // The standard's offsets are to the left of the direction of travel.
        return new OffsetCurve(of, -frames.length(distance), Float64Array.from(reference));
      }
      case "CURVE_REPLICA": {
        const [parent, replicas] = [cursor.reference(), this.replicas(cursor.reference())];
        const copy = replicas.curve(this.curve(parent));
        if (copy === null) throw new Unproven("a copy of such a curve", id);
        return copy;
      }
      case "SURFACE_CURVE":
      case "SEAM_CURVE":
      case "INTERSECTION_CURVE":
        return this.curve(cursor.reference());
      default:
        if (isComposite(type)) return this.#composite(id);
        throw new Unproven(`a curve of the kind ${type}`, id);
    }
  }

  #composite(id: number): SmoothCurve {
    // It drops them, and the edges with them.
    this.#options.kernelErrs("composite curves");
    return compositeCurve(id, this.#source());
  }

  /** The pieces of a curve with ends of its own, one behind the other. */
  pieces(id: number): BoundedCurve[] {
    return piecesOf(id, this.#source());
  }

  #source(): CurveSource {
    const [cursor, frames, options] = [this.#cursor, this.#frames, this.#options];
    return {
      cursor,
      frames,
      angle: this.angle,
      precision: options.precision,
      curve: (id) => this.curve(id),
      surface: (id) => this.surface(id),
      inParameters: () =>
        new StepGeometry(cursor, new PlaneFrames(cursor), this.angle, options).#source(),
    };
  }

  #surface(id: number): SmoothSurface | OffsetSurface {
    const cursor = this.#cursor, frames = this.#frames;
    const type = cursor.open(id);
    if (type === "") return splineSurface(cursor, frames, id);
    if (isSpline(type)) return splineSurface(cursor, frames, id);
    cursor.skipText();
    switch (type) {
      case "PLANE":
        return new Plane(frames.frame(cursor.reference()));
      case "CYLINDRICAL_SURFACE": {
        const [position, radius] = [cursor.reference(), cursor.real()];
        return new Cylinder(frames.frame(position), frames.radius(radius, id));
      }
      case "CONICAL_SURFACE": {
        const [position, radius, angle] = [cursor.reference(), cursor.real(), cursor.real()];
        const own = radius === 0 ? 0 : frames.radius(radius, id);
        const slope = angle * this.angle;
        if (!(slope > 1e-6 && slope < Math.PI / 2 - 1e-6)) {
          throw new Unproven("a cone whose angle is out of range", id);
        }
        return new Cone(frames.frame(position), own, slope);
      }
      case "SPHERICAL_SURFACE": {
        const [position, radius] = [cursor.reference(), cursor.real()];
        return new Sphere(frames.frame(position), frames.radius(radius, id));
      }
      case "TOROIDAL_SURFACE": {
        const [position, major, minor] = [cursor.reference(), cursor.real(), cursor.real()];
        if (!(major > minor)) throw new Unproven("a torus that meets itself", id);
        const frame = frames.frame(position);
        return new Torus(frame, frames.radius(major, id), frames.radius(minor, id));
      }
      case "DEGENERATE_TOROIDAL_SURFACE": {
        const [position, major, minor] = [cursor.reference(), cursor.real(), cursor.real()];
        const isOuter = cursor.flag();
        if (!(major < minor)) throw new Unproven("a torus that does not meet itself", id);
        const [of, own] = [frames.radius(major, id), frames.radius(minor, id)];
        return new Torus(frames.frame(position), of, own, !isOuter);
      }
      case "SURFACE_OF_LINEAR_EXTRUSION": {
        const [curve, vector] = [cursor.reference(), cursor.reference()];
        return new Extrusion(this.curve(curve), Float64Array.from(frames.vector(vector)));
      }
      case "SURFACE_OF_REVOLUTION": {
        const [curve, position] = [cursor.reference(), cursor.reference()];
        const { origin, axis } = frames.axis(position);
        return new Revolution(this.curve(curve), origin, axis);
      }
      case "OFFSET_SURFACE": {
        const [basis, distance] = [cursor.reference(), cursor.real()];
        const of = this.surface(basis);
        if (polesOf(of).length > 0) throw new Unproven(`an offset of a ${of.kind}`, id);
        return new OffsetSurface(of, frames.length(distance));
      }
      default:
        throw new Unproven(`a surface of the kind ${type}`, id);
    }
  }
}

/** The frame of a conic, turned by a quarter against its sense. */
function turnedBack(f: Float64Array): Float64Array {
  return Float64Array.of(f[0], f[1], f[2], -f[6], -f[7], -f[8], f[3], f[4], f[5]);
}
