/** How many rows samples have. @module */
import type { Check } from "./check.ts";

/** Columns of the infoset that say how many rows a sample has of a dimension. */
const COLUMNS = new Map([
  ["face", "face_count"],
  ["edge", "edge_count"],
  ["instance", "instance_count"],
]);

/** The groups have as many rows for each sample as the infoset says. */
export const checkCounts: Check = {
  name: "counts",
  rule: "samples have as many faces, edges and instances as the infoset says",
  async whole({ reader, arrays }, found) {
    for (const [key, { info, layout: { offsets } }] of arrays) {
      const column = COLUMNS.get(info.dims[0]);
      // One array of a group stands for all: the rule of rows sees that they agree.
      if (column === undefined || !isFirst(key, info.group, arrays.keys())) continue;
      if (!reader.infoset?.has(column)) continue;
      (await reader.infoColumn(column)).forEach((count, sample) => {
        found.checked++;
        const rows = offsets[sample + 1] - offsets[sample];
        if (count === null || rows === count) return;
        found.add({
          where: `infoset/${column}`,
          problem: `it must be the number of rows in '${info.group}'`,
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

function isFirst(key: string, group: string, keys: Iterable<string>): boolean {
  return Iterator.from(keys).find((other) => other.startsWith(`${group}/`)) === key;
}
