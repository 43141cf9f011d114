/** How many rows samples have. @module */
import type { Check } from "./check.ts";

/** Columns of the infoset that say how many rows a sample has, and the groups that have them. */
const COUNTS = [
  { column: "face_count", group: "faces" },
  { column: "edge_count", group: "edges" },
  { column: "edge_count", group: "graph" },
  { column: "instance_count", group: "instances" },
] as const;

/** The groups have as many rows for each sample as the infoset says. */
export const checkCounts: Check = {
  name: "counts",
  rule: "samples have as many faces, edges and instances as the infoset says",
  async whole({ reader, arrays }, found) {
    for (const { column, group } of COUNTS) {
      const ids = arrays.get(`${group}/body_id_code_${group}`);
      if (!reader.infoset?.has(column) || ids === undefined) continue;
      const { offsets } = ids.layout;
      (await reader.infoColumn(column)).forEach((count, sample) => {
        found.checked++;
        const rows = offsets[sample + 1] - offsets[sample];
        if (count === null || rows === count) return;
        const problem = `it must be the number of rows in '${group}'`;
        found.add({
          where: `infoset/${column}`,
          problem,
          sample,
          value: `${count}, where there are ${rows}`,
        });
      });
    }
  },
  async block(block, found) {
    const nodes = await block.read("graph/num_nodes"),
      faces = await block.rows("faces");
    if (nodes === null || faces === null) return;
    block.eachRow(nodes, (sample, row, at) => {
      found.checked++;
      const s = sample - block.first;
      const count = faces.starts[s + 1] - faces.starts[s];
      if (nodes.data[at] === count) return;
      const problem = "it must be the number of the sample's faces";
      found.add({ where: nodes.key, problem, sample, row, value: nodes.data[at] });
    });
  },
};
