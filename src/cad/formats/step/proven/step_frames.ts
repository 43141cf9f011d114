/**
 * Points, directions and placements of STEP files, as geometry takes them.
 *
 * @module
 */
import type { StepCursor } from "./step_cursor.ts";
import { Unproven } from "./unproven.ts";

/** A point or a direction. */
type Triple = readonly [number, number, number];

/** Below this sine two directions are parallel: what is perpendicular to one is not known. */
const PARALLEL = 1e-9;

/**
 * The x axis that the kernel takes for one that is not given. It is not that of the standard; but
 * of the surfaces that have no direction of their own but the axis it moves nothing, and their
 * grids begin where the kernel's do.
 */
function anyPerpendicular([a, b, c]: Triple): Triple {
  const [x, y, z] = [Math.abs(a), Math.abs(b), Math.abs(c)];
  if (y <= x && y <= z) return x > z ? [-c, 0, a] : [c, 0, -a];
  if (x <= y && x <= z) return y > z ? [0, -c, b] : [0, c, -b];
  return x > y ? [-b, a, 0] : [b, -a, 0];
}

/** Reads placements, each once; lengths are in millimetres. */
export class StepFrames {
  readonly #cursor: StepCursor;
  readonly #length: number;
  readonly #frames = new Map<number, Float64Array>();

  /** @param length millimetres in the unit of the file's numbers */
  constructor(cursor: StepCursor, length: number) {
    this.#cursor = cursor;
    this.#length = length;
  }

  /** The coordinates of a `CARTESIAN_POINT`. */
  point(id: number): Triple {
    const cursor = this.#cursor, length = this.#length;
    cursor.openAs(id, "CARTESIAN_POINT");
    cursor.skipText();
    const values = cursor.triple();
    if (values === null) throw new Unproven("a point that is not of three numbers", id);
    return [values[0] * length, values[1] * length, values[2] * length];
  }

  /** The unit vector of a `DIRECTION`. */
  direction(id: number): Triple {
    const cursor = this.#cursor;
    cursor.openAs(id, "DIRECTION");
    cursor.skipText();
    const values = cursor.triple();
    if (values === null) throw new Unproven("a direction that is not of three numbers", id);
    const size = Math.hypot(values[0], values[1], values[2]);
    if (!(size > 0)) throw new Unproven("a direction without a length", id);
    return [values[0] / size, values[1] / size, values[2] / size];
  }

  /** The direction of a `VECTOR`, of length 1. */
  vector(id: number): Triple {
    const cursor = this.#cursor;
    cursor.openAs(id, "VECTOR");
    cursor.skipText();
    const direction = cursor.reference();
    if (!(cursor.real() > 0)) throw new Unproven("a vector without a length", id);
    return this.direction(direction);
  }

  /** The length of a `VECTOR`, in the file's unit. */
  magnitude(id: number): number {
    const cursor = this.#cursor;
    cursor.openAs(id, "VECTOR");
    cursor.skipText();
    cursor.reference();
    return cursor.real();
  }

  /**
   * Origin, x, y and z axis of an `AXIS2_PLACEMENT_3D`: 12 numbers. By ISO 10303-42 x is the part
   * of the reference direction that is perpendicular to the axis.
   */
  frame(id: number): Float64Array {
    let frame = this.#frames.get(id);
    if (frame !== undefined) return frame;
    const cursor = this.#cursor;
    cursor.openAs(id, "AXIS2_PLACEMENT_3D");
    cursor.skipText();
    const location = cursor.reference();
    const axis = cursor.optionalReference(), reference = cursor.optionalReference();
    const z = axis === null ? [0, 0, 1] as const : this.direction(axis);
    const x = reference === null ? anyPerpendicular(z) : this.direction(reference);
    frame = new Float64Array(12);
    const origin = this.point(location);
    const along = x[0] * z[0] + x[1] * z[1] + x[2] * z[2];
    const rest = [x[0] - along * z[0], x[1] - along * z[1], x[2] - along * z[2]];
    const size = Math.hypot(rest[0], rest[1], rest[2]);
    if (!(size > PARALLEL)) throw new Unproven("a reference direction along the axis", id);
    for (let i = 0; i < 3; i++) {
      frame[i] = origin[i];
      frame[3 + i] = rest[i] / size;
      frame[9 + i] = z[i];
    }
    const xx = frame[3], xy = frame[4], xz = frame[5];
    frame[6] = z[1] * xz - z[2] * xy;
    frame[7] = z[2] * xx - z[0] * xz;
    frame[8] = z[0] * xy - z[1] * xx;
    this.#frames.set(id, frame);
    return frame;
  }

  /** Origin and axis of an `AXIS1_PLACEMENT`. */
  axis(id: number): { readonly origin: Float64Array; readonly axis: Float64Array } {
    const cursor = this.#cursor;
    cursor.openAs(id, "AXIS1_PLACEMENT");
    cursor.skipText();
    const location = cursor.reference(), axis = cursor.optionalReference();
    return {
      origin: Float64Array.from(this.point(location)),
      axis: Float64Array.from(axis === null ? [0, 0, 1] : this.direction(axis)),
    };
  }

  /** A length of the file in millimetres, which must be above zero. */
  radius(value: number, id: number): number {
    if (!(value > 0)) throw new Unproven("a radius that is not above zero", id);
    return this.length(value);
  }

  /** A length of the file in millimetres. */
  length(value: number): number {
    return value * this.#length;
  }
}
