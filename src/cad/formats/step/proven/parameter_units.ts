/**
 * What the parameters of STEP geometry are counted in.
 *
 * @module
 */
import { isSpline } from "./step_splines.ts";
import type { StepCursor } from "./step_cursor.ts";
import type { StepFrames } from "./step_frames.ts";
import { Unproven } from "./unproven.ts";

/** What a file is read with. */
interface Units {
  readonly cursor: StepCursor;
  readonly frames: StepFrames;
  readonly geometry: {
    /** Radians in the file's unit of angles. */
    readonly angle: number;
  };
}

/** What a parameter of ISO 10303-42 is times, to be that of the surface, for u and for v. */
export function parameterUnits(
  id: number,
  tools: Units,
): readonly [u: number, v: number] {
  const { cursor, frames, geometry: { angle } } = tools;
  const type = cursor.open(id), length = frames.length(1);
  if (type === "" || isSpline(type)) return [1, 1];
  cursor.skipText();
  switch (type) {
    case "PLANE":
      return [length, length];
    case "CYLINDRICAL_SURFACE":
      return [angle, length];
    case "CONICAL_SURFACE": {
      const [, , slope] = [cursor.reference(), cursor.real(), cursor.real()];
      // There it is the height, here the way along the side.
      return [angle, length / Math.cos(slope * angle)];
    }
    case "SPHERICAL_SURFACE":
    case "TOROIDAL_SURFACE":
    case "DEGENERATE_TOROIDAL_SURFACE":
      return [angle, angle];
    case "SURFACE_OF_LINEAR_EXTRUSION": {
      const [curve, vector] = [cursor.reference(), cursor.reference()];
      return [curveUnit(curve, tools), length * frames.magnitude(vector)];
    }
    case "SURFACE_OF_REVOLUTION":
      return [angle, curveUnit(cursor.reference(), tools)];
    case "OFFSET_SURFACE":
      return parameterUnits(cursor.reference(), tools);
    default:
      throw new Unproven(`parameters of the kind ${type}`, id);
  }
}

/** The same of the curve that a surface is swept of. */
function curveUnit(id: number, tools: Units): number {
  const { cursor, frames, geometry: { angle } } = tools;
  const type = cursor.open(id);
  if (type === "" || isSpline(type) || type === "POLYLINE") return 1;
  if (type === "CIRCLE") return angle;
  if (type !== "LINE") throw new Unproven(`parameters of the kind ${type}`, id);
  cursor.skipText();
  const [, vector] = [cursor.reference(), cursor.reference()];
  return frames.length(1) * frames.magnitude(vector);
}
