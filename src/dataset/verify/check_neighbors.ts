/** Counts of neighbours. @module */
import { CONVEXITIES } from "../../cad/features/codes.ts";
import type { Check } from "./check.ts";

/**
 * A face has as many neighbours as the graph gives it. An arc names two of the faces of its edge:
 * where more meet, which leaves the edge without convexity, there may be more neighbours.
 */
export const checkNeighbors: Check = {
  name: "neighbours",
  rule: "faces have as many neighbours as the graph gives them",
  async block(block, found) {
    const arrays = await block.readAll(
      "faces/face_neighborscount",
      "graph/edges_source",
      "graph/edges_destination",
    );
    if (arrays === null) return;
    const counts = arrays["faces/face_neighborscount"];
    const sources = arrays["graph/edges_source"], targets = arrays["graph/edges_destination"].data;
    const convexities = await block.read("edges/edge_convexities");
    const neighbors = new Map<number, Set<number>>();
    const meet = (a: number, b: number) => {
      const own = neighbors.get(a);
      if (own === undefined) neighbors.set(a, new Set([b]));
      else own.add(b);
    };
    for (let s = 0; s + 1 < counts.starts.length; s++) {
      neighbors.clear();
      let more = convexities === null;
      for (let at = sources.starts[s]; at < sources.starts[s + 1]; at++) {
        const a = sources.data[at], b = targets[at];
        if (a === b) continue;
        meet(a, b);
        meet(b, a);
        more ||= convexities?.data[at] === CONVEXITIES.none;
      }
      for (let at = counts.starts[s]; at < counts.starts[s + 1]; at++) {
        found.checked++;
        const row = at - counts.starts[s], value = counts.data[at];
        const expected = neighbors.get(row)?.size ?? 0;
        if (value === expected || (more && value > expected)) continue;
        const problem = "it is not the number of neighbours in the graph";
        found.add({
          where: counts.key,
          problem,
          sample: block.first + s,
          row,
          value: `${value}, not ${expected}`,
        });
      }
    }
  },
};
