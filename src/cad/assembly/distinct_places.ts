/**
 * Bodies that a file lists more than once in the same place.
 *
 * @module
 */
import type { Body, Instance, Transform } from "../brep.ts";

/**
 * Leaves out instances that stand exactly where an earlier instance of the same body stands: a
 * file whose data are in it twice holds each part once.
 */
export function withDistinctPlaces(body: Body): Body {
  const seen = new Set<string>();
  const instances = body.instances.filter(({ transform }: Instance) => {
    const place = keyOf(transform);
    return !seen.has(place) && seen.add(place);
  });
  return instances.length === body.instances.length ? body : { ...body, instances };
}

const IDENTITY = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0].join();

function keyOf(transform: Transform | null): string {
  // Minus zero and zero are written alike.
  return transform === null ? IDENTITY : transform.join();
}
