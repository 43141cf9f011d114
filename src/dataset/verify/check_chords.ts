/** Lengths of edges and the points on them. @module */
import type { Check } from "./check.ts";

/** What float32 may lose, of the coordinates' size. */
const ROUNDING = 1e-6;

/** An edge is at least as long as the polygon through its points. */
export const checkChords: Check = {
  name: "chords",
  rule: "no edge is shorter than the polygon through its points",
  async block(block, found) {
    const arrays = await block.readAll("edges/edge_u_grids", "edges/edge_lengths");
    if (arrays === null) return;
    const grids = arrays["edges/edge_u_grids"], lengths = arrays["edges/edge_lengths"];
    if (grids.inner.length !== 2 || grids.inner[1] !== 6) return;
    const { data, size } = grids;
    block.eachRow(grids, (sample, row, from) => {
      found.checked++;
      let polygon = 0, largest = 0;
      for (let at = from; at < from + size; at += 6) {
        largest = Math.max(
          largest,
          Math.abs(data[at]),
          Math.abs(data[at + 1]),
          Math.abs(data[at + 2]),
        );
        if (at === from) continue;
        polygon += Math.hypot(
          data[at] - data[at - 6],
          data[at + 1] - data[at - 5],
          data[at + 2] - data[at - 4],
        );
      }
      const length = lengths.data[from / size];
      if (!(polygon > length * (1 + ROUNDING) + ROUNDING * (size / 6) * largest)) return;
      const problem = "it is shorter than the polygon through the edge's points";
      found.add({ where: lengths.key, problem, sample, row, value: `${length}, not ${polygon}` });
    });
  },
};
