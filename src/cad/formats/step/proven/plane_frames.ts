import type { StepCursor } from "./step_cursor.ts";
import { StepFrames } from "./step_frames.ts";
import { Unproven } from "./unproven.ts";

type Triple = readonly [number, number, number];

/**
 * Points, directions and placements in the parameters of a surface: they are read as those of the
 * plane z = 0, in the units of the parameters.
 */
export class PlaneFrames extends StepFrames {
  readonly #cursor: StepCursor;

  constructor(cursor: StepCursor) {
    super(cursor, 1);
    this.#cursor = cursor;
  }

  override point(id: number): Triple {
    return this.#pair(id, "CARTESIAN_POINT");
  }

  override direction(id: number): Triple {
    const [x, y] = this.#pair(id, "DIRECTION"), size = Math.hypot(x, y);
    if (!(size > 0)) throw new Unproven("a direction without a length", id);
    return [x / size, y / size, 0];
  }

  /** Origin, x, y and z axis of an `AXIS2_PLACEMENT_2D`. */
  override frame(id: number): Float64Array {
    const cursor = this.#cursor;
    cursor.openAs(id, "AXIS2_PLACEMENT_2D");
    cursor.skipText();
    const location = cursor.reference(), reference = cursor.optionalReference();
    const [x, y] = reference === null ? [1, 0] : this.direction(reference);
    return Float64Array.of(...this.point(location), x, y, 0, -y, x, 0, 0, 0, 1);
  }

  #pair(id: number, type: string): Triple {
    const cursor = this.#cursor;
    cursor.openAs(id, type);
    cursor.skipText();
    const values = cursor.reals();
    if (values.length !== 2) throw new Unproven("parameters that are not two numbers", id);
    return [values[0], values[1], 0];
  }
}
