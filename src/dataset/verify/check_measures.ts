/** Sizes and counts that cannot be negative. @module */
import type { Check } from "./check.ts";

const MEASURES = [
  "faces/face_areas",
  "faces/face_loops",
  "faces/face_neighborscount",
  "edges/edge_lengths",
];

/** Areas, lengths and counts are 0 or more. */
export const checkMeasures: Check = {
  name: "measures",
  rule: "areas, lengths and counts are 0 or more",
  async block(block, found) {
    for (const key of MEASURES) {
      const array = await block.read(key);
      if (array === null) continue;
      block.eachRow(array, (sample, row, at) => {
        found.checked++;
        const value = array.data[at];
        // What is not a number is told by the check of finite values.
        if (!(value < 0)) return;
        found.add({ where: key, problem: "it is negative", sample, row, value });
      });
    }
  },
};
