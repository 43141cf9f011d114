/**
 * Arrays with one row a body in a group that has rows of something else: `graph/num_nodes`, one
 * number a body, beside `graph/edges_source`, one an edge.
 *
 * @module
 */
import type { ArraySpec } from "./array.ts";

/** The dimension of which a sample has exactly one. */
export const BODY_DIMENSION = "body";

/** A group's arrays by what their rows are. */
interface DividedGroup<T> {
  /** The arrays that have the group's rows. */
  readonly rows: ReadonlyMap<string, T>;
  /** The arrays that have one row a body beside them. */
  readonly perBody: ReadonlyMap<string, T>;
}

/**
 * Divides a group's arrays by their first dimension. A group in which every array has one row a
 * body has no others: those rows are the group's own.
 */
export function divideGroup<T extends { readonly spec: ArraySpec }>(
  arrays: ReadonlyMap<string, T>,
): DividedGroup<T> {
  const rows = new Map<string, T>();
  const perBody = new Map<string, T>();
  for (const [name, array] of arrays) {
    (array.spec.dims[0] === BODY_DIMENSION ? perBody : rows).set(name, array);
  }
  return rows.size === 0 ? { rows: perBody, perBody: rows } : { rows, perBody };
}
