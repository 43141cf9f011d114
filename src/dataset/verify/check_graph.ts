/** The face adjacency graph. @module */
import type { Check } from "./check.ts";

/** Both ends of an arc are faces of its sample. */
export const checkGraph: Check = {
  name: "graph",
  rule: "both ends of each arc are nodes of its sample",
  async block(block, found) {
    const nodes = await block.read("graph/num_nodes");
    if (nodes === null) return;
    for (const key of ["graph/edges_source", "graph/edges_destination"]) {
      const ends = await block.read(key);
      if (ends === null) continue;
      block.eachRow(ends, (sample, row, at) => {
        found.checked++;
        const value = ends.data[at];
        if (value >= 0 && value < nodes.data[sample - block.first]) return;
        found.add({ where: key, problem: "there is no such node", sample, row, value });
      });
    }
  },
};
