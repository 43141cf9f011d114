/** Paths over edges as paths over arcs. @module */
import type { FaceArc } from "./face_arcs.ts";

/**
 * The arcs of the shortest path between each two faces.
 *
 * @param arcs those of the graph
 * @param paths F * F * most: the edges of each path in order, filled with -1
 * @param all an arc each way for each edge; where the graph has one for each two faces alone, that
 * one stands for all of them
 * @returns the same of the arcs' positions in the graph
 */
export function arcPaths(
  arcs: readonly FaceArc[],
  paths: Int32Array,
  faces: number,
  most: number,
  all: readonly FaceArc[] = arcs,
): Int32Array {
  const own = new Map(arcs.map((arc, index) => [leaving(arc.edge, arc.source), index]));
  const pairs = new Map(arcs.map((arc, index) => [leaving(arc.source, arc.destination), index]));
  const along = new Map(all.map((arc) => {
    const key = leaving(arc.edge, arc.source);
    return [key, own.get(key) ?? pairs.get(leaving(arc.source, arc.destination))!];
  }));
  const out = new Int32Array(paths.length).fill(-1);
  for (let pair = 0; pair < faces * faces; pair++) {
    let face = Math.floor(pair / faces);
    for (let at = pair * most; at < (pair + 1) * most && paths[at] >= 0; at++) {
      const arc = along.get(leaving(paths[at], face))!;
      out[at] = arc;
      face = arcs[arc].destination;
    }
  }
  return out;
}

function leaving(a: number, b: number): string {
  return `${a} ${b}`;
}
