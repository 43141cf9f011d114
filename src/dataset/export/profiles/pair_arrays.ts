/** Pairs of faces, as models of graphs take them. @module */
import type { TypedArray } from "../../../storage/array.ts";
import { DatasetError } from "../../errors.ts";

/** How far apart faces may be: what is farther, or cannot be reached, is so far. */
const FARTHEST = 32;

/**
 * Refuses a sample that has not a row for each pair of its faces.
 *
 * @throws {DatasetError} with how to encode instead
 */
export function requireAllPairs(profile: string, stem: string, faces: number, pairs: number): void {
  if (pairs === faces * faces) return;
  throw new DatasetError(
    `Cannot export '${stem}' for '${profile}': it must have a row for each of ${faces * faces} ` +
      `pairs of faces, found ${pairs}. Encode its files with pairwise: { mode: "dense" }`,
    { data: { sample: stem, pairs } },
  );
}

/** Edges on the shortest path of each pair, at most 32; 32 too where there is no path. */
export function reachable(hops: TypedArray): Int32Array {
  return Int32Array.from(
    { length: hops.length },
    (_, pair) => hops[pair] < 0 ? FARTHEST : Math.min(Number(hops[pair]), FARTHEST),
  );
}
