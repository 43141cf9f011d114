/**
 * Faces of a STEP file that do not lie where the file says.
 *
 * @module
 */
import { placement } from "./step_placement.ts";
import type { StepEntities } from "./text/step_entities.ts";
import { numbersOf, refOf, refsOf } from "./text/step_value.ts";

/** A point of a face's loops that is not in the face's plane. */
interface OffPlane {
  /** The numbers of the face, its plane and the point. */
  readonly face: number;
  readonly plane: number;
  readonly point: number;
  /** In the file's unit. */
  readonly distance: number;
  /** How many faces have such points. */
  readonly faces: number;
}

/** Above this share of a loop's size, a point is off its plane whatever tolerances say. */
const SHARE = 0.01;

/**
 * The plane faces whose points are far from their plane, by the first of them: what a kernel makes
 * of such faces is not to be foretold, up to a crash. Null where there is none.
 */
export function offPlane(entities: StepEntities): OffPlane | null {
  let first: OffPlane | null = null, count = 0;
  for (const type of ["ADVANCED_FACE", "FACE_SURFACE"]) {
    for (const { id, parts } of entities.ofType(type)) {
      const [, bounds, surface] = parts.get(type)!;
      const found = pointOff(entities, refsOf(bounds), refOf(surface));
      if (found === null) continue;
      count++;
      first ??= { face: id, plane: refOf(surface)!, ...found, faces: 0 };
    }
  }
  return first === null ? null : { ...first, faces: count };
}

function pointOff(
  entities: StepEntities,
  bounds: readonly number[],
  plane: number | null,
): { point: number; distance: number } | null {
  const [, position] = entities.parameters(plane, "PLANE") ?? [];
  const frame = placement(entities, refOf(position), 1);
  if (frame === null) return null;
  const points = bounds.flatMap((bound) => loopPoints(entities, bound)).flatMap((id) => {
    const at = numbersOf(entities.parameters(id, "CARTESIAN_POINT")?.[1]);
    return at.length === 3 ? [{ id, at }] : [];
  });
  let size = 0, distance = 0, point = 0;
  for (const { id, at } of points) {
    size = Math.max(size, Math.hypot(...at.map((x, i) => x - points[0].at[i])));
    const [x, y, z] = at.map((x, i) => x - frame[4 * i + 3]);
    const off = Math.abs(frame[2] * x + frame[6] * y + frame[10] * z);
    if (off > distance) [distance, point] = [off, id];
  }
  return distance > SHARE * size ? { point, distance } : null;
}

/** The points of a bound's loop: its own, or those of its edges' vertices. */
function loopPoints(entities: StepEntities, bound: number): number[] {
  const [, loop] = entities.parameters(bound, "FACE_OUTER_BOUND", "FACE_BOUND") ?? [];
  const polygon = entities.parameters(refOf(loop), "POLY_LOOP");
  if (polygon !== null) return refsOf(polygon[1]);
  const [, edges] = entities.parameters(refOf(loop), "EDGE_LOOP") ?? [];
  return refsOf(edges).flatMap((oriented) => {
    const edge = refOf(entities.parameters(oriented, "ORIENTED_EDGE")?.[3]);
    const [, start, end] = entities.parameters(edge, "EDGE_CURVE") ?? [];
    return [start, end].flatMap((vertex) =>
      refOf(entities.parameters(refOf(vertex), "VERTEX_POINT")?.[1]) ?? []
    );
  });
}
