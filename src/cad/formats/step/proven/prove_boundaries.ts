/**
 * Faces on surfaces that end at curves.
 *
 * @module
 */
import type { Brep } from "../../../brep.ts";
import { nearestParameter } from "../../../geometry/nearest_parameter.ts";
import type { SmoothCurve } from "../../../geometry/smooth.ts";
import type { BoundedCurve } from "./bounded_curve.ts";
import { Unproven } from "./unproven.ts";

/** Stretches of a piece of a boundary at the ends of which it is looked at. */
const LOOKS = 16;

/**
 * Proves that what bounds the surface of a face bounds the face: all of it runs along its edges.
 *
 * @param slack how far it may be off them, in millimetres
 * @throws {Unproven} where it does not
 */
export function proveBoundaries(
  { faces, edges }: Brep,
  face: number,
  boundaries: readonly BoundedCurve[],
  slack: number,
): void {
  const { loops, entityId } = faces[face], at = new Float64Array(6), on = new Float64Array(6);
  const own = loops.flat().map(({ edge }) => edges[edge]).filter(({ curve }) => curve !== null);
  for (const { curve, first, last } of boundaries) {
    for (let i = 0; i <= LOOKS; i++) {
      curve.d1(first + (last - first) * i / LOOKS, at);
      const isOn = own.some((edge) => {
        const other = edge.curve as SmoothCurve; // of an edge it is one in space
        const found = nearestParameter(other, at), { period } = other;
        const t = period > 0
          ? found + period * Math.ceil((edge.first - found) / period - 1e-9)
          : found;
        other.d1(Math.min(Math.max(t, edge.first), edge.last), on);
        return Math.hypot(at[0] - on[0], at[1] - on[1], at[2] - on[2]) <= slack;
      });
      if (!isOn) throw new Unproven("a face that does not end where its surface does", entityId);
    }
  }
}
