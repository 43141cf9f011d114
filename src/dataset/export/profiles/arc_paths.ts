/** Paths over edges as paths over arcs. @module */
import type { FaceArc } from "./face_arcs.ts";

/**
 * The arcs of the shortest path between each two faces.
 *
 * @param paths F * F * most: the edges of each path in order, filled with -1
 * @returns the same of the arcs' positions in the list
 */
export function arcPaths(
  arcs: readonly FaceArc[],
  paths: Int32Array,
  faces: number,
  most: number,
): Int32Array {
  const leaving = new Map<string, number>();
  arcs.forEach(({ edge, source }, index) => leaving.set(`${edge} ${source}`, index));
  const out = new Int32Array(paths.length).fill(-1);
  for (let pair = 0; pair < faces * faces; pair++) {
    let face = Math.floor(pair / faces);
    for (let at = pair * most; at < (pair + 1) * most && paths[at] >= 0; at++) {
      const arc = leaving.get(`${paths[at]} ${face}`)!;
      out[at] = arc;
      face = arcs[arc].destination;
    }
  }
  return out;
}
