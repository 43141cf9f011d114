/**
 * Loops in the order in which they are run through.
 *
 * @module
 */
import type { Coedge, Loop } from "../../brep.ts";

/** What the order depends on: the vertices of the edges. */
interface EdgeEnds {
  readonly startVertex: number;
  readonly endVertex: number;
}

/**
 * Puts the coedges of a loop one behind the other, so that each starts at the vertex where the
 * one before it ends. Kernels do not promise it: a wire is a set of edges.
 *
 * Where several coedges start at a vertex (at a seam), the one whose image starts nearest to
 * where the last image ended is next; where none does, the next one in the file's order. A loop
 * that is in order already is given back as it is.
 */
export function chainLoop(loop: Loop, edges: readonly EdgeEnds[]): Loop {
  if (isChain(loop, edges)) return loop;
  const rest = loop.slice(1);
  const chain = [loop[0]];
  while (rest.length > 0) {
    const last = chain[chain.length - 1];
    const vertex = endOf(last, edges);
    const from = last.pcurve === null ? null : imageAt(last, !last.reversed);
    let best = 0, least = Infinity;
    rest.forEach((coedge, i) => {
      if (vertex < 0 || startOf(coedge, edges) !== vertex) return;
      const to = coedge.pcurve === null ? null : imageAt(coedge, coedge.reversed);
      const distance = from === null || to === null
        ? Number.MAX_VALUE
        : Math.hypot(to[0] - from[0], to[1] - from[1]);
      if (distance < least) {
        best = i;
        least = distance;
      }
    });
    chain.push(...rest.splice(best, 1));
  }
  return chain;
}

function isChain(loop: Loop, edges: readonly EdgeEnds[]): boolean {
  return loop.every((coedge, i) =>
    endOf(coedge, edges) === startOf(loop[(i + 1) % loop.length], edges)
  );
}

function startOf(coedge: Coedge, edges: readonly EdgeEnds[]): number {
  const edge = edges[coedge.edge];
  return coedge.reversed ? edge.endVertex : edge.startVertex;
}

function endOf(coedge: Coedge, edges: readonly EdgeEnds[]): number {
  const edge = edges[coedge.edge];
  return coedge.reversed ? edge.startVertex : edge.endVertex;
}

/** The image of an end of the edge: of its last parameter, or of its first. */
function imageAt(coedge: Coedge, last: boolean): Float64Array {
  const out = new Float64Array(4);
  coedge.pcurve?.d1(last ? coedge.last : coedge.first, out);
  return out;
}
