/**
 * What the grids of a body cover, and from where their points are counted.
 *
 * @module
 */
import type { ParameterBox } from "../geometry/trimming/trimming_pieces.ts";
import type { BodyGeometry } from "./bodies/body_geometry.ts";
import { type GridBounds, kernelBox } from "./faces/parameter_bounds.ts";
import type { GridOrigin } from "./grid_options.ts";

/** The box of parameters that a face's grid covers. */
export function gridBox(geometry: BodyGeometry, face: number, bounds: GridBounds): ParameterBox {
  const trimming = geometry.bounds.of(face), { faces } = geometry.brep;
  return bounds === "tight" ? trimming.box : kernelBox(faces[face], trimming);
}

/** From where points are counted: the middle of the body's box; 0 where it has none. */
export function gridOrigin(geometry: BodyGeometry, origin: GridOrigin): Float64Array {
  if (origin === "file") return new Float64Array(3);
  const { low, high } = geometry.box;
  // A body without edges and faces has no box.
  return Float64Array.from(low, (x, k) => (x + high[k]) / 2).map((x) => Number.isFinite(x) ? x : 0);
}
