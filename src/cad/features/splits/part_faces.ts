/**
 * Faces from the loops that bound the parts of one.
 *
 * @module
 */
import type { Coedge, Face } from "../../brep.ts";
import type { Place } from "../../geometry/trimming/trimming_image.ts";

/** A stretch of a loop, or a whole one: its coedges, and places along it. */
export interface BoundLoop {
  readonly coedges: readonly Coedge[];
  /** Each place once: the last one is where the next stretch begins. */
  readonly places: readonly Place[];
}

/**
 * The parts of a face that loops bound: each that runs anticlockwise is the outer one of a part,
 * and has the others that lie inside of it. Null where there is no outer one, or where a hole is in
 * none of them.
 */
export function partFaces(face: Face, loops: readonly BoundLoop[]): Face[] | null {
  const outer = loops.filter(({ places }) => turnsLeft(places));
  const parts = outer.map((loop) => ({ loop, loops: [loop.coedges] }));
  for (const hole of loops) {
    if (outer.includes(hole)) continue;
    const part = parts.find(({ loop }) => contains(loop.places, hole.places[0]));
    if (part === undefined) return null;
    part.loops.push(hole.coedges);
  }
  return parts.length === 0 ? null : parts.map(({ loops }) => ({ ...face, loops }));
}

function turnsLeft(places: readonly Place[]): boolean {
  let twice = 0;
  const [u, v] = places[0];
  places.forEach((a, i) => {
    const b = places[(i + 1) % places.length];
    twice += (a[0] - u) * (b[1] - v) - (b[0] - u) * (a[1] - v);
  });
  return twice > 0;
}

/** Whether a place is inside of a polygon: whether a ray from it crosses an odd number of sides. */
function contains(polygon: readonly Place[], [u, v]: Place): boolean {
  let inside = false;
  polygon.forEach((a, i) => {
    const b = polygon[(i + 1) % polygon.length];
    if ((a[1] > v) === (b[1] > v)) return;
    if (u < a[0] + (v - a[1]) / (b[1] - a[1]) * (b[0] - a[0])) inside = !inside;
  });
  return inside;
}
