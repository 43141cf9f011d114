/**
 * What decides how many rows an array has: its first dimension.
 *
 * @module
 */
import type { ArraySpec } from "./array.ts";

/** Dimensions of which a sample has exactly one; `file` is saved once for all samples of a file. */
const ONE_A_SAMPLE: readonly string[] = ["body", "part", "file"];

/** The dimension of what holds for all samples of a file. */
export const FILE_DIMENSION = "file";

/** Dimensions that are counted on the body, whatever the group is called. */
export const COUNTED_DIMENSIONS = ["face", "edge", "vertex", "coedge"] as const;

/** How many of each a sample has, as far as that is known. */
export type SampleCounts = { [dimension in typeof COUNTED_DIMENSIONS[number]]?: number };

/** Whether a sample has exactly one row of an array: its first dimension says so. */
export function isOneASample({ dims }: Pick<ArraySpec, "dims">): boolean {
  return ONE_A_SAMPLE.includes(dims[0]);
}

/** A group's arrays by what their rows are. */
interface DividedGroup<T> {
  /** The arrays that have the group's rows. */
  readonly rows: ReadonlyMap<string, T>;
  /** The arrays that have one row a sample beside them. */
  readonly perBody: ReadonlyMap<string, T>;
}

/**
 * Divides a group's arrays by their first dimension: `graph/num_nodes`, one number a body, beside
 * `graph/edges_source`, one an edge. A group in which every array has one row a sample has no
 * others: those rows are the group's own.
 */
export function divideGroup<T extends { readonly spec: ArraySpec }>(
  arrays: ReadonlyMap<string, T>,
): DividedGroup<T> {
  const rows = new Map<string, T>();
  const perBody = new Map<string, T>();
  for (const [name, array] of arrays) {
    (isOneASample(array.spec) ? perBody : rows).set(name, array);
  }
  return rows.size === 0 ? { rows: perBody, perBody: rows } : { rows, perBody };
}
